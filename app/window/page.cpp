#include "page.h"

#include <QLabel>
#include <QVBoxLayout>

#include <widgets/cards.h>
#include <widgets/theme.h>

namespace fengqiao {

Page::Page(const QString &title, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_sentence(new QLabel(sentence, this))
    , m_card(new Card(this))
{
    const Theme &theme = Theme::of(parent);
    setTextRole(m_title, Type::Heading, Token::Ink, QFont::Medium);
    setTextRole(m_sentence, Type::Base, Token::InkSoft);
    m_sentence->setWordWrap(true);
    m_sentence->setVisible(!sentence.isEmpty());
    m_card->setFixedWidth(theme.space(115));
    const int margin = theme.size(Size::Group);
    m_card->body()->setContentsMargins(margin, margin, margin, margin);
    m_card->body()->setSpacing(theme.size(Size::Related));
    m_card->body()->addWidget(m_title);
    m_card->body()->addWidget(m_sentence);
    auto *column = new QVBoxLayout(this);
    column->addStretch(2);
    column->addWidget(m_card, 0, Qt::AlignHCenter);
    column->addStretch(3);
}

QVBoxLayout *Page::body() const
{
    return m_card->body();
}

void Page::addField(QVBoxLayout *column, const QString &word, QWidget *field)
{
    auto *label = new QLabel(word, this);
    label->setBuddy(field);
    field->setAccessibleName(word);
    setTextRole(label, Type::Small, Token::InkSoft);
    auto *pair = new QVBoxLayout;
    pair->setSpacing(Theme::of(this).space(1));
    pair->addWidget(label);
    pair->addWidget(field);
    column->addLayout(pair);
}

void Page::setTitle(const QString &title)
{
    m_title->setText(title);
}

void Page::setSentence(const QString &sentence)
{
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
}

} // namespace fengqiao
