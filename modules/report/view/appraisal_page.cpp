#include <QGridLayout>
#include <QLabel>

#include <widgets/cards.h>
#include <widgets/offer_bar.h>
#include <widgets/panel_parts.h>

#include "work_pages.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto number = Qt::AlignRight | Qt::AlignVCenter;

QList<RecordColumn<AppraisalLine>> columnsOf()
{
    return {{AppraisalPage::tr("Mediator"), [](const AppraisalLine &line) { return line.name; }},
            {AppraisalPage::tr("Committee"), [](const AppraisalLine &line) { return line.committeeWord; }},
            {.title = AppraisalPage::tr("Cases"),
             .text = [](const AppraisalLine &line) { return line.n; },
             .alignment = number},
            {.title = AppraisalPage::tr("Score"),
             .text = [](const AppraisalLine &line) { return line.total; },
             .alignment = number},
            {AppraisalPage::tr("Success, 95 % interval"),
             [](const AppraisalLine &line) {
                 return line.n > 0 ? u"%1 %（%2）"_s.arg(line.success, line.wilson) : u"—"_s;
             }},
            {.title = AppraisalPage::tr("Place"),
             .text = [](const AppraisalLine &line) { return line.rank > 0 ? QString::number(line.rank) : u"—"_s; },
             .other =
                 [](const AppraisalLine &line, int role) {
                     return role != Qt::ToolTipRole ? QVariant()
                            : line.rank > 0
                                ? AppraisalPage::tr("By the score, within the same type of committee.")
                                : AppraisalPage::tr("Places are told from five cases on, within the same type of "
                                                    "committee, to whoever may read all appraisals.");
                 },
             .alignment = number},
            {AppraisalPage::tr("State"), [](const AppraisalLine &line) { return line.stateWord; }},
            {AppraisalPage::tr("Objection until"),
             [](const AppraisalLine &line) { return line.objectUntil.toString(Qt::ISODate); }}};
}

QLabel *cellOf(const QString &text, Token ink, QWidget *page, Qt::Alignment alignment = Qt::AlignLeft)
{
    QLabel *label = textLabel(text, Type::Base, ink, page);
    label->setAlignment(alignment | Qt::AlignTop);
    return label;
}

// The addends as a sum on paper: what was counted, out of how many points, how many.
QGridLayout *addendGrid(const AppraisalEntry &entry, QWidget *page)
{
    const Theme &theme = Theme::of(page);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(theme.space(1));
    grid->setColumnStretch(1, 1);
    int at = 0;
    const auto head = [&](int column, const QString &words, Qt::Alignment alignment) {
        QLabel *label = textLabel(words, Type::Small, Token::InkSoft, page);
        label->setAlignment(alignment);
        grid->addWidget(label, 0, column);
    };
    head(0, AppraisalPage::tr("Item"), Qt::AlignLeft);
    head(1, AppraisalPage::tr("Counted"), Qt::AlignLeft);
    head(2, AppraisalPage::tr("Points"), Qt::AlignRight);
    head(3, AppraisalPage::tr("Score"), Qt::AlignRight);
    for (const AppraisalAddend &addend : entry.addends) {
        const Token ink = addend.judged ? Token::Ink : Token::InkSoft;
        QLabel *word = cellOf(addend.word, ink, page);
        word->setToolTip(addend.part);
        grid->addWidget(word, ++at, 0);
        grid->addWidget(cellOf(addend.counted, Token::InkSoft, page), at, 1);
        grid->addWidget(cellOf(addend.points, Token::InkSoft, page, Qt::AlignRight), at, 2);
        grid->addWidget(cellOf(addend.score, ink, page, Qt::AlignRight), at, 3);
    }
    QLabel *sum = textLabel(AppraisalPage::tr("Total"), Type::Base, Token::Ink, page, QFont::Medium);
    QLabel *total = textLabel(entry.line.total, Type::Base, Token::Ink, page, QFont::Bold);
    total->setObjectName(u"appraisalTotal"_s);
    total->setAlignment(Qt::AlignRight);
    grid->addWidget(sum, ++at, 0, 1, 2);
    grid->addWidget(cellOf(u"100.00"_s, Token::InkSoft, page, Qt::AlignRight), at, 2);
    grid->addWidget(total, at, 3);
    return grid;
}

} // namespace

AppraisalPage::AppraisalPage(Desk &desk, QWidget *parent)
    : EntriesPage(desk, appraisalKind().name, u"compute_appraisals"_s, parent)
    , m_table(new QTableView(content()))
    , m_model(new RecordListModel<AppraisalLine>(
          columnsOf(), [](const AppraisalLine &line) { return line.id; }, this))
    , m_name(textLabel({}, Type::Heading, Token::Ink, content(), QFont::Medium))
    , m_card(new ScrollPage(tr("Appraisal"), content()))
{
    setUpTable(m_table, u"appraisalTable"_s, tr("Appraisals of mediators"));
    m_table->setModel(m_model);
    setUpHalves(m_table, {m_name, offers(), m_card}, 210, 100);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AppraisalPage::showChosen);
}

void AppraisalPage::show(const WorkMonth &work)
{
    const QUuid before = chosen();
    setEntries(work.appraisals);
    QList<AppraisalLine> lines;
    for (const AppraisalEntry &entry : entries())
        lines << entry.line;
    m_model->setRows(lines);
    if (entries().isEmpty()) {
        showEmpty(work.everybody ? tr("No mediator is appraised for %1 yet.").arg(work.month)
                                 : tr("Your work of %1 is not appraised yet.").arg(work.month),
                  true);
        Q_EMIT chosenChanged();
        return;
    }
    showContent();
    m_table->resizeColumnsToContents();
    m_table->setCurrentIndex(m_model->index(std::max(0, placeOf(before)), 0));
    showChosen();
}

int AppraisalPage::place() const
{
    return m_table->currentIndex().row();
}

QString AppraisalPage::wordOf(const AppraisalEntry &entry) const
{
    return joinedParts({entry.line.name, entry.row.text("month"_L1)});
}

Document AppraisalPage::paperOf(const AppraisalEntry &entry) const
{
    return appraisalPaper(entry);
}

void AppraisalPage::showChosen()
{
    const AppraisalEntry *entry = current();
    QVBoxLayout *column = m_card->fresh();
    QWidget *page = m_card->widget();
    if (entry) {
        m_name->setText(joinedParts({entry->line.name, entry->line.stateWord}));
        offer(entry->row, entry->line.stateWord, chosenWord());
        column->addLayout(addendGrid(*entry, page));
        column->addWidget(textLabel(tr("Success: %1").arg(entry->success), Type::Small, Token::InkSoft, page));
        FactGrid facts(column, page);
        facts.add(tr("Objection"), entry->objection);
        facts.add(tr("Answer"), entry->answer);
        for (const auto &[word, said] : entry->passed)
            facts.add(word, said);
    }
    m_card->finish();
    Q_EMIT chosenChanged();
}

} // namespace fengqiao
