#include "chosen_person.h"

#include <QCheckBox>
#include <QToolButton>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

ChosenPerson::ChosenPerson(QWidget *parent)
    : Card(parent)
    , m_who(new ElidedLabel({}, this))
    , m_before(new QWidget(this))
    , m_same(new QCheckBox(tr("About this earlier matter again"), m_before))
    , m_matter(new QToolButton(m_before))
{
    const Theme &theme = Theme::of(parent);
    const int edge = theme.size(Size::Inside);
    body()->setContentsMargins(theme.size(Size::Related), edge / 2, edge, edge / 2);
    body()->setSpacing(0);
    setSelected(true);
    auto *first = new QHBoxLayout;
    first->setSpacing(edge);
    auto *icon = new QToolButton(this);
    icon->setIcon(theme.icon(u"user-check"_s, Token::Accent));
    icon->setEnabled(false);
    icon->setToolTip(tr("On file"));
    auto *drop = new QToolButton(this);
    drop->setIcon(theme.icon(u"x"_s, Token::InkSoft));
    drop->setToolTip(tr("Not this person"));
    drop->setAccessibleName(tr("Not this person"));
    drop->setFocusPolicy(Qt::ClickFocus);
    first->addWidget(icon);
    first->addWidget(m_who, 1);
    first->addWidget(drop);
    body()->addLayout(first);
    auto *second = new QHBoxLayout(m_before);
    second->setContentsMargins(theme.space(9), 0, 0, 0);
    second->setSpacing(edge);
    m_matter->setToolTip(tr("Open this matter"));
    m_matter->setFocusPolicy(Qt::ClickFocus);
    second->addWidget(m_same);
    second->addWidget(m_matter);
    second->addStretch();
    body()->addWidget(m_before);
    connect(drop, &QToolButton::clicked, this, &ChosenPerson::dropped);
    connect(m_matter, &QToolButton::clicked, this, [this] {
        if (m_person)
            Q_EMIT matterActivated(m_person->lastMatter);
    });
    setPerson(std::nullopt);
}

void ChosenPerson::setPerson(const std::optional<PersonMatch> &person)
{
    m_person = person;
    m_same->setChecked(false);
    setVisible(person.has_value());
    if (!person)
        return;
    QStringList parts{person->name, person->sexWord, person->document, person->phone};
    parts.removeAll(QString());
    m_who->setText(parts.join(u"   "_s));
    m_before->setVisible(!person->lastMatter.isNull());
    m_matter->setText(person->lastMatterNumber);
}

QUuid ChosenPerson::earlierMatter() const
{
    return m_person && m_same->isChecked() ? m_person->lastMatter : QUuid();
}

} // namespace fengqiao
