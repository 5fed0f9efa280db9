#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace fengqiao {

// One cell with the place of its first character, so that a fault inside it can be pointed at.
struct CsvCell {
    QString text;
    int line = 0;
    int column = 0;
    bool quoted = false;
    bool broken = false; // its quotes are wrong, so its text means nothing
};

// A place in a file: line and character in it, both from 1.
struct CsvPlace {
    int line = 0;
    int column = 0;
};

struct CsvFault {
    CsvPlace place;
    QString message;
};

struct CsvFile {
    QList<QList<CsvCell>> records; // without comments and empty lines
    QList<CsvFault> faults;
};

// RFC 4180 in UTF-8: quotes, doubled quotes and line ends inside quotes, CRLF or LF, a byte order mark; a record whose
// first character is # is a comment.
[[nodiscard]] CsvFile readCsv(const QByteArray &bytes);

// Where character `offset` (UTF-16) of a cell's text stands in the file.
[[nodiscard]] CsvPlace placeIn(const CsvCell &cell, qsizetype offset);

} // namespace fengqiao
