#include "sync_panel.h"

#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <access/desk.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/theme.h>

#include "desk_sync.h"
#include "desk_watch.h"
#include "van_dialog.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

SyncPanel::SyncPanel(Desk &desk, DeskSync &sync, ReferenceProvider *references, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_sync(sync)
    , m_references(references)
    , m_read(this,
             [this](const Result<QList<RefusedLine>> &lines) {
                 if (lines)
                     showRefused(*lines);
             })
    , m_icon(new QLabel(this))
    , m_title(textLabel({}, Type::Heading, Token::Ink, this, QFont::Medium))
    , m_words(textLabel({}, Type::Base, Token::InkSoft, this))
    , m_outbox(textLabel({}, Type::Base, Token::Ink, this))
    , m_server(textLabel({}, Type::Base, Token::Ink, this))
    , m_last(textLabel({}, Type::Base, Token::Ink, this))
    , m_compared(textLabel({}, Type::Base, Token::Ink, this))
    , m_backup(textLabel({}, Type::Base, Token::Ink, this))
    , m_asOf(textLabel({}, Type::Base, Token::Ink, this))
    , m_now(new QPushButton(tr("Try now"), this))
    , m_alone(new QPushButton(this))
    , m_setUp(makeSetUp())
    , m_refused(new ScrollPage(tr("Not taken by the server"), this))
{
    setObjectName(u"syncPanel"_s);
    m_alone->setObjectName(u"workAlone"_s);
    m_title->setObjectName(u"syncHeading"_s);
    m_now->setObjectName(u"syncNow"_s);
    const Theme &theme = Theme::of(parent);
    QVBoxLayout *column = panelColumn(this);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.size(Size::Inside));
    head->addWidget(m_icon, 0, Qt::AlignVCenter);
    head->addWidget(m_title, 1);
    column->addLayout(head);
    column->addWidget(m_words);
    auto *buttons = new FlowLayout(nullptr, theme.size(Size::Inside));
    auto *van = new QPushButton(tr("Mail van…"), this);
    van->setObjectName(u"mailVan"_s);
    for (QPushButton *button : {m_alone, van})
        setKind(button, ButtonKind::Quiet);
    for (QPushButton *button : {m_now, m_alone, van})
        buttons->addWidget(button);
    column->addLayout(buttons);
    column->addWidget(m_setUp);
    FactGrid facts(column, this);
    facts.add(tr("File"), new ElidedLabel(QFileInfo(desk.store().path()).fileName(), this));
    facts.add(tr("Server"), m_server);
    facts.add(tr("Waiting to be sent"), m_outbox);
    facts.add(tr("Last in step"), m_last);
    facts.add(tr("Last compared"), m_compared);
    facts.add(tr("Last backup"), m_backup);
    facts.add(tr("As of"), m_asOf);
    m_refused->setMinimumHeight(theme.space(8)); // it scrolls; what stands above it does not
    column->addWidget(m_refused, 1);
    connect(m_now, &QPushButton::clicked, &sync, &DeskSync::tryNow);
    connect(m_alone, &QPushButton::clicked, this,
            [this] { m_sync.setAlone(m_sync.standing().kind != SyncStanding::Kind::Alone); });
    connect(van, &QPushButton::clicked, this, [this] { (new VanDialog(m_desk, m_sync, this))->open(); });
    connect(&sync, &DeskSync::changed, this, &SyncPanel::showStanding);
    connect(&theme, &Theme::changed, this, [this] { showStanding(m_sync.standing()); });
    showStanding(sync.standing());
    refresh();
}

// Words that wrap count with the lines they have here: a dock never gets lower than they need.
void SyncPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    setMinimumHeight(layout()->totalMinimumHeightForWidth(width()));
}

// For a desk that has no server yet: where it is.
QWidget *SyncPanel::makeSetUp()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSizeConstraint(QLayout::SetMinimumSize); // never squeezed for the list below
    column->setSpacing(Theme::of(this).size(Size::Inside));
    m_url = new QLineEdit(page);
    m_url->setObjectName(u"serverUrl"_s);
    m_url->setPlaceholderText(u"postgresql://c_620521@db.example/county"_s);
    m_url->setAccessibleName(tr("Address of the server"));
    m_password = new QLineEdit(page);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setPlaceholderText(tr("Password of the role, if it has one"));
    m_password->setAccessibleName(m_password->placeholderText());
    m_error = new InlineError(page);
    auto *connectIt = new QPushButton(tr("Connect"), page);
    connectIt->setObjectName(u"serverConnect"_s);
    setKind(connectIt, ButtonKind::Primary);
    auto *label = textLabel(tr("Address of the server"), Type::Small, Token::InkSoft, page);
    label->setWordWrap(false);
    column->addWidget(label);
    column->addWidget(m_url);
    column->addWidget(m_password);
    column->addWidget(m_error);
    column->addWidget(connectIt, 0, Qt::AlignLeft);
    connect(connectIt, &QPushButton::clicked, this, &SyncPanel::setUp);
    connect(m_url, &QLineEdit::returnPressed, this, &SyncPanel::setUp);
    return page;
}

void SyncPanel::setUp()
{
    const QString url = m_url->text().trimmed();
    if (const auto checked = checkServerUrl(url); url.isEmpty() || !checked) {
        m_error->setText(checked ? tr("Please write the address of the server.") : checked.error().message);
        return m_url->setFocus();
    }
    m_error->clear();
    m_sync.setServer(url, m_password->text());
    m_password->clear();
}

void SyncPanel::showStanding(const SyncStanding &standing)
{
    using Kind = SyncStanding::Kind;
    const Theme &theme = Theme::of(this);
    const int side = theme.size(Size::Icon);
    const Token ink = standing.isTrouble()            ? Token::Red
                      : standing.kind == Kind::InStep ? Token::Accent
                                                      : Token::InkSoft;
    m_icon->setPixmap(theme.pixmap(standing.icon(), ink, side, devicePixelRatioF()));
    m_title->setText(standing.heading());
    QString words = standing.sentence;
    if (standing.kind == Kind::NotSetUp)
        words =
            tr("Everything is kept in the encrypted file on this computer. What is written here is also kept in order "
               "for a shared database, and is sent once one is set up.");
    else if (standing.kind == Kind::Alone)
        words = tr("Nothing is sent and nothing is fetched until you go on together. What is written here waits.");
    else if (standing.kind == Kind::InStep && words.isEmpty())
        words = tr("What is written here is on the other desks a moment later, and theirs here.");
    m_words->setText(words);
    m_words->setVisible(!words.isEmpty());
    m_setUp->setVisible(standing.kind == Kind::NotSetUp);
    m_now->setVisible(standing.kind != Kind::NotSetUp && standing.kind != Kind::Alone && standing.kind != Kind::InStep);
    m_alone->setVisible(standing.kind != Kind::NotSetUp);
    m_alone->setText(standing.kind == Kind::Alone ? tr("Go on together") : tr("Work alone"));
    const QString where = standing.url.section(u'@', 1).isEmpty() ? standing.url : standing.url.section(u'@', 1);
    m_server->setText(standing.url.isEmpty() ? tr("None")
                                             : tr("%1, as desk %2").arg(where.section(u'?', 0, 0)).arg(standing.desk));
    m_last->setText(standing.lastInStep.ms > 0 ? standing.lastInStep.display()
                                               : tr("Not since this window was opened"));
}

void SyncPanel::setStatus(const DeskStatus &status)
{
    m_outbox->setText(tr("%n changes", nullptr, static_cast<int>(status.outbox)));
    m_compared->setText(status.lastCompared.isNull() ? tr("Not yet") : status.lastCompared.display());
    m_backup->setText(status.lastBackup.isEmpty() ? tr("None on record yet") : status.lastBackup);
    m_asOf->setText(status.asOf.display());
    refresh();
}

void SyncPanel::refresh()
{
    m_read.ask([this] {
        return m_desk.read([](ReadContext &context) -> Result<QList<RefusedLine>> { return refusedLines(context); });
    });
}

void SyncPanel::showRefused(const QList<RefusedLine> &lines)
{
    QVBoxLayout *column = m_refused->fresh();
    if (lines.isEmpty()) {
        column->addWidget(
            textLabel(tr("No change of this desk was refused."), Type::Small, Token::InkSoft, m_refused->widget()));
    } else {
        auto *header = new SectionHeader(tr("Not taken by the server"), m_refused->widget());
        header->setNote(tr("%n changes", nullptr, static_cast<int>(lines.size())));
        column->addWidget(header);
    }
    for (const RefusedLine &line : lines)
        addRefused(column, line);
    m_refused->finish();
}

void SyncPanel::addRefused(QVBoxLayout *column, const RefusedLine &line)
{
    auto *card = new Card(m_refused->widget());
    const Theme &theme = Theme::of(this);
    card->body()->addWidget(
        textLabel(joinedParts({line.word, line.item.at.display()}), Type::Base, Token::Ink, card, QFont::Medium));
    card->body()->addWidget(textLabel(line.item.sentence(), Type::Small, Token::InkSoft, card));
    auto *row = new FlowLayout(nullptr, theme.size(Size::Inside));
    auto *again = new QPushButton(tr("Send again"), card);
    auto *drop = new QPushButton(tr("Give up…"), card);
    setKind(drop, ButtonKind::Quiet);
    row->addWidget(again);
    row->addWidget(drop);
    if (line.kind == "matter"_L1 || line.kind == "visit"_L1) {
        auto *open = new QPushButton(tr("Open the record"), card);
        setKind(open, ButtonKind::Quiet);
        row->addWidget(open);
        connect(open, &QPushButton::clicked, this, [this, line] { Q_EMIT recordActivated(line.kind, line.record); });
    }
    card->body()->addLayout(row);
    column->addWidget(card);
    connect(again, &QPushButton::clicked, this, [this, item = line.item.item] { tryAgain(item); });
    connect(drop, &QPushButton::clicked, this, [this, line] { giveUp(line); });
}

void SyncPanel::tryAgain(qint64 item)
{
    m_desk.submit({u"retry_refused"_s, {}, {{u"item"_s, item}}, {}})
        .then(this, [this](const Result<ActionOutcome> &done) {
            if (!done)
                Toast::showError(this, done.error());
            else
                Toast::show(this, tr("It is sent once more with the next exchange."));
            refresh();
        });
}

void SyncPanel::giveUp(const RefusedLine &line)
{
    auto *dialog = new ActionDialog(m_desk, m_references, u"discard_refused"_s, this);
    dialog->setSubject({{u"item"_s, line.item.item}});
    dialog->setSubtitle(joinedParts({line.word, line.item.at.display()}));
    dialog->setDanger(true);
    connect(dialog, &ActionDialog::acted, this, [this] { refresh(); });
    dialog->open();
}

} // namespace fengqiao
