#include <reception/widgets/roster_panel.h>

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>

#include <grid/grid.h>
#include <reception/reception.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/desk_references.h>
#include <widgets/marks.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "desk_window.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int gatherMs = 80;
constexpr int minuteMs = 60'000;

struct Roster {
    QList<WindowRow> windows;
    QList<DutyRow> duties;
};

QLabel *words(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight = QFont::Normal)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextRole(label, type, ink, weight);
    return label;
}

// Beneath the name, in one line that ends in an ellipsis: an officer, a phone, a window.
ElidedLabel *beneath(const QStringList &parts, Token ink, QWidget *parent)
{
    QStringList given = parts;
    given.removeAll(QString());
    auto *label = new ElidedLabel(given.join(u" · "_s), parent);
    setTextRole(label, Type::Small, ink);
    return label;
}

QWidget *line(QWidget *left, QWidget *right, QWidget *below, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(Theme::of(parent).size(Size::Inside));
    grid->setVerticalSpacing(0);
    grid->addWidget(left, 0, 0);
    if (right)
        grid->addWidget(right, 0, 1, Qt::AlignRight | Qt::AlignVCenter);
    if (below)
        grid->addWidget(below, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    return box;
}

} // namespace

RosterPanel::RosterPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_references(std::make_unique<DeskReferences>(desk))
    , m_soon(new QTimer(this))
    , m_mayChange(roleMay(desk, u"set_duty"_s))
{
    setObjectName(u"rosterPanel"_s);
    const Theme &theme = Theme::of(this);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    m_column = new QVBoxLayout(page);
    const int margin = theme.size(Size::Related);
    m_column->setContentsMargins(margin, margin, margin, margin);
    scroll->setWidget(page);
    outer->addWidget(scroll);

    m_soon->setSingleShot(true);
    m_soon->setInterval(gatherMs);
    connect(m_soon, &QTimer::timeout, this, &RosterPanel::refresh);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        const QList<const Entity *> shown{&dutyEntity(), &windowEntity(), &visitEntity(), &organisationEntity()};
        if (std::ranges::any_of(changes, [&](const Change &change) { return shown.contains(change.entity); }))
            m_soon->start();
    });
    auto *minute = new QTimer(this);
    connect(minute, &QTimer::timeout, this, [this] {
        if (m_desk.now().localDate() != m_day)
            refresh();
    });
    minute->start(minuteMs);
    refresh();
}

RosterPanel::~RosterPanel() = default;

void RosterPanel::refresh()
{
    const int question = ++m_question;
    m_day = m_desk.now().localDate();
    m_desk
        .read([day = m_day](ReadContext &context) -> Result<Roster> {
            return Roster{windowsOf(context, day), rosterOf(context, day)};
        })
        .then(this, [this, question](const Result<Roster> &roster) {
            if (question == m_question && roster)
                showRoster(roster->windows, roster->duties);
        });
}

void RosterPanel::showRoster(const QList<WindowRow> &windows, const QList<DutyRow> &duties)
{
    const Theme &theme = Theme::of(this);
    m_windowCount = static_cast<int>(windows.size());
    m_unitCount = static_cast<int>(duties.size());
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    for (const WindowRow &window : windows) {
        QWidget *now = window.ticket.isEmpty()
                           ? static_cast<QWidget *>(words(tr("free"), Type::Small, Token::InkFaint, content))
                           : new WordChip(window.ticket, WordChip::Tone::Accent, content);
        const QString purposes = window.purposes.isEmpty() ? tr("every purpose") : window.purposes;
        column->addWidget(line(words(window.name, Type::Base, Token::Ink, content, QFont::Medium), now,
                               beneath({purposes}, Token::InkSoft, content), content));
    }
    QString mode;
    for (const DutyRow &duty : duties) {
        const QString group =
            duty.here ? duty.modeWord : tr("%1, not here today", "stationing mode").arg(duty.modeWord);
        if (group != mode) {
            column->addSpacing(theme.size(Size::Inside));
            column->addWidget(words(group, Type::Small, Token::InkSoft, content));
            mode = group;
        }
        QToolButton *change = nullptr;
        if (m_mayChange) {
            change = new QToolButton(content);
            change->setIcon(theme.icon(u"square-pen"_s, Token::InkSoft));
            change->setToolTip(tr("Change today's officer"));
            change->setAccessibleName(tr("Change today's officer of %1").arg(duty.unit));
            connect(change, &QToolButton::clicked, this, [this, duty] { changeDuty(duty); });
        }
        const Token ink = duty.here ? Token::Ink : Token::InkSoft;
        ElidedLabel *below =
            duty.here ? beneath({duty.officer, duty.phone, duty.window}, Token::InkSoft, content) : nullptr;
        column->addWidget(line(words(duty.unit, Type::Base, ink, content), change, below, content));
    }
    if (windows.isEmpty() && duties.isEmpty()) {
        auto *nothing = new EmptyState(tr("No windows or member units are set up yet."), {}, content);
        nothing->setIcon(u"building-2"_s);
        column->addWidget(nothing, 1);
    }
    column->addStretch();
    delete std::exchange(m_content, content);
    m_column->addWidget(content);
    Q_EMIT refreshed();
}

void RosterPanel::changeDuty(const DutyRow &row)
{
    auto *dialog = new ActionDialog(m_desk, m_references.get(), u"set_duty"_s, this);
    dialog->setSubject({{u"unit"_s, row.id.toString(QUuid::WithoutBraces)}});
    dialog->setSubtitle(tr("%1, today", "member unit").arg(row.unit));
    QJsonObject values;
    if (!row.officer.isEmpty())
        values.insert(u"officer"_s, row.officer);
    if (!row.phone.isEmpty())
        values.insert(u"phone"_s, row.phone);
    if (!row.window.isEmpty())
        values.insert(u"window"_s, row.window); // by its name: windows are called by it
    dialog->form()->setFolded({u"day"_s, u"account"_s});
    dialog->form()->setValues(values);
    connect(dialog, &ActionDialog::acted, this,
            [this, unit = row.unit] { Toast::show(this, tr("The roster of %1 is changed for today.").arg(unit)); });
    dialog->open();
}

} // namespace fengqiao
