#include "text_decoder.h"

#include <QCoreApplication>
#include <unicode/ucnv.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

constexpr auto chinese = "GB18030"_L1;
constexpr int mostSampled = 5000; // lines

bool isAscii(QByteArrayView line)
{
    return std::ranges::none_of(line, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

struct LineCount {
    int other = 0; // with letters beyond ASCII
    int fitting = 0;
};

template <typename Fits> LineCount sample(QByteArrayView bytes, Fits fits)
{
    LineCount count;
    qsizetype at = 0;
    while (at < bytes.size() && count.other < mostSampled) {
        const qsizetype end = bytes.indexOf('\n', at);
        const QByteArrayView line = bytes.sliced(at, (end < 0 ? bytes.size() : end) - at);
        at += line.size() + 1;
        if (isAscii(line))
            continue;
        ++count.other;
        count.fitting += fits(line) ? 1 : 0;
    }
    return count;
}

} // namespace

struct TextDecoder::Converter {
    UConverter *handle = nullptr;

    explicit Converter(const QByteArray &name)
    {
        UErrorCode status = U_ZERO_ERROR;
        handle = ucnv_open(name.constData(), &status);
    }

    ~Converter()
    {
        if (handle)
            ucnv_close(handle);
    }

    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;
};

TextDecoder::TextDecoder(QString name)
    : m_name(std::move(name))
{
}

TextDecoder::TextDecoder(TextDecoder &&) noexcept = default;
TextDecoder::~TextDecoder() = default;

Result<TextDecoder> TextDecoder::named(const QString &encoding)
{
    TextDecoder decoder(encoding.toUpper());
    if (decoder.m_name == "UTF-8"_L1 || decoder.m_name == "UTF8"_L1) {
        decoder.m_name = u"UTF-8"_s;
        return decoder;
    }
    if (decoder.m_name == "GBK"_L1 || decoder.m_name == "GB2312"_L1)
        decoder.m_name = chinese; // which holds both
    decoder.m_converter = std::make_unique<Converter>(decoder.m_name.toLatin1());
    if (!decoder.m_converter->handle)
        return fail(ErrorKind::Usage, u"import.encoding"_s,
                    Import::tr("There is no encoding \"%1\".").arg(encoding.left(40)), u"encoding"_s);
    decoder.m_byteWise = !decoder.m_name.startsWith("UTF-16"_L1) && !decoder.m_name.startsWith("UTF-32"_L1);
    return decoder;
}

Result<TextDecoder> TextDecoder::detect(QByteArrayView bytes)
{
    constexpr std::pair<QByteArrayView, QLatin1StringView> marks[] = {
        {"\xEF\xBB\xBF", "UTF-8"_L1}, {"\xFF\xFE", "UTF-16LE"_L1}, {"\xFE\xFF", "UTF-16BE"_L1}};
    for (const auto &[mark, name] : marks) {
        if (!bytes.startsWith(mark))
            continue;
        auto decoder = named(name);
        if (decoder)
            decoder->m_mark = mark.size();
        return decoder;
    }
    const LineCount utf8 = sample(bytes, [](QByteArrayView line) { return QUtf8StringView(line).isValidUtf8(); });
    if (utf8.fitting * 2 >= utf8.other)
        return TextDecoder(u"UTF-8"_s);
    auto decoder = named(chinese);
    const LineCount gb = sample(
        bytes, [&](QByteArrayView line) { return !decoder->decode(line).contains(QChar::ReplacementCharacter); });
    if (gb.fitting * 2 < gb.other)
        return fail(ErrorKind::Invalid, u"import.encoding"_s,
                    Import::tr("The text of the file is neither UTF-8 nor GB18030. Save it as UTF-8, or say which "
                               "encoding it is in."),
                    u"encoding"_s);
    return decoder;
}

QString TextDecoder::decode(QByteArrayView bytes) const
{
    if (!m_converter)
        return QString::fromUtf8(bytes);
    QString text(bytes.size() + 1, Qt::Uninitialized); // no byte becomes more than one unit
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size =
        ucnv_toUChars(m_converter->handle, reinterpret_cast<UChar *>(text.data()), static_cast<int32_t>(text.size()),
                      bytes.data(), static_cast<int32_t>(bytes.size()), &status);
    text.resize(U_FAILURE(status) ? 0 : size);
    return text;
}

} // namespace fengqiao
