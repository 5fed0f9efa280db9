#include <core/money.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxFen = 10'000'000'000'000; // a hundred thousand million yuan

QString magnitude(qint64 fen, const QString &yuan)
{
    return (fen < 0 ? u"-"_s : QString()) + yuan + u'.' + QString::number(qAbs(fen) % 100).rightJustified(2, u'0');
}

std::unexpected<Error> outOfRange(const QString &text)
{
    return fail(ErrorKind::Invalid, u"money.range"_s,
                QCoreApplication::translate("Money", "The amount %1 is out of range. It must be between 0 and "
                                                     "100,000,000,000 yuan.")
                    .arg(text.left(40)));
}

} // namespace

Result<Money> Money::parse(const QString &yuan)
{
    static const QRegularExpression shape(uR"(\A(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.([0-9]{1,2}))?\z)"_s);
    const auto match = shape.match(yuan.trimmed().normalized(QString::NormalizationForm_KC));
    if (!match.hasMatch()) {
        return fail(ErrorKind::Invalid, u"money.format"_s,
                    QCoreApplication::translate("Money", "“%1” is not an amount of money. Please write yuan with at "
                                                         "most two decimals, as in 2000.50.")
                        .arg(yuan.left(40)));
    }
    bool fits = false;
    const qint64 whole = match.captured(2).remove(u',').toLongLong(&fits);
    if (!fits || whole > maxFen / 100) {
        return outOfRange(yuan);
    }
    const qint64 fen = whole * 100 + match.captured(3).leftJustified(2, u'0').toLongLong();
    if (fen > maxFen || (fen > 0 && match.capturedLength(1) > 0)) {
        return outOfRange(yuan);
    }
    return Money{fen};
}

QString Money::toString() const
{
    return magnitude(fen, QString::number(qAbs(fen) / 100));
}

QString Money::display() const
{
    QString grouped = QString::number(qAbs(fen) / 100);
    for (auto at = grouped.size() - 3; at > 0; at -= 3) {
        grouped.insert(at, u',');
    }
    return QCoreApplication::translate("Money", "%1 yuan").arg(magnitude(fen, grouped));
}

} // namespace fengqiao
