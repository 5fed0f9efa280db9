// Takes the place out of photos and recordings before they are stored (个人信息保护法 6, 28: whereabouts are sensitive
// and nobody needs them here). Segments are edited or left out; the picture itself is never encoded anew, so that a
// photo taken as evidence stays bit for bit what the camera saw.
#include <QCoreApplication>
#include <QtEndian>
#include <array>

#include <mediation/papers.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Photos {
    Q_DECLARE_TR_FUNCTIONS(Photos)
};

std::unexpected<Error> truncated()
{
    return fail(
        ErrorKind::Invalid, u"attachment.truncated"_s,
        Photos::tr("The file is cut off or damaged; it was not taken. Please copy it again from where it came."));
}

std::unexpected<Error> positionStays()
{
    return fail(ErrorKind::Invalid, u"attachment.position"_s,
                Photos::tr("The file tells the place where it was recorded and this cannot be taken out of it; it was "
                           "not taken. Please switch off the recording of places, or save it in another format."));
}

// ---- Exif: a small TIFF file inside the picture ----

class Exif {
public:
    explicit Exif(QByteArray &bytes)
        : m_bytes(bytes)
    {
    }

    // False if it cannot be understood: then the caller leaves the whole of it out.
    bool clearPosition()
    {
        if (m_bytes.startsWith("II*") && m_bytes.size() > 8)
            m_little = true;
        else if (!m_bytes.startsWith("MM") || m_bytes.size() <= 8)
            return false;
        qint64 at = 0;
        if (!read32(4, &at))
            return false;
        // The second directory describes the thumbnail, which may have a place of its own.
        for (int directory = 0; at != 0; ++directory)
            if (directory == maxDirectories || !clearDirectory(at, &at, 0))
                return false;
        return true;
    }

private:
    static constexpr int maxDirectories = 8;
    static constexpr qint64 gpsDirectory = 0x8825;
    static constexpr qint64 exifDirectory = 0x8769;
    static constexpr qint64 makerNote = 0x927c; // makers keep places and names of places in there, each in its own way
    static constexpr qint64 entrySize = 12;

    bool read16(qint64 at, qint64 *value) const
    {
        if (at < 0 || at + 2 > m_bytes.size())
            return false;
        const char *from = m_bytes.constData() + at;
        *value = m_little ? qFromLittleEndian<quint16>(from) : qFromBigEndian<quint16>(from);
        return true;
    }

    bool read32(qint64 at, qint64 *value) const
    {
        if (at < 0 || at + 4 > m_bytes.size())
            return false;
        const char *from = m_bytes.constData() + at;
        *value = m_little ? qFromLittleEndian<quint32>(from) : qFromBigEndian<quint32>(from);
        return true;
    }

    void write16(qint64 at, qint64 value)
    {
        char *to = m_bytes.data() + at;
        if (m_little)
            qToLittleEndian(static_cast<quint16>(value), to);
        else
            qToBigEndian(static_cast<quint16>(value), to);
    }

    bool blank(qint64 at, qint64 length)
    {
        if (at < 0 || length < 0 || at + length > m_bytes.size())
            return false;
        std::fill_n(m_bytes.begin() + at, length, '\0');
        return true;
    }

    struct Entry {
        qint64 tag = 0;
        qint64 length = 0; // of its value, in bytes
        qint64 value = 0;  // as written: the value itself or where it is
    };

    bool entryAt(qint64 at, Entry *entry) const
    {
        static constexpr std::array<qint64, 14> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
        qint64 type = 0;
        qint64 count = 0;
        if (!read16(at, &entry->tag) || !read16(at + 2, &type) || !read32(at + 4, &count) ||
            !read32(at + 8, &entry->value))
            return false;
        entry->length = count * (type < qint64(sizes.size()) ? sizes.at(static_cast<size_t>(type)) : 1);
        return true;
    }

    bool clearDirectory(qint64 at, qint64 *next, int depth)
    {
        qint64 count = 0;
        if (depth > 2 || !read16(at, &count) || at + 2 + count * entrySize + 4 > m_bytes.size())
            return false;
        const qint64 entries = at + 2;
        for (qint64 i = 0; i < count;) {
            Entry entry;
            if (!entryAt(entries + i * entrySize, &entry))
                return false;
            qint64 ignored = 0;
            if (entry.tag == exifDirectory && !clearDirectory(entry.value, &ignored, depth + 1))
                return false;
            if (entry.tag != gpsDirectory && entry.tag != makerNote) {
                ++i;
                continue;
            }
            if (entry.tag == gpsDirectory ? !blankDirectory(entry.value)
                                          : entry.length > 4 && !blank(entry.value, entry.length))
                return false;
            removeEntry(at, i, count);
            --count;
        }
        return read32(entries + count * entrySize, next);
    }

    bool blankDirectory(qint64 at)
    {
        qint64 count = 0;
        if (!read16(at, &count) || at + 2 + count * entrySize + 4 > m_bytes.size())
            return false;
        for (qint64 i = 0; i < count; ++i) {
            Entry entry;
            if (!entryAt(at + 2 + i * entrySize, &entry))
                return false;
            if (entry.length > 4 && !blank(entry.value, entry.length))
                return false;
        }
        return blank(at, 2 + count * entrySize + 4);
    }

    // The entries behind it and the link to the next directory move up; what is left over becomes zero.
    void removeEntry(qint64 directory, qint64 index, qint64 count)
    {
        const qint64 from = directory + 2 + (index + 1) * entrySize;
        const qint64 end = directory + 2 + count * entrySize + 4;
        const QByteArray tail = m_bytes.mid(from, end - from);
        std::copy(tail.cbegin(), tail.cend(), m_bytes.begin() + from - entrySize);
        std::fill_n(m_bytes.begin() + end - entrySize, entrySize, '\0');
        write16(directory, count - 1);
    }

    QByteArray &m_bytes;
    bool m_little = false;
};

// ---- JPEG ----

constexpr QByteArrayView exifHeader("Exif\0\0", 6);

// What a segment of the header becomes: itself, edited, or nothing.
QByteArray cleanSegment(uchar marker, const QByteArray &body)
{
    if (marker == 0xe1 && body.startsWith(exifHeader)) {
        QByteArray exif = body.mid(exifHeader.size());
        return Exif(exif).clearPosition() ? exifHeader.toByteArray() + exif : QByteArray();
    }
    // XMP and IPTC name the place in dozens of fields and hold nothing that a dossier needs; so does a list of further
    // pictures behind this one, which are cut off below.
    const bool telling = marker == 0xe1 || marker == 0xed || (marker == 0xe2 && body.startsWith("MPF"));
    return telling ? QByteArray() : body;
}

// Where the compressed picture that begins at `at` ends: at the next marker that is not part of it.
qsizetype endOfScan(const QByteArray &bytes, qsizetype at)
{
    while (at + 1 < bytes.size()) {
        const auto next = static_cast<uchar>(bytes.at(at + 1));
        if (static_cast<uchar>(bytes.at(at)) == 0xff && next != 0 && next != 0xff && (next < 0xd0 || next > 0xd7))
            return at;
        ++at;
    }
    return -1;
}

Result<QByteArray> cleanJpeg(const QByteArray &bytes)
{
    if (!bytes.startsWith("\xff\xd8"))
        return truncated();
    QByteArray out = bytes.left(2);
    out.reserve(bytes.size());
    qsizetype at = 2;
    while (at + 4 <= bytes.size() || (at + 2 <= bytes.size() && static_cast<uchar>(bytes.at(at + 1)) == 0xd9)) {
        if (static_cast<uchar>(bytes.at(at)) != 0xff)
            return truncated();
        const auto marker = static_cast<uchar>(bytes.at(at + 1));
        if (marker == 0xff) { // filling
            ++at;
            continue;
        }
        if (marker == 0xd9) // the end: what stands behind it (a moving picture, previews) may tell a place of its own
            return out + bytes.mid(at, 2);
        const qsizetype length = qFromBigEndian<quint16>(bytes.constData() + at + 2);
        if (length < 2 || at + 2 + length > bytes.size())
            return truncated();
        const QByteArray body = bytes.mid(at + 4, length - 2);
        if (const QByteArray cleaned = cleanSegment(marker, body); !cleaned.isEmpty() || body.isEmpty())
            out += bytes.mid(at, 4) + cleaned; // of the same length: an edit never changes it
        at += 2 + length;
        if (marker != 0xda)
            continue;
        const qsizetype end = endOfScan(bytes, at);
        if (end < 0)
            return truncated();
        out += bytes.mid(at, end - at);
        at = end;
    }
    return truncated();
}

// ---- PNG ----

quint32 crc(QByteArrayView bytes)
{
    static const auto table = [] {
        std::array<quint32, 256> made{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = value & 1U ? 0xedb88320U ^ (value >> 1) : value >> 1;
            made.at(i) = value;
        }
        return made;
    }();
    quint32 value = 0xffffffffU;
    for (const char byte : bytes)
        value = table.at((value ^ static_cast<uchar>(byte)) & 0xffU) ^ (value >> 8);
    return ~value;
}

QByteArray chunk(const QByteArray &typeAndData)
{
    QByteArray out(4, '\0');
    qToBigEndian(static_cast<quint32>(typeAndData.size() - 4), out.data());
    QByteArray check(4, '\0');
    qToBigEndian(crc(typeAndData), check.data());
    return out + typeAndData + check;
}

// Texts that hold XMP or whole metadata blocks of other formats.
bool tellsMetadata(const QByteArray &type, const QByteArray &data)
{
    if (type != "tEXt" && type != "zTXt" && type != "iTXt")
        return false;
    return data.startsWith("XML:com.adobe.xmp") || data.startsWith("Raw profile type") || data.startsWith("GPS");
}

Result<QByteArray> cleanPng(const QByteArray &bytes)
{
    static constexpr QByteArrayView signature("\x89PNG\r\n\x1a\n", 8);
    if (!bytes.startsWith(signature))
        return truncated();
    QByteArray out = signature.toByteArray();
    out.reserve(bytes.size());
    for (qsizetype at = signature.size(); at + 12 <= bytes.size();) {
        const qsizetype length = qFromBigEndian<quint32>(bytes.constData() + at);
        if (at + 12 + length > bytes.size())
            return truncated();
        QByteArray body = bytes.mid(at + 4, 4 + length);
        if (qFromBigEndian<quint32>(bytes.constData() + at + 8 + length) != crc(body))
            return truncated();
        const QByteArray type = body.left(4);
        QByteArray data = body.mid(4);
        bool kept = !tellsMetadata(type, data);
        if (type == "eXIf")
            kept = Exif(data).clearPosition();
        if (kept)
            out += chunk(type + data);
        if (type == "IEND")
            return out;
        at += 12 + length;
    }
    return truncated();
}

// ---- MP4, M4A: boxes in boxes ----

bool cleanBoxes(QByteArray &bytes, qsizetype from, qsizetype end)
{
    while (from + 8 <= end) {
        qsizetype length = qFromBigEndian<quint32>(bytes.constData() + from);
        const QByteArray type = bytes.mid(from + 4, 4);
        qsizetype head = 8;
        if (length == 1 && from + 16 <= end) {
            length = static_cast<qsizetype>(qFromBigEndian<quint64>(bytes.constData() + from + 8));
            head = 16;
        } else if (length == 0) {
            length = end - from; // to the end
        }
        if (length < head || length > end - from)
            return false;
        if (type == "\xa9xyz" || type == "loci") {
            std::copy_n("free", 4, bytes.begin() + from + 4);
            std::fill_n(bytes.begin() + from + head, length - head, '\0');
        } else if ((type == "moov" || type == "trak" || type == "udta") &&
                   !cleanBoxes(bytes, from + head, from + length)) {
            return false;
        }
        from += length;
    }
    return from == end || (end - from == 4 && bytes.mid(from, 4) == QByteArray(4, '\0'));
}

Result<QByteArray> cleanRecording(const QByteArray &bytes)
{
    QByteArray out = bytes;
    if (!cleanBoxes(out, 0, out.size()))
        return truncated();
    if (out.contains("com.apple.quicktime.location"))
        return positionStays();
    return out;
}

// ---- formats without a place: only whether they are whole ----

Result<QByteArray> whole(const QByteArray &bytes, bool isWhole)
{
    if (!isWhole)
        return truncated();
    return bytes;
}

// The last part of the file, where formats with a directory at the end have it.
QByteArray ending(const QByteArray &bytes, qsizetype size)
{
    return bytes.right(size);
}

bool isWholeWave(const QByteArray &bytes)
{
    return bytes.size() >= 12 && qFromLittleEndian<quint32>(bytes.constData() + 4) <= quint64(bytes.size()) - 8;
}

} // namespace

Result<QByteArray> withoutPosition(const QString &type, const QByteArray &bytes)
{
    if (type == "jpeg"_L1)
        return cleanJpeg(bytes);
    if (type == "png"_L1)
        return cleanPng(bytes);
    if (type == "m4a"_L1 || type == "mp4"_L1)
        return cleanRecording(bytes);
    if (type == "pdf"_L1)
        return whole(bytes, ending(bytes, 2048).contains("%%EOF"));
    if (type == "docx"_L1 || type == "xlsx"_L1 || type == "odt"_L1 || type == "ods"_L1)
        return whole(bytes, ending(bytes, 65'557).contains(QByteArray("PK\x05\x06", 4)));
    if (type == "wav"_L1)
        return whole(bytes, isWholeWave(bytes));
    if (type == "svg"_L1)
        return whole(bytes, ending(bytes, 256).contains("</svg>") || ending(bytes, 256).trimmed().endsWith("/>"));
    return bytes;
}

} // namespace fengqiao
