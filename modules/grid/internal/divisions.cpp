#include <grid/divisions.h>

#include <QCoreApplication>
#include <QFile>
#include <QStringTokenizer>
#include <QtEndian>
#include <algorithm>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic{"FQDIV1\n"};

std::unexpected<Error> damaged(const QString &file)
{
    return fail(ErrorKind::Fault, u"divisions.damaged"_s,
                QCoreApplication::translate("Divisions",
                                            "The file of administrative divisions, %1, is damaged; install "
                                            "the program again.")
                    .arg(file));
}

// Statistical division codes: communities that exist only in the statistics carry the serials 498 and 598.
bool isVirtualSerial(QStringView serial)
{
    return serial == "498"_L1 || serial == "598"_L1;
}

// The packed text at this place of the file, or nothing if it is not what qCompress wrote.
std::optional<QString> unpack(const QByteArray &packed)
{
    const QByteArray raw = qUncompress(packed);
    if (raw.isEmpty())
        return std::nullopt;
    return QString::fromUtf8(raw);
}

// Reads the lines of one county's block, see resources/divisions/make.mjs for the format.
class BlockReader {
public:
    explicit BlockReader(CountyDivisions &into)
        : m_into(into)
    {
    }

    bool take(QStringView line)
    {
        const qsizetype tab = line.indexOf(u'\t');
        if (line.startsWith(u'=')) {
            m_placeholder = line.startsWith(placeholder);
            return m_placeholder || (tab > 0 && takeTown(line.sliced(1, tab - 1), line.sliced(tab + 1)));
        }
        if (m_placeholder)
            return true;
        if (m_town.isEmpty())
            return false;
        const int serial = tab < 0 ? m_expected : line.first(tab).toInt();
        return takeVillage(serial, line.sliced(tab + 1));
    }

    void finish()
    {
        for (Division &town : m_into.towns) {
            const QList<Division> villages = m_into.villagesOf(town.code);
            town.statistical = !villages.isEmpty() && std::ranges::all_of(villages, &Division::statistical);
        }
    }

private:
    bool takeTown(QStringView serial, QStringView name)
    {
        const auto code = DivisionCode::parse(m_into.county.code.digits() + serial);
        if (!code || code->level() != DivisionLevel::Town)
            return false;
        m_town = code->digits();
        m_expected = 1;
        m_into.towns << Division{*code, name.toString(), false};
        return true;
    }

    bool takeVillage(int serial, QStringView name)
    {
        const QString digits = QString::number(serial).rightJustified(3, u'0');
        const auto code = DivisionCode::parse(m_town + digits);
        if (!code || code->level() != DivisionLevel::Village || name.isEmpty())
            return false;
        m_expected = serial + 1;
        m_into.villages << Division{*code, name.toString(), isVirtualSerial(digits)};
        return true;
    }

    // 金门县 is listed without divisions: one town 000 with one village 000, both named like the county.
    static constexpr QLatin1StringView placeholder{"=000\t"};

    CountyDivisions &m_into;
    bool m_placeholder = false;
    QString m_town;
    int m_expected = 1;
};

} // namespace

QList<Division> CountyDivisions::villagesOf(const DivisionCode &town) const
{
    // Villages are in order of codes, so those of one town stand together.
    const auto first = std::ranges::lower_bound(villages, town.digits(), {},
                                                [](const Division &village) { return village.code.digits(); });
    QList<Division> found;
    for (auto it = first; it != villages.end() && town.contains(it->code); ++it)
        found << *it;
    return found;
}

std::optional<Division> CountyDivisions::find(const DivisionCode &code) const
{
    if (code == county.code)
        return county;
    for (const QList<Division> *list : {&towns, &villages}) {
        const auto it = std::ranges::find(*list, code, &Division::code);
        if (it != list->end())
            return *it;
    }
    return std::nullopt;
}

Result<Divisions> Divisions::load(const QString &file)
{
    Divisions divisions;
    divisions.m_file = file.isEmpty() ? resourcePath(u"divisions/china.div"_s) : file;
    QFile input(divisions.m_file);
    if (!input.open(QIODevice::ReadOnly)) {
        return fail(
            ErrorKind::Fault, u"divisions.missing"_s,
            QCoreApplication::translate(
                "Divisions", "The file of administrative divisions, %1, cannot be read: %2. Install the program again.")
                .arg(divisions.m_file, input.errorString()));
    }
    if (input.read(magic.size()) != magic)
        return damaged(divisions.m_file);
    const QByteArray head = input.read(4);
    const auto length = head.size() == 4 ? qFromBigEndian<quint32>(head.constData()) : 0;
    const auto index = unpack(input.read(length));
    if (!index)
        return damaged(divisions.m_file);
    const qint64 base = input.pos();
    for (const QStringView line : QStringTokenizer(*index, u'\n')) {
        const QList<QStringView> cells = line.split(u'\t');
        const auto code = DivisionCode::parse(cells.value(0).toString());
        const bool county = code && code->level() == DivisionLevel::County;
        if (!code || cells.size() != (county ? 4 : 2))
            return damaged(divisions.m_file);
        Entry entry{Division{*code, cells[1].toString(), false}};
        if (county) {
            entry.offset = base + cells[2].toLongLong();
            entry.length = cells[3].toLongLong();
        }
        divisions.m_byCode.insert(code->digits(), divisions.m_entries.size());
        divisions.m_entries << std::move(entry);
    }
    return divisions;
}

QList<Division> Divisions::below(const DivisionCode &area, DivisionLevel level) const
{
    QList<Division> found;
    for (const Entry &entry : m_entries) {
        const DivisionCode &code = entry.division.code;
        if (code.level() == level && (area.isNull() || area.contains(code)))
            found << entry.division;
    }
    return found;
}

QString Divisions::name(const DivisionCode &code) const
{
    const qsizetype at = m_byCode.value(code.digits(), -1);
    return at < 0 ? QString() : m_entries[at].division.name;
}

QString Divisions::fullName(const DivisionCode &code) const
{
    QString text;
    for (DivisionCode each = code; !each.isNull(); each = each.parent()) {
        const QString part = name(each);
        const bool filler = each.level() == DivisionLevel::City &&
                            (part == u"市辖区"_s || part == u"县"_s || part.contains(u"直辖县级行政区划"_s));
        if (!filler)
            text.prepend(part);
    }
    return text;
}

QList<Division> Divisions::findCounties(const QString &text) const
{
    QList<Division> found;
    for (const Entry &entry : m_entries) {
        const DivisionCode &code = entry.division.code;
        if (code.level() != DivisionLevel::County)
            continue;
        if (code.digits().startsWith(text) || fullName(code).contains(text))
            found << entry.division;
    }
    return found;
}

Result<CountyDivisions> Divisions::open(const DivisionCode &county) const
{
    const qsizetype at = m_byCode.value(county.digits(), -1);
    if (at < 0 || county.isNull() || county.level() != DivisionLevel::County) {
        return fail(ErrorKind::Invalid, u"divisions.unknown_county"_s,
                    QCoreApplication::translate(
                        "Divisions", "%1 is not the code of a county; a county has six digits, for instance 620521.")
                        .arg(county.digits()),
                    u"county"_s);
    }
    const Entry &entry = m_entries[at];
    CountyDivisions result;
    result.county = entry.division;
    QFile input(m_file);
    if (!input.open(QIODevice::ReadOnly) || !input.seek(entry.offset))
        return damaged(m_file);
    const auto text = unpack(input.read(entry.length));
    if (!text)
        return damaged(m_file);
    BlockReader reader(result);
    for (const QStringView line : QStringTokenizer(*text, u'\n')) {
        if (!reader.take(line))
            return damaged(m_file);
    }
    reader.finish();
    return result;
}

} // namespace fengqiao
