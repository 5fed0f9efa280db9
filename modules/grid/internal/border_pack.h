#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <core/error.h>
#include <geo/shape.h>
#include <store/row.h>

namespace fengqiao {

// Borders in one file, made up by the program and marked so: "FQGRID1\n", the datum's code and a line end, then
// qCompress of lines "<code>\t<packShape in base64>\n" in order of codes.
class BorderPack {
public:
    [[nodiscard]] static Result<BorderPack> read(const QString &file); // codes "borders.missing", "borders.damaged"
    [[nodiscard]] static QByteArray write(Datum datum, const QList<std::pair<QString, GeoShape>> &borders);

    // Gives the grid the border of its code, if there is one.
    void apply(Row &grid) const;

    [[nodiscard]] qsizetype count() const { return m_borders.size(); }

private:
    Datum m_datum = Datum::Cgcs2000;
    QHash<QString, QByteArray> m_borders; // code -> packed
};

} // namespace fengqiao
