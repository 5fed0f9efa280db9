#pragma once

#include <sync/sync.h>

#include "pg.h"
#include "rebase.h"

namespace fengqiao {

class VanPieceReader;
struct VanContents;
struct VanItem;
struct VanManifest;

// Where this file stands with the server; table `meta`, keys sync.*.
struct SyncCursor {
    qint64 epoch = 0;
    qint64 rev = 0;
    qint64 token = 0;
    bool resetting = false; // everything is being fetched anew
};

[[nodiscard]] SyncCursor readCursor(Reader &reader);
void writeCursor(Writer &tx, const SyncCursor &cursor);

// Which rows have changes that are not acknowledged. Lives on the writer thread, inside write jobs: what is committed
// between two jobs is seen by the next.
class PendingIndex {
public:
    void catchUp(Reader &reader, const SyncModel &model);
    [[nodiscard]] QList<PendingOp> opsOn(Reader &reader, const SyncModel &model, QUuid id) const;
    void clear();

private:
    QHash<QUuid, QList<qint64>> m_entries; // row -> seqs
    qint64 m_upTo = 0;
    qint64 m_acknowledged = 0;
};

struct Hello {
    QString centre;
    qint64 offsetMs = 0;
    qint64 rev = 0;
    QJsonObject standing; // seq, chain and last answer of this file's log, as an answer of the server
    QSet<QString> entities;
};

struct SyncEngine::Private {
    Private(Store &file, ServerModel description, ServerAddress place, std::shared_ptr<const Clock> time)
        : store(file)
        , model(std::move(description))
        , address(std::move(place))
        , clock(std::move(time))
        , keysOf(searchKeysOf())
        , comparesFrom(firstComparison(clock->now()))
    {
    }

    Store &store;
    const SyncModel model;
    const ServerAddress address;
    const std::shared_ptr<const Clock> clock;
    const SearchKeysOf keysOf;
    std::unique_ptr<PgConnection> db;
    std::atomic_bool stop = false;
    std::atomic_bool awake = false;
    PendingIndex pending; // writer thread
    int desk = 0;
    qint64 incarnation = 0;
    QSet<QString> known; // entities of the server
    int batch = 500;
    SyncReport report;
    bool greeted = false;         // a connection is new: what may have waited is looked at once
    bool purged = false;          // something was, and its traces behind the rows are not gone yet
    bool contentsSettled = false; // nothing to carry since rows last went either way
    QSet<QString> contentsRefused;

    template <typename F> [[nodiscard]] auto write(F fn) { return store.write(std::move(fn)).result(); }

    template <typename F> [[nodiscard]] auto read(F fn) { return store.read(std::move(fn)).result(); }

    // A fault that ends the round; a lost connection is opened anew by the next.
    [[nodiscard]] std::unexpected<Error> broken(const PgFault &fault);

    [[nodiscard]] Result<> connect();
    [[nodiscard]] Result<Hello> hello();
    [[nodiscard]] Result<> settleIdentity(const Hello &hello);
    // `from` is a number that the server knows; with `everything`, also what was acknowledged is sent again.
    [[nodiscard]] Result<> becomeNewDesk(int from, bool everything);
    [[nodiscard]] Result<> registerAgain();

    [[nodiscard]] Result<> push();
    [[nodiscard]] Result<bool> pushBatch(); // false: nothing waits
    [[nodiscard]] Result<> take(const QJsonObject &answer, qint64 upTo);
    [[nodiscard]] Result<> compare(const QJsonObject &answer);
    [[nodiscard]] Result<bool> serverWentBack(qint64 seq);
    [[nodiscard]] Result<> refresh();
    [[nodiscard]] Result<> deliver();

    std::atomic_bool compareAsked = false;
    Instant comparesFrom; // not before, unless asked
    [[nodiscard]] static Instant firstComparison(Instant now);
    [[nodiscard]] Result<> compareWithServer();
    [[nodiscard]] Result<std::optional<QHash<QString, QList<qsizetype>>>> differingBuckets();
    [[nodiscard]] Result<std::optional<QHash<QString, QList<qsizetype>>>> differingInSnapshot();
    [[nodiscard]] Result<> fetchBucket(const Entity &entity, qsizetype bucket);

    [[nodiscard]] Result<bool> takeVanAnswers(const QJsonObject &receipt); // false: an old one
    [[nodiscard]] Result<> takeVanPages(const QJsonObject &receipt);
    [[nodiscard]] Result<> takeVanRows(const QJsonObject &receipt);
    [[nodiscard]] Result<> takeVanContents(VanPieceReader &pieces, const VanManifest &manifest, VanContents &told);
    [[nodiscard]] Result<QString> takeVanContent(VanPieceReader &pieces, qsizetype i, const VanItem &item);

    [[nodiscard]] Result<> carryContents();
    [[nodiscard]] Result<bool> sendContents(int &budget); // false: nothing left
    [[nodiscard]] Result<bool> fetchContents(int &budget);
    [[nodiscard]] Result<bool> sendContent(const QString &hash, qint64 size, qint64 there, int &budget);
    [[nodiscard]] Result<bool> fetchContent(const QString &hash, qint64 pieces, int &budget);

    [[nodiscard]] Result<> pull();
    [[nodiscard]] Result<bool> pullPage(); // false: at the head
    [[nodiscard]] Result<> startAgain();

    // Of one answer of sync_pull: the rows, and what went out of the area of this desk.
    struct Page {
        SyncCursor next;
        bool atHead = false;
        bool reset = false;
        QList<std::pair<const Entity *, ReplicaRow>> rows;
        QList<std::pair<const Entity *, QUuid>> left;
    };

    [[nodiscard]] Page pageOf(const QList<QByteArray> &lines, const SyncCursor &cursor, qint64 after = -1) const;
    [[nodiscard]] Result<> applyPage(const Page &page);
    void applyRows(Writer &tx, const Page &page);
    void applyOne(Writer &tx, const Entity &entity, QUuid id, std::optional<ReplicaRow> server, bool thorough = false);
    void dropUnseen(Writer &tx);
    void purge(Writer &tx, const Entity &entity, QUuid id);
    [[nodiscard]] Result<> forgetPurged();
};

} // namespace fengqiao
