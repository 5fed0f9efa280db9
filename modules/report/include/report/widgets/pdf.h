#pragma once

#include <functional>

#include <report/widgets/paper.h>

namespace fengqiao {

// Told how much of long work is done, 0 to 1; false stops it (code "report.stopped"). Called on the worker's thread.
using PaperProgress = std::function<bool(double)>;

struct Bookmark {
    QString title;
    int page = 0; // from 0
};

// A PDF file of what was laid out: real text whose every word is found by search and survives copying (Qt writes
// radicals where Noto CJK shares a glyph with one; the tables are repaired). Code "report.pdf".
[[nodiscard]] Result<QByteArray> writePdf(const Paper &paper, const QString &title,
                                          const QList<Bookmark> &bookmarks = {}, const PaperProgress &progress = {});
[[nodiscard]] Result<QByteArray> writePdf(const QList<Document> &documents, const StyleSheet &styles);

[[nodiscard]] Error paperStopped();

} // namespace fengqiao
