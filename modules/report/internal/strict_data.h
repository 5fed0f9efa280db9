#pragma once

#include <QJsonObject>
#include <QSet>
#include <QVariant>
#include <memory>

namespace fengqiao {

// What one rendering may leave blank, and the first field that it should not have.
struct StrictSession {
    QSet<QString> optional; // "parties.occupation": lists are named without an index; "parties.*" for all of them
    QString missing;

    void miss(const QString &path);
};

// An object of the data as a template sees it: looking up what is not there is noted.
struct StrictNode {
    std::shared_ptr<StrictSession> session;
    QJsonObject object;
    QString path;
};

// Strings come as one line whose breaks are U+2028, without characters that XML or a reader's eye cannot take.
[[nodiscard]] QVariant strictValue(const std::shared_ptr<StrictSession> &session, const QJsonValue &value,
                                   const QString &path);
[[nodiscard]] QString paperText(const QString &text);
void registerStrictNode();

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::StrictNode)
