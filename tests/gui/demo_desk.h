#pragma once

#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <access/desk.h>
#include <composition.h>
#include <core/ids.h>

namespace fengqiao {

// The demo county of 清水县 on a temporary file and a clock that stands still, for tests of the parts that show it.
class DemoDesk {
public:
    DemoDesk()
        : m_clock(std::make_shared<FixedClock>(Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 5))))
    {
        // What a person chose at the real desk is not touched by a test.
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
        NewCounty county;
        county.county = DivisionCode::parse(QStringLiteral("620521")).value_or(DivisionCode());
        county.demo = true;
        county.adminName = QStringLiteral("管理员");
        const auto made = Desk::create(setup(), county, password());
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
    }

    [[nodiscard]] std::unique_ptr<Desk> open(const QString &login) const
    {
        auto desk = Desk::open(setup(), login, password());
        if (!desk)
            qFatal("%s", qPrintable(desk.error().message));
        return *std::move(desk);
    }

    void setTime(QDate day, QTime time) { m_clock->set(Instant::fromLocal(day, time)); }

    [[nodiscard]] QString folder() const { return m_folder.path(); }

private:
    [[nodiscard]] static Secret password() { return Secret(QByteArrayLiteral("correct horse")); }

    [[nodiscard]] Desk::Setup setup() const
    {
        return setupFor(m_folder.filePath(QStringLiteral("demo.fengqiao")), m_clock);
    }

    QTemporaryDir m_folder;
    std::shared_ptr<FixedClock> m_clock;
};

// One action of the person signed in, or of another login of the same file; a refusal ends the test.
inline ActionOutcome act(Desk &desk, const QString &action, const QJsonObject &data, const QString &login = {})
{
    const ActionRequest request{action, {}, data, std::nullopt};
    const auto done = (login.isEmpty() ? desk.submit(request) : desk.submitAs(login, request)).result();
    if (!done)
        qFatal("%s: %s", qPrintable(action), qPrintable(done.error().message));
    return *done;
}

inline QString text(QUuid id)
{
    return idText(id);
}

} // namespace fengqiao
