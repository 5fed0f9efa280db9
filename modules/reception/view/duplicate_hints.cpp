#include "duplicate_hints.h"

#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTimer>

#include <widgets/person_row.h>
#include <widgets/theme.h>

#include "visitor_search.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int restMs = 250;
constexpr int hintsMost = 3; // more would be a list to read, not a hint

bool sameQuery(const DuplicateQuery &a, const DuplicateQuery &b)
{
    return std::tie(a.name, a.documentNumber, a.phone, a.address) ==
           std::tie(b.name, b.documentNumber, b.phone, b.address);
}

} // namespace

DuplicateHints::DuplicateHints(Desk &desk, QWidget *parent)
    : Card(parent)
    , m_desk(desk)
    , m_timer(new QTimer(this))
    , m_title(new QLabel(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
    , m_take(new QPushButton(tr("It is this person (Alt+Y)"), this))
{
    const Theme &theme = Theme::of(parent);
    const int edge = theme.size(Size::Inside);
    body()->setContentsMargins(edge, edge / 2, edge, edge);
    body()->setSpacing(0);
    m_take->setObjectName(u"takeHint"_s);
    setKind(m_take, ButtonKind::Quiet);
    m_take->setShortcut(QKeySequence(u"Alt+Y"_s));
    setTextRole(m_title, Type::Small, Token::InkSoft);
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addStretch();
    head->addWidget(m_take);
    body()->addLayout(head);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PersonDelegate(m_list));
    m_list->setAccessibleName(tr("People who may be the same"));
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    body()->addWidget(m_list);
    m_timer->setSingleShot(true);
    m_timer->setInterval(restMs);
    connect(m_timer, &QTimer::timeout, this, &DuplicateHints::read);
    connect(m_take, &QPushButton::clicked, this, &DuplicateHints::takeCurrent);
    connect(m_list, &QListView::activated, this, &DuplicateHints::takeCurrent);
    hide();
}

void DuplicateHints::ask(const DuplicateQuery &query)
{
    if (sameQuery(query, m_query))
        return;
    m_query = query;
    m_timer->start();
}

void DuplicateHints::clear()
{
    ++m_question;
    m_timer->stop();
    m_query = {};
    showHints({});
}

void DuplicateHints::read()
{
    const int question = ++m_question;
    m_desk
        .read([query = m_query](ReadContext &context) -> Result<QList<DuplicateHint>> {
            return duplicateHints(context, query, hintsMost);
        })
        .then(this, [this, question](const Result<QList<DuplicateHint>> &hints) {
            if (question != m_question || !hints)
                return;
            showHints(*hints);
            Q_EMIT answered();
        });
}

void DuplicateHints::showHints(const QList<DuplicateHint> &hints)
{
    m_hints = hints;
    m_model->clear();
    for (const DuplicateHint &hint : hints) {
        PersonHit hit = hitOf(hint.person, {}, hint.reason);
        auto *item = new QStandardItem(hit.name);
        item->setData(QVariant::fromValue(hit), PersonDelegate::HitRole);
        m_model->appendRow(item);
    }
    setVisible(!hints.isEmpty());
    if (hints.isEmpty())
        return;
    m_title->setText(hints.constFirst().same ? tr("On file already, most likely the same person")
                                             : tr("Perhaps on file already"));
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->setFixedHeight(m_model->rowCount() * m_list->sizeHintForRow(0));
}

void DuplicateHints::takeCurrent()
{
    const int row = m_list->currentIndex().row();
    if (row < 0 || row >= m_hints.size())
        return;
    const PersonMatch person = m_hints.at(row).person;
    clear();
    Q_EMIT personChosen(person);
}

} // namespace fengqiao
