#include "ctl_fixture.h"

#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>

namespace fengqiao {

using namespace Qt::StringLiterals;

QJsonObject CtlAnswer::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QList<QJsonObject> CtlAnswer::lines() const
{
    QList<QJsonObject> objects;
    for (const QByteArray &line : out.split('\n'))
        if (!line.isEmpty())
            objects << QJsonDocument::fromJson(line).object();
    return objects;
}

QString CtlAnswer::code() const
{
    return json().value(u"error"_s).toObject().value(u"code"_s).toString();
}

CtlFixture::CtlFixture()
{
    // A password of this run alone: none is written into the project.
    QByteArray password;
    for (int i = 0; i < 24; ++i)
        password += static_cast<char>('a' + QRandomGenerator::system()->bounded(26));
    write(u"password"_s, password + '\n');
}

bool CtlFixture::write(const QString &name, const QByteArray &content) const
{
    QFile target(path(name));
    return target.open(QIODevice::WriteOnly) && target.write(content) == content.size();
}

bool CtlFixture::makeCounty()
{
    return run({u"init"_s, u"%FILE"_s, u"--county"_s, u"620521"_s, u"--demo"_s}).exit == 0;
}

CtlAnswer CtlFixture::run(const QStringList &arguments, const QByteArray &input) const
{
    QStringList words;
    for (const QString &argument : arguments)
        words << (argument == "%FILE"_L1 ? file() : argument);
    if (!words.contains(u"--password-file"_s))
        words << u"--password-file"_s << passwordFile();
    QProcess process;
    process.start(QStringLiteral(FENGQIAOCTL), words);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(120000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

CtlAnswer CtlFixture::apply(const QString &account, const QByteArray &lines) const
{
    return run({u"apply"_s, u"%FILE"_s, u"--as"_s, account}, lines);
}

} // namespace fengqiao
