#pragma once

#include <QHash>
#include <QObject>
#include <QUuid>

#include <access/desk.h>
#include <mediation/warning_board.h>

namespace fengqiao {

// Tells what rose on the warning board since the last look: a warning that is new, or that stands at a more serious
// level than it did. Once for each; what was there when the desk was opened is no news.
class WarningAlerts : public QObject {
    Q_OBJECT

public:
    struct Alert {
        QString level; // the most serious of them
        QString levelWord;
        int count = 0;
        bool sounds = false; // as serious as setting warning_sound_level, or more
    };

    explicit WarningAlerts(Desk &desk, QObject *parent = nullptr);

    // What these tell that earlier ones did not, the most serious level first; the first time nothing is news.
    [[nodiscard]] QList<Alert> rose(const QList<WarningLevel> &levels);

public Q_SLOTS:
    void look(); // reads and tells

Q_SIGNALS:
    void raised(const QString &sentence, bool sounds);

private:
    void tell(const QList<Alert> &alerts);
    Desk &m_desk;
    QHash<QUuid, int> m_known; // warning -> order of its level when it was last seen
    bool m_first = true;
};

} // namespace fengqiao
