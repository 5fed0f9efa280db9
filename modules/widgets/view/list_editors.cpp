#include "list_editors.h"

#include <QBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QToolButton>

#include <widgets/cards.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// "1.name", "[1].name" or "name": which record (-1 = not said) and which of its fields.
std::pair<int, QString> splitPart(const QString &part)
{
    static const QRegularExpression form(uR"(^\[?(\d+)\]?\.?(.*)$)"_s);
    const QRegularExpressionMatch match = form.match(part);
    if (!match.hasMatch())
        return {-1, part};
    return {match.captured(1).toInt(), match.captured(2)};
}

Error withField(const Error &error, const QString &field)
{
    Error copy = error;
    copy.field = field;
    return copy;
}

QPushButton *addButton(const QString &word, QWidget *parent)
{
    auto *button = new QPushButton(RecordsEditor::tr("Add: %1", "button of a record in a form").arg(word), parent);
    button->setProperty("flush", true);
    setKind(button, ButtonKind::Quiet);
    setButtonIcon(button, u"plus"_s);
    return button;
}

QToolButton *removeButton(QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(Theme::of(parent).icon(u"trash-2"_s, Token::InkSoft));
    button->setToolTip(RecordsEditor::tr("Remove"));
    button->setAccessibleName(RecordsEditor::tr("Remove"));
    return button;
}

} // namespace

RecordsEditor::RecordsEditor(const FormContext &context, const RuleRow &field, const QString &record, QWidget *parent)
    : FieldEditor(parent)
    , m_context(context)
    , m_record(record)
    , m_word(fieldWord(field))
    , m_most(field.number("max"_L1))
    , m_column(new QVBoxLayout(this))
    , m_add(addButton(m_word, this))
{
    const Theme &theme = Theme::of(parent);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme.size(Size::Inside));
    m_column->addWidget(m_add, 0, Qt::AlignLeft);
    setMain(m_add);
    connect(m_add, &QPushButton::clicked, this, [this] {
        add()->focusFirst();
        Q_EMIT changed();
    });
}

ActionForm *RecordsEditor::add()
{
    const Theme &theme = Theme::of(this);
    auto *box = new Card(this);
    auto *head = new QHBoxLayout;
    auto *title = new QLabel(box);
    setTextRole(title, Type::Small, Token::InkSoft);
    auto *remove = removeButton(box);
    head->addWidget(title);
    head->addStretch();
    head->addWidget(remove);
    auto *form = new ActionForm(m_context, m_record, box);
    form->setNested();
    box->body()->setSpacing(theme.space(1));
    box->body()->addLayout(head);
    box->body()->addWidget(form);
    m_column->insertWidget(static_cast<int>(m_items.size()), box);
    m_items << Item{box, form};
    connect(remove, &QToolButton::clicked, this, [this, box] { this->remove(box); });
    connect(form, &ActionForm::changed, this, &FieldEditor::changed);
    refresh();
    return form;
}

void RecordsEditor::remove(QWidget *box)
{
    m_items.removeIf([box](const Item &item) { return item.box == box; });
    box->hide();
    box->deleteLater();
    m_add->setFocus();
    refresh();
    Q_EMIT changed();
}

void RecordsEditor::refresh()
{
    m_add->setEnabled(m_most <= 0 || m_items.size() < m_most);
    for (qsizetype i = 0; i < m_items.size(); ++i)
        m_items.at(i).box->findChild<QLabel *>()->setText(u"%1 %2"_s.arg(m_word).arg(i + 1));
}

QJsonValue RecordsEditor::value() const
{
    QJsonArray records;
    for (const Item &item : m_items)
        if (!item.form->isEmpty())
            records << item.form->data();
    return records.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(records);
}

void RecordsEditor::setValue(const QJsonValue &value)
{
    for (const Item &item : std::as_const(m_items))
        item.box->deleteLater();
    m_items.clear();
    const QJsonArray records = value.toArray();
    for (const QJsonValue &record : records)
        add()->setValues(record.toObject());
    Q_EMIT changed();
}

QString RecordsEditor::fault() const
{
    for (const Item &item : m_items)
        if (!item.form->isEmpty() && !item.form->validate())
            return tr("Please correct the marked entries.");
    return {};
}

bool RecordsEditor::setPartError(const QString &part, const Error &error)
{
    auto [at, field] = splitPart(part);
    if (at < 0) // not said which: the last one, which is most often the one just typed
        at = static_cast<int>(m_items.size()) - 1;
    if (field.isEmpty() || at < 0 || at >= m_items.size() || !m_items.at(at).form->editor(field))
        return false;
    m_items.at(at).form->setError(withField(error, field));
    return true;
}

void RecordsEditor::clearPartErrors()
{
    for (const Item &item : std::as_const(m_items))
        item.form->clearErrors();
}

ObjectEditor::ObjectEditor(const FormContext &context, const RuleRow &field, const QString &record, QWidget *parent)
    : FieldEditor(parent)
    , m_form(nullptr)
    , m_card(nullptr)
    , m_add(addButton(fieldWord(field), this))
    , m_remove(nullptr)
{
    auto *card = new Card(this);
    auto *remove = removeButton(card);
    m_card = card;
    m_remove = remove;
    m_form = new ActionForm(context, record, card);
    m_form->setNested();
    card->body()->setSpacing(Theme::of(parent).space(1));
    card->body()->addWidget(remove, 0, Qt::AlignRight);
    card->body()->addWidget(m_form);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addWidget(card);
    setMain(m_add);
    setOpen(false);
    connect(m_add, &QPushButton::clicked, this, [this] {
        setOpen(true);
        m_form->focusFirst();
    });
    connect(remove, &QToolButton::clicked, this, [this] { setValue(QJsonValue::Null); });
    connect(m_form, &ActionForm::changed, this, &FieldEditor::changed);
}

void ObjectEditor::setOpen(bool open)
{
    m_add->setVisible(!open);
    m_card->setVisible(open);
    m_remove->setVisible(!m_required);
    setFocusProxy(open ? static_cast<QWidget *>(m_form) : m_add);
}

void ObjectEditor::setRequired(bool required)
{
    if (required == m_required)
        return;
    m_required = required;
    setOpen(required || !m_form->isEmpty());
}

QJsonValue ObjectEditor::value() const
{
    return m_form->isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_form->data());
}

void ObjectEditor::setValue(const QJsonValue &value)
{
    m_form->clear();
    m_form->setValues(value.toObject());
    setOpen(m_required || !m_form->isEmpty());
    Q_EMIT changed();
}

bool ObjectEditor::setPartError(const QString &part, const Error &error)
{
    if (!m_form->editor(part))
        return false;
    m_form->setError(withField(error, part));
    return true;
}

void ObjectEditor::clearPartErrors()
{
    m_form->clearErrors();
}

} // namespace fengqiao
