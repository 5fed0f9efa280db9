#pragma once

#include <QByteArray>

namespace fengqiao {

// Files as they come from phones and scanners, built byte by byte, so that a test knows what is in them.
namespace paper_files {

inline constexpr char place[] = "NORTH-34-44-59";    // stands where the degrees of the place are
inline constexpr char moment[] = "2026:09:14 09:05"; // when the picture was taken: to be kept
inline constexpr char maker[] = "maker's own note: 34.7496 N";

struct Photo {
    bool bigEndian = false;
    bool exifPlace = true;
    bool otherPlaces = true; // XMP, IPTC, and a moving picture behind the end
};

[[nodiscard]] QByteArray exif(bool bigEndian, bool withPlace);
[[nodiscard]] QByteArray jpeg(const Photo &photo);
[[nodiscard]] QByteArray scanOf(const QByteArray &jpeg); // the compressed picture alone
[[nodiscard]] QByteArray png(bool withPlace);
[[nodiscard]] QByteArray pdf(char seed = '1');
[[nodiscard]] QByteArray docx();
[[nodiscard]] QByteArray recording(bool withPlace);
[[nodiscard]] QByteArray stroke();

} // namespace paper_files
} // namespace fengqiao
