#include <grid/demo.h>

#include <QCoreApplication>
#include <QFile>

#include <core/csv.h>
#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

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
    const CsvFile table = readCsv(file.readAll());
    if (!table.faults.isEmpty())
        return faulty(table.faults.first().place.line);
    QList<DemoRow> rows;
    for (const QList<CsvCell> &record : table.records.mid(1)) {
        const QList<CsvCell> &columns = table.records.first();
        if (record.size() != columns.size())
            return faulty(record.first().line);
        DemoRow row;
        for (qsizetype i = 0; i < columns.size(); ++i)
            row.insert(columns[i].text, record[i].text);
        rows << row;
    }
    return rows;
}

} // namespace fengqiao
