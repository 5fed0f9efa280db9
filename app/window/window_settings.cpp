#include "window_settings.h"

#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int recentMax = 8;

QString key(const QString &group, const QString &login, const QString &name)
{
    return group + u'/' + login + u'/' + name;
}

QString fileKey(const QString &file)
{
    return u"login/"_s +
           QString::fromLatin1(QFileInfo(file).absoluteFilePath().toUtf8().toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

WindowSettings::WindowSettings(const QString &path)
    : m_settings(std::make_unique<QSettings>(
          path.isEmpty()
              ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/fengqiao/window.ini"_s
              : path,
          QSettings::IniFormat))
{
}

WindowSettings::~WindowSettings() = default;

QString WindowSettings::language() const
{
    return m_settings->value("language"_L1, u"zh"_s).toString();
}

void WindowSettings::setLanguage(const QString &code)
{
    m_settings->setValue("language"_L1, code);
}

QString WindowSettings::theme() const
{
    return m_settings->value("theme"_L1, u"system"_s).toString();
}

void WindowSettings::setTheme(const QString &name)
{
    m_settings->setValue("theme"_L1, name);
}

QByteArray WindowSettings::geometry() const
{
    return m_settings->value("geometry"_L1).toByteArray();
}

void WindowSettings::setGeometry(const QByteArray &geometry)
{
    m_settings->setValue("geometry"_L1, geometry);
}

QStringList WindowSettings::recentFiles() const
{
    QStringList files = m_settings->value("recent"_L1).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    return files;
}

void WindowSettings::addRecentFile(const QString &path)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    QStringList files = recentFiles();
    files.removeAll(file);
    files.prepend(file);
    m_settings->setValue("recent"_L1, files.mid(0, recentMax));
}

QString WindowSettings::lastLogin(const QString &file) const
{
    return m_settings->value(fileKey(file)).toString();
}

void WindowSettings::setLastLogin(const QString &file, const QString &login)
{
    m_settings->setValue(fileKey(file), login);
}

QByteArray WindowSettings::layout(const QString &login, const QString &perspective) const
{
    return m_settings->value(key(u"layout"_s, login, perspective)).toByteArray();
}

void WindowSettings::setLayout(const QString &login, const QString &perspective, const QByteArray &state)
{
    m_settings->setValue(key(u"layout"_s, login, perspective), state);
}

QString WindowSettings::perspective(const QString &login) const
{
    return m_settings->value(key(u"window"_s, login, u"perspective"_s)).toString();
}

void WindowSettings::setPerspective(const QString &login, const QString &perspective)
{
    m_settings->setValue(key(u"window"_s, login, u"perspective"_s), perspective);
}

QByteArray WindowSettings::columns(const QString &login, const QString &view) const
{
    return m_settings->value(key(u"columns"_s, login, view)).toByteArray();
}

void WindowSettings::setColumns(const QString &login, const QString &view, const QByteArray &state)
{
    m_settings->setValue(key(u"columns"_s, login, view), state);
}

QMap<QString, QStringList> WindowSettings::filters(const QString &login, const QString &bar) const
{
    QMap<QString, QStringList> values;
    const QVariantMap stored = m_settings->value(key(u"filters"_s, login, bar)).toMap();
    for (auto it = stored.cbegin(); it != stored.cend(); ++it)
        values.insert(it.key(), it.value().toStringList());
    return values;
}

void WindowSettings::setFilters(const QString &login, const QString &bar, const QMap<QString, QStringList> &values)
{
    QVariantMap stored;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        stored.insert(it.key(), it.value());
    m_settings->setValue(key(u"filters"_s, login, bar), stored);
}

bool WindowSettings::alerts(const QString &login) const
{
    return m_settings->value(key(u"alerts"_s, login, u"desktop"_s), false).toBool();
}

void WindowSettings::setAlerts(const QString &login, bool on)
{
    m_settings->setValue(key(u"alerts"_s, login, u"desktop"_s), on);
}

bool WindowSettings::alertSound(const QString &login) const
{
    return m_settings->value(key(u"alerts"_s, login, u"sound"_s), false).toBool();
}

void WindowSettings::setAlertSound(const QString &login, bool on)
{
    m_settings->setValue(key(u"alerts"_s, login, u"sound"_s), on);
}

QStringList WindowSettings::recentCommands(const QString &login) const
{
    return m_settings->value(key(u"window"_s, login, u"commands"_s)).toStringList();
}

void WindowSettings::setRecentCommands(const QString &login, const QStringList &ids)
{
    m_settings->setValue(key(u"window"_s, login, u"commands"_s), ids);
}

} // namespace fengqiao
