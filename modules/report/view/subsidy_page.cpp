#include <QComboBox>
#include <QLabel>

#include <widgets/offer_bar.h>
#include <widgets/panel_parts.h>

#include "work_pages.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

QList<RecordColumn<SubsidyLine>> columnsOf()
{
    return {{SubsidyPage::tr("Matter"), [](const SubsidyLine &line) { return line.number; }},
            {SubsidyPage::tr("Mediator"), [](const SubsidyLine &line) { return line.name; }},
            {.title = SubsidyPage::tr("Yuan"),
             .text = [](const SubsidyLine &line) { return line.amount; },
             .alignment = Qt::AlignRight | Qt::AlignVCenter},
            {SubsidyPage::tr("How it was computed"), [](const SubsidyLine &line) { return line.reason; }}};
}

} // namespace

SubsidyPage::SubsidyPage(Desk &desk, QWidget *parent)
    : EntriesPage(desk, subsidySheetKind().name, u"compute_subsidies"_s, parent)
    , m_table(new QTableView(content()))
    , m_model(new RecordListModel<SubsidyLine>(
          columnsOf(), [](const SubsidyLine &line) { return line.id; }, this))
    , m_choice(new QComboBox(content()))
    , m_total(textLabel({}, Type::Heading, Token::Ink, content(), QFont::Medium))
    , m_card(new ScrollPage(tr("Sheet of subsidies"), content()))
{
    setUpTable(m_table, u"subsidyTable"_s, tr("Lines of the sheet"));
    m_table->setModel(m_model);
    m_choice->setObjectName(u"sheetChoice"_s);
    m_choice->setAccessibleName(tr("Sheet of subsidies"));
    m_total->setObjectName(u"subsidyTotal"_s);
    setUpHalves(m_table, {m_choice, m_total, offers(), m_card}, 180, 110);
    connect(m_choice, &QComboBox::currentIndexChanged, this, &SubsidyPage::showChosen);
    const auto open = [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT matterActivated(m_model->rowAt(index.row()).matter);
    };
    connect(m_table, &QTableView::activated, this, open);
    connect(m_table, &QTableView::doubleClicked, this, open);
}

void SubsidyPage::show(const WorkMonth &work)
{
    const QUuid before = chosen();
    setEntries(work.sheets);
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        for (const SheetEntry &entry : entries())
            m_choice->addItem(joinedParts({entry.sheet.stateWord, tr("%1 yuan").arg(entry.sheet.total)}));
        m_choice->setVisible(entries().size() > 1);
        // The newest stands in front; one that was returned is kept behind it.
        const int at = placeOf(before);
        m_choice->setCurrentIndex(at < 0 ? static_cast<int>(entries().size()) - 1 : at);
    }
    if (entries().isEmpty()) {
        m_model->setRows({});
        showEmpty(work.everybody ? tr("There is no sheet of subsidies for %1. It takes the dossiers that were reviewed "
                                      "and wait to be paid.")
                                       .arg(work.month)
                                 : tr("No subsidy of %1 is on a sheet for you yet.").arg(work.month),
                  true);
        Q_EMIT chosenChanged();
        return;
    }
    showContent();
    showChosen();
}

int SubsidyPage::place() const
{
    return m_choice->currentIndex();
}

QString SubsidyPage::wordOf(const SheetEntry &entry) const
{
    return tr("Case subsidies, %1").arg(entry.sheet.month);
}

Document SubsidyPage::paperOf(const SheetEntry &entry) const
{
    return subsidyPaper(*m_desk.rules(), entry);
}

void SubsidyPage::showChosen()
{
    const SheetEntry *entry = current();
    QVBoxLayout *column = m_card->fresh();
    QWidget *page = m_card->widget();
    if (entry) {
        m_model->setRows(entry->sheet.lines);
        m_table->resizeColumnsToContents();
        m_total->setText(joinedParts({tr("%1 yuan").arg(entry->sheet.total), entry->sheet.stateWord}));
        offer(entry->row, entry->sheet.stateWord, chosenWord());
        FactGrid facts(column, page);
        for (const auto &[word, said] : entry->passed)
            facts.add(word, said);
    }
    m_card->finish();
    Q_EMIT chosenChanged();
}

} // namespace fengqiao
