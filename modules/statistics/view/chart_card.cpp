#include "chart_card.h"

#include <QChart>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMetaMethod>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>

#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "chart_drawing.h"
#include "chart_table_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastHeight = 55; // steps of the grid
constexpr int barHeight = 6;    // of a lying bar with its gap
constexpr int mostBars = 40;    // more of them are a table
constexpr int frameHeight = 36; // header, legend and axis

QToolButton *iconButton(const QString &icon, const QString &words, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    setButtonIcon(button, icon);
    setKind(button, ButtonKind::Quiet);
    button->setToolTip(words);
    button->setAccessibleName(words);
    return button;
}

} // namespace

ChartCard::ChartCard(Desk &desk, const ChartSpec &spec, QWidget *parent)
    : Card(spec.word, parent)
    , m_desk(desk)
    , m_spec(spec)
    , m_note(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_numbers(new QTableView(this))
    , m_model(new ChartTableModel(this))
    , m_empty(new EmptyState({}, {}, this))
    , m_pages(new QStackedLayout)
    , m_switch(iconButton(u"columns-3"_s, tr("Numbers"), this))
    , m_copy(iconButton(u"copy"_s, tr("Copy the numbers"), this))
    , m_keep(iconButton(u"download"_s, tr("Keep the numbers as a file"), this))
    , m_reading(this, [this](const Result<ChartTable> &answer) { take(answer); })
{
    build();
}

void ChartCard::build()
{
    setObjectName(u"chart_"_s + m_spec.chart);
    setAccessibleName(m_spec.word);
    m_switch->setCheckable(true);
    m_switch->setObjectName(u"asTable"_s);
    m_copy->setObjectName(u"copyTable"_s);
    m_keep->setObjectName(u"keepTable"_s);
    for (QToolButton *button : {m_switch, m_copy, m_keep})
        header()->addWidget(button);
    setUpList(m_numbers, m_spec.word);
    m_numbers->setObjectName(u"numbers"_s);
    m_numbers->setModel(m_model);
    m_numbers->setShowGrid(false);
    m_numbers->setTabKeyNavigation(false);
    m_numbers->verticalHeader()->hide();
    m_numbers->verticalHeader()->setDefaultSectionSize(Theme::of(this).size(Size::Target));
    m_numbers->horizontalHeader()->setHighlightSections(false);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_numbers);
    body()->addWidget(m_note);
    body()->addLayout(m_pages, 1);
    m_note->hide();
    setMinimumHeight(Theme::of(this).space(leastHeight));
    connect(m_switch, &QToolButton::toggled, this, &ChartCard::showTable);
    connect(m_copy, &QToolButton::clicked, this, &ChartCard::copy);
    connect(m_keep, &QToolButton::clicked, this, [this] { Q_EMIT exportWanted(table()); });
    const auto activate = [this](const QModelIndex &index) {
        if (const ChartCell *cell = m_model->cell(index))
            open(*cell);
    };
    connect(m_numbers, &QTableView::activated, this, activate);
    connect(m_numbers, &QTableView::clicked, this, activate);
    connect(&Theme::of(this), &Theme::changed, this, &ChartCard::draw);
}

const ChartTable &ChartCard::table() const
{
    return m_model->table();
}

void ChartCard::setScope(const FigureScope &scope)
{
    m_stale = m_stale || !(scope == m_scope);
    m_scope = scope;
    if (m_stale && isVisible())
        refresh();
}

void ChartCard::refresh()
{
    m_stale = false;
    m_reading.ask([this] {
        return m_desk.read(
            [spec = m_spec, scope = m_scope](ReadContext &context) { return computeChart(context, spec, scope); });
    });
}

void ChartCard::markStale()
{
    m_stale = true;
    if (isVisible())
        refresh();
}

void ChartCard::setFlat()
{
    m_flat = true;
    setMinimumHeight(0);
    header()->hide(); // the dock has its words
    body()->removeItem(m_pages);
    auto *row = new QHBoxLayout;
    auto *tools = new QVBoxLayout;
    for (QToolButton *button : {m_switch, m_copy, m_keep})
        tools->addWidget(button);
    tools->addStretch();
    row->addLayout(m_pages, 1);
    row->addLayout(tools);
    body()->addLayout(row, 1);
    const int margin = Theme::of(this).space(1);
    body()->setContentsMargins(margin, margin, margin, margin);
}

void ChartCard::paintEvent(QPaintEvent *event)
{
    if (!m_flat) // it has the dock's face
        Card::paintEvent(event);
}

void ChartCard::showEvent(QShowEvent *event)
{
    Card::showEvent(event);
    m_keep->setVisible(isSignalConnected(QMetaMethod::fromSignal(&ChartCard::exportWanted)));
    if (m_stale)
        refresh();
}

void ChartCard::take(const Result<ChartTable> &answer)
{
    m_model->setTable(answer.value_or(ChartTable()));
    if (!answer)
        m_empty->setSentence(answer.error().message);
    else if (table().isEmpty())
        m_empty->setSentence(tr("Nothing to draw: %1 holds no such rows.").arg(table().period.text()));
    const ChartTable &shown = table();
    const QString period = shown.categories.isEmpty() ? QString() : shown.period.text();
    header()->setNote(period);
    m_note->setText(shown.note);
    m_note->setVisible(!shown.note.isEmpty());
    setToolTip(shown.sentences.join(u'\n'));
    m_numbers->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    draw();
    Q_EMIT loaded();
}

// Lying bars need their height; a card at the foot of the window takes what it is given.
int ChartCard::wantedHeight() const
{
    if (m_flat)
        return 0;
    const ChartTable &shown = table();
    const Theme &theme = Theme::of(this);
    const auto bars = std::ssize(shown.categories) * std::max<qsizetype>(1, shown.series.size());
    const bool lying = shown.kind == ChartKind::Bar && !shown.isEmpty() && shown.categories.size() <= mostBars;
    const int high = lying ? barHeight * static_cast<int>(bars) + frameHeight : 0;
    return theme.space(std::max(leastHeight, high));
}

// An empty chart is a sentence, and one with too many bars to read is its numbers.
void ChartCard::draw()
{
    const ChartTable &shown = table();
    const bool empty = shown.isEmpty();
    const bool many = shown.kind == ChartKind::Bar && shown.categories.size() > mostBars;
    m_switch->setEnabled(!empty && !many);
    m_copy->setEnabled(!empty);
    m_keep->setEnabled(!empty);
    setMinimumHeight(wantedHeight());
    if (empty)
        return m_pages->setCurrentWidget(m_empty);
    if (m_asTable || many)
        return m_pages->setCurrentWidget(m_numbers);
    const Theme &theme = Theme::of(this);
    if (!m_view) {
        m_view = new QChartView(this);
        m_view->setRenderHint(QPainter::Antialiasing);
        m_view->setBackgroundBrush(Qt::NoBrush);
        m_view->setFrameShape(QFrame::NoFrame);
        m_view->viewport()->setAutoFillBackground(false);
        m_view->setFocusPolicy(Qt::NoFocus); // by keyboard the numbers are the way
        m_pages->addWidget(m_view);
    }
    const QChart *before = m_view->chart();
    m_view->setChart(drawChart(shown, theme, m_flat, [this](int series, int category) {
        open(table().series.at(series).cells.at(category));
    }));
    delete before;
    m_pages->setCurrentWidget(m_view);
}

void ChartCard::showTable(bool on)
{
    m_asTable = on;
    const QSignalBlocker quiet(m_switch);
    m_switch->setChecked(on);
    draw();
}

void ChartCard::open(const ChartCell &cell)
{
    if (!cell.request.metric.isEmpty())
        Q_EMIT cellActivated(cell.request);
}

void ChartCard::copy()
{
    QStringList lines;
    for (int row = -1; row < m_model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < m_model->columnCount(); ++column)
            cells << (row < 0 ? m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()
                              : m_model->index(row, column).data().toString());
        lines << cells.join(u'\t');
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Toast::show(this, tr("The numbers are on the clipboard."));
}

} // namespace fengqiao
