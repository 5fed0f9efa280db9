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

// Whose area a record without a division of its own has: that of the record which a field of type Id names.
struct AreaFrom {
    QLatin1StringView field{};
    QLatin1StringView kind{};   // field with the name of the entity or machine, where it can be of several
    QLatin1StringView column{}; // of that record, where its division does not stand in `org`
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
    // What a desk receives. A record with a field `org` goes to the desks of that division and above; one without goes
    // with what it hangs on (several: with all of them), or with everything that names it; all others to the county.
    QList<AreaFrom> areaFrom{};
    bool areaOfReferrers = false;

    [[nodiscard]] bool derivesArea() const { return areaOfReferrers || !areaFrom.isEmpty(); }

    [[nodiscard]] int indexOf(QLatin1StringView field) const; // -1 if absent
    [[nodiscard]] const Field *field(QLatin1StringView name) const;
};

[[nodiscard]] QString sqlType(FieldType type);                    // SQLite STRICT type
[[nodiscard]] QStringList createStatements(const Entity &entity); // table and indexes, STRICT

} // namespace fengqiao
