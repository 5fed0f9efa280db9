#include <widgets/action_form.h>

#include <QGridLayout>
#include <QJsonArray>
#include <QLabel>
#include <QResizeEvent>
#include <QShortcut>
#include <QToolButton>

#include "field_editor.h"
#include "file_editor.h"

#include <access/desk.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {
constexpr int twoColumnsFrom = 130; // grid steps
}

// One field with everything that stands around its editor.
struct ActionForm::Entry {
    const RuleRow *row = nullptr;
    QString field;
    QString required; // empty, 1 or an expression
    Expression when;
    QWidget *box = nullptr;
    QLabel *label = nullptr;
    FieldEditor *editor = nullptr;
    QLabel *hint = nullptr; // beneath, where the editor cannot show it itself
    InlineError *error = nullptr;
    bool shown = false;

    [[nodiscard]] bool isConditional() const { return !required.isEmpty() && required != "1"_L1; }
};

FormContext FormContext::of(Desk &desk, ReferenceProvider *references)
{
    return {desk.rules(), references, [&desk] { return desk.now().localDate(); }, nullptr};
}

ActionForm::ActionForm(const FormContext &context, const QString &action, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_action(action)
    , m_grid(new QGridLayout)
    , m_general(new InlineError(this))
    , m_more(new QToolButton(this))
{
    const Theme &theme = Theme::of(parent);
    if (!m_context.today)
        m_context.today = [] { return SystemClock().now().localDate(); };
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(m_general);
    column->addLayout(m_grid);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addStretch();
    m_grid->setHorizontalSpacing(theme.space(4));
    m_grid->setVerticalSpacing(theme.size(Size::Related));
    m_more->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setButtonIcon(m_more, u"chevron-down"_s);
    m_more->setText(tr("More fields"));
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_showAll = true;
        refreshVisibility();
    });
    for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *keys = new QShortcut(QKeySequence(QKeyCombination(Qt::ControlModifier, static_cast<Qt::Key>(key))), this);
        keys->setContext(Qt::WidgetWithChildrenShortcut);
        connect(keys, &QShortcut::activated, this, &ActionForm::submitted);
    }
    build();
    refreshVisibility();
}

ActionForm::~ActionForm() = default;

void ActionForm::setDense()
{
    for (const auto &entry : std::as_const(m_entries)) {
        entry->editor->setDense();
        entry->label->setVisible(!entry->editor->hasOwnLabel());
        if (entry->hint) {
            entry->editor->setToolTip(entry->hint->text());
            entry->hint->hide();
        }
    }
}

void ActionForm::setNested()
{
    // The form around it has the same keys; two of them would be ambiguous and neither would fire.
    qDeleteAll(findChildren<QShortcut *>(QString(), Qt::FindDirectChildrenOnly));
}

void ActionForm::build()
{
    const Theme &theme = Theme::of(this);
    const QList<const RuleRow *> rows = m_context.rules->table("fields"_L1).where("action"_L1, m_action);
    for (const RuleRow *row : rows) {
        auto entry = std::make_shared<Entry>();
        entry->row = row;
        entry->field = row->text("field"_L1);
        entry->required = row->text("required"_L1);
        if (entry->isConditional())
            entry->when = Expression::parse(entry->required).value_or(Expression());
        entry->box = new QWidget(this);
        entry->editor = FieldEditor::make(m_context, *row, entry->box);
        entry->error = new InlineError(entry->box);
        auto *column = new QVBoxLayout(entry->box);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(theme.space(1));
        const QString word = fieldWord(*row);
        entry->label = new QLabel(entry->editor->hasOwnLabel() ? QString() : word, entry->box);
        setTextRole(entry->label, Type::Small, Token::InkSoft);
        column->addWidget(entry->label);
        column->addWidget(entry->editor);
        const QString hint = row->word("hint"_L1);
        if (!hint.isEmpty() && !entry->editor->setHint(hint)) {
            auto *words = new QLabel(hint, entry->box);
            words->setWordWrap(true);
            setTextRole(words, Type::Small, Token::InkFaint);
            column->addWidget(words);
            entry->hint = words;
        }
        column->addWidget(entry->error);
        column->addStretch();
        entry->editor->setName(word);
        connect(entry->editor, &FieldEditor::changed, this,
                [this, field = entry->field, error = entry->error, editor = entry->editor] {
                    error->clear(); // a fault is taken back as soon as it is worked on
                    editor->setFaulty(false);
                    refreshVisibility();
                    Q_EMIT changed(field);
                });
        if (const auto *file = qobject_cast<FileEditor *>(entry->editor))
            connect(file, &FileEditor::taken, this,
                    [this, field = entry->field + u"_name"_s](const QString &name, const QString &before) {
                        nameFile(field, name, before);
                    });
        m_entries << entry;
    }
}

// The field beside a file that holds its name follows it, until somebody writes another.
void ActionForm::nameFile(const QString &field, const QString &name, const QString &before)
{
    const Entry *beside = entry(field);
    if (beside && (beside->editor->isEmpty() || beside->editor->value().toString() == before))
        beside->editor->setValue(name);
}

QVariant ActionForm::lookup(const QString &name) const
{
    const QString field = name.startsWith("data."_L1) ? name.sliced(5) : name;
    const Entry *found = entry(field);
    const QJsonValue value = m_fixed.contains(field) ? m_fixed.value(field)
                             : found                 ? found->editor->value()
                                                     : QJsonValue();
    if (value.isNull() || value.isUndefined())
        return {};
    // As the engine's own check sees it: money in yuan, records by their number.
    const QString type = found ? found->row->text("type"_L1) : QString();
    if (type == "money"_L1)
        return value.toString().remove(u',').toDouble();
    if (type == "date"_L1)
        return QDate::fromString(value.toString(), Qt::ISODate);
    return type.startsWith("list:"_L1) ? QVariant(value.toArray().size()) : value.toVariant();
}

bool ActionForm::isNeeded(const Entry &entry) const
{
    if (!entry.isConditional())
        return !entry.required.isEmpty();
    return entry.when.matches([this](const QString &name) { return lookup(name); });
}

// A field that is only asked for in some cases stays away until such a case comes, or "More fields" is pressed.
void ActionForm::refreshVisibility()
{
    bool changed = false;
    bool more = false;
    for (const auto &entry : std::as_const(m_entries)) {
        const bool asked = !m_hidden.contains(entry->field) && !m_fixed.contains(entry->field) &&
                           (m_only.isEmpty() || m_only.contains(entry->field));
        const bool needed = isNeeded(*entry);
        const bool aside = entry->isConditional() || m_folded.contains(entry->field);
        const bool apart = aside && !needed && entry->editor->isEmpty();
        const bool shown = asked && (!apart || m_showAll);
        more = more || (asked && apart && !m_showAll);
        changed = changed || shown != entry->shown;
        entry->shown = shown;
        entry->editor->setRequired(needed);
        if (!entry->editor->hasOwnLabel()) {
            const QString word = fieldWord(*entry->row);
            entry->label->setText(needed ? tr("%1 *", "label of a required field").arg(word) : word);
        }
    }
    m_more->setVisible(more);
    if (changed)
        layOut();
}

void ActionForm::layOut()
{
    while (QLayoutItem *item = m_grid->takeAt(0))
        delete item;
    const int wanted = m_columns > 0 ? m_columns : width() >= Theme::of(this).space(twoColumnsFrom) ? 2 : 1;
    m_laidColumns = wanted;
    for (int column = 0; column < 2; ++column)
        m_grid->setColumnStretch(column, column < wanted ? 1 : 0);
    m_grid->setColumnMinimumWidth(1, 0);
    int row = 0;
    int column = 0;
    QWidget *before = nullptr;
    const QStringList order = m_only;
    QList<std::shared_ptr<Entry>> entries = m_entries;
    if (!order.isEmpty())
        std::ranges::stable_sort(entries, std::ranges::less{}, [&](const auto &e) { return order.indexOf(e->field); });
    for (const auto &entry : std::as_const(entries)) {
        entry->box->setVisible(entry->shown);
        if (!entry->shown)
            continue;
        const int span = entry->editor->isWide() ? wanted : 1;
        if (column + span > wanted) {
            ++row;
            column = 0;
        }
        m_grid->addWidget(entry->box, row, column, 1, span);
        column += span;
        QWidget *target = entry->editor;
        if (before && target)
            setTabOrder(before, target);
        before = target;
    }
    updateGeometry();
}

void ActionForm::resizeEvent(QResizeEvent *event)
{
    const int wanted = m_columns > 0 ? m_columns : width() >= Theme::of(this).space(twoColumnsFrom) ? 2 : 1;
    if (wanted != m_laidColumns)
        layOut();
    QWidget::resizeEvent(event);
}

ActionForm::Entry *ActionForm::entry(const QString &field) const
{
    for (const auto &entry : m_entries)
        if (entry->field == field)
            return entry.get();
    return nullptr;
}

QJsonObject ActionForm::data() const
{
    QJsonObject data = m_fixed;
    for (const auto &entry : m_entries) {
        if (!entry->shown)
            continue;
        if (const QJsonValue value = entry->editor->value(); !value.isNull() && !value.isUndefined())
            data.insert(entry->field, value);
    }
    return data;
}

void ActionForm::setValues(const QJsonObject &values)
{
    for (auto it = values.begin(); it != values.end(); ++it)
        if (const Entry *found = entry(it.key()))
            found->editor->setValue(it.value());
    refreshVisibility();
}

void ActionForm::setFixed(const QJsonObject &values)
{
    m_fixed = values;
    refreshVisibility();
}

void ActionForm::setHidden(const QStringList &fields)
{
    m_hidden = QSet<QString>(fields.begin(), fields.end());
    refreshVisibility();
}

void ActionForm::setFolded(const QStringList &fields)
{
    m_folded = QSet<QString>(fields.begin(), fields.end());
    refreshVisibility();
}

void ActionForm::setOnly(const QStringList &fields)
{
    m_only = fields;
    refreshVisibility();
    layOut();
}

void ActionForm::setColumns(int columns)
{
    m_columns = columns;
    layOut();
}

void ActionForm::clear()
{
    for (const auto &entry : std::as_const(m_entries))
        entry->editor->setValue(QJsonValue::Null);
    m_showAll = false;
    clearErrors();
    refreshVisibility();
}

bool ActionForm::isEmpty() const
{
    return std::ranges::all_of(m_entries, [](const auto &entry) {
        const QJsonValue value = entry->editor->value();
        return !entry->shown || value.isNull() || value == QJsonValue(false);
    });
}

bool ActionForm::validate()
{
    clearErrors();
    Entry *first = nullptr;
    for (const auto &entry : std::as_const(m_entries)) {
        if (!entry->shown)
            continue;
        QString sentence;
        if (entry->editor->isEmpty() && isNeeded(*entry))
            sentence = tr("Please fill in: %1.").arg(fieldWord(*entry->row));
        else
            sentence = entry->editor->fault();
        if (sentence.isEmpty())
            continue;
        entry->error->setText(sentence);
        entry->editor->setFaulty(true);
        first = first ? first : entry.get();
    }
    if (first)
        first->editor->setFocus(Qt::OtherFocusReason);
    return !first;
}

void ActionForm::setError(const Error &error)
{
    clearErrors();
    const qsizetype dot = error.field.indexOf(u'.');
    const qsizetype bracket = error.field.indexOf(u'[');
    const qsizetype cut = dot < 0 ? bracket : bracket < 0 ? dot : std::min(dot, bracket);
    Entry *found = error.field.isEmpty() ? nullptr : entry(cut < 0 ? error.field : error.field.left(cut));
    if (found && !found->shown && !m_hidden.contains(found->field) && !m_fixed.contains(found->field)) {
        m_showAll = true;
        refreshVisibility();
    }
    if (!found || !found->shown) {
        m_general->setError(error);
        return;
    }
    found->editor->setFaulty(true);
    found->editor->setFocus(Qt::OtherFocusReason);
    const QString part = cut < 0 ? QString() : error.field.sliced(error.field.at(cut) == u'.' ? cut + 1 : cut);
    if (!found->editor->setPartError(part, error))
        found->error->setError(error);
}

void ActionForm::clearErrors()
{
    m_general->clear();
    for (const auto &entry : std::as_const(m_entries)) {
        entry->error->clear();
        entry->editor->setFaulty(false);
        entry->editor->clearPartErrors();
    }
}

void ActionForm::focusFirst()
{
    const QStringList fields = shownFields();
    for (const QString &field : fields) {
        if (!entry(field)->editor->isEmpty())
            continue;
        entry(field)->editor->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (!fields.isEmpty())
        focusField(fields.constFirst());
}

void ActionForm::focusField(const QString &field)
{
    if (const Entry *found = entry(field))
        found->editor->setFocus(Qt::OtherFocusReason);
}

QWidget *ActionForm::editor(const QString &field) const
{
    const Entry *found = entry(field);
    return found ? found->editor : nullptr;
}

QStringList ActionForm::shownFields() const
{
    QStringList fields;
    for (const auto &entry : m_entries)
        if (entry->shown)
            fields << entry->field;
    if (!m_only.isEmpty())
        std::ranges::stable_sort(fields, std::ranges::less{}, [this](const QString &f) { return m_only.indexOf(f); });
    return fields;
}

} // namespace fengqiao
