#include "visitor_search.h"

#include <QListView>
#include <QStandardItemModel>

#include <core/hanzi.h>
#include <widgets/cards.h>
#include <widgets/filters.h>
#include <widgets/person_row.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int foundMost = 12;
constexpr int rowsShown = 5;

} // namespace

PersonHit hitOf(const PersonMatch &person, const QString &typed, const QString &why)
{
    QStringList note;
    if (!person.sexWord.isEmpty())
        note << person.sexWord;
    if (person.matters > 0)
        note << VisitorSearch::tr("%n earlier matter(s)", nullptr, person.matters);
    if (person.visits > 0)
        note << VisitorSearch::tr("%n earlier visit(s)", nullptr, person.visits);
    if (!person.lastMatterNumber.isEmpty())
        note << person.lastMatterNumber;
    return {person.id, person.name, person.document, person.phone, person.address, why, typed, note.join(u" · "_s)};
}

VisitorSearch::VisitorSearch(Desk &desk, QWidget *over)
    : QWidget(over)
    , m_desk(desk)
    , m_field(new SearchField(tr("Known here? Name, pinyin, initials, end of document or phone number"), this))
    , m_found(new Card(over))
    , m_list(new QListView(m_found))
    , m_model(new QStandardItemModel(this))
{
    const Theme &theme = Theme::of(over);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_field);
    setFocusProxy(m_field);
    m_field->setObjectName(u"visitorSearch"_s);
    m_field->setProperty("tall", true);

    m_found->hide();
    m_found->setObjectName(u"foundPeople"_s);
    const int edge = theme.space(1);
    m_found->body()->setContentsMargins(edge, edge, edge, edge);
    m_found->body()->addWidget(m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PersonDelegate(m_list));
    m_list->setAccessibleName(tr("People found"));
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_field->setList(m_list);
    m_list->installEventFilter(this);
    m_field->installEventFilter(this);
    over->installEventFilter(this);
    connect(m_field, &SearchField::search, this, &VisitorSearch::ask);
    connect(m_list, &QListView::clicked, this, &VisitorSearch::take);
    connect(m_list, &QListView::activated, this, &VisitorSearch::take);
}

bool VisitorSearch::isOpen() const
{
    return m_found->isVisible();
}

void VisitorSearch::clear()
{
    ++m_question;
    m_people.clear();
    m_model->clear();
    m_typed.clear();
    m_found->hide();
    m_field->clear();
}

void VisitorSearch::ask(const QString &text)
{
    const int question = ++m_question;
    if (text.isEmpty()) {
        m_found->hide();
        m_model->clear();
        return;
    }
    m_desk
        .read([text](ReadContext &context) -> Result<QList<PersonMatch>> {
            return searchPeople(context, text, foundMost);
        })
        .then(this, [this, question, text](const Result<QList<PersonMatch>> &people) {
            if (question == m_question && people)
                showPeople(*people, text);
        });
}

void VisitorSearch::showPeople(const QList<PersonMatch> &people, const QString &typed)
{
    m_people = people;
    m_typed = typed;
    m_model->clear();
    const auto add = [this](const PersonHit &hit) {
        auto *item = new QStandardItem(hit.name);
        item->setData(QVariant::fromValue(hit), PersonDelegate::HitRole);
        m_model->appendRow(item);
    };
    for (const PersonMatch &person : people)
        add(hitOf(person, typed, person.whyWord));
    PersonHit somebody;
    somebody.name = tr("Somebody new: %1").arg(typed);
    somebody.maskedNumber = people.isEmpty() ? tr("Nobody on file answers to this. Enter goes on with the form.")
                                             : tr("None of these: go on with the form.");
    add(somebody);
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
    m_found->show();
    m_found->raise();
    Q_EMIT answered();
}

void VisitorSearch::take(const QModelIndex &index)
{
    if (!index.isValid() || !m_found->isVisible())
        return;
    const int row = index.row();
    const QString typed = m_typed;
    if (row >= m_people.size()) {
        clear();
        Q_EMIT newPerson(typed);
        return;
    }
    const PersonMatch person = m_people.at(row);
    clear();
    Q_EMIT personChosen(person, typed);
}

void VisitorSearch::place()
{
    QWidget *over = m_found->parentWidget();
    const QPoint at = m_field->mapTo(over, QPoint(0, m_field->height() + Theme::of(this).space(1)));
    const int rows = std::min(rowsShown, m_model->rowCount());
    const int edge = 3 * Theme::of(this).space(1);
    const int wanted = rows * std::max(1, m_list->sizeHintForRow(0)) + edge;
    m_found->setGeometry(at.x(), at.y(), m_field->width(), std::min(wanted, over->height() - at.y()));
}

bool VisitorSearch::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && m_found->isVisible())
        place();
    const bool ours = object == m_list || object == m_field;
    if (ours && event->type() == QEvent::KeyPress && m_found->isVisible() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        m_found->hide(); // the words stay: a second Esc takes them back
        m_field->setFocus();
        return true;
    }
    if (ours && event->type() == QEvent::FocusOut && !m_list->underMouse()) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::TabFocusReason && object == m_field && m_list->hasFocus())
            return false;
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (!m_list->hasFocus() && !m_field->hasFocus())
                    m_found->hide();
            },
            Qt::QueuedConnection);
    }
    return QWidget::eventFilter(object, event);
}

} // namespace fengqiao
