#pragma once

#include <QByteArray>

#include <report/document.h>

namespace fengqiao {

// Word-processor files of a document, with page numbers, real tables and the fonts of the style sheet for Chinese text
// too. Several documents follow each other, each on a new page. Codes "report.package", "report.disk".
[[nodiscard]] Result<QByteArray> writeOdt(const QList<Document> &documents, const StyleSheet &styles);
[[nodiscard]] Result<QByteArray> writeDocx(const QList<Document> &documents, const StyleSheet &styles);

} // namespace fengqiao
