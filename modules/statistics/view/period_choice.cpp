#include "period_choice.h"

#include <QDateEdit>
#include <QFormLayout>
#include <QPushButton>

#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

PeriodDialog::PeriodDialog(ScopeKeeper &keeper, QWidget *parent)
    : QDialog(parent)
    , m_keeper(keeper)
    , m_from(new QDateEdit(keeper.scope().period.from, this))
    , m_to(new QDateEdit(std::min(keeper.scope().period.to, keeper.today()), this))
    , m_error(new InlineError(this))
{
    setWindowTitle(tr("Period"));
    setAttribute(Qt::WA_DeleteOnClose);
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(theme.size(Size::Related));
    auto *form = new QFormLayout;
    for (QDateEdit *edit : {m_from, m_to}) {
        edit->setDisplayFormat(u"yyyy-MM-dd"_s);
        edit->setCalendarPopup(true);
    }
    m_from->setObjectName(u"periodFrom"_s);
    m_to->setObjectName(u"periodTo"_s);
    form->addRow(tr("First day"), m_from);
    form->addRow(tr("Last day"), m_to);
    column->addLayout(form);
    column->addWidget(m_error);
    auto *row = new QHBoxLayout;
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *take = new QPushButton(tr("Show"), this);
    take->setObjectName(u"takePeriod"_s);
    take->setDefault(true);
    setKind(take, ButtonKind::Primary);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(take);
    column->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(take, &QPushButton::clicked, this, &PeriodDialog::take);
}

void PeriodDialog::take()
{
    const auto taken = m_keeper.setCustom({m_from->date(), m_to->date()});
    if (taken)
        return accept();
    m_error->setError(taken.error());
    (taken.error().field == "to"_L1 ? m_to : m_from)->setFocus();
}

PeriodChoice::PeriodChoice(ScopeKeeper &keeper, QWidget *parent)
    : QComboBox(parent)
    , m_keeper(keeper)
{
    setObjectName(u"period"_s);
    setAccessibleName(tr("Period"));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    addItems({tr("This month"), tr("Last month"), tr("This quarter"), tr("This year"), tr("Last year"),
              tr("Other period …")});
    connect(this, &QComboBox::activated, this, &PeriodChoice::choose);
    connect(&keeper, &ScopeKeeper::changed, this, &PeriodChoice::follow);
    follow();
}

void PeriodChoice::follow()
{
    const bool custom = m_keeper.periodKind() == PeriodKind::Custom;
    setItemText(static_cast<int>(PeriodKind::Custom), custom ? m_keeper.scope().period.text() : tr("Other period …"));
    setCurrentIndex(static_cast<int>(m_keeper.periodKind()));
}

void PeriodChoice::choose(int index)
{
    const auto kind = static_cast<PeriodKind>(index);
    if (kind != PeriodKind::Custom)
        return m_keeper.setPeriod(kind);
    follow(); // until days are given, the figures are of what stands there
    (new PeriodDialog(m_keeper, this))->open();
}

} // namespace fengqiao
