#include <grid/demo.h>

#include <QCoreApplication>
#include <QFile>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The cells of one line; nothing if a quote is left open. Demo tables have no line breaks inside cells.
std::optional<QStringList> cellsOf(const QString &line)
{
    QStringList cells{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == u'"' && quoted && i + 1 < line.size() && line[i + 1] == u'"')
            cells.last() += line[++i];
        else if (c == u'"')
            quoted = !quoted;
        else if (c == u',' && !quoted)
            cells << QString();
        else
            cells.last() += c;
    }
    return quoted ? std::nullopt : std::optional(cells);
}

} // namespace

Result<QList<DemoRow>> readDemoTable(const QString &fileName)
{
    QFile file(resourcePath(u"demo/"_s + fileName));
    const auto faulty = [&file](int line) {
        return fail(ErrorKind::Fault, u"demo.faulty"_s,
                    QCoreApplication::translate("Demo", "The demo table %1 cannot be read (line %2).")
                        .arg(file.fileName())
                        .arg(line));
    };
    if (!file.open(QIODevice::ReadOnly))
        return faulty(0);
    QList<DemoRow> rows;
    QStringList columns;
    int number = 0;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        ++number;
        const QString text = line.endsWith(u'\r') ? line.chopped(1) : line;
        if (text.isEmpty() || text.startsWith(u'#'))
            continue;
        const auto cells = cellsOf(text);
        if (!cells || (!columns.isEmpty() && cells->size() != columns.size()))
            return faulty(number);
        if (columns.isEmpty()) {
            columns = *cells;
            continue;
        }
        DemoRow row;
        for (qsizetype i = 0; i < columns.size(); ++i)
            row.insert(columns[i], cells->at(i));
        rows << row;
    }
    return rows;
}

} // namespace fengqiao
