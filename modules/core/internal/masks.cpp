#include <core/document_number.h>

#include <array>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QString keepEnds(const QString &text, qsizetype head, qsizetype tail)
{
    return text.left(head) + QString(text.size() - head - tail, u'*') + text.right(tail);
}

// Surnames of two characters: hiding the second would leave a different surname to read.
qsizetype surnameLength(const QString &name)
{
    static constexpr std::array<QStringView, 32> compound{
        u"欧阳", u"太史", u"上官", u"端木", u"司马", u"东方", u"独孤", u"南宫", u"万俟", u"闻人", u"夏侯",
        u"诸葛", u"尉迟", u"赫连", u"澹台", u"皇甫", u"宗政", u"濮阳", u"公冶", u"太叔", u"申屠", u"公孙",
        u"慕容", u"仲孙", u"钟离", u"长孙", u"宇文", u"司徒", u"鲜于", u"司空", u"令狐", u"歐陽"};
    if (name.size() > 2 && std::ranges::contains(compound, QStringView(name).first(2))) {
        return 2;
    }
    // A surname outside the basic plane is one character in two code units.
    return name.size() > 1 && name[0].isHighSurrogate() ? 2 : 1;
}

} // namespace

QString maskNumber(const QString &number)
{
    if (number.size() >= 11) {
        return keepEnds(number, 3, 4);
    }
    // Three and four of a short number would show nearly all of it.
    return keepEnds(number, number.size() / 4, number.size() / 4);
}

QString maskPhone(const QString &phone)
{
    return maskNumber(phone);
}

QString maskName(const QString &name)
{
    if (name.isEmpty()) {
        return {};
    }
    const auto shown = surnameLength(name);
    const auto hidden = QStringView(name).sliced(shown).toUcs4().size();
    // A single character is hidden too: it may be the whole name.
    return shown == name.size() ? u"*"_s : name.left(shown) + QString(hidden, u'*');
}

QString maskAddress(const QString &address)
{
    if (address.isEmpty()) {
        return {};
    }
    // The end of an address is its telling part: a short one keeps its first half only.
    const auto shown = address.size() > 6 ? 6 : address.size() / 2;
    return address.left(shown) + u"****"_s;
}

} // namespace fengqiao
