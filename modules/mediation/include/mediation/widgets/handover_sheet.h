#pragma once

#include <QDialog>
#include <memory>

#include <mediation/handover.h>

class QPrinter;
class QTextDocument;

namespace fengqiao {

// The shift handover sheet (交接班单) as one A4 page: looked at, printed, kept as PDF. Open it with open(); it deletes
// itself when it is closed.
class HandoverSheetDialog : public QDialog {
    Q_OBJECT

public:
    // `duty` tells who was on duty; without one the part says that no roster was kept.
    explicit HandoverSheetDialog(Desk &desk, const DutyReader &duty = {}, QWidget *parent = nullptr);
    ~HandoverSheetDialog() override;

    // The page, laid out for A4; as many rows of each part as leave room for both signatures.
    [[nodiscard]] static std::unique_ptr<QTextDocument> documentOf(const HandoverSheet &sheet);
    // Codes "handover.file", "handover.printer".
    [[nodiscard]] Result<> savePdf(const QString &path) const;
    [[nodiscard]] Result<> printOn(QPrinter &printer) const;

public Q_SLOTS:
    void refresh();
    void print(); // on the printer that is standard here, else as PDF
    void saveAs();

Q_SIGNALS:
    void loaded();
    void kept(const QString &where); // printed or saved

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
