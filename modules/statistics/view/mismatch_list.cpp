#include "mismatch_list.h"

#include <QLabel>
#include <QScrollArea>

#include <widgets/cards.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHeight = 56; // steps of the grid
constexpr int leastHeight = 18;

} // namespace

MismatchList::MismatchList(QWidget *parent)
    : QWidget(parent)
    , m_area(new QScrollArea(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_area);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setAccessibleName(tr("What does not fit"));
}

QWidget *MismatchList::row(const Mismatch &mismatch, QWidget *page)
{
    const Theme &theme = Theme::of(this);
    auto *card = new Card(page);
    card->setClickable(true);
    card->setAccessibleName(mismatch.sentence);
    card->body()->setSpacing(theme.space(1));
    auto *sentence = textLabel(mismatch.sentence, Type::Base, Token::Ink, card);
    sentence->setObjectName(u"mismatch"_s);
    card->body()->addWidget(sentence);
    card->body()->addWidget(textLabel(joinedParts({mismatch.set, Period{mismatch.from, mismatch.to}.text(),
                                                   tr("to be cleared up by %1").arg(mismatch.ownerWord)}),
                                      Type::Small, Token::InkSoft, card));
    connect(card, &Card::clicked, this, [this, mismatch] { Q_EMIT chosen(mismatch); });
    return card;
}

void MismatchList::setMismatches(const QList<Mismatch> &mismatches)
{
    setVisible(!mismatches.isEmpty());
    const Theme &theme = Theme::of(this);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, theme.size(Size::Inside), 0);
    column->setSpacing(theme.size(Size::Inside));
    for (const Mismatch &mismatch : mismatches)
        column->addWidget(row(mismatch, page));
    column->addStretch(1);
    m_area->setWidget(page);
    fit();
}

void MismatchList::fit()
{
    if (!m_area->widget())
        return;
    const Theme &theme = Theme::of(this);
    const int wanted = m_area->widget()->layout()->totalHeightForWidth(m_area->viewport()->width());
    const int high = std::min(wanted, theme.space(mostHeight));
    m_area->setMinimumHeight(std::min(high, theme.space(leastHeight)));
    setMaximumHeight(high);
}

void MismatchList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

} // namespace fengqiao
