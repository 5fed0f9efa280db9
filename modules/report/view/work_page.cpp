#include <QHeaderView>
#include <QSplitter>

#include <widgets/data_table.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/offer_bar.h>
#include <widgets/panel_parts.h>

#include "work_pages.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

WorkPage::WorkPage(Desk &desk, const QString &kind, const QString &compute, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_kind(kind)
    , m_compute(compute)
    , m_content(new QWidget(this))
    , m_empty(new EmptyState({}, {}, this))
    , m_offers(new OfferBar(desk, m_content))
    , m_pages(new QStackedLayout(this))
{
    setProperty("clear", true);
    m_content->setProperty("clear", true);
    m_empty->setObjectName(u"empty_"_s + kind);
    m_pages->setContentsMargins(0, 0, 0, 0);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_content);
    connect(m_empty, &EmptyState::clicked, this, &WorkPage::computeWanted);
    connect(m_offers, &OfferBar::actionWanted, this, &WorkPage::actionWanted);
}

void WorkPage::setUpTable(QTableView *table, const QString &name, const QString &words)
{
    fengqiao::setUpTable(table, words);
    table->setObjectName(name);
}

void WorkPage::setUpHalves(QTableView *table, const QList<QWidget *> &side, int tableShare, int sideShare)
{
    const Theme &theme = Theme::of(this);
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(0, 0, 0, 0);
    auto *halves = new QSplitter(Qt::Horizontal, m_content);
    halves->setChildrenCollapsible(false);
    halves->setHandleWidth(theme.size(Size::Group));
    auto *right = new QWidget;
    right->setProperty("clear", true);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    for (QWidget *part : side)
        column->addWidget(part, part == side.constLast() ? 1 : 0);
    halves->addWidget(table);
    halves->addWidget(right);
    halves->setStretchFactor(0, tableShare);
    halves->setStretchFactor(1, sideShare);
    halves->setSizes({theme.space(tableShare), theme.space(sideShare)});
    row->addWidget(halves);
    setFocusProxy(table);
}

void WorkPage::offer(const Row &row, const QString &stateWord, const QString &subtitle)
{
    const QList<Desk::Offer> possible = m_desk.offers(m_kind, row);
    m_offers->setOffers(nextStep(*m_desk.rules(), row, possible), possible,
                        {row.text("state"_L1), stateWord, subtitle});
}

void WorkPage::showEmpty(const QString &sentence, bool computable)
{
    const RuleRow *action = m_desk.rules()->table("actions"_L1).find(m_compute);
    const bool mine = computable && action && roleMay(*action, m_desk.actor());
    m_empty->setIcon(u"clipboard-list"_s);
    m_empty->setSentence(mine || !computable || !action
                             ? sentence
                             : tr("%1 It is computed by: %2.").arg(sentence, whoMay(*m_desk.rules(), *action)));
    m_empty->setButton(mine ? action->word() : QString());
    m_pages->setCurrentWidget(m_empty);
}

void WorkPage::showContent()
{
    m_pages->setCurrentWidget(m_content);
}

} // namespace fengqiao
