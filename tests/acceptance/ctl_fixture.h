#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace fengqiao {

struct CtlAnswer {
    int exit = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QByteArray all() const { return QByteArray(out).append(err); } // for a failed check

    [[nodiscard]] QJsonObject json() const;         // the one document
    [[nodiscard]] QList<QJsonObject> lines() const; // one object a line
    [[nodiscard]] QString code() const;             // of the error, with --json
};

// A temporary folder with a demo county of 清水县 and the real program.
class CtlFixture {
public:
    CtlFixture();
    [[nodiscard]] bool makeCounty();
    // Arguments as on the command line; the file and the password file are added where %FILE stands.
    [[nodiscard]] CtlAnswer run(const QStringList &arguments, const QByteArray &input = {}) const;
    [[nodiscard]] CtlAnswer apply(const QString &account, const QByteArray &lines) const;

    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("county.fengqiao")); }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    [[nodiscard]] QString passwordFile() const { return path(QStringLiteral("password")); }

    bool write(const QString &name, const QByteArray &content) const;

private:
    QTemporaryDir m_folder;
};

} // namespace fengqiao
