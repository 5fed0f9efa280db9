#include <statistics/widgets/safety_index_panel.h>

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>

#include <access/rights.h>
#include <grid/grid.h>
#include <statistics/appraisal.h>
#include <statistics/declared.h>
#include <widgets/data_table.h>
#include <widgets/latest_read.h>
#include <widgets/marks.h>
#include <widgets/month_choice.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/record_list_model.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

using Areas = QList<std::pair<QString, QString>>;

struct Shown {
    SafetyIndex index;
    Areas areas;
};

Result<Shown> readIndex(ReadContext &context, const QString &month, const QString &area)
{
    auto index = computeSafetyIndex(context, month, area);
    if (!index)
        return fail(index.error());
    Shown shown{*std::move(index), {}};
    const QString own = context.actor.area.digits();
    shown.areas.append({own, placeName(context.tx, context.actor.area)});
    for (const Division &division : divisionsBelow(context.tx, context.actor.area))
        shown.areas.append({division.code.digits(), division.name});
    return shown;
}

constexpr auto number = Qt::AlignRight | Qt::AlignVCenter;

QString basisOf(const SafetyItem &item)
{
    if (!item.known)
        return SafetyIndexPanel::tr("not declared; its weight goes to the others");
    return item.source == SafetyInput::Source::Dictionary ? SafetyIndexPanel::tr("counted here: %1").arg(item.shown)
                                                          : item.shown;
}

QList<RecordColumn<SafetyItem>> columnsOf(const RuleSet &rules)
{
    // An index from 0 to 100 of a rate, or the percentage itself: the kind says which (rule list safety_kind).
    return {{SafetyIndexPanel::tr("Item"), [](const SafetyItem &item) { return item.word; }},
            {SafetyIndexPanel::tr("Kind"),
             [words = QHash<QString, QString>{{u"rate"_s, rules.word("safety_kind"_L1, u"rate"_s)},
                                              {u"percent"_s, rules.word("safety_kind"_L1, u"percent"_s)}}](
                 const SafetyItem &item) { return words.value(item.kind, item.kind); }},
            {.title = SafetyIndexPanel::tr("Weight"),
             .text = [](const SafetyItem &item) { return item.weight; },
             .alignment = number},
            {.title = SafetyIndexPanel::tr("q or p"),
             .text = [](const SafetyItem &item) { return item.value; },
             .alignment = number},
            {.title = SafetyIndexPanel::tr("S"),
             .text = [](const SafetyItem &item) { return item.score; },
             .alignment = number},
            {SafetyIndexPanel::tr("How it came about"), basisOf}};
}

QUuid rowId(const SafetyItem &item)
{
    return QUuid::createUuidV5(QUuid(), item.item);
}

} // namespace

struct SafetyIndexPanel::Private {
    SafetyIndexPanel *q;
    Desk &desk;
    MonthChoice *months;
    QComboBox *areas;
    QLabel *value;
    WordChip *band;
    QLabel *about;
    QLabel *coverage;
    QLabel *formula;
    RecordListModel<SafetyItem> *model;
    QTableView *table;
    QWidget *content;
    EmptyState *empty;
    QStackedLayout *pages;
    SafetyIndex shown;
    QString area; // empty: all that this person may see
    bool stale = true;
    LatestRead<Shown> reading;

    Private(SafetyIndexPanel *panel, Desk &theDesk);
    void build();
    void buildHead(QVBoxLayout *column);
    void connectParts();
    void show(const Result<Shown> &answer);
    void showHead();
    void open(const QModelIndex &index);
};

SafetyIndexPanel::Private::Private(SafetyIndexPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , months(new MonthChoice(theDesk.now().localDate(), panel))
    , areas(new QComboBox(panel))
    , value(textLabel({}, Type::Figure, Token::Ink, panel, QFont::Bold))
    , band(new WordChip({}, WordChip::Tone::Neutral, panel))
    , about(textLabel({}, Type::Base, Token::InkSoft, panel))
    , coverage(textLabel({}, Type::Base, Token::Ink, panel))
    , formula(textLabel({}, Type::Small, Token::InkSoft, panel))
    , model(new RecordListModel<SafetyItem>(columnsOf(*theDesk.rules()), rowId, panel))
    , table(new QTableView(panel))
    , content(new QWidget(panel))
    , empty(new EmptyState({}, {}, panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<Shown> &answer) { show(answer); })
{
}

void SafetyIndexPanel::Private::buildHead(QVBoxLayout *column)
{
    const Theme &theme = Theme::of(q);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.size(Size::Related));
    value->setWordWrap(false);
    value->setObjectName(u"safetyValue"_s);
    coverage->setObjectName(u"safetyCoverage"_s);
    formula->setObjectName(u"safetyFormula"_s);
    head->addWidget(value);
    head->addWidget(band);
    auto *words = new QVBoxLayout;
    words->setSpacing(theme.space(1));
    words->addWidget(about);
    words->addWidget(coverage);
    head->addLayout(words, 1);
    column->addLayout(head);
}

void SafetyIndexPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Related));
    areas->setObjectName(u"safetyArea"_s);
    areas->setAccessibleName(tr("Area"));
    row->addWidget(months);
    row->addWidget(areas);
    row->addStretch();
    column->addLayout(row);
    content->setProperty("clear", true);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(theme.size(Size::Related));
    buildHead(inside);
    setUpTable(table, tr("Items of the index"));
    table->setObjectName(u"safetyTable"_s);
    table->setModel(model);
    inside->addWidget(table, 1);
    inside->addWidget(formula);
    pages->addWidget(empty);
    pages->addWidget(content);
    column->addLayout(pages, 1);
    q->setAccessibleName(tr("Safety index"));
    q->setFocusProxy(months);
    empty->setObjectName(u"noSafetyIndex"_s);
}

void SafetyIndexPanel::Private::connectParts()
{
    connect(months, &MonthChoice::monthChanged, q, &SafetyIndexPanel::refresh);
    connect(areas, &QComboBox::currentIndexChanged, q, [this](int at) {
        area = areas->itemData(at).toString();
        q->refresh();
    });
    connect(empty, &EmptyState::clicked, q, &SafetyIndexPanel::declarationsWanted);
    connect(table, &QTableView::activated, q, [this](const QModelIndex &index) { open(index); });
    connect(table, &QTableView::doubleClicked, q, [this](const QModelIndex &index) { open(index); });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        const bool ours =
            std::ranges::any_of(changes, [](const Change &change) { return change.entity == &declaredFigureEntity(); });
        stale = stale || ours;
        if (ours && q->isVisible())
            q->refresh();
    });
}

// Only what the dictionary counts has a list behind it; what was declared is at the reconciliation desk.
void SafetyIndexPanel::Private::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const SafetyItem &item = model->rowAt(index.row());
    const auto first = monthOf(shown.month);
    if (item.source == SafetyInput::Source::Dictionary && first)
        Q_EMIT q->figureActivated({.metric = item.metric,
                                   .period = {*first, first->addMonths(1).addDays(-1)},
                                   .area = shown.area,
                                   .filters = {}});
    else
        Q_EMIT q->declarationsWanted();
}

void SafetyIndexPanel::Private::showHead()
{
    value->setText(shown.published ? shown.text : u"—"_s);
    band->setText(shown.bandWord);
    band->setVisible(!shown.bandWord.isEmpty());
    about->setText(joinedParts({shown.areaWord, shown.month}));
    const int least = desk.rules()->settingNumber("safety_coverage_percent"_L1);
    coverage->setText(
        shown.published
            ? tr("Coverage %1: so much of the weights is known.").arg(shown.coverage)
            : tr("Coverage %1: below %2 per cent of the weights nothing is published.").arg(shown.coverage).arg(least));
    formula->setText(shown.formula);
}

void SafetyIndexPanel::Private::show(const Result<Shown> &answer)
{
    if (!answer) {
        empty->setSentence(answer.error().message);
        empty->setButton({});
        pages->setCurrentWidget(empty);
        Q_EMIT q->loaded();
        return;
    }
    shown = answer->index;
    const QSignalBlocker quiet(areas);
    areas->clear();
    for (const auto &[code, name] : answer->areas)
        areas->addItem(name, code);
    areas->setCurrentIndex(std::max(0, areas->findData(shown.area)));
    model->setRows(shown.items);
    table->resizeColumnsToContents();
    showHead();
    const bool nothing = std::ranges::none_of(shown.items, &SafetyItem::known);
    empty->setIcon(u"shield-check"_s);
    empty->setSentence(tr("Nothing is declared for %1 in %2 that the safety index is made of. Counts of alarms, fires, "
                          "accidents and residents come with a return.")
                           .arg(shown.areaWord, shown.month));
    empty->setButton(tr("To the declared figures"));
    pages->setCurrentWidget(nothing ? static_cast<QWidget *>(empty) : content);
    Q_EMIT q->loaded();
}

SafetyIndexPanel::SafetyIndexPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
}

SafetyIndexPanel::~SafetyIndexPanel() = default;

const SafetyIndex &SafetyIndexPanel::index() const
{
    return d->shown;
}

void SafetyIndexPanel::showMonth(const QString &month)
{
    d->months->setMonth(month);
}

void SafetyIndexPanel::showArea(const QString &area)
{
    d->area = area;
    refresh();
}

bool SafetyIndexPanel::isOpenTo(const Desk &desk)
{
    return grantOf(desk, declaredFigureKind().permission) == Grant::All;
}

void SafetyIndexPanel::refresh()
{
    d->stale = false;
    d->months->follow(d->desk.now().localDate());
    d->reading.ask([this] {
        return d->desk.read([month = d->months->month(), area = d->area](ReadContext &context) {
            return readIndex(context, month, area);
        });
    });
}

void SafetyIndexPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (d->stale)
        refresh();
}

} // namespace fengqiao
