#pragma once

#include <QByteArray>

#include <report/document.h>

namespace fengqiao {

// Word-processor files of a document, with page numbers, real tables and the fonts of the style sheet for Chinese text
// too. Several documents follow each other, each on a new page. Codes "report.package", "report.disk".
[[nodiscard]] Result<QByteArray> writeOdt(const QList<Document> &documents, const StyleSheet &styles);
[[nodiscard]] Result<QByteArray> writeDocx(const QList<Document> &documents, const StyleSheet &styles);
// One of the two by the ending of a file's name: "odt", "docx". Code "report.format".
[[nodiscard]] Result<QByteArray> writeOffice(const QList<Document> &documents, const StyleSheet &styles,
                                             const QString &ending);
// The endings that a paper may be kept under.
[[nodiscard]] bool isPaperEnding(const QString &ending);
[[nodiscard]] Error wrongEnding(const QString &path);
// A file is written whole or not at all. Code "report.disk".
[[nodiscard]] Result<> writeWhole(const QString &path, const QByteArray &bytes);

} // namespace fengqiao
