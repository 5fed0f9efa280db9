#include <report/widgets/reports_panel.h>

#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QtConcurrentRun>

#include <report/issues.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/export_dialog.h>
#include <widgets/action_dialog.h>
#include <widgets/desk_references.h>
#include <widgets/latest_read.h>
#include <widgets/notices.h>
#include <widgets/offer_bar.h>
#include <widgets/panel_parts.h>

#include "issue_texts_dialog.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int mostChangesTold = 6;

// An issue as it is looked at: laid out away from the window's thread.
struct Shown {
    Row issue{issueEntity()};
    QString stateWord;
    QStringList publications;
    QJsonObject content;
    Document document;
    std::shared_ptr<const Templates> templates;
    std::shared_ptr<const Paper> paper;
};

Result<Shown> shownOf(ReadContext &context, QUuid id, const QString &folder)
{
    auto templates = Templates::load(folder);
    if (!templates)
        return fail(templates.error());
    auto content = issueContent(context, id);
    if (!content)
        return fail(content.error());
    auto document = issueDocument(**templates, *content);
    if (!document)
        return fail(document.error());
    auto paper = std::make_shared<Paper>((*templates)->styles());
    paper->add(*document);
    Shown shown{.issue = *context.tx.find(issueEntity(), id),
                .stateWord = {},
                .publications = {},
                .content = std::move(*content),
                .document = std::move(*document),
                .templates = *templates,
                .paper = std::move(paper)};
    if (const RuleRow *state = context.rules.table("states"_L1).find(shown.issue.text("state"_L1)))
        shown.stateWord = state->word();
    for (const IssueLine &line : issues(context))
        if (line.id == id)
            shown.publications = line.publications;
    return shown;
}

} // namespace

struct ReportsPanel::Private {
    ReportsPanel *q;
    Desk &desk;
    DeskReferences references;
    LatestRead<QList<IssueLine>> lines;
    LatestRead<Shown> reading;
    std::optional<Shown> shown;
    QUuid wanted; // chosen, perhaps not read yet
    QListWidget *list;
    EmptyState *empty;
    QWidget *page;
    QLabel *title;
    QLabel *facts;
    QLabel *proof;
    OfferBar *offers;
    DocumentPreview *preview;
    QPushButton *compute;
    QPushButton *sheet;
    QPushButton *add;
    QPushButton *lists;

    Private(ReportsPanel *panel, Desk &theDesk);
    void build();
    QWidget *buildList();
    QWidget *buildPage();
    void connectParts();
    void fillMenu();
    void showLines(const Result<QList<IssueLine>> &read);
    void show(const Result<Shown> &read);
    void start(const QString &action);
    void keepSheet(const QString &path);
    [[nodiscard]] bool mayDraft() const;
};

ReportsPanel::Private::Private(ReportsPanel *panel, Desk &theDesk)
    : q(panel)
    , desk(theDesk)
    , references(theDesk)
    , lines(panel, [this](const Result<QList<IssueLine>> &read) { showLines(read); })
    , reading(panel, [this](const Result<Shown> &read) { show(read); })
    , list(new QListWidget(panel))
    , empty(new EmptyState(tr("No issue is chosen."), {}, panel))
    , page(new QWidget(panel))
    , title(textLabel({}, Type::Heading, Token::Ink, page, QFont::Medium))
    , facts(textLabel({}, Type::Small, Token::InkSoft, page))
    , proof(textLabel({}, Type::Small, Token::InkSoft, page))
    , offers(new OfferBar(theDesk, page))
    , preview(new DocumentPreview(page))
    , compute(new QPushButton(tr("Compute anew"), panel))
    , sheet(new QPushButton(tr("Spreadsheet…"), panel))
    , add(new QPushButton(tr("New issue"), panel))
    , lists(new QPushButton(tr("Export a list"), panel))
{
}

QWidget *ReportsPanel::Private::buildList()
{
    const Theme &theme = Theme::of(q);
    auto *side = new QWidget(q);
    side->setProperty("clear", true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    auto *bar = new QHBoxLayout;
    bar->addWidget(add);
    bar->addWidget(lists);
    bar->addStretch();
    column->addLayout(bar);
    setUpList(list, u"issueList"_s);
    list->setObjectName(u"issueList"_s);
    list->setAccessibleName(tr("Issues"));
    list->setWordWrap(true);
    column->addWidget(list, 1);
    setKind(add, ButtonKind::Primary);
    add->setObjectName(u"newIssue"_s);
    lists->setObjectName(u"exportList"_s);
    return side;
}

QWidget *ReportsPanel::Private::buildPage()
{
    const Theme &theme = Theme::of(q);
    page->setProperty("clear", true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    for (QLabel *label : {facts, proof})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse); // a hash is copied
    column->addWidget(title);
    column->addWidget(facts);
    column->addWidget(offers);
    column->addWidget(proof);
    column->addWidget(preview, 1);
    preview->addTool(sheet);
    preview->addTool(compute);
    compute->setObjectName(u"recompute"_s);
    proof->setObjectName(u"proof"_s);
    auto *right = new QWidget(q);
    right->setProperty("clear", true);
    auto *both = new QVBoxLayout(right);
    both->setContentsMargins(0, 0, 0, 0);
    both->addWidget(empty, 1);
    both->addWidget(page, 1);
    page->hide();
    return right;
}

void ReportsPanel::Private::build()
{
    const Theme &theme = Theme::of(q);
    QVBoxLayout *column = panelColumn(q);
    auto *halves = new QSplitter(Qt::Horizontal, q);
    halves->setChildrenCollapsible(false);
    halves->addWidget(buildList());
    halves->addWidget(buildPage());
    halves->setStretchFactor(1, 1);
    halves->setSizes({theme.space(75), theme.space(225)});
    halves->setHandleWidth(theme.size(Size::Related));
    column->addWidget(halves, 1);
    add->setVisible(mayDraft());
    fillMenu();
}

bool ReportsPanel::Private::mayDraft() const
{
    return roleMay(desk, u"draft_issue"_s);
}

void ReportsPanel::Private::fillMenu()
{
    auto *menu = new QMenu(lists);
    for (const auto &[kind, word] : ExportDialog::kindsFor(desk))
        connect(menu->addAction(word), &QAction::triggered, q, [this, kind] { q->startExport(kind); });
    lists->setMenu(menu);
    lists->setVisible(!menu->isEmpty());
}

void ReportsPanel::Private::connectParts()
{
    connect(add, &QPushButton::clicked, q, &ReportsPanel::newIssue);
    connect(compute, &QPushButton::clicked, q, &ReportsPanel::recompute);
    connect(list, &QListWidget::currentItemChanged, q, [this](const QListWidgetItem *item) {
        if (item)
            q->select(item->data(idRole).toUuid());
    });
    connect(offers, &OfferBar::actionWanted, q, [this](const QString &action) { start(action); });
    connect(preview, &DocumentPreview::exported, q,
            [this](const QString &where) { desk.noteRead(u"issue"_s, q->current(), u"export"_s, where); });
    connect(preview, &DocumentPreview::failed, q, [this](const Error &error) { Toast::showError(q, error); });
    connect(sheet, &QPushButton::clicked, q, [this] {
        auto *dialog = new QFileDialog(q, tr("Keep as a spreadsheet"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setOption(QFileDialog::DontConfirmOverwrite);
        dialog->setDefaultSuffix(u"xlsx"_s);
        dialog->selectFile(title->text() + u".xlsx"_s);
        connect(dialog, &QFileDialog::fileSelected, q, [this](const QString &path) { keepSheet(path); });
        dialog->open();
    });
    connect(&desk, &Desk::changed, q, [this](const ChangeSet &changes) {
        const bool ours = std::ranges::any_of(changes, [](const Change &change) {
            return change.entity == &issueEntity() || change.entity == &publicationEntity();
        });
        if (ours)
            q->refresh();
    });
}

void ReportsPanel::Private::showLines(const Result<QList<IssueLine>> &read)
{
    if (!read) {
        empty->setSentence(read.error().message);
        return;
    }
    const QSignalBlocker quiet(list);
    list->clear();
    for (const IssueLine &line : *read) {
        auto *item = new QListWidgetItem(
            joinedParts({line.kindWord, line.number, line.stateWord}) + u'\n' + line.period.text(), list);
        item->setData(idRole, line.id);
        if (line.id == wanted)
            list->setCurrentItem(item);
    }
    if (read->isEmpty())
        empty->setSentence(mayDraft()
                               ? tr("There is no issue yet. Begin with \"New issue\": kind and period are enough.")
                               : tr("There is no issue yet."));
    else
        empty->setSentence(tr("No issue is chosen."));
}

void ReportsPanel::Private::show(const Result<Shown> &read)
{
    empty->setVisible(!read.has_value());
    page->setVisible(read.has_value());
    if (!read) {
        empty->setSentence(read.error().message);
        return;
    }
    shown = *read;
    const Row &issue = shown->issue;
    title->setText(issue.text("title"_L1));
    QStringList said{shown->stateWord};
    if (!issue.isNull("frozen_at"_L1))
        said << tr("frozen %1").arg(issue.instant("frozen_at"_L1).display()) << issue.text("hash"_L1);
    facts->setText(joinedParts(said + shown->publications));
    proof->setText({});
    proof->hide();
    compute->setVisible(!issue.isNull("frozen_at"_L1));
    const QList<Desk::Offer> possible = desk.offers(u"issue"_s, issue);
    offers->setOffers(nextStep(*desk.rules(), issue, possible), possible,
                      {issue.text("state"_L1), shown->stateWord, issue.text("title"_L1)});
    preview->setPaper(shown->paper, issue.text("title"_L1),
                      [document = shown->document, templates = shown->templates](const QString &path) {
                          return saveDocuments(path, {document}, *templates);
                      });
    Q_EMIT q->shown(issue.id());
}

void ReportsPanel::Private::start(const QString &action)
{
    if (!shown)
        return;
    if (action == "edit_issue"_L1) {
        auto *dialog = new IssueTextsDialog(desk, shown->issue, q);
        dialog->setObjectName(u"issueTexts"_s);
        dialog->open();
        return;
    }
    auto *dialog = new ActionDialog(desk, &references, action, q);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject({{u"issue"_s, idText(shown->issue.id())}});
    dialog->setSubtitle(shown->issue.text("title"_L1));
    dialog->setDanger(action == "withdraw_issue"_L1);
    connect(dialog, &ActionDialog::acted, q, [this](const ActionOutcome &outcome) {
        Toast::show(q, tr("%1: done.").arg(outcome.extra.value("title"_L1).toString(title->text())));
    });
    dialog->open();
}

void ReportsPanel::Private::keepSheet(const QString &path)
{
    if (!shown)
        return;
    const QString mark = exportMark(desk.actor().name, desk.now(), title->text());
    QtConcurrent::run([path, content = shown->content, mark] {
        return writeIssueWorkbook(path, content, mark);
    }).then(q, [this, path](const Result<> &written) {
        if (!written)
            return void(Toast::showError(q, written.error()));
        desk.noteRead(u"issue"_s, q->current(), u"export"_s, path);
        Toast::show(q, tr("Kept as %1.").arg(path));
    });
}

ReportsPanel::ReportsPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, desk))
{
    d->build();
    d->connectParts();
    refresh();
}

ReportsPanel::~ReportsPanel() = default;

QUuid ReportsPanel::current() const
{
    return d->shown ? d->shown->issue.id() : QUuid();
}

int ReportsPanel::pageCount() const
{
    return d->shown ? d->shown->paper->pageCount() : 0;
}

void ReportsPanel::refresh()
{
    d->lines.ask([this] {
        return d->desk.read([](ReadContext &context) -> Result<QList<IssueLine>> { return issues(context); });
    });
    if (!d->wanted.isNull())
        select(d->wanted);
}

void ReportsPanel::select(const QUuid &issue)
{
    d->wanted = issue;
    const QString folder = Templates::folderOf(d->desk.store().path());
    d->reading.ask([this, issue, folder] {
        return d->desk.read([issue, folder](ReadContext &context) { return shownOf(context, issue, folder); });
    });
}

void ReportsPanel::newIssue()
{
    auto *dialog = new ActionDialog(d->desk, &d->references, u"draft_issue"_s, this);
    dialog->setObjectName(u"actionDialog"_s);
    // What people write comes when the kind is known, with the pages beside it.
    dialog->form()->setHidden({u"texts"_s, u"case_matter"_s, u"case_text"_s, u"suggestions"_s});
    connect(dialog, &ActionDialog::acted, this, [this](const ActionOutcome &outcome) { select(outcome.id); });
    dialog->open();
}

void ReportsPanel::recompute()
{
    if (!d->shown)
        return;
    d->compute->setEnabled(false);
    d->desk.read([issue = current()](ReadContext &context) { return recomputeIssue(context, issue); })
        .then(this, [this](const Result<Recomputation> &result) {
            d->compute->setEnabled(true);
            if (!result)
                return void(Toast::showError(this, result.error()));
            QStringList told{result->sentence()};
            for (const FigureChange &change : result->changes)
                if (told.size() <= mostChangesTold)
                    told << change.sentence;
            d->proof->setText(told.join(u'\n'));
            d->proof->show();
            Q_EMIT recomputed(result->sentence());
        });
}

void ReportsPanel::startExport(const QString &kind)
{
    const RuleRow *row = d->desk.rules()->table("export_kinds"_L1).find(kind);
    auto *dialog = new ExportDialog(d->desk, ExportRequest{.kind = kind}, row ? row->word() : kind, this);
    dialog->setObjectName(u"exportDialog"_s);
    dialog->open();
}

} // namespace fengqiao
