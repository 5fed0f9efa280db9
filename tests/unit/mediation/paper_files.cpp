#include "paper_files.h"

#include <QtEndian>

namespace fengqiao::paper_files {

namespace {

// Writes numbers in the order of bytes that the file announces.
class Tiff {
public:
    explicit Tiff(bool bigEndian)
        : m_big(bigEndian)
    {
    }

    void word(quint32 value, int bytes)
    {
        for (int i = 0; i < bytes; ++i) {
            const int shift = 8 * (m_big ? bytes - 1 - i : i);
            text.append(static_cast<char>((value >> shift) & 0xffU));
        }
    }

    void entry(quint32 tag, quint32 type, quint32 count, quint32 value)
    {
        word(tag, 2);
        word(type, 2);
        word(count, 4);
        word(value, 4);
    }

    QByteArray text;

private:
    bool m_big;
};

QByteArray padded(const char *text, qsizetype size)
{
    return QByteArray(text).leftJustified(size, '\0', true);
}

QByteArray segment(char marker, const QByteArray &body)
{
    QByteArray out("\xff");
    out.append(marker);
    const auto length = static_cast<quint16>(body.size() + 2);
    out.append(static_cast<char>(length >> 8));
    out.append(static_cast<char>(length & 0xff));
    return out + body;
}

quint32 crcOf(const QByteArray &bytes)
{
    quint32 value = 0xffffffffU;
    for (const char byte : bytes) {
        value ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ (value & 1U ? 0xedb88320U : 0U);
    }
    return ~value;
}

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

QByteArray chunk(const QByteArray &type, const QByteArray &data)
{
    return bigEndian(static_cast<quint32>(data.size())) + type + data + bigEndian(crcOf(type + data));
}

QByteArray box(const QByteArray &type, const QByteArray &content)
{
    return bigEndian(static_cast<quint32>(content.size() + 8)) + type + content;
}

const QByteArray picture("\x12\x34\xff\x00\x56\xff\xd0\x78\x9a", 9); // with a stuffed byte and a restart marker

} // namespace

// Directory 0 at 8: maker, place (8825), camera's own (8769). Then their directories, then what is too long for them.
QByteArray exif(bool bigEndianOrder, bool withPlace)
{
    Tiff tiff(bigEndianOrder);
    tiff.text = bigEndianOrder ? QByteArray("MM", 2) : QByteArray("II", 2);
    tiff.word(42, 2);
    tiff.word(8, 4);
    const quint32 entries = withPlace ? 3 : 2;
    const quint32 camera = 8 + 2 + entries * 12 + 4;
    const quint32 gps = camera + 2 + 2 * 12 + 4;
    const quint32 values = withPlace ? gps + 2 + 2 * 12 + 4 : gps;
    tiff.word(entries, 2);
    tiff.entry(0x010f, 2, 4, 0x30303030); // "0000"
    if (withPlace)
        tiff.entry(0x8825, 4, 1, gps);
    tiff.entry(0x8769, 4, 1, camera);
    tiff.word(0, 4);
    tiff.word(2, 2);
    tiff.entry(0x9003, 2, 20, values);
    tiff.entry(0x927c, 7, 32, values + 20);
    tiff.word(0, 4);
    if (withPlace) {
        tiff.word(2, 2);
        tiff.entry(0x0001, 2, 2, 0x4e000000); // "N"
        tiff.entry(0x0002, 5, 3, values + 52);
        tiff.word(0, 4);
    }
    tiff.text += padded(moment, 20) + padded(withPlace ? maker : "", 32);
    if (withPlace)
        tiff.text += padded(place, 24);
    return tiff.text;
}

QByteArray jpeg(const Photo &photo)
{
    QByteArray out("\xff\xd8", 2);
    out += segment('\xe0', QByteArray("JFIF\0\1\1\0\0\1\0\1\0\0", 14));
    out += segment('\xe1', QByteArray("Exif\0\0", 6) + exif(photo.bigEndian, photo.exifPlace));
    if (photo.otherPlaces) {
        out +=
            segment('\xe1', QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + "<x exif:GPSLatitude='" + place + "'/>");
        out += segment('\xed', QByteArray("Photoshop 3.0\0", 14) + "8BIM" + place);
    }
    out += segment('\xdb', QByteArray(65, '\1'));
    out += segment('\xc0', QByteArray("\x08\0\1\0\1\1\1\x11\0", 9));
    out += segment('\xda', QByteArray("\1\1\0\0\x3f\0", 6)) + picture + QByteArray("\xff\xd9", 2);
    if (photo.otherPlaces)
        out += QByteArray("moving picture ") + place;
    return out;
}

QByteArray scanOf(const QByteArray &jpeg)
{
    const qsizetype at = jpeg.indexOf(picture);
    return at < 0 ? QByteArray() : jpeg.mid(at, picture.size() + 2);
}

QByteArray png(bool withPlace)
{
    QByteArray out("\x89PNG\r\n\x1a\n", 8);
    out += chunk("IHDR", QByteArray("\0\0\0\1\0\0\0\1\x08\0\0\0\0", 13));
    out += chunk("eXIf", exif(true, withPlace));
    if (withPlace)
        out += chunk("iTXt", QByteArray("XML:com.adobe.xmp\0\0\0\0\0", 22) + place);
    out += chunk("IDAT", QByteArray("\x78\x9c\x63\x60\x00\x00\x00\x02\x00\x01", 10));
    return out + chunk("IEND", {});
}

QByteArray pdf(char seed)
{
    return QByteArray("%PDF-1.7\n1 0 obj\n(") + seed + ")\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n";
}

// An empty ZIP with the name that office files have in their first entry.
QByteArray docx()
{
    return QByteArray("PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0", 30) +
           "[Content_Types].xml" + QByteArray("PK\x05\x06", 4) + QByteArray(18, '\0');
}

QByteArray recording(bool withPlace)
{
    const QByteArray udta =
        withPlace ? box("udta", box(QByteArray("\xa9xyz", 4), QByteArray("\0\x12\0\0", 4) + place)) : QByteArray();
    return box("ftyp", QByteArray("M4A \0\0\0\0M4A mp42isom", 20)) +
           box("moov", box("mvhd", QByteArray(16, '\0')) + udta) + box("mdat", "sound");
}

QByteArray stroke()
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><path d=\"M1 1L9 9\"/></svg>";
}

} // namespace fengqiao::paper_files
