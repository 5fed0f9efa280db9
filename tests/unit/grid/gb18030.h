#pragma once

#include <QByteArray>
#include <QString>
#include <unicode/ucnv.h>

namespace fengqiao {

// As office programs in China write text without being asked.
inline QByteArray inGb18030(const QByteArray &utf8)
{
    UErrorCode status = U_ZERO_ERROR;
    QByteArray bytes(utf8.size() * 2, '\0');
    const QString text = QString::fromUtf8(utf8);
    UConverter *converter = ucnv_open("GB18030", &status);
    bytes.resize(ucnv_fromUChars(converter, bytes.data(), static_cast<int>(bytes.size()),
                                 reinterpret_cast<const UChar *>(text.utf16()), static_cast<int>(text.size()),
                                 &status));
    ucnv_close(converter);
    return bytes;
}

} // namespace fengqiao
