#include "slip_card.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <reception/widgets/visit_slip.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

SlipCard::SlipCard(QWidget *parent)
    : Card(tr("Registered"), parent)
    , m_slip(new VisitSlip)
    , m_scroll(new QScrollArea(this))
    , m_print(new QPushButton(tr("Print (Ctrl+P)"), this))
    , m_open(new QPushButton(tr("Open the visit"), this))
{
    const Theme &theme = Theme::of(parent);
    setObjectName(u"slipCard"_s);
    body()->setContentsMargins(theme.space(3), theme.space(2), theme.space(3), theme.space(3));
    body()->setSpacing(theme.size(Size::Inside));
    auto *close = new QToolButton(this);
    close->setIcon(theme.icon(u"x"_s, Token::InkSoft));
    close->setToolTip(tr("Close (Esc)"));
    close->setAccessibleName(tr("Close"));
    close->setFocusPolicy(Qt::ClickFocus);
    header()->addWidget(close);
    m_scroll->setWidget(m_slip);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_scroll, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    setKind(m_print, ButtonKind::Primary);
    setButtonIcon(m_print, u"printer"_s);
    row->addWidget(m_print, 1);
    row->addWidget(m_open, 1);
    body()->addLayout(row);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_print, &QPushButton::clicked, m_slip, &VisitSlip::print);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(m_visit); });
    hide();
}

void SlipCard::setVisit(QUuid visit, const SlipText &slip, bool fresh)
{
    m_visit = visit;
    m_slip->setSlip(slip);
    setTitle(fresh ? tr("Registered") : tr("Visitor slip"));
    m_open->setVisible(fresh);
}

int SlipCard::wantedHeight(int width) const
{
    const Theme &theme = Theme::of(this);
    const QMargins margins = body()->contentsMargins();
    return header()->sizeHint().height() + m_slip->heightForWidth(width - margins.left() - margins.right()) +
           m_print->sizeHint().height() + margins.top() + margins.bottom() + 2 * theme.size(Size::Inside) +
           theme.space(1);
}

void SlipCard::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return hide();
    Card::keyPressEvent(event);
}

} // namespace fengqiao
