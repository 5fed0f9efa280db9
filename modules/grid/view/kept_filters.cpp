#include "kept_filters.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSettings>

#include <access/desk.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s);
}

QString keyOf(const Desk &desk, const QString &panel)
{
    return u"grid/%1/%2/%3"_s.arg(desk.county(), desk.actor().login, panel);
}

} // namespace

std::optional<QMap<QString, QStringList>> keptFilters(const Desk &desk, const QString &panel)
{
    const QByteArray kept = settings().value(keyOf(desk, panel)).toByteArray();
    if (kept.isEmpty())
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(kept).object();
    QMap<QString, QStringList> values;
    for (auto it = object.begin(); it != object.end(); ++it) {
        QStringList list;
        for (const QJsonValue &value : it.value().toArray())
            list << value.toString();
        values.insert(it.key(), list);
    }
    return values;
}

void keepFilters(const Desk &desk, const QString &panel, const QMap<QString, QStringList> &values)
{
    QJsonObject object;
    for (auto it = values.cbegin(); it != values.cend(); ++it)
        object.insert(it.key(), QJsonArray::fromStringList(it.value()));
    settings().setValue(keyOf(desk, panel), QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace fengqiao
