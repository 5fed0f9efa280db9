#pragma once

#include <QStackedLayout>
#include <QTableView>
#include <QWidget>

#include <report/work.h>
#include <widgets/record_list_model.h>

class QComboBox;
class QLabel;

namespace fengqiao {

class EmptyState;
class OfferBar;
class ScrollPage;

// One of the panel's two pages: rows at the left, what is chosen with its next step at the right; or a sentence that
// says what to do.
class WorkPage : public QWidget {
    Q_OBJECT

public:
    virtual void show(const WorkMonth &work) = 0;
    [[nodiscard]] virtual std::optional<Document> paper() const = 0; // of what is chosen
    [[nodiscard]] virtual QUuid chosen() const = 0;
    [[nodiscard]] virtual QString chosenWord() const = 0;

    [[nodiscard]] const QString &kind() const { return m_kind; }

    [[nodiscard]] const QString &computeAction() const { return m_compute; }

Q_SIGNALS:
    void actionWanted(const QString &action);
    void computeWanted();
    void chosenChanged();

protected:
    WorkPage(Desk &desk, const QString &kind, const QString &compute, QWidget *parent);
    void setUpTable(QTableView *table, const QString &name, const QString &words);
    void offer(const Row &row, const QString &stateWord, const QString &subtitle);
    // Whoever may compute has the button; the others read who does.
    void showEmpty(const QString &sentence, bool computable);
    void showContent();

    [[nodiscard]] QWidget *content() const { return m_content; }

    [[nodiscard]] OfferBar *offers() const { return m_offers; }

    Desk &m_desk;

private:
    QString m_kind;
    QString m_compute;
    QWidget *m_content;
    EmptyState *m_empty;
    OfferBar *m_offers;
    QStackedLayout *m_pages;
};

class AppraisalPage : public WorkPage {
    Q_OBJECT

public:
    AppraisalPage(Desk &desk, QWidget *parent);
    void show(const WorkMonth &work) override;
    [[nodiscard]] std::optional<Document> paper() const override;
    [[nodiscard]] QUuid chosen() const override;
    [[nodiscard]] QString chosenWord() const override;

private:
    void showChosen();
    [[nodiscard]] const AppraisalEntry *current() const;
    QTableView *m_table;
    RecordListModel<AppraisalLine> *m_model;
    QLabel *m_name;
    ScrollPage *m_card;
    QList<AppraisalEntry> m_entries;
};

class SubsidyPage : public WorkPage {
    Q_OBJECT

public:
    SubsidyPage(Desk &desk, QWidget *parent);
    void show(const WorkMonth &work) override;
    [[nodiscard]] std::optional<Document> paper() const override;
    [[nodiscard]] QUuid chosen() const override;
    [[nodiscard]] QString chosenWord() const override;

Q_SIGNALS:
    void matterActivated(const QUuid &matter);

private:
    void showChosen();
    [[nodiscard]] const SheetEntry *current() const;
    QTableView *m_table;
    RecordListModel<SubsidyLine> *m_model;
    QComboBox *m_choice;
    QLabel *m_total;
    ScrollPage *m_card;
    QList<SheetEntry> m_entries;
};

} // namespace fengqiao
