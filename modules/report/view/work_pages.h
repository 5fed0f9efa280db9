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
    // The table at the left, these from the top down at the right; the shares are in grid steps.
    void setUpHalves(QTableView *table, const QList<QWidget *> &side, int tableShare, int sideShare);
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

// What both pages do with the entries of a month: one of them is chosen, and has its id, its words and its paper.
template <typename Entry> class EntriesPage : public WorkPage {
public:
    [[nodiscard]] QUuid chosen() const final
    {
        const Entry *entry = current();
        return entry ? entry->row.id() : QUuid();
    }

    [[nodiscard]] QString chosenWord() const final
    {
        const Entry *entry = current();
        return entry ? wordOf(*entry) : QString();
    }

    [[nodiscard]] std::optional<Document> paper() const final
    {
        const Entry *entry = current();
        return entry ? std::optional(paperOf(*entry)) : std::nullopt;
    }

protected:
    using WorkPage::WorkPage;

    [[nodiscard]] const QList<Entry> &entries() const { return m_entries; }

    void setEntries(const QList<Entry> &entries) { m_entries = entries; }

    [[nodiscard]] const Entry *current() const
    {
        const int at = place();
        return at >= 0 && at < m_entries.size() ? &m_entries.at(at) : nullptr;
    }

    // Of one before, in the entries as they are now; -1 if it is not among them.
    [[nodiscard]] int placeOf(QUuid id) const
    {
        const auto at = std::ranges::find(m_entries, id, [](const Entry &entry) { return entry.row.id(); });
        return at == m_entries.end() ? -1 : static_cast<int>(std::distance(m_entries.begin(), at));
    }

private:
    [[nodiscard]] virtual int place() const = 0; // of the chosen one; -1 for none
    [[nodiscard]] virtual QString wordOf(const Entry &entry) const = 0;
    [[nodiscard]] virtual Document paperOf(const Entry &entry) const = 0;
    QList<Entry> m_entries;
};

class AppraisalPage : public EntriesPage<AppraisalEntry> {
    Q_OBJECT

public:
    AppraisalPage(Desk &desk, QWidget *parent);
    void show(const WorkMonth &work) override;

private:
    [[nodiscard]] int place() const override;
    [[nodiscard]] QString wordOf(const AppraisalEntry &entry) const override;
    [[nodiscard]] Document paperOf(const AppraisalEntry &entry) const override;
    void showChosen();
    QTableView *m_table;
    RecordListModel<AppraisalLine> *m_model;
    QLabel *m_name;
    ScrollPage *m_card;
};

class SubsidyPage : public EntriesPage<SheetEntry> {
    Q_OBJECT

public:
    SubsidyPage(Desk &desk, QWidget *parent);
    void show(const WorkMonth &work) override;

Q_SIGNALS:
    void matterActivated(const QUuid &matter);

private:
    [[nodiscard]] int place() const override;
    [[nodiscard]] QString wordOf(const SheetEntry &entry) const override;
    [[nodiscard]] Document paperOf(const SheetEntry &entry) const override;
    void showChosen();
    QTableView *m_table;
    RecordListModel<SubsidyLine> *m_model;
    QComboBox *m_choice;
    QLabel *m_total;
    ScrollPage *m_card;
};

} // namespace fengqiao
