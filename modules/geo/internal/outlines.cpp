#include <geo/outlines.h>

#include <QCoreApplication>
#include <QFile>
#include <QMap>
#include <QStringTokenizer>
#include <QtEndian>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Entry {
    QString name;
    qint64 offset = 0; // from the start of the file
    qint64 length = 0;
};

struct Index {
    QMap<QString, Entry> counties;
};

QString fileName()
{
    return resourcePath(u"outlines/china.outlines"_s);
}

Error damaged()
{
    return {ErrorKind::Fault,
            u"outlines.damaged"_s,
            QCoreApplication::translate("Outlines", "The file of county outlines, %1, is damaged. Install the program "
                                                    "again.")
                .arg(fileName()),
            {},
            {}};
}

// qUncompress would say on the console what is wrong, and a length of four gigabytes would be tried.
std::optional<QByteArray> unpacked(const QByteArray &bytes)
{
    constexpr quint32 most = 64U << 20U;
    if (bytes.size() < 5 || qFromBigEndian<quint32>(bytes.constData()) > most)
        return {};
    const QByteArray plain = qUncompress(bytes);
    return plain.isEmpty() ? std::nullopt : std::optional(plain);
}

Result<Index> readIndex()
{
    QFile file(fileName());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Fault, u"outlines.missing"_s,
                    QCoreApplication::translate(
                        "Outlines", "The file of county outlines, %1, cannot be read: %2. Install the program again.")
                        .arg(fileName(), file.errorString()));
    constexpr QByteArrayView magic{"FQOUT1\n"};
    const bool ours = file.read(magic.size()) == magic;
    const QByteArray head = file.read(4);
    if (!ours || head.size() != 4)
        return fail(damaged());
    const auto text = unpacked(file.read(qFromBigEndian<quint32>(head.constData())));
    if (!text)
        return fail(damaged());
    const qint64 base = file.pos();
    Index index;
    const QString lines = QString::fromUtf8(*text);
    for (const QStringView line : QStringTokenizer(lines, u'\n')) {
        const QList<QStringView> cells = line.split(u'\t');
        if (cells.size() != 4)
            return fail(damaged());
        index.counties.insert(cells[0].toString(),
                              {cells[1].toString(), base + cells[2].toLongLong(), cells[3].toLongLong()});
    }
    return index;
}

// Read once; the file does not change while the program runs.
const Result<Index> &index()
{
    static const Result<Index> once = readIndex();
    return once;
}

} // namespace

Result<std::optional<Outline>> outlineOf(const DivisionCode &county)
{
    if (!index())
        return fail(index().error());
    const auto entry = index()->counties.find(county.county().digits());
    if (entry == index()->counties.end())
        return std::optional<Outline>{};
    QFile file(fileName());
    if (!file.open(QIODevice::ReadOnly) || !file.seek(entry->offset))
        return fail(damaged());
    const auto packed = unpacked(file.read(entry->length));
    const auto shape = packed ? unpackShape(*packed) : fail(damaged());
    if (!shape)
        return fail(damaged());
    return Outline{*shape, Datum::Gcj02, entry->name};
}

Result<QStringList> outlinedCounties()
{
    if (!index())
        return fail(index().error());
    return index()->counties.keys();
}

} // namespace fengqiao
