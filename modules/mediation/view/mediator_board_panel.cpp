#include <mediation/widgets/mediator_board_panel.h>

#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

#include <mediation/mediation.h>
#include <mediation/sessions.h>
#include <widgets/action_dialog.h>
#include <widgets/desk_references.h>
#include <widgets/filters.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>

#include "mediator_board_list.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto profileAction = "set_mediator"_L1;

// What one reading brings: the pool, and for a matter who fits and who does not.
struct BoardData {
    QList<MediatorLine> lines;
    QList<MediatorSuggestion> offered;
    QList<MediatorSuggestion> heldBack;
    QString matter; // number and title; empty: the whole pool
};

QUuid headingId(int part)
{
    return QUuid(static_cast<uint>(part + 1), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

} // namespace

struct MediatorBoardPanel::Private {
    MediatorBoardPanel *q;
    Desk &desk;
    DeskReferences references;
    MediatorListModel *model;
    QListView *list;
    FilterBar *filters;
    QPushButton *suggestButton;
    QPushButton *allButton;
    QLabel *about;
    EmptyState *empty;
    QStackedLayout *pages;
    QUuid matter;
    bool suggesting = false;
    BoardData data;
    LatestRead<BoardData> reading;

    Private(MediatorBoardPanel *panel, Desk &theDesk);
    void wire();
    void showButtons();
    void show(const Result<BoardData> &answer);
    void fill();
    [[nodiscard]] bool passes(const MediatorLine &line) const;
    void append(QList<MediatorItem> &items, const QList<MediatorSuggestion> &suggestions, bool heldBack) const;
    [[nodiscard]] bool mayKeep(QUuid account) const;
    void keep(const MediatorLine &line);
    void menu(const QPoint &pos);
};

MediatorBoardPanel::Private::Private(MediatorBoardPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , references(theDesk)
    , model(new MediatorListModel(panel))
    , list(new QListView(panel))
    , filters(new FilterBar(panel))
    , suggestButton(new QPushButton(tr("Suggest for the matter"), panel))
    , allButton(new QPushButton(tr("All mediators"), panel))
    , about(textLabel({}, Type::Small, Token::InkSoft, panel))
    , empty(new EmptyState(tr("The mediator pool is empty. The administrator adds mediators."), {}, panel))
    , pages(new QStackedLayout)
    , reading(panel, [this](const Result<BoardData> &answer) { show(answer); })
{
}

void MediatorBoardPanel::Private::wire()
{
    const auto choices = [this](const QString &listName) {
        QList<FilterBar::Choice> found;
        for (const RuleRow *row : desk.rules()->codes(listName))
            found.append({row->text("code"_L1), row->word()});
        return found;
    };
    filters->addFilter(u"skill"_s, tr("Skill"), choices(u"dispute_type"_s));
    filters->addFilter(u"language"_s, tr("Language"), choices(u"language"_s));
    QObject::connect(filters, &FilterBar::changed, q, [this] { fill(); });
    QObject::connect(suggestButton, &QPushButton::clicked, q, &MediatorBoardPanel::suggest);
    QObject::connect(allButton, &QPushButton::clicked, q, [this] {
        suggesting = false;
        q->refresh();
    });
    const auto open = [this](const QModelIndex &index) {
        if (const MediatorItem *item = model->item(index))
            Q_EMIT q->mediatorActivated(item->line.account);
    };
    QObject::connect(list, &QListView::activated, q, open);
    QObject::connect(list, &QWidget::customContextMenuRequested, q, [this](const QPoint &pos) { menu(pos); });
    QObject::connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        static const QSet<const Entity *> ours{&mediatorEntity(), &mediatorLeaveEntity(), &mediatorConflictEntity(),
                                               &sessionEntity(), &matterEntity()};
        if (std::ranges::any_of(changes, [](const Change &change) { return ours.contains(change.entity); }))
            q->refresh();
    });
}

// Pressing is possible only where there is a matter to suggest for; else the button says what it needs.
void MediatorBoardPanel::Private::showButtons()
{
    suggestButton->setEnabled(!matter.isNull());
    suggestButton->setToolTip(matter.isNull() ? tr("Open a matter first; then this tells who fits it, and why.")
                                              : QString());
    suggestButton->setVisible(!suggesting);
    allButton->setVisible(suggesting);
    about->setVisible(suggesting);
    about->setText(tr("For %1. You choose; nothing is assigned from here.").arg(data.matter));
}

void MediatorBoardPanel::Private::show(const Result<BoardData> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    data = *answer;
    suggesting = suggesting && !data.matter.isEmpty();
    fill();
    Q_EMIT q->loaded();
}

bool MediatorBoardPanel::Private::passes(const MediatorLine &line) const
{
    const QString skill = filters->value(u"skill"_s).value(0);
    const QString language = filters->value(u"language"_s).value(0);
    return (skill.isEmpty() || line.skills.contains(skill)) &&
           (language.isEmpty() || line.languages.contains(language));
}

void MediatorBoardPanel::Private::append(QList<MediatorItem> &items, const QList<MediatorSuggestion> &suggestions,
                                         bool heldBack) const
{
    int rank = 0;
    for (const MediatorSuggestion &one : suggestions) {
        const auto line = std::ranges::find(data.lines, one.account, &MediatorLine::account);
        if (line != data.lines.end() && passes(*line))
            items.append({.line = *line, .reason = one.reason, .heldBack = heldBack, .rank = heldBack ? 0 : ++rank});
    }
}

void MediatorBoardPanel::Private::fill()
{
    QList<MediatorItem> items;
    if (!suggesting) {
        for (const MediatorLine &line : std::as_const(data.lines))
            if (passes(line))
                items.append({.line = line});
    } else {
        append(items, data.offered, false);
        MediatorItem heading;
        heading.line.account = headingId(0);
        heading.heading = tr("Not offered for this matter");
        QList<MediatorItem> others;
        append(others, data.heldBack, true);
        if (!others.isEmpty())
            items << heading << others;
    }
    model->setRows(items);
    showButtons();
    empty->setSentence(data.lines.isEmpty() ? tr("The mediator pool is empty. The administrator adds mediators.")
                                            : tr("Nobody in the pool has this skill and language."));
    pages->setCurrentIndex(items.isEmpty() ? 1 : 0);
}

bool MediatorBoardPanel::Private::mayKeep(QUuid account) const
{
    return keepsMediator(*desk.rules(), desk.actor(), account);
}

void MediatorBoardPanel::Private::keep(const MediatorLine &line)
{
    auto *dialog = new ActionDialog(desk, &references, QString(profileAction), q);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject({{u"account"_s, line.account.toString(QUuid::WithoutBraces)}});
    dialog->setSubtitle(line.name);
    dialog->form()->setHidden(keptByOthers(*desk.rules(), desk.actor()));
    QObject::connect(dialog, &ActionDialog::acted, q, [this, name = line.name](const ActionOutcome &outcome) {
        QString sentence = tr("%1: kept.").arg(name);
        for (const QString &warning : outcome.warnings)
            sentence += u'\n' + warning;
        Toast::show(q, sentence);
    });
    dialog->open();
}

void MediatorBoardPanel::Private::menu(const QPoint &pos)
{
    const QModelIndex index = pos.isNull() ? list->currentIndex() : list->indexAt(pos);
    const MediatorItem *item = model->item(index);
    const RuleRow *action = desk.rules()->table("actions"_L1).find(QString(profileAction));
    if (!item || !action || !mayKeep(item->line.account))
        return;
    auto *choices = new QMenu(q);
    choices->setObjectName(u"mediatorMenu"_s);
    choices->setAttribute(Qt::WA_DeleteOnClose);
    choices->addAction(action->word(), q, [this, line = item->line] { keep(line); });
    choices->popup(list->viewport()->mapToGlobal(pos));
}

MediatorBoardPanel::MediatorBoardPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    QVBoxLayout *column = panelColumn(this);
    const int margin = Theme::of(this).size(Size::Inside);
    column->setContentsMargins(margin, margin / 2, margin, margin);
    column->setSpacing(margin / 2);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(margin);
    column->addWidget(d->filters); // each has a row: a narrow dock has no room for them beside each other
    for (QPushButton *button : {d->suggestButton, d->allButton})
        bar->addWidget(button);
    bar->addStretch();
    column->addLayout(bar);
    column->addWidget(d->about);
    setUpList(d->list, tr("Mediator pool"));
    d->list->setObjectName(u"mediators"_s);
    d->suggestButton->setObjectName(u"suggest"_s);
    d->allButton->setObjectName(u"allMediators"_s);
    setKind(d->allButton, ButtonKind::Quiet);
    d->list->setItemDelegate(new MediatorDelegate(d->list));
    d->list->setModel(d->model);
    d->list->setResizeMode(QListView::Adjust);
    d->list->setContextMenuPolicy(Qt::CustomContextMenu);
    d->empty->setIcon(u"users"_s);
    d->pages->addWidget(d->list);
    d->pages->addWidget(d->empty);
    column->addLayout(d->pages, 1);
    setFocusProxy(d->list);
    d->wire();
    d->showButtons();
    if (!mayReadMatters(desk)) {
        d->pages->addWidget(mayNotRead(this));
        d->pages->setCurrentIndex(2);
        return;
    }
    refresh();
}

MediatorBoardPanel::~MediatorBoardPanel() = default;

void MediatorBoardPanel::refresh()
{
    if (!mayReadMatters(d->desk))
        return;
    const QUuid matter = d->suggesting ? d->matter : QUuid();
    d->reading.ask([this, matter] {
        return d->desk.read([matter](ReadContext &context) -> Result<BoardData> {
            BoardData found{mediatorBoard(context), {}, {}, {}};
            if (const auto card = matter.isNull() ? std::nullopt : matterCard(context, matter)) {
                found.matter = card->number + u' ' + card->title;
                found.offered = mediatorSuggestions(context, matter, static_cast<int>(found.lines.size()));
                found.heldBack = heldBackMediators(context, matter);
            }
            return found;
        });
    });
}

void MediatorBoardPanel::setMatter(const QUuid &matter)
{
    if (std::exchange(d->matter, matter) == matter)
        return;
    if (d->suggesting)
        refresh();
    d->showButtons();
}

void MediatorBoardPanel::suggest()
{
    if (d->matter.isNull())
        return;
    d->suggesting = true;
    refresh();
}

void MediatorBoardPanel::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    d->list->setFocus(event->reason());
}

} // namespace fengqiao
