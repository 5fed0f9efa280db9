#pragma once

#include <QStringList>
#include <QVariantList>

#include "table.h"

struct sqlite3;
struct sqlite3_stmt;

namespace fengqiao {

// What SQLCipher itself does, through its own C interface: the baseline.
class BareFile {
public:
    explicit BareFile(const QString &path); // a new encrypted file with the pragmas of the store
    ~BareFile();
    BareFile(const BareFile &) = delete;
    BareFile &operator=(const BareFile &) = delete;

    void execute(const QString &sql);
    // Commits of one small row each, flushed as an action is.
    void singleCommits(int count, Samples *samples);

    // Prepared inserts of given rows, so many a transaction; rows per second.
    struct Rows {
        QString table;
        qsizetype columns = 0;
        QList<QVariantList> rows;
    };

    [[nodiscard]] double insertRate(const QList<Rows> &tables, int rowsACommit);

    // Lines of COPY's text format as they come, into a table (and its columns in parentheses) of so many; a commit
    // every 50,000 and at pipeEnd(). The first one is a UUID, kept as its 16 bytes where `binaryId`.
    void pipe(const QString &table, qsizetype columns, bool binaryId = false);
    void pipeLine(const char *line, int size);
    void pipeEnd();

private:
    sqlite3 *m_handle = nullptr;
    sqlite3_stmt *m_pipe = nullptr;
    qint64 m_piped = 0;
    bool m_binaryId = false;
};

} // namespace fengqiao
