#pragma once

#include <QHash>
#include <memory>

#include <core/error.h>
#include <store/search.h>

struct sqlite3;
struct sqlite3_stmt;

namespace fengqiao {

class Connection;

// A search index put together in memory, of rows that no search can meet yet, and carried into a file at the end: beside
// the thread that writes the rows, without its locks and its cipher. Calls from one thread at a time; faults are thrown
// as StoreFault.
class SearchBuilder {
public:
    explicit SearchBuilder(QString path); // of the file that faults name
    ~SearchBuilder();
    SearchBuilder(const SearchBuilder &) = delete;
    SearchBuilder &operator=(const SearchBuilder &) = delete;

    void add(qint64 doc, const QString &letter, const SearchKeys &keys);
    void finish(); // joins what was added into one
    // In place of the index that the file has; inside its transaction, and before it was ever searched.
    void copyTo(Connection &file) const;

private:
    void check(int code) const;
    void run(const char *sql) const;
    void copyTable(Connection &file, const QString &table) const;
    [[nodiscard]] const QByteArray &tokensOfName(const QString &letter, const QString &name);

    QString m_path;
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
    QHash<QString, QByteArray> m_names; // tokens of names that came before
    QString m_letter;                   // that they are for
};

} // namespace fengqiao
