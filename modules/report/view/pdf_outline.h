#pragma once

#include <report/widgets/pdf.h>

namespace fengqiao {

// Appends bookmarks to a PDF that Qt wrote, as an incremental update (ISO 32000-1, 7.5.6): Qt has no call for them.
// A file that is not laid out as expected stays as it is.
void addOutline(QByteArray &pdf, const QList<Bookmark> &bookmarks);

} // namespace fengqiao
