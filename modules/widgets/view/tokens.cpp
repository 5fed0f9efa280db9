#include <widgets/theme.h>

#include <QCoreApplication>
#include <QFile>

#include "tokens.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Theme)
};

// Lines of a table in resources/themes, cut at commas: these tables hold no quotes, and the first line is the header.
Result<QList<QStringList>> readTable(const QString &path, qsizetype columns)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        return fail(ErrorKind::Fault, u"theme.missing"_s,
                    Tr::tr("The colour table %1 cannot be read. Please install the program again.").arg(path));
    }
    QList<QStringList> rows;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith(u'#') || line.trimmed().isEmpty())
            continue;
        rows << line.split(u',');
        if (rows.last().size() != columns) {
            return fail(ErrorKind::Fault, u"theme.format"_s,
                        Tr::tr("The table %1 has a faulty line: %2").arg(path, line));
        }
    }
    if (!rows.isEmpty())
        rows.removeFirst();
    return rows;
}

} // namespace

Result<QList<TokenRow>> readTokens(const QString &path)
{
    const auto table = readTable(path, 6);
    if (!table)
        return fail(table.error());
    QList<TokenRow> tokens;
    for (const QStringList &cells : *table) {
        TokenRow row{cells.at(0), cells.at(1), cells.at(2).split(u' '), QColor::fromString(cells.at(3)),
                     QColor::fromString(cells.at(4))};
        if (!row.light.isValid() || !row.dark.isValid()) {
            return fail(ErrorKind::Fault, u"theme.format"_s,
                        Tr::tr("The table %1 has a faulty line: %2").arg(path, cells.join(u',')));
        }
        tokens << row;
    }
    return tokens;
}

Result<QHash<QString, double>> readSizes(const QString &path)
{
    const auto table = readTable(path, 3);
    if (!table)
        return fail(table.error());
    QHash<QString, double> sizes;
    for (const QStringList &cells : *table)
        sizes.insert(cells.at(0), cells.at(1).toDouble());
    return sizes;
}

double contrast(const QColor &a, const QColor &b)
{
    const auto luminance = [](const QColor &colour) {
        const auto linear = [](double part) {
            return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
    };
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

} // namespace fengqiao
