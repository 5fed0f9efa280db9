#include "first_rows.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtEndian>

#include "rebase.h"
#include "server_sql.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

// What comes before the fields.
enum Place : size_t { IdPlace, StampPlace, DeletedPlace, VersionsPlace, ExtraPlace, FirstField };

constexpr qint64 julianOf2000 = 2'451'545; // PostgreSQL counts days from the first of January 2000
constexpr qint64 firstDay = 1'721'426;     // years 1 to 9999: what QDate reads from the ISO form
constexpr qint64 lastDay = 5'373'484;
constexpr int idSize = 16;

QByteArray bytesOf(QLatin1StringView text)
{
    return {text.data(), text.size()};
}

// JSON of any kind, also a bare number or null.
QJsonValue jsonOf(const char *text, qsizetype size)
{
    return QJsonDocument::fromJson('[' + QByteArray::fromRawData(text, size) + ']').array().at(0);
}

// Years that ISO's four digits do not hold are what QDate makes of PostgreSQL's text.
qint64 julianDay(qint32 since2000)
{
    const qint64 day = julianOf2000 + since2000;
    if (day >= firstDay && day <= lastDay)
        return day;
    const QDate date = QDate::fromJulianDay(day);
    const bool isBefore = date.year() < 0;
    const QString text = u"%1-%2-%3%4"_s.arg(std::abs(date.year()), 4, 10, QChar(u'0'))
                             .arg(date.month(), 2, 10, QChar(u'0'))
                             .arg(date.day(), 2, 10, QChar(u'0'))
                             .arg(isBefore ? u" BC"_s : QString());
    return QDate::fromString(text, Qt::ISODate).toJulianDay();
}

PgFault malformed()
{
    return {u"FQ000"_s, Words::tr("a row of the answer could not be read")};
}

} // namespace

FirstRows::FirstRows(const Entity &entity, const QStringList &known)
    : m_entity(entity)
    , m_json(known.isEmpty())
{
    m_constants.entity = &entity;
    m_types = "id uuid, stamp bigint, deleted boolean, versions text, extra text";
    for (const Field &field : entity.fields) {
        Column column{field, m_constants.keep(valueFromJson(field, QJsonValue::Undefined)), -1};
        if (known.contains(QString(field.name))) {
            column.sent = static_cast<int>(m_asked.size());
            m_asked << bytesOf(field.name);
            const QString type = field.type == FieldType::Json ? u"text"_s : pgType(field.type);
            m_types += ", " + pgQuoted(QString(field.name)) + ' ' + type.toLatin1();
        }
        m_columns << column;
    }
}

// Names of entities and fields are our own: letters and underscores.
QByteArray FirstRows::sql(QUuid after, qint64 rows) const
{
    const QByteArray from = '\'' + bytesOf(m_entity.name) + "', '" + after.toByteArray(QUuid::WithoutBraces) + "', " +
                            QByteArray::number(rows);
    if (m_json)
        return "COPY (SELECT fq.sync_copy(" + from + ")) TO STDOUT";
    return "COPY (SELECT * FROM fq.sync_copy_rows(" + from + ", '" + pgArray(m_asked) + "') AS t(" + m_types +
           ")) TO STDOUT (FORMAT binary)";
}

PgResult<qint64> FirstRows::fetch(PgConnection &db, QUuid after, qint64 rows,
                                  const std::function<ReplicaPiece *()> &piece)
{
    qint64 got = 0;
    bool isReadable = true;
    const auto take = [&](auto &&add) {
        ReplicaPiece *into = piece();
        isReadable = into == nullptr || add(*into);
        got += into && isReadable ? 1 : 0;
        return into && isReadable;
    };
    const auto fromJson = [&](const QByteArray &line) {
        return take([&](ReplicaPiece &into) {
            addJson(m_entity, line, into);
            return true;
        });
    };
    const auto fromBinary = [&](PgBuffer buffer, qsizetype size) {
        return take([&](ReplicaPiece &into) { return read(std::move(buffer), size, into); });
    };
    const QByteArray statement = sql(after, rows);
    const auto copied = m_json ? db.copyOut(statement, fromJson) : db.copyRows(statement, fromBinary);
    if (!copied)
        return std::unexpected(copied.error());
    if (!isReadable)
        return std::unexpected(malformed());
    return got;
}

bool FirstRows::split(const char *bytes, qsizetype size)
{
    const char *at = bytes;
    const char *end = bytes + size;
    if (size < 2)
        return false;
    const auto count = qFromBigEndian<qint16>(at);
    at += 2;
    m_parts.clear();
    for (qint16 i = 0; i < count; ++i) {
        if (end - at < 4)
            return false;
        Part part{at + 4, qFromBigEndian<qint32>(at)};
        at += 4;
        if (part.size > end - at)
            return false;
        at += std::max(part.size, 0);
        m_parts.push_back(part);
    }
    return m_parts.size() == FirstField + static_cast<size_t>(m_asked.size()) && m_parts[IdPlace].size == idSize &&
           m_parts[StampPlace].size == 8 && m_parts[DeletedPlace].size == 1;
}

bool FirstRows::read(PgBuffer buffer, qsizetype size, ReplicaPiece &piece)
{
    if (!split(buffer.get(), size))
        return false;
    // Rare in a county that was never changed by two desks, and everything about it is said in one place already.
    const Part &versions = m_parts[VersionsPlace];
    ReplicaCell versionsCell;
    if (versions.size > 0)
        if (const QJsonObject json = jsonOf(versions.bytes, versions.size).toObject(); !json.isEmpty())
            versionsCell = piece.keep(QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact)));
    piece.cells.push_back(ReplicaCell::blob(m_parts[IdPlace].bytes, idSize));
    piece.cells.push_back(ReplicaCell::of(qFromBigEndian<qint64>(m_parts[StampPlace].bytes)));
    piece.cells.push_back(versionsCell);
    piece.cells.push_back(ReplicaCell::of(*m_parts[DeletedPlace].bytes));
    for (const Column &column : std::as_const(m_columns))
        piece.cells.push_back(cell(column, piece));
    ++piece.rows;
    piece.buffers.emplace_back(std::move(buffer));
    return true;
}

ReplicaCell FirstRows::cell(const Column &column, ReplicaPiece &piece) const
{
    if (column.sent < 0) {
        const Part &extra = m_parts[ExtraPlace];
        if (extra.size <= 0)
            return column.missing;
        return piece.keep(valueFromJson(column.field, jsonOf(extra.bytes, extra.size)[column.field.name]));
    }
    const Part &part = m_parts[FirstField + static_cast<size_t>(column.sent)];
    if (part.size < 0)
        return column.missing;
    if (column.field.type == FieldType::Json)
        return piece.keep(valueFromJson(column.field, jsonOf(part.bytes, part.size)));
    return plainCell(column.field.type, part);
}

ReplicaCell FirstRows::plainCell(FieldType type, const Part &part)
{
    switch (type) {
    case FieldType::Integer:
    case FieldType::Money:
    case FieldType::Instant:
        return ReplicaCell::of(part.size == 8 ? qFromBigEndian<qint64>(part.bytes) : 0);
    case FieldType::Bool:
        return ReplicaCell::of(*part.bytes);
    case FieldType::Date:
        return ReplicaCell::of(julianDay(part.size == 4 ? qFromBigEndian<qint32>(part.bytes) : 0));
    case FieldType::Id:
    case FieldType::Bytes:
        return ReplicaCell::blob(part.bytes, part.size);
    default:
        return ReplicaCell::text(part.bytes, part.size);
    }
}

void FirstRows::addJson(const Entity &entity, const QByteArray &line, ReplicaPiece &piece)
{
    const ReplicaRow row = rowFromServer(entity, QJsonDocument::fromJson(line).object());
    piece.cells.push_back(piece.keep(row.id));
    piece.cells.push_back(ReplicaCell::of(row.stamp));
    piece.cells.push_back(row.versions.isEmpty() ? ReplicaCell() : piece.keep(row.versions));
    piece.cells.push_back(ReplicaCell::of(row.deleted ? 1 : 0));
    for (const QVariant &value : row.values)
        piece.cells.push_back(piece.keep(value));
    ++piece.rows;
}

} // namespace fengqiao
