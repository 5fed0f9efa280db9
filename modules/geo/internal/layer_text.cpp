#include <QStringDecoder>

#include "layer_backend.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> strictly(QByteArrayView bytes, const char *encoding)
{
    QStringDecoder decoder(encoding, QStringDecoder::Flag::Stateless);
    const QString text = decoder.decode(bytes);
    return decoder.isValid() && !decoder.hasError() && !text.contains(QChar::ReplacementCharacter) ? std::optional(text)
                                                                                                   : std::nullopt;
}

bool plain(const QByteArray &bytes)
{
    return std::ranges::all_of(bytes, [](char c) { return static_cast<quint8>(c) < 0x80; });
}

} // namespace

std::optional<QString> decodedText(const QByteArray &bytes, const QString &encoding)
{
    if (plain(bytes))
        return QString::fromLatin1(bytes);
    const QByteArray name = encoding.toLatin1();
    // A DBF field is cut at its width in bytes: up to three may be the beginning of a character.
    for (qsizetype cut = 0; cut < 4 && cut < bytes.size(); ++cut)
        if (auto text = strictly(QByteArrayView(bytes).chopped(cut), name.constData()))
            return text;
    return {};
}

void TextGuess::see(const QByteArray &bytes)
{
    if (plain(bytes))
        return;
    m_utf8 = m_utf8 && decodedText(bytes, u"UTF-8"_s);
    m_gb18030 = m_gb18030 && decodedText(bytes, u"GB18030"_s);
}

QString TextGuess::encoding() const
{
    // Chinese in GBK is next to never valid UTF-8, while UTF-8 is often valid GBK.
    if (m_utf8)
        return u"UTF-8"_s;
    return m_gb18030 ? u"GB18030"_s : QString();
}

} // namespace fengqiao
