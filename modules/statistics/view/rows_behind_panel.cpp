#include <statistics/widgets/rows_behind_panel.h>

#include <QHeaderView>
#include <QLabel>
#include <QMetaMethod>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabBar>
#include <QTableView>
#include <QTimer>

#include <grid/grid.h>
#include <statistics/dashboards.h>
#include <widgets/cards.h>
#include <widgets/data_table.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "behind_model.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageSize = 200;
constexpr int changesMs = 500;

struct Behind {
    Figure figure;
    RowsBehind rows;
    QString filters;
    int offset = 0;
};

Result<Behind> readBehind(ReadContext &context, const MetricRequest &request, MetricPart part, int offset)
{
    auto figure = computeMetric(context, request);
    if (!figure)
        return fail(figure.error());
    auto rows = listBehind(context, request, part, pageSize, offset);
    if (!rows)
        return fail(rows.error());
    QHash<QString, QString> places;
    for (ListedRow &row : rows->rows) {
        const auto code = DivisionCode::parse(row.area);
        if (code && !places.contains(row.area))
            places.insert(row.area, placeName(context.tx, *code));
        row.area = places.value(row.area, row.area);
    }
    return Behind{std::move(*figure), std::move(*rows), filterWords(context, request), offset};
}

} // namespace

struct RowsBehindPanel::Private {
    RowsBehindPanel *q;
    Desk &desk;
    SectionHeader *head;
    QLabel *figure;
    QLabel *sentence;
    QLabel *about;
    QLabel *sum;
    QTabBar *parts;
    QPushButton *exports;
    BehindModel *model;
    QTableView *table;
    EmptyState *empty;
    QStackedLayout *pages;
    QTimer *soon;
    MetricRequest request;
    MetricPart part = MetricPart::Numerator;
    LatestRead<Behind> reading;

    Private(RowsBehindPanel *panel, Desk &theDesk)
        : q(panel)
        , desk(theDesk)
        , head(new SectionHeader({}, panel))
        , figure(textLabel({}, Type::Figure, Token::Ink, panel, QFont::Bold))
        , sentence(textLabel({}, Type::Base, Token::Ink, panel))
        , about(textLabel({}, Type::Small, Token::InkSoft, panel))
        , sum(textLabel({}, Type::Small, Token::InkSoft, panel))
        , parts(new QTabBar(panel))
        , exports(new QPushButton(tr("Export"), panel))
        , model(new BehindModel(panel))
        , table(new QTableView(panel))
        , empty(new EmptyState({}, {}, panel))
        , pages(new QStackedLayout)
        , soon(new QTimer(panel))
        , reading(panel, [this](const Result<Behind> &answer) { show(answer); })
    {
    }

    void build();
    void connectParts();
    void read(int offset);
    void show(const Result<Behind> &answer);
    void showHead(const Figure &shown, const QString &filters);
    void showSum(const Figure &shown, const RowsBehind &rows);
    void open(const QModelIndex &index);
    void say(const QString &words);
};

void RowsBehindPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    figure->setWordWrap(false);
    figure->setObjectName(u"behindFigure"_s);
    sentence->setObjectName(u"behindSentence"_s);
    sum->setObjectName(u"behindSum"_s);
    head->addWidget(exports);
    exports->setObjectName(u"exportRows"_s);
    setButtonIcon(exports, u"download"_s);
    exports->hide();
    column->addWidget(head);
    auto *top = new QHBoxLayout;
    top->setSpacing(theme.size(Size::Related));
    top->addWidget(figure);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme.space(1));
    words->addWidget(sentence);
    words->addWidget(about);
    top->addLayout(words, 1);
    column->addLayout(top);
    auto *row = new QHBoxLayout;
    parts->setObjectName(u"behindParts"_s);
    parts->setDrawBase(false);
    parts->setExpanding(false);
    parts->addTab(tr("Numerator"));
    parts->addTab(tr("Denominator"));
    parts->hide();
    row->addWidget(parts);
    row->addWidget(sum, 1);
    column->addLayout(row);
    setUpTable(table, tr("Rows behind the figure"));
    table->setObjectName(u"behindTable"_s);
    table->setModel(model);
    pages->addWidget(table);
    pages->addWidget(empty);
    column->addLayout(pages, 1);
    q->setFocusProxy(table);
    say(tr("Choose a figure or a bar of a chart: its rows are listed here."));
}

void RowsBehindPanel::Private::connectParts()
{
    connect(table, &QTableView::activated, q, [this](const QModelIndex &index) { open(index); });
    connect(table, &QTableView::clicked, q, [this](const QModelIndex &index) { open(index); });
    connect(model, &BehindModel::moreWanted, q, [this](int offset) { read(offset); });
    connect(parts, &QTabBar::currentChanged, q, [this](int index) {
        part = index == 1 ? MetricPart::Denominator : MetricPart::Numerator;
        read(0);
    });
    connect(exports, &QPushButton::clicked, q, [this] { Q_EMIT q->exportWanted(request, part); });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { q->refresh(); });
    connect(&desk, &Desk::changed, q, [this] {
        if (!request.metric.isEmpty() && q->isVisible() && !soon->isActive())
            soon->start();
    });
}

void RowsBehindPanel::Private::say(const QString &words)
{
    empty->setIcon(u"list-checks"_s);
    empty->setSentence(words);
    pages->setCurrentWidget(empty);
}

void RowsBehindPanel::Private::read(int offset)
{
    reading.ask([this, offset] {
        return desk.read([request = request, part = part, offset](ReadContext &context) {
            return readBehind(context, request, part, offset);
        });
    });
}

// A law or a standard is told to people; the dictionary's own papers are for those who keep it.
static QString citable(const QString &source)
{
    return source.contains(".md"_L1) || source.startsWith("seed"_L1) ? QString() : source;
}

void RowsBehindPanel::Private::showHead(const Figure &shown, const QString &filters)
{
    head->setTitle(shown.word);
    figure->setText(shown.shown());
    sentence->setText(shown.sentence);
    about->setText(joinedParts({shown.areaWord, shown.period.text(), filters, tr("as of %1").arg(shown.asOf.display()),
                                shown.provisional ? tr("provisional") : QString(), citable(shown.source)}));
    const QSignalBlocker quiet(parts);
    parts->setVisible(shown.hasDenominator);
    parts->setTabText(0, tr("Numerator %1").arg(shown.numerator));
    parts->setTabText(1, tr("Denominator %1").arg(shown.denominator));
    parts->setCurrentIndex(part == MetricPart::Denominator ? 1 : 0);
}

void RowsBehindPanel::Private::showSum(const Figure &shown, const RowsBehind &rows)
{
    const int total = static_cast<int>(std::min<qint64>(rows.total, std::numeric_limits<int>::max()));
    QString words = tr("%n row(s)", nullptr, total);
    if (rows.sum != rows.total)
        words = tr("%1, which add up to %2").arg(words, QString::number(rows.sum));
    sum->setText(shown.hasDenominator ? words : tr("%1; the figure is %2").arg(words, shown.shown()));
}

void RowsBehindPanel::Private::show(const Result<Behind> &answer)
{
    if (!answer) {
        model->clear();
        sum->clear();
        say(answer.error().message);
        Q_EMIT q->loaded();
        return;
    }
    if (answer->offset > 0) {
        if (answer->offset == model->rowCount())
            model->append(answer->rows);
        Q_EMIT q->loaded();
        return;
    }
    showHead(answer->figure, answer->filters);
    showSum(answer->figure, answer->rows);
    model->setFirst(answer->rows, answer->rows.sum != answer->rows.total);
    exports->setVisible(q->isSignalConnected(QMetaMethod::fromSignal(&RowsBehindPanel::exportWanted)));
    exports->setEnabled(model->rowCount() > 0);
    if (model->rowCount() == 0) {
        say(tr("No row stands behind this figure."));
    } else {
        pages->setCurrentWidget(table);
        table->resizeColumnsToContents();
        table->setCurrentIndex(model->index(0, 0));
    }
    Q_EMIT q->loaded();
}

void RowsBehindPanel::Private::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const ListedRow &row = model->rows().at(index.row());
    if (row.id.isNull())
        return void(Toast::show(q, tr("This record counts, but it is not open to you.")));
    Q_EMIT q->recordActivated(model->kind(), row.id);
}

RowsBehindPanel::RowsBehindPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

RowsBehindPanel::~RowsBehindPanel() = default;

MetricRequest RowsBehindPanel::request() const
{
    return d->request;
}

MetricPart RowsBehindPanel::part() const
{
    return d->part;
}

// The numerator first: it is what the figure counts. Who looked at which list is in the audit.
void RowsBehindPanel::showRows(const MetricRequest &request)
{
    d->request = request;
    d->part = MetricPart::Numerator;
    d->desk.noteRead(u"metric"_s, {}, u"list"_s, request.metric);
    d->read(0);
}

void RowsBehindPanel::refresh()
{
    if (!d->request.metric.isEmpty())
        d->read(0);
}

void RowsBehindPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

} // namespace fengqiao
