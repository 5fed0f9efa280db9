#include "rail.h"

#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <access/desk.h>
#include <core/locale.h>
#include <widgets/cards.h>
#include <widgets/theme.h>

#include "perspectives.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

QString rolesInWords(const Desk &desk)
{
    QStringList words;
    for (const RuleRow &role : desk.rules()->table("roles"_L1).rows())
        if (desk.actor().roles.contains(role.text("role"_L1)))
            words.append(role.word());
    return words.join(language() == Language::Chinese ? u"、"_s : u", "_s);
}

Rail::Rail(Desk &desk, const QStringList &perspectives, bool emergencies, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
{
    const Theme &theme = Theme::of(parent);
    setFixedWidth(theme.size(Size::Rail));
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Rail"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, theme.space(2), 0, theme.space(2));
    column->setSpacing(0);
    int place = 1;
    for (const QString &id : perspectives) {
        const QString word = perspectiveWord(id);
        RailButton *button =
            addButton(column, findPerspective(id)->icon, word, u"%1 (Ctrl+%2)"_s.arg(word).arg(place++));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        connect(button, &RailButton::clicked, this, [this, id] { Q_EMIT perspectiveChosen(id); });
        m_perspectives.insert(id, button);
    }
    column->addStretch();
    if (emergencies) {
        auto *emergency =
            addButton(column, u"siren"_s, tr("Urgent", "rail: the emergency path"), tr("Someone is in danger (F12)"));
        connect(emergency, &RailButton::clicked, this, &Rail::emergencyWanted);
    }
    auto *commands = addButton(column, u"command"_s, tr("Actions"), tr("Everything you may do (Ctrl+K)"));
    connect(commands, &RailButton::clicked, this, &Rail::commandsWanted);
    auto *keys = addButton(column, u"keyboard"_s, tr("Keys"), tr("Keyboard shortcuts (F1)"));
    connect(keys, &RailButton::clicked, this, &Rail::shortcutsWanted);
    m_toDark = addButton(column, u"moon"_s, tr("Dark"), tr("Switch to the dark appearance (Ctrl+Shift+D)"));
    m_toLight = addButton(column, u"sun"_s, tr("Light"), tr("Switch to the light appearance (Ctrl+Shift+D)"));
    for (RailButton *button : {m_toDark, m_toLight})
        connect(button, &RailButton::clicked, this, &Rail::themeWanted);
    m_person = addButton(column, u"user"_s, desk.actor().name, {});
    m_person->setToolTip(u"%1\n%2"_s.arg(desk.actor().name, rolesInWords(desk)));
    m_person->setAccessibleDescription(rolesInWords(desk));
    connect(m_person, &RailButton::clicked, this, &Rail::openPersonMenu);
}

RailButton *Rail::addButton(QVBoxLayout *column, const QString &icon, const QString &word, const QString &tip)
{
    auto *button = new RailButton(icon, word, this);
    button->setCheckable(false);
    button->setAutoExclusive(false);
    button->setToolTip(tip);
    column->addWidget(button);
    return button;
}

void Rail::setCurrent(const QString &perspective)
{
    if (RailButton *button = m_perspectives.value(perspective))
        button->setChecked(true);
}

void Rail::setCount(const QString &perspective, int count)
{
    if (RailButton *button = m_perspectives.value(perspective))
        button->setCount(count);
}

void Rail::setDark(bool dark)
{
    m_toDark->setVisible(!dark);
    m_toLight->setVisible(dark);
}

void Rail::openPersonMenu()
{
    const Theme &theme = Theme::of(this);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *who = new QLabel(u"%1\n%2"_s.arg(m_desk.actor().name, rolesInWords(m_desk)), menu);
    who->setContentsMargins(theme.size(Size::Related), theme.size(Size::Inside), theme.size(Size::Group),
                            theme.size(Size::Inside));
    setTextRole(who, Type::Base, Token::InkSoft);
    auto *head = new QWidgetAction(menu);
    head->setDefaultWidget(who);
    menu->addAction(head);
    menu->addSeparator();
    auto *lock = menu->addAction(theme.icon(u"lock"_s, Token::InkSoft), tr("Lock"), this, &Rail::lockWanted);
    lock->setShortcut(QKeySequence(u"Ctrl+L"_s));
    menu->addAction(theme.icon(u"log-out"_s, Token::InkSoft), tr("Sign out"), this, &Rail::signOutWanted);
    menu->popup(m_person->mapToGlobal(QPoint(m_person->width(), m_person->height() - menu->sizeHint().height())));
}

void Rail::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.color(Token::Raised));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.color(Token::Line));
}

} // namespace fengqiao
