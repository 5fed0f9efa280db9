#include <core/parts.h>

namespace fengqiao {

QString joinedParts(QStringList parts, const QString &separator)
{
    parts.removeAll(QString());
    return parts.join(separator);
}

} // namespace fengqiao
