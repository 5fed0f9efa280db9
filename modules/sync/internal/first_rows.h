#pragma once

#include <QStringList>

#include <store/replica_loader.h>

#include "pg.h"

namespace fengqiao {

// Rows of one entity as a first sync gets them: the statement that asks for them and how an answer is read, in binary
// format straight into cells, so that a row that nobody ever changed costs no text and no JSON. What lands is the same
// as rowFromServer() makes of it; only what is JSON goes that way. Outlives the pieces that it filled.
class FirstRows {
public:
    // `known`: fields that the server has columns for; empty for a server that can give rows as JSON only.
    FirstRows(const Entity &entity, const QStringList &known);

    // Up to `rows` of them behind `after`, in the order of their ids: each goes to the piece that `piece` gives, until
    // it gives none. How many came.
    [[nodiscard]] PgResult<qint64> fetch(PgConnection &db, QUuid after, qint64 rows,
                                         const std::function<ReplicaPiece *()> &piece);

private:
    struct Column {
        Field field;
        ReplicaCell missing; // where the server has nothing
        int sent = -1;       // its place among the fields asked for; the server does not know it
    };

    struct Part {
        const char *bytes = nullptr;
        qint32 size = -1; // null
    };

    [[nodiscard]] QByteArray sql(QUuid after, qint64 rows) const;
    [[nodiscard]] bool split(const char *bytes, qsizetype size);
    [[nodiscard]] bool read(PgBuffer buffer, qsizetype size, ReplicaPiece &piece);
    [[nodiscard]] ReplicaCell cell(const Column &column, ReplicaPiece &piece) const;
    [[nodiscard]] static ReplicaCell plainCell(FieldType type, const Part &part);
    static void addJson(const Entity &entity, const QByteArray &line, ReplicaPiece &piece);

    const Entity &m_entity;
    bool m_json;
    QList<Column> m_columns;
    QList<QByteArray> m_asked;
    QByteArray m_types;
    ReplicaPiece m_constants;  // holds the bytes of the missing values
    std::vector<Part> m_parts; // of the row that is being read
};

} // namespace fengqiao
