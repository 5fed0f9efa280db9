#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <store/key_slots.h>
#include <store/search.h>
#include <store/store.h>

namespace fengqiao {

// One value on its way into a column, as SQLite takes it: nothing is copied, the bytes belong to the piece or to
// whoever made it and outlive it.
struct ReplicaCell {
    enum class Kind : quint8 { Null, Integer, Text, Blob };
    Kind kind = Kind::Null;
    qint32 size = 0;

    union {
        qint64 integer = 0;
        const char *bytes;
    };

    [[nodiscard]] static ReplicaCell of(qint64 value);
    [[nodiscard]] static ReplicaCell text(const char *bytes, qsizetype size);
    [[nodiscard]] static ReplicaCell blob(const char *bytes, qsizetype size);
};

// Many rows of one entity. A row is id, stamp, versions (text or null), deleted, then the fields in order.
struct ReplicaPiece {
    static constexpr qsizetype fixed = 4;
    const Entity *entity = nullptr;
    qint64 firstRowid = 1;
    qint64 searchOffset = -1; // a row is found as number searchOffset + rowid; negative: not searched
    qsizetype rows = 0;
    std::vector<ReplicaCell> cells{};
    std::vector<std::shared_ptr<const void>> buffers{}; // whatever the bytes lie in
    std::vector<QByteArray> texts{};
    QByteArray searchText{};              // tokens of its rows one behind the other, ...
    std::vector<qsizetype> searchSizes{}; // ... so many bytes each; negative: not in the index

    [[nodiscard]] qsizetype columns() const { return fixed + entity->fields.size(); }

    [[nodiscard]] const ReplicaCell *row(qsizetype n) const { return cells.data() + n * columns(); }

    // As a value of a Row is bound; the bytes are kept in `texts`.
    [[nodiscard]] ReplicaCell keep(const QVariant &value);
    // For whoever asks a row for its search keys; its id is set, its stamp is not.
    [[nodiscard]] Row rowAt(qsizetype n) const;
};

// Fills the synced tables of a file that nobody has open: without a log, indexes at the end, the search index beside
// the rows. What was added is there when the process ends half-way, and the next one goes on behind it.
class ReplicaLoader {
public:
    [[nodiscard]] static Result<std::unique_ptr<ReplicaLoader>> open(const QString &path, const Secret &key,
                                                                     const Schema &schema);
    ~ReplicaLoader();
    // Empties the synced tables and the log, drops their indexes; with `resume` what is there stays. `searched` are the
    // entities that index() will be called for.
    [[nodiscard]] Result<> begin(bool resume, const QList<const Entity *> &searched);
    [[nodiscard]] Result<> add(const ReplicaPiece &piece);

    struct Last {
        qint64 rowid = 0;
        QUuid id; // rows come in the order of their ids
    };

    [[nodiscard]] Result<Last> lastOf(const Entity &entity);
    // What the rows of a piece are found by: first put together, by whichever thread has time for it, then added to the
    // index. All calls of each from one thread, which may be another one than that of the other calls.
    using KeysOf = std::function<std::optional<SearchKeys>(const Row &)>;
    void addTokens(ReplicaPiece &piece, const KeysOf &keysOf);
    [[nodiscard]] Result<> index(const ReplicaPiece &piece);
    // The same for the rows that are there already; while no other call is under way.
    [[nodiscard]] Result<> indexStored(const Entity &entity, qint64 offset, const KeysOf &keysOf);
    [[nodiscard]] Result<> finishIndex(); // the last of these calls

    // Indexes of a table whose rows are all in. Code as of finishRows().
    [[nodiscard]] Result<> finishTable(const Entity &entity);
    // Indexes of the other tables, when all rows are in; the search index may still be under way. "store.duplicate" if
    // rows of two snapshots do not go together (what one gave up another one has got): begin with a new file.
    [[nodiscard]] Result<> finishRows();

    [[nodiscard]] Result<QString> meta(QLatin1StringView key);
    [[nodiscard]] Result<> setMeta(const QString &key, const QString &value);
    // The search index, then the file as every file is.
    [[nodiscard]] Result<> finish();

private:
    struct Private;
    explicit ReplicaLoader(std::unique_ptr<Private> data);
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
