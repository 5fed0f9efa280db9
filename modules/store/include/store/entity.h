#pragma once

#include <QList>
#include <QString>
#include <initializer_list>

namespace fengqiao {

enum class FieldType {
    Text,
    Code, // an identifier of a code list (Field::list) or of a rule table
    Integer,
    Bool,
    Money,   // fen
    Instant, // ms UTC
    Date,    // stored as Julian day
    Id,      // UUID, 16 bytes
    Json,    // compact JSON text
    Bytes    // anything packed, such as a border; base64 where text is needed
};

// Personal-data class: decides masking in the window, on the command line, in audit rows and exports.
enum class Personal { No, Name, Number, Phone, Address, Narrative };

struct Field {
    QLatin1StringView name{};
    FieldType type = FieldType::Text;
    bool required = false;
    Personal personal = Personal::No;
    QLatin1StringView list{};   // code list, for Code
    QLatin1StringView refers{}; // entity, for Id
};

struct Index {
    QList<QLatin1StringView> fields{};
    bool unique = false;
    QLatin1StringView where{}; // SQL of a partial index, or empty
};

// One kind of record, described once: from this come the SQLite table, the server's table, the sync encoding, the audit
// mask and the data dictionary. `purpose` is rule R1: every table says why it may exist.
struct Entity {
    QLatin1StringView name{};
    QString purpose{};
    QList<Field> fields{}; // besides the implicit columns id, centre, stamp, deleted
    QList<Index> indexes{};
    bool synced = true;
    bool appendOnly = false; // rows are never changed once written (history)

    [[nodiscard]] int indexOf(QLatin1StringView field) const; // -1 if absent
    [[nodiscard]] const Field *field(QLatin1StringView name) const;
};

[[nodiscard]] QString sqlType(FieldType type);                    // SQLite STRICT type
[[nodiscard]] QStringList createStatements(const Entity &entity); // table and indexes, STRICT

} // namespace fengqiao
