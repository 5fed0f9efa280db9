#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// The mediators' work of a month: each appraisal with the addends behind its points, the sheet of case subsidies with
// its lines, the next step of approval for whoever may take it, printed and exported. In the order of names: nobody is
// ranked by what was uploaded (features.md R13), and a mediator sees the own month only.
class AppraisalPanel : public QWidget {
    Q_OBJECT

public:
    explicit AppraisalPanel(Desk &desk, QWidget *parent = nullptr);
    ~AppraisalPanel() override;

    enum class Page { Appraisals, Subsidies };
    [[nodiscard]] QString month() const;
    void showMonth(const QString &month);
    void showPage(Page page);
    // Has this person anything to see here (permission work.read)?
    [[nodiscard]] static bool isOpenTo(const Desk &desk);

public Q_SLOTS:
    void refresh();
    void compute();     // what stands in front, for the month on show
    void startExport(); // opens the dialog
    void startPrint();  // shows the paper of what is chosen

Q_SIGNALS:
    void matterActivated(const QUuid &matter);
    void loaded();

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
