#pragma once

#include <report/collect.h>
#include <report/widgets/pdf.h>

namespace fengqiao {

struct DossierPdf {
    QByteArray bytes;
    int pages = 0;                      // of the file
    int numbered = 0;                   // that carry a stamped number: all between contents and back
    QStringList notPrinted;             // attachments that are no pages (a recording): only listed
    std::shared_ptr<const Paper> paper; // the same pages, to be looked at and printed
};

// The dossier as one file: cover, contents with page numbers, documents and scans, back with the number of pages.
// May run on any thread; `progress` may stop it.
[[nodiscard]] Result<DossierPdf> writeDossierPdf(const Dossier &dossier, const Templates &templates,
                                                 const PaperProgress &progress = {});

} // namespace fengqiao
