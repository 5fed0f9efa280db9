#pragma once

#include <QHash>
#include <memory>

#include <core/error.h>
#include <store/search.h>

struct sqlite3;
struct sqlite3_stmt;

namespace fengqiao {

class Connection;

// The tokens of many records, one after the other: a name has most of the tokens of a person and many people share it.
class SearchTexts {
public:
    [[nodiscard]] QByteArray of(const QString &letter, const SearchKeys &keys);

private:
    [[nodiscard]] const QByteArray &ofName(const QString &letter, const QString &name);
    QHash<QString, QByteArray> m_names; // that came before
    QString m_letter;                   // that they are for
};

// A search index put together in memory, of rows that no search can meet yet, and carried into a file at the end:
// beside the thread that writes the rows, without its locks and its cipher. Calls from one thread at a time; faults are
// thrown as StoreFault.
class SearchBuilder {
public:
    explicit SearchBuilder(QString path); // of the file that faults name
    ~SearchBuilder();
    SearchBuilder(const SearchBuilder &) = delete;
    SearchBuilder &operator=(const SearchBuilder &) = delete;

    void add(qint64 doc, QByteArrayView tokens);
    void finish(); // joins what was added into one
    // In place of the index that the file has; inside its transaction, and before it was ever searched.
    void copyTo(Connection &file) const;

private:
    void check(int code) const;
    void run(const char *sql) const;
    void copyTable(Connection &file, const QString &table) const;

    QString m_path;
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

} // namespace fengqiao
