#pragma once

#include <QByteArrayView>
#include <QString>
#include <memory>

#include <core/error.h>

namespace fengqiao {

// Text of a file in the encoding that it names or that fits it: UTF-8 with or without mark, UTF-16 with mark, GB18030
// (and with it GBK and GB 2312), or what the user says. Where bytes do not fit, the text holds U+FFFD.
class TextDecoder {
public:
    // Looks at the mark, else at the lines with other than ASCII letters: UTF-8 if at least half of them are that, else
    // GB18030. Code "import.encoding".
    [[nodiscard]] static Result<TextDecoder> detect(QByteArrayView bytes);
    [[nodiscard]] static Result<TextDecoder> named(const QString &encoding);

    TextDecoder(TextDecoder &&) noexcept;
    ~TextDecoder();

    [[nodiscard]] QString name() const { return m_name; }

    [[nodiscard]] qsizetype markSize() const { return m_mark; } // bytes to leave out at the start

    // ASCII bytes stand for themselves and are no part of other letters: the file can be cut at commas and line ends.
    [[nodiscard]] bool isByteWise() const { return m_byteWise; }

    [[nodiscard]] QString decode(QByteArrayView bytes) const;

private:
    struct Converter;
    explicit TextDecoder(QString name);
    QString m_name;
    qsizetype m_mark = 0;
    bool m_byteWise = true;
    std::unique_ptr<Converter> m_converter; // none: UTF-8, which Qt decodes faster
};

} // namespace fengqiao
