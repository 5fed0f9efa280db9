#pragma once

#include <memory>

#include <mediation/handover.h>
#include <widgets/sheet_dialog.h>

namespace fengqiao {

// The shift handover sheet (交接班单) as one A4 page.
class HandoverSheetDialog : public SheetDialog {
    Q_OBJECT

public:
    // `duty` tells who was on duty; without one the part says that no roster was kept.
    explicit HandoverSheetDialog(Desk &desk, const DutyReader &duty = {}, QWidget *parent = nullptr);
    ~HandoverSheetDialog() override;

    // The page, laid out for A4; as many rows of each part as leave room for both signatures.
    [[nodiscard]] static std::unique_ptr<QTextDocument> documentOf(const HandoverSheet &sheet);

public Q_SLOTS:
    void refresh();

Q_SIGNALS:
    void loaded();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
