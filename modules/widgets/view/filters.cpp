#include <widgets/filters.h>

#include <QAbstractItemView>
#include <QAction>
#include <QKeyEvent>
#include <QMenu>
#include <QTimer>
#include <QToolButton>

#include <widgets/cards.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
    , m_timer(new QTimer(this))
    , m_icon(addAction(Theme::of(this).icon(u"search"_s, Token::InkSoft), QLineEdit::LeadingPosition))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    auto *clear = addAction(Theme::of(this).icon(u"x"_s, Token::InkSoft), QLineEdit::TrailingPosition);
    clear->setToolTip(tr("Clear (Esc)"));
    clear->setVisible(false);
    connect(clear, &QAction::triggered, this, [this] {
        QLineEdit::clear();
        searchNow();
    });
    connect(this, &QLineEdit::textChanged, this, [this, clear] {
        clear->setVisible(!text().isEmpty());
        m_timer->start();
    });
    m_timer->setSingleShot(true);
    m_timer->setInterval(120);
    connect(m_timer, &QTimer::timeout, this, &SearchField::searchNow);
}

void SearchField::setList(QAbstractItemView *list)
{
    m_list = list;
    list->installEventFilter(this);
}

void SearchField::setDelay(int ms)
{
    m_timer->setInterval(ms);
}

void SearchField::searchNow()
{
    m_timer->stop();
    const QString words = text().trimmed();
    if (words == m_last)
        return;
    m_last = words;
    Q_EMIT search(words);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    const bool hasRows = m_list && m_list->model() && m_list->model()->rowCount() > 0;
    switch (event->key()) {
    case Qt::Key_Down:
        if (hasRows) {
            m_list->setFocus(Qt::TabFocusReason);
            if (!m_list->currentIndex().isValid() || m_list->currentIndex().row() < 0)
                m_list->setCurrentIndex(m_list->model()->index(0, 0));
            return;
        }
        break;
    case Qt::Key_Escape:
        if (!text().isEmpty()) {
            QLineEdit::clear();
            searchNow();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        // Rows on show belong to the text on show only when no search is waiting.
        if (m_timer->isActive())
            searchNow();
        else if (hasRows && !event->modifiers())
            Q_EMIT m_list->activated(m_list->model()->index(0, 0));
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

bool SearchField::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Up && m_list->currentIndex().row() <= 0) {
            setFocus(Qt::BacktabFocusReason);
            return true;
        }
    }
    return QLineEdit::eventFilter(object, event);
}

struct FilterBar::Filter {
    QString id;
    QString name;
    QList<Choice> choices;
    bool several = false;
    QStringList chosen;
    QToolButton *chip = nullptr;
};

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_row(new FlowLayout(this))
    , m_clear(new QToolButton(this))
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum); // Fixed would stop it at one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_clear->setText(tr("Clear filters"));
    setKind(m_clear, ButtonKind::Quiet);
    m_clear->hide();
    connect(m_clear, &QToolButton::clicked, this, &FilterBar::clear);
    m_row->addWidget(m_clear);
}

void FilterBar::addWidget(QWidget *widget)
{
    m_row->removeWidget(m_clear);
    m_row->addWidget(widget);
    m_row->addWidget(m_clear);
}

void FilterBar::addFilter(const QString &id, const QString &name, const QList<Choice> &choices, bool several)
{
    auto filter = std::make_shared<Filter>(Filter{id, name, choices, several, {}, new QToolButton(this)});
    filter->chip->setProperty("chip", true);
    filter->chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    filter->chip->setLayoutDirection(Qt::RightToLeft); // the arrow or cross stands behind the words
    filter->chip->setIcon(Theme::of(this).icon(u"chevron-down"_s, Token::InkSoft));
    filter->chip->setIconSize(QSize(Theme::of(this).space(4), Theme::of(this).space(4)));
    connect(filter->chip, &QToolButton::clicked, this, [this, filter] { openMenu(*filter); });
    m_filters << filter;
    addWidget(filter->chip);
    refresh(*filter);
}

void FilterBar::addChoice(const QString &id, const Choice &choice)
{
    for (const auto &filter : std::as_const(m_filters)) {
        const bool known = std::ranges::any_of(filter->choices,
                                               [&choice](const Choice &other) { return other.value == choice.value; });
        if (filter->id != id || known)
            continue;
        filter->choices << choice;
        refresh(*filter);
    }
}

void FilterBar::refresh(Filter &filter)
{
    QStringList words;
    for (const Choice &choice : filter.choices)
        if (filter.chosen.contains(choice.value))
            words << choice.text;
    const bool chosen = !words.isEmpty();
    filter.chip->setText(chosen ? tr("%1: %2", "a filter and its value").arg(filter.name, words.join(tr(", ")))
                                : filter.name);
    filter.chip->setAccessibleName(filter.chip->text());
    filter.chip->setProperty("chosen", chosen);
    filter.chip->setIcon(Theme::of(this).icon(u"chevron-down"_s, chosen ? Token::Accent : Token::InkSoft));
    filter.chip->style()->unpolish(filter.chip);
    filter.chip->style()->polish(filter.chip);
    filter.chip->updateGeometry();
    m_clear->setVisible(std::ranges::any_of(m_filters, [](const auto &other) { return !other->chosen.isEmpty(); }));
}

void FilterBar::openMenu(Filter &filter)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Choice &choice : std::as_const(filter.choices)) {
        QAction *action = menu->addAction(choice.text);
        action->setCheckable(true);
        action->setChecked(filter.chosen.contains(choice.value));
        connect(action, &QAction::triggered, this, [this, &filter, value = choice.value](bool on) {
            QStringList next = filter.several ? filter.chosen : QStringList();
            next.removeAll(value);
            if (on)
                next << value;
            setValue(filter.id, next);
        });
    }
    if (!filter.chosen.isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("Any")), &QAction::triggered, this, [this, &filter] { setValue(filter.id, {}); });
    }
    menu->popup(filter.chip->mapToGlobal(QPoint(0, filter.chip->height())));
}

void FilterBar::setValue(const QString &id, const QStringList &values)
{
    for (const auto &filter : std::as_const(m_filters)) {
        if (filter->id != id || filter->chosen == values)
            continue;
        filter->chosen = values;
        refresh(*filter);
        Q_EMIT changed();
    }
}

QStringList FilterBar::value(const QString &id) const
{
    return values().value(id);
}

QMap<QString, QStringList> FilterBar::values() const
{
    QMap<QString, QStringList> all;
    for (const auto &filter : m_filters)
        if (!filter->chosen.isEmpty())
            all.insert(filter->id, filter->chosen);
    return all;
}

void FilterBar::setValues(const QMap<QString, QStringList> &values)
{
    const bool differs = values != this->values();
    for (const auto &filter : std::as_const(m_filters)) {
        filter->chosen = values.value(filter->id);
        refresh(*filter);
    }
    if (differs)
        Q_EMIT changed();
}

void FilterBar::clear()
{
    setValues({});
}

} // namespace fengqiao
