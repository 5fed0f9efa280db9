#include "person_card.h"

#include <QPushButton>
#include <widgets/unmasking.h>

#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

PersonCard::PersonCard(Unmasking *unmasking, QWidget *parent)
    : Card(parent)
    , m_unmasking(unmasking)
    , m_name(textLabel({}, Type::Base, Token::Ink, this, QFont::Medium))
    , m_note(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_lines(textLabel({}, Type::Base, Token::InkSoft, this))
    , m_countdown(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_unmask(new QPushButton(tr("Full data"), this))
    , m_last(new QPushButton(this))
{
    const Theme &theme = Theme::of(this);
    const int margin = theme.size(Size::Related);
    body()->setContentsMargins(margin, margin, margin, margin);
    body()->setSpacing(theme.space(1));
    m_lines->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QPushButton *button : {m_unmask, m_last}) {
        setKind(button, ButtonKind::Quiet);
        button->setProperty("flush", true);
    }
    m_unmask->setObjectName(u"unmask"_s);
    m_unmask->setToolTip(tr("Shows the full data for a minute; a reason is asked for."));
    setButtonIcon(m_unmask, u"eye"_s);
    setButtonIcon(m_last, u"clipboard-list"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_note, m_lines, m_countdown})
        body()->addWidget(part);
    body()->addWidget(m_unmask, 0, Qt::AlignLeft);
    body()->addWidget(m_last, 0, Qt::AlignLeft);
    connect(m_unmask, &QPushButton::clicked, this, [this] { m_unmasking->request(m_person.id, m_person.name); });
    connect(m_last, &QPushButton::clicked, this, [this] { Q_EMIT matterWanted(m_lastMatter); });
    connect(unmasking, &Unmasking::changed, this, &PersonCard::show);
    hide();
}

void PersonCard::setPerson(const PersonHit &person, QUuid lastMatter, const QString &lastNumber)
{
    m_person = person;
    m_lastMatter = lastMatter;
    m_last->setText(lastNumber);
    m_last->setToolTip(tr("Open the latest matter of this person"));
    m_last->setVisible(!lastMatter.isNull());
    show();
    setVisible(true);
}

void PersonCard::clear()
{
    m_person = {};
    hide();
}

void PersonCard::show()
{
    const QJsonObject *full = m_unmasking->of(m_person.id);
    const auto value = [full](QLatin1StringView field, const QString &masked) {
        return full && full->contains(field) ? full->value(field).toString() : masked;
    };
    m_name->setText(value("name"_L1, m_person.name));
    m_note->setText(m_person.note.isEmpty() ? tr("No earlier visit or matter that you may see") : m_person.note);
    QStringList lines{value("document_number"_L1, m_person.maskedNumber), value("phone"_L1, m_person.maskedPhone),
                      value("address"_L1, m_person.address)};
    lines.removeAll(QString());
    m_lines->setText(lines.join(u'\n'));
    m_lines->setVisible(!lines.isEmpty());
    setTextRole(m_lines, Type::Base, full ? Token::Ink : Token::InkSoft);
    m_countdown->setVisible(full != nullptr);
    if (full)
        m_countdown->setText(tr("masked again in %1 s").arg(m_unmasking->secondsLeft(m_person.id)));
    m_unmask->setVisible(!full && m_unmasking->isAllowed());
}

} // namespace fengqiao
