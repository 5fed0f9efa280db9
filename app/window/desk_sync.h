#pragma once

#include <QObject>
#include <memory>

#include <access/desk.h>
#include <sync/sync.h>

namespace fengqiao {

// Where this desk stands with the shared database, in states that a window can show.
struct SyncStanding {
    enum class Kind {
        NotSetUp,    // no server is known
        Alone,       // one is known, but the person works alone on purpose
        Connecting,  // nothing heard yet
        InStep,      // everything that waited was sent, everything new is here
        NoServer,    // it cannot be reached now
        NoSpace,     // its disk, or this one's, is full
        Certificate, // it does not prove who it is, or does not know this desk's certificate
        Version,     // program and server are too far apart
        Refused      // anything else that does not heal by waiting
    };
    Kind kind = Kind::NotSetUp;
    QString sentence; // why, where there is a why
    QString url;
    Instant lastInStep; // null until it was
    qint64 offsetMs = 0;
    int desk = 0;

    [[nodiscard]] QString heading() const;
    [[nodiscard]] QString icon() const;
    [[nodiscard]] bool isTrouble() const;
};

// Keeps a desk in step with the shared database as long as it is open: the address stands in the county's encrypted
// file. Faults are states, never dialogs.
class DeskSync : public QObject {
    Q_OBJECT

public:
    explicit DeskSync(Desk &desk, QObject *parent = nullptr);
    ~DeskSync() override;
    void begin(); // as the file says
    void setServer(const QString &url, const QString &password);
    void setAlone(bool alone); // kept in the file
    void tryNow();

    [[nodiscard]] const SyncStanding &standing() const { return m_standing; }

Q_SIGNALS:
    void changed(const fengqiao::SyncStanding &standing);

private:
    struct Setting {
        QString url;
        QString password;
        bool alone = false;
        int desk = 0;
    };

    void apply(const Setting &setting);
    void hear(SyncService::State state, const SyncReport &report, const QString &sentence, const QString &code);
    void tell(SyncStanding::Kind kind, const QString &sentence = {});
    Desk &m_desk;
    SyncStanding m_standing;
    std::unique_ptr<SyncService> m_service;
};

} // namespace fengqiao
