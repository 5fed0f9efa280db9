#include "border_pack.h"

#include <QCoreApplication>
#include <QFile>

#include "grid_book.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView magic{"FQGRID1\n"};

} // namespace

Result<BorderPack> BorderPack::read(const QString &file)
{
    const auto refused = [&file](const QString &code) {
        return fail(ErrorKind::Fault, code,
                    QCoreApplication::translate("Demo", "The file of the demo's borders, %1, cannot be read; install "
                                                        "the program again.")
                        .arg(file));
    };
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return refused(u"borders.missing"_s);
    const bool known = input.read(magic.size()) == magic;
    const auto datum = datumFromCode(QString::fromLatin1(input.readLine().trimmed()));
    const QByteArray lines = known ? qUncompress(input.readAll()) : QByteArray();
    if (!datum || lines.isEmpty())
        return refused(u"borders.damaged"_s);
    BorderPack pack;
    pack.m_datum = *datum;
    for (const QByteArray &line : lines.split('\n')) {
        const qsizetype tab = line.indexOf('\t');
        if (tab > 0)
            pack.m_borders.insert(QString::fromLatin1(line.first(tab)), QByteArray::fromBase64(line.sliced(tab + 1)));
    }
    return pack;
}

QByteArray BorderPack::write(Datum datum, const QList<std::pair<QString, GeoShape>> &borders)
{
    QByteArray lines;
    for (const auto &[code, shape] : borders)
        lines += code.toLatin1() + '\t' + packShape(shape).toBase64() + '\n';
    return magic.toByteArray() + datumCode(datum).toLatin1() + '\n' + qCompress(lines, 9);
}

void BorderPack::apply(Row &grid) const
{
    const auto border = m_borders.constFind(grid.text("code"_L1));
    if (border == m_borders.cend())
        return;
    const auto shape = unpackShape(*border);
    if (!shape)
        return;
    setBorder(grid, *shape, m_datum);
    grid.set("generated"_L1, true);
}

} // namespace fengqiao
