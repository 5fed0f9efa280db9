#pragma once

#include <report/collect.h>
#include <report/widgets/pdf.h>

namespace fengqiao {

struct DossierPdf {
    QByteArray bytes;
    int pages = 0;          // of the file
    int numbered = 0;       // that carry a stamped number: all between contents and back
    QStringList notPrinted; // attachments that are no pages (a recording): only listed
};

// The dossier as one file: cover, contents with page numbers, documents and scans, back with the number of pages.
[[nodiscard]] Result<DossierPdf> writeDossierPdf(const Dossier &dossier, const Templates &templates);

} // namespace fengqiao
