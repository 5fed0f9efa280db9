#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

#include "van_crypto.h"
#include "van_private.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Van)
};

constexpr auto signKey = "van.sign"_L1; // in the encrypted file
constexpr auto openKey = "van.open"_L1;
constexpr qsizetype keySize = 32;

QString text(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray bytes(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

std::unexpected<Error> noFile(const QString &path, const QString &why)
{
    return fail(ErrorKind::Usage, u"van.file"_s, Words::tr("%1 cannot be used: %2.").arg(path, why));
}

Result<> writeKeys(const QString &path, const QJsonObject &json)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
        file.write(QJsonDocument(json).toJson()) < 0 || !file.commit())
        return noFile(path, file.errorString());
    return {};
}

} // namespace

Result<QJsonObject> makeVanKeys(const QString &centre, const QString &file)
{
    const QString open = file + u".pub"_s;
    for (const QString &path : {file, open})
        if (QFile::exists(path))
            return fail(ErrorKind::Usage, u"van.exists"_s, Words::tr("%1 exists; it was not touched.").arg(path));
    const RawPair sign = newSigningPair();
    const RawPair opening = newOpeningPair();
    QJsonObject json{
        {u"centre"_s, centre}, {u"sign_public"_s, text(sign.open)}, {u"open_public"_s, text(opening.open)}};
    if (const auto written = writeKeys(open, json); !written)
        return fail(written.error());
    json.insert(u"sign"_s, text(sign.secret.bytes()));
    json.insert(u"open"_s, text(opening.secret.bytes()));
    if (const auto written = writeKeys(file, json); !written)
        return fail(written.error());
    return QJsonObject{{u"centre"_s, centre}, {u"private"_s, file}, {u"public"_s, open}};
}

Result<VanKeys> readVanKeys(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return noFile(path, file.errorString());
    const QJsonObject json = QJsonDocument::fromJson(file.read(1 << 16)).object();
    VanKeys keys{.centre = json.value("centre"_L1).toString(),
                 .signPublic = bytes(json.value("sign_public"_L1)),
                 .openPublic = bytes(json.value("open_public"_L1)),
                 .sign = Secret(bytes(json.value("sign"_L1))),
                 .open = Secret(bytes(json.value("open"_L1)))};
    if (keys.signPublic.size() != keySize || keys.openPublic.size() != keySize || keys.centre.size() != 6)
        return fail(ErrorKind::Usage, u"van.key"_s, Words::tr("%1 holds no keys of a mail van.").arg(path));
    return keys;
}

Result<DeskVanKeys> deskVanKeys(Store &store)
{
    struct Texts {
        QString sign;
        QString open;
    };

    const auto kept = store
                          .write([](Writer &tx) -> Result<Texts> {
                              for (const auto &[key, pair] :
                                   {std::pair(signKey, &newSigningPair), std::pair(openKey, &newOpeningPair)})
                                  if (tx.meta(key).isEmpty()) {
                                      const RawPair made = pair();
                                      tx.setMeta(key, text(made.secret.bytes()) + u' ' + text(made.open));
                                  }
                              return Texts{tx.meta(signKey), tx.meta(openKey)};
                          })
                          .result();
    if (!kept)
        return fail(kept.error());
    const auto pairOf = [](const QString &line) {
        return RawPair{Secret(bytes(line.section(u' ', 0, 0))), bytes(line.section(u' ', 1))};
    };
    return DeskVanKeys{pairOf(kept->sign), pairOf(kept->open)};
}

Result<QString> vanKeyOfDesk(Store &store)
{
    const auto keys = deskVanKeys(store);
    return keys ? Result<QString>(text(keys->sign.open)) : fail(keys.error());
}

} // namespace fengqiao
