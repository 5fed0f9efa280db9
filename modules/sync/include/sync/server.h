#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QUuid>

#include <access/module.h>
#include <core/rules.h>
#include <store/key_slots.h>

namespace fengqiao {

// Where the shared database is. The address never holds a password.
struct ServerAddress {
    QString url;
    Secret password;        // empty: a certificate, a passfile of libpq or a socket
    int answerSeconds = 60; // after which a server that says nothing counts as gone
};

// Whether an address may be used and kept: it can be read and holds no password. "server.url",
// "server.password_in_url".
[[nodiscard]] Result<> checkServerUrl(const QString &url);

// What the server is made from: every entity that is synced, every machine, the rules in force.
struct ServerModel {
    Schema schema;
    QList<Machine> machines;
    Rules rules;
};

// Number of the protocol and of what the functions take; a server serves those from `oldestSyncSchema` on.
inline constexpr int syncSchema = 1;
inline constexpr int oldestSyncSchema = 1;

[[nodiscard]] Result<ServerModel> serverModel(const QList<Module> &modules);

struct ServerOptions {
    bool certificates = true; // every desk must show the certificate it was registered with
    QString kind = QStringLiteral("production");
};

// Sets up an empty database, or brings one to this version: roles, tables, functions, policies, rule tables. One
// transaction; may be run again. The role that connects must be allowed to create roles. Codes "server.*".
[[nodiscard]] Result<QJsonObject> initServer(const ServerAddress &address, const ServerModel &model,
                                             const ServerOptions &options);
[[nodiscard]] Result<QJsonObject> upgradeServer(const ServerAddress &address, const ServerModel &model);
// Faults in words: what is missing or different from the descriptions, and rights that are too wide. Empty if all is
// well.
[[nodiscard]] Result<QStringList> checkServer(const ServerAddress &address, const ServerModel &model);

struct DeskEntry {
    QString centre;       // six digits
    QString area{};       // 6, 9 or 12 digits: what the role sees; empty = the whole county
    int desk = 0;         // 0: the next free number
    QString name;         // "window 3"
    QString certificate;  // CN; empty where certificates are not asked for
    Secret rolePassword;  // for a server that is reached with a password (SCRAM); empty leaves it
    bool carries = false; // may speak for other desks of the centre: it carries their mail (sync/van.h)
    QString vanKey{};     // the key that it signs its own mail with, as `van desk` says it; empty leaves it
};

// Registers a desk, and with it the role of its area and the centre when they are new.
[[nodiscard]] Result<QJsonObject> registerDesk(const ServerAddress &address, const DeskEntry &entry);
// Erases the content of one record for good, on the server at once and on every desk when it next fetches: the row, the
// inbox, what was refused, the logs. Not for records that a machine drives or that are append-only. After a restore of
// the server from an older backup, to be done again for all of fq_sync.purged as it was. Codes "server.*".
[[nodiscard]] Result<QJsonObject> purgeRecord(const ServerAddress &address, const QString &centre,
                                              const QString &entity, const QUuid &id);
// The role of a wall: totals of a county (six digits), of all counties of a city (four) or a province (two); no person,
// no record.
[[nodiscard]] Result<QJsonObject> registerWall(const ServerAddress &address, const QString &area,
                                               const Secret &password);

} // namespace fengqiao
