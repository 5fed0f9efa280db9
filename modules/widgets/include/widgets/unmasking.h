#pragma once

#include <QDialog>
#include <QHash>
#include <QJsonObject>
#include <QObject>

#include <access/desk.h>

class QLineEdit;
class QPushButton;
class QTimer;

namespace fengqiao {

class InlineError;

// Asks why a person's full data is needed; the reason goes into the audit before anything is shown.
class UnmaskDialog final : public QDialog {
    Q_OBJECT

public:
    UnmaskDialog(Desk &desk, const QString &kind, QUuid id, const QString &name, QWidget *parent);

Q_SIGNALS:
    void unmasked(const QJsonObject &values);

private:
    void submit();
    Desk &m_desk;
    QString m_kind;
    QUuid m_id;
    QLineEdit *m_reason;
    InlineError *m_error;
    QPushButton *m_ok;
    bool m_busy = false;
};

// Full data of persons (or of another kind of record), for a minute each: then the masks are back by themselves.
class Unmasking final : public QObject {
    Q_OBJECT

public:
    static constexpr int seconds = 60;
    Unmasking(Desk &desk, QWidget *panel, const QString &kind = QStringLiteral("person"));
    [[nodiscard]] bool isAllowed() const; // by role; the record decides again
    void request(QUuid record, const QString &name);
    [[nodiscard]] const QJsonObject *of(QUuid record) const; // null = masked
    [[nodiscard]] int secondsLeft(QUuid record) const;
    void forgetAll();

Q_SIGNALS:
    void changed();

private:
    struct Shown {
        QJsonObject values;
        int left = 0;
    };

    void tick();
    Desk &m_desk;
    QWidget *m_panel;
    QString m_kind;
    QTimer *m_timer;
    QHash<QUuid, Shown> m_shown;
};

} // namespace fengqiao
