#pragma once

#include <QByteArray>
#include <QMap>
#include <QSize>
#include <QStringList>
#include <memory>

class QSettings;

namespace fengqiao {

// What the window remembers on this machine for this user: never personal data, never a secret.
class WindowSettings {
public:
    // The user's own configuration folder, or the file a test gives.
    explicit WindowSettings(const QString &path = {});
    ~WindowSettings();

    [[nodiscard]] QString language() const; // zh unless chosen otherwise
    void setLanguage(const QString &code);
    [[nodiscard]] QString theme() const; // light, dark, system
    void setTheme(const QString &name);
    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    [[nodiscard]] QStringList recentFiles() const; // those that still exist, newest first
    void addRecentFile(const QString &path);
    [[nodiscard]] QString lastLogin(const QString &file) const;
    void setLastLogin(const QString &file, const QString &login);
    // Kept for each account: docks, columns, filters, what the palette was used for.
    [[nodiscard]] QByteArray layout(const QString &login, const QString &perspective) const;
    void setLayout(const QString &login, const QString &perspective, const QByteArray &state);
    [[nodiscard]] QString perspective(const QString &login) const;
    void setPerspective(const QString &login, const QString &perspective);
    [[nodiscard]] QByteArray columns(const QString &login, const QString &view) const;
    void setColumns(const QString &login, const QString &view, const QByteArray &state);
    [[nodiscard]] QMap<QString, QStringList> filters(const QString &login, const QString &bar) const;
    void setFilters(const QString &login, const QString &bar, const QMap<QString, QStringList> &values);
    // What rises on the warning board is told on the desktop, with a sound; both are off unless chosen.
    [[nodiscard]] bool alerts(const QString &login) const;
    void setAlerts(const QString &login, bool on);
    [[nodiscard]] bool alertSound(const QString &login) const;
    void setAlertSound(const QString &login, bool on);
    [[nodiscard]] QStringList recentCommands(const QString &login) const;
    void setRecentCommands(const QString &login, const QStringList &ids);

private:
    std::unique_ptr<QSettings> m_settings;
};

} // namespace fengqiao
