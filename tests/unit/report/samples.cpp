#include "samples.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

namespace fengqiao {

using namespace Qt::StringLiterals;

static QJsonObject all()
{
    static const QJsonObject samples = [] {
        QFile file(QFINDTESTDATA("samples.json"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("samples.json is missing");
        return QJsonDocument::fromJson(file.readAll()).object();
    }();
    return samples;
}

QJsonObject sampleOf(const QString &code)
{
    return all().value(code).toObject();
}

QStringList sampleCodes()
{
    return all().keys();
}

} // namespace fengqiao
