#include "status_strip.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <access/desk.h>
#include <widgets/theme.h>

#include "desk_sync.h"
#include "desk_watch.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

StatusStrip::StatusStrip(const Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_demo(desk.isDemo())
    , m_sync(new QToolButton(this))
    , m_emergencies(new QToolButton(this))
    , m_asOf(new QLabel(this))
{
    const Theme &theme = Theme::of(parent);
    setObjectName(u"statusStrip"_s);
    setFixedHeight(theme.size(Size::Control));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme.size(Size::Related), 0, theme.size(Size::Related), 0);
    row->setSpacing(theme.size(Size::Related));
    if (m_demo) {
        auto *words = new QLabel(tr("Demo data"), this);
        words->setObjectName(u"demoMark"_s);
        words->setToolTip(tr("People, units and matters in this file are invented."));
        setTextRole(words, Type::Base, Token::Ink, QFont::Medium);
        row->addWidget(words);
        auto *more = new QLabel(tr("People, units and matters are invented"), this);
        setTextRole(more, Type::Small, Token::Ink);
        row->addWidget(more);
    }
    row->addStretch();
    for (QToolButton *button : {m_emergencies, m_sync}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(theme.space(5), theme.space(4))); // with room before the words
        button->setFont(theme.font(Type::Small));
        row->addWidget(button);
    }
    m_emergencies->hide();
    m_emergencies->setToolTip(tr("Matters that are with the safety services now"));
    m_syncWords = tr("This desk works alone");
    m_sync->setObjectName(u"syncState"_s);
    m_sync->setToolTip(tr("Open the panel of this desk for more"));
    setTextRole(m_asOf, Type::Small, m_demo ? Token::Ink : Token::InkSoft);
    row->addWidget(m_asOf);
    connect(m_sync, &QToolButton::clicked, this, &StatusStrip::syncWanted);
    connect(m_emergencies, &QToolButton::clicked, this, &StatusStrip::emergenciesWanted);
    connect(&theme, &Theme::changed, this, &StatusStrip::refreshIcons);
    refreshIcons();
}

void StatusStrip::refreshIcons()
{
    const Theme &theme = Theme::of(this);
    showSync();
    m_emergencies->setIcon(theme.icon(u"siren"_s, Token::Red));
}

void StatusStrip::setStatus(const DeskStatus &status)
{
    m_emergencies->setVisible(status.emergencies > 0);
    m_emergencies->setText(tr("%n emergencies running", nullptr, status.emergencies));
    m_outbox = status.outbox;
    showSync();
    m_asOf->setText(tr("As of %1").arg(status.asOf.display()));
}

void StatusStrip::setStanding(const SyncStanding &standing)
{
    m_syncIcon = standing.icon();
    m_syncWords = standing.heading();
    m_trouble = standing.isTrouble();
    showSync();
}

void StatusStrip::showSync()
{
    m_sync->setIcon(Theme::of(this).icon(m_syncIcon, m_trouble ? Token::Red : Token::InkSoft));
    m_sync->setText(m_outbox > 0 ? m_syncWords + u" · "_s +
                                       tr("%n changes kept for the server", nullptr, static_cast<int>(m_outbox))
                                 : m_syncWords);
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(m_demo ? Token::YellowTint : Token::Raised));
    painter.fillRect(QRect(0, 0, width(), 1), theme.color(Token::Line));
}

} // namespace fengqiao
