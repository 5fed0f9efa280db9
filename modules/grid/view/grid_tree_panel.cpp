#include <grid/widgets/grid_tree_panel.h>

#include <QDateEdit>
#include <QHeaderView>
#include <QMenu>
#include <QStackedLayout>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include <grid/events.h>
#include <grid/lint.h>
#include <grid/widgets/import_dialog.h>
#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "grid_actions.h"
#include "grid_tree_model.h"
#include "kept_filters.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto keptName = "grids";
constexpr int changesMs = 300;
constexpr qsizetype openedAtOnce = 60; // found grids: the way down to them is opened while they are few

using Forest = std::shared_ptr<const GridForest>;

// What the last search found, and of which forest and filters.
struct Found {
    Forest forest;
    std::optional<ForestFound> rows;
    std::optional<QSet<QUuid>> findings; // asked for, and kept while the grids stay as they are
};

QSet<QUuid> findingsOf(ReadContext &context, QDate day)
{
    QSet<QUuid> grids;
    for (const GridFinding &finding :
         lintGrids(context.tx, context.rules, day, {.area = context.actor.area.digits()}).findings)
        grids << finding.grid << finding.other;
    grids.remove(QUuid());
    return grids;
}

bool isOurs(const Change &change)
{
    static const QSet<const Entity *> ours{&gridEntity(), &gridPostEntity(), &postingEntity(), &gridEventEntity()};
    return ours.contains(change.entity);
}

} // namespace

struct GridTreePanel::Private {
    GridTreePanel *q;
    Desk &desk;
    GridActions *actions;
    SearchField *field;
    QToolButton *add;
    QToolButton *more;
    FilterBar *filters;
    QLabel *count;
    QDateEdit *date;
    GridTreeModel *model;
    QTreeView *tree;
    EmptyState *empty;
    QStackedLayout *pages;
    QTimer *soon;
    QString text;
    QString wanted; // code to be selected when it is there
    std::optional<QSet<QUuid>> findings;
    LatestRead<Forest> reading;
    LatestRead<Found> searching;

    Private(GridTreePanel *panel, Desk &theDesk);
    void build();
    void buildTree();
    void connectParts();
    [[nodiscard]] GridSearch searchOf() const;
    void read();
    void find(const Forest &forest);
    void show(const Result<Found> &answer);
    void showCount();
    void showEmpty();
    void keepOpen(const QStringList &open, const QString &current);
    [[nodiscard]] QStringList openCodes() const;
    void activate(const QModelIndex &index);
    [[nodiscard]] GridSubject subject(const QModelIndex &index) const;
    void fillMenu(QMenu *menu);
};

GridTreePanel::Private::Private(GridTreePanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , actions(new GridActions(theDesk, panel))
    , field(new SearchField(tr("Code, name or pinyin of a grid or village"), panel))
    , add(new QToolButton(panel))
    , more(new QToolButton(panel))
    , filters(new FilterBar(panel))
    , count(textLabel({}, Type::Small, Token::InkSoft, panel))
    , date(new QDateEdit(theDesk.now().localDate(), panel))
    , model(new GridTreeModel(panel))
    , tree(new QTreeView(panel))
    , empty(new EmptyState({}, {}, panel))
    , pages(new QStackedLayout)
    , soon(new QTimer(panel))
    , reading(panel,
              [this](const Result<Forest> &forest) {
                  if (forest)
                      find(*forest);
              })
    , searching(panel, [this](const Result<Found> &answer) { show(answer); })
{
}

void GridTreePanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    field->setObjectName(u"gridSearch"_s);
    field->setToolTip(field->placeholderText());
    field->setList(tree);
    add->setObjectName(u"addGrid"_s);
    add->setIcon(theme.icon(u"plus"_s, Token::Accent));
    add->setIconSize(QSize(theme.space(5), theme.space(4)));
    add->setText(tr("Grid", "button: add one"));
    add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    add->setToolTip(tr("Add a grid"));
    add->setAccessibleName(add->toolTip());
    add->setVisible(roleMay(desk, u"add_grid"_s));
    more->setObjectName(u"gridActions"_s);
    more->setIcon(theme.icon(u"ellipsis"_s, Token::Ink));
    more->setToolTip(tr("What may be done with the grid chosen"));
    more->setAccessibleName(more->toolTip());
    more->setPopupMode(QToolButton::InstantPopup);
    auto *first = new QHBoxLayout;
    first->setSpacing(theme.size(Size::Inside));
    first->addWidget(field, 1);
    first->addWidget(add);
    first->addWidget(more);
    column->addLayout(first);

    QList<FilterBar::Choice> schemes;
    for (const RuleRow *scheme : desk.rules()->codes(u"grid_scheme"_s))
        schemes << FilterBar::Choice{scheme->text("code"_L1), scheme->word()};
    filters->addFilter(u"scheme"_s, tr("Scheme"), schemes, true);
    filters->addFilter(u"look"_s, tr("Look at"),
                       {{u"vacant"_s, tr("vacant posts")},
                        {u"finding"_s, tr("findings of the check")},
                        {u"over"_s, tr("too many households")},
                        {u"border"_s, tr("no border yet")},
                        {u"generated"_s, tr("border made up by the program")}},
                       true);
    column->addWidget(filters);

    date->setObjectName(u"gridDay"_s);
    date->setCalendarPopup(true);
    date->setDisplayFormat(u"yyyy-MM-dd"_s);
    date->setAccessibleName(tr("Grids as of this day"));
    date->setToolTip(date->accessibleName());
    auto *second = new QHBoxLayout;
    second->setSpacing(theme.size(Size::Inside));
    column->addWidget(count);
    auto *asOf = textLabel(tr("as of"), Type::Small, Token::InkSoft, q);
    asOf->setWordWrap(false);
    second->addWidget(asOf);
    second->addWidget(date);
    second->addStretch();
    column->addLayout(second);
    buildTree();
    column->addLayout(pages, 1);
    q->setFocusProxy(field);
}

void GridTreePanel::Private::buildTree()
{
    setUpList(tree, tr("Grids by town and village"));
    tree->setObjectName(u"gridTree"_s);
    tree->setModel(model);
    tree->setItemDelegateForColumn(GridTreeModel::NameColumn, new GridNameDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setExpandsOnDoubleClick(false); // a double click opens the page
    tree->setIndentation(Theme::of(q).space(4));
    tree->header()->setStretchLastSection(false);
    tree->header()->setTextElideMode(Qt::ElideRight);
    tree->header()->setSectionResizeMode(GridTreeModel::NameColumn, QHeaderView::Stretch);
    for (const int column : {GridTreeModel::GridsColumn, GridTreeModel::VacantColumn, GridTreeModel::EventsColumn})
        tree->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    pages->addWidget(tree);
    pages->addWidget(empty);
}

void GridTreePanel::Private::connectParts()
{
    connect(field, &SearchField::search, q, &GridTreePanel::search);
    connect(add, &QToolButton::clicked, q, &GridTreePanel::addGrid);
    connect(filters, &FilterBar::changed, q, [this] {
        keepFilters(desk, QLatin1StringView(keptName), filters->values());
        find(model->forest());
    });
    connect(date, &QDateEdit::dateChanged, q, [this](QDate day) {
        findings.reset();
        read();
        Q_EMIT q->dayChanged(day);
    });
    connect(tree, &QTreeView::activated, q, [this](const QModelIndex &index) { activate(index); });
    connect(tree, &QTreeView::clicked, q, [this](const QModelIndex &index) { activate(index); });
    connect(tree, &QWidget::customContextMenuRequested, q, [this](const QPoint &at) {
        auto *menu = new QMenu(q);
        menu->setObjectName(u"gridMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillMenu(menu);
        menu->popup(tree->viewport()->mapToGlobal(at));
    });
    auto *menu = new QMenu(more);
    more->setMenu(menu);
    connect(menu, &QMenu::aboutToShow, q, [this, menu] {
        menu->clear();
        fillMenu(menu);
    });
    connect(actions, &GridActions::borderWanted, q, &GridTreePanel::borderWanted);
    connect(actions, &GridActions::acted, q, [this](const QString &, const QUuid &grid) {
        if (!grid.isNull())
            q->select(grid);
    });
    connect(empty, &EmptyState::clicked, q, [this] {
        const bool filtered = !searchOf().isEmpty();
        if (!filtered)
            return q->addGrid();
        field->clear();
        text.clear();
        filters->clear();
        find(model->forest());
    });
    soon->setSingleShot(true);
    soon->setInterval(changesMs);
    connect(soon, &QTimer::timeout, q, [this] { read(); });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        if (!std::ranges::any_of(changes, isOurs))
            return;
        if (std::ranges::any_of(changes, [](const Change &change) { return change.entity != &gridEventEntity(); }))
            findings.reset();
        soon->start();
    });
}

GridSearch GridTreePanel::Private::searchOf() const
{
    const QStringList look = filters->value(u"look"_s);
    GridSearch search;
    search.text = text;
    search.schemes = filters->value(u"scheme"_s);
    search.vacant = look.contains("vacant"_L1);
    search.overLimit = look.contains("over"_L1);
    search.noBorder = look.contains("border"_L1);
    search.generated = look.contains("generated"_L1);
    if (look.contains("finding"_L1))
        search.among = findings.value_or(QSet<QUuid>());
    return search;
}

void GridTreePanel::Private::read()
{
    reading.ask([this] {
        return desk.read([day = date->date()](ReadContext &context) -> Result<Forest> {
            return std::make_shared<const GridForest>(gridForest(context, day));
        });
    });
}

// Names are compared on a reader thread: a large county has a hundred thousand of them.
void GridTreePanel::Private::find(const Forest &forest)
{
    searching.ask([this, forest] {
        return desk.read([forest, search = searchOf(), known = findings](ReadContext &context) -> Result<Found> {
            Found found{forest, std::nullopt, known};
            if (search.isEmpty())
                return found;
            GridSearch asked = search;
            if (asked.among && !found.findings)
                found.findings = findingsOf(context, forest->day);
            if (asked.among)
                asked.among = found.findings;
            ForestFound rows{{}, findInForest(*forest, asked)};
            GridSearch others = asked;
            others.text.clear();
            if (others.isEmpty()) // a name alone: towns and villages answer, too
                rows.areas = findAreas(*forest, asked.text);
            found.rows = rows;
            return found;
        });
    });
}

QStringList GridTreePanel::Private::openCodes() const
{
    QStringList codes;
    for (QModelIndex index = model->index(0, 0); index.isValid(); index = tree->indexBelow(index))
        if (tree->isExpanded(index))
            codes << index.data(GridTreeModel::CodeRole).toString();
    return codes;
}

void GridTreePanel::Private::keepOpen(const QStringList &open, const QString &current)
{
    for (const QString &code : open)
        if (const QModelIndex index = model->find(code); index.isValid())
            tree->expand(index);
    if (const QModelIndex index = current.isEmpty() ? QModelIndex() : model->find(current); index.isValid()) {
        for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
            tree->expand(above);
        tree->setCurrentIndex(index);
        tree->scrollTo(index);
    } else if (model->rowCount() > 0 && !tree->currentIndex().isValid()) {
        tree->setCurrentIndex(model->index(0, 0));
    }
}

void GridTreePanel::Private::show(const Result<Found> &answer)
{
    if (!answer)
        return;
    findings = answer->findings;
    const QStringList open = openCodes();
    const QString before = tree->currentIndex().data(GridTreeModel::CodeRole).toString();
    model->setForest(answer->forest, answer->rows);
    QStringList opened = open;
    if (answer->rows && answer->rows->grids.size() <= openedAtOnce) {
        for (const qsizetype grid : answer->rows->grids) {
            const QString org = answer->forest->grids.at(grid).org;
            opened << org.left(9) << org;
        }
        opened.removeDuplicates();
    }
    keepOpen(opened, wanted.isEmpty() ? before : std::exchange(wanted, QString()));
    showCount();
    showEmpty();
    Q_EMIT q->loaded();
}

void GridTreePanel::Private::showCount()
{
    const GridForest &forest = *model->forest();
    AreaItem all;
    for (int row = 0; row < model->rowCount(); ++row) {
        if (const AreaItem *area = model->area(model->index(row, 0))) {
            all.grids += area->grids;
            all.vacant += area->vacant;
            all.openEvents += area->openEvents;
        }
    }
    const bool filtered = !searchOf().isEmpty();
    QStringList parts;
    if (filtered) {
        parts << tr("%n grid(s) found", nullptr, model->foundCount());
    } else {
        parts << tr("%n grid(s)", nullptr, all.grids) << tr("%n vacant", "posts", all.vacant);
        if (forest.knowsEvents)
            parts << tr("%n open", "events", static_cast<int>(all.openEvents));
    }
    count->setText(joinedParts(parts));
}

void GridTreePanel::Private::showEmpty()
{
    const bool filtered = !searchOf().isEmpty();
    const bool nothing = model->rowCount() == 0 || (!filtered && model->forest()->grids.isEmpty() &&
                                                    !std::ranges::any_of(model->forest()->areas, &AreaItem::grids));
    pages->setCurrentIndex(nothing ? 1 : 0);
    if (!nothing)
        return;
    empty->setIcon(u"map"_s);
    if (filtered) {
        empty->setSentence(tr("No grid answers this search and these filters."));
        empty->setButton(tr("Clear search and filters"));
    } else {
        empty->setSentence(tr("There are no grids on this day yet."));
        empty->setButton(roleMay(desk, u"add_grid"_s) ? tr("Add a grid") : QString());
    }
}

void GridTreePanel::Private::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    if (const AreaItem *area = model->area(index))
        Q_EMIT q->areaActivated(area->division);
    if (const QUuid grid = index.siblingAtColumn(0).data(GridTreeModel::GridRole).toUuid(); !grid.isNull())
        Q_EMIT q->gridActivated(grid);
}

GridSubject GridTreePanel::Private::subject(const QModelIndex &index) const
{
    const QModelIndex first = index.siblingAtColumn(0);
    if (const GridItem *grid = model->grid(first); first.isValid() && grid)
        return {grid->id, grid->code, grid->name, first.parent().data(Qt::DisplayRole).toString()};
    if (const AreaItem *area = model->area(first); first.isValid() && area && !area->grid.isNull())
        return {area->grid, area->division.digits(), area->name};
    return {};
}

void GridTreePanel::Private::fillMenu(QMenu *menu)
{
    const GridSubject chosen = subject(tree->currentIndex());
    if (!chosen.id.isNull()) {
        menu->addAction(Theme::of(q).icon(u"folder-open"_s, Token::InkSoft), tr("Open %1").arg(chosen.name), q,
                        [this, id = chosen.id] { Q_EMIT q->gridActivated(id); });
        menu->addSeparator();
        actions->fillMenu(menu, chosen);
    } else {
        menu->addAction(tr("Choose a grid first"))->setEnabled(false);
    }
    if (roleMay(desk, u"add_grid"_s)) {
        menu->addSeparator();
        menu->addAction(tr("Add a grid here"), q, &GridTreePanel::addGrid);
    }
    if (roleMay(desk, u"import_grids"_s))
        menu->addAction(tr("Import grids and borders"), q, &GridTreePanel::importGrids)->setData(u"import_grids"_s);
    if (roleMay(desk, u"import_posts"_s))
        menu->addAction(tr("Import posts and people"), q, &GridTreePanel::importPosts);
}

GridTreePanel::GridTreePanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    if (const auto kept = keptFilters(desk, QLatin1StringView(keptName)))
        d->filters->setValues(*kept);
    d->connectParts();
    refresh();
}

GridTreePanel::~GridTreePanel() = default;

void GridTreePanel::importPosts()
{
    (new ImportDialog(d->desk, ImportDialog::Rows::Posts, this))->open();
}

void GridTreePanel::importGrids()
{
    (new ImportDialog(d->desk, ImportDialog::Rows::Grids, this))->open();
}

QDate GridTreePanel::day() const
{
    return d->date->date();
}

void GridTreePanel::refresh()
{
    d->read();
}

void GridTreePanel::focusSearch()
{
    d->field->setFocus(Qt::ShortcutFocusReason);
    d->field->selectAll();
}

void GridTreePanel::search(const QString &text)
{
    d->text = text.trimmed();
    d->find(d->model->forest());
}

void GridTreePanel::setDay(const QDate &day)
{
    d->date->setDate(day);
}

void GridTreePanel::select(const QUuid &grid)
{
    d->desk
        .read([grid](ReadContext &context) -> Result<QString> {
            const auto line = gridById(context.tx, grid);
            return line ? line->code : QString();
        })
        .then(this, [this](const Result<QString> &code) {
            if (!code || code->isEmpty())
                return;
            d->wanted = *code; // also where the tree is read anew in a moment
            if (d->model->find(*code).isValid() && !d->soon->isActive())
                d->keepOpen({}, std::exchange(d->wanted, QString()));
        });
}

void GridTreePanel::addGrid()
{
    const QModelIndex at = d->tree->currentIndex().siblingAtColumn(0);
    QString division;
    if (const AreaItem *area = d->model->area(at); at.isValid() && area)
        division = area->division.digits();
    else if (const GridItem *grid = d->model->grid(at); at.isValid() && grid)
        division = grid->org;
    d->actions->addGrid(division);
}

void GridTreePanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->tree->setFocus(event->reason());
}

} // namespace fengqiao
