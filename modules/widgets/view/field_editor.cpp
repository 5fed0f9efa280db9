#include "field_editor.h"

#include <QStyle>

#include "file_editor.h"
#include "list_editors.h"
#include "plain_editors.h"
#include "reference_editor.h"

#include <core/locale.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// Above this many choices, or this many letters, a combo box is easier to read than a row of buttons.
constexpr int segmentsMost = 5;
constexpr int segmentLetters = 24;

// Rule tables that fields use as code lists, with their key.
constexpr std::pair<QLatin1StringView, QLatin1StringView> tablesAsLists[] = {
    {"roles"_L1, "role"_L1},      {"states"_L1, "state"_L1},
    {"stages"_L1, "stage"_L1},    {"permissions"_L1, "permission"_L1},
    {"room_kinds"_L1, "kind"_L1}, {"clocks"_L1, "clock"_L1},
    {"actions"_L1, "action"_L1},  {"settings"_L1, "setting"_L1}};

FieldEditor *makeCode(const RuleSet &rules, const QString &list, QWidget *parent)
{
    const QList<CodeChoice> codes = codeChoices(rules, list);
    qsizetype letters = 0;
    for (const CodeChoice &choice : codes)
        letters += choice.word.size();
    const qsizetype most = language() == Language::Chinese ? segmentLetters : segmentLetters * 2;
    if (codes.size() <= segmentsMost && letters <= most)
        return new SegmentEditor(codes, parent);
    return new CodeEditor(codes, parent);
}

} // namespace

QList<CodeChoice> codeChoices(const RuleSet &rules, const QString &list)
{
    QList<CodeChoice> choices;
    for (const auto &[table, key] : tablesAsLists) {
        if (list != table)
            continue;
        for (const RuleRow &row : rules.table(table).rows())
            choices << CodeChoice{row.text(key), row.word()};
        return choices;
    }
    const QList<const RuleRow *> codes = rules.codes(list);
    for (const RuleRow *row : codes)
        choices << CodeChoice{row->text("code"_L1), row->word()};
    return choices;
}

QString fieldWord(const RuleRow &field)
{
    const QString word = field.word();
    return word.isEmpty() ? field.text("field"_L1) : word;
}

FieldEditor *FieldEditor::make(const FormContext &context, const RuleRow &field, QWidget *parent)
{
    const QString type = field.text("type"_L1);
    const QString list = field.text("list"_L1);
    if (type == "long_text"_L1)
        return new LongTextEditor(field, parent);
    if (type == "int"_L1)
        return new IntEditor(field, parent);
    if (type == "bool"_L1)
        return new BoolEditor(fieldWord(field), parent);
    if (type == "money"_L1)
        return new MoneyEditor(parent);
    if (type == "date"_L1)
        return new DateEditor(context.today, parent);
    if (type == "instant"_L1)
        return new InstantEditor(context.today, parent);
    if (type == "code"_L1)
        return makeCode(*context.rules, list, parent);
    if (type == "codes"_L1)
        return new CodesEditor(codeChoices(*context.rules, list), parent);
    if (type == "phone"_L1)
        return new PhoneEditor(parent);
    if (type == "document"_L1)
        return new DocumentEditor(context, parent);
    if (type == "citizen_id"_L1)
        return new CitizenIdEditor(context.today, parent);
    if (type == "file"_L1 && context.files)
        return new FileEditor(context.files, parent);
    if (type == "division"_L1 || type == "grid"_L1)
        return new ReferenceEditor(context.references, type, parent);
    if (type.startsWith("ref:"_L1))
        return new ReferenceEditor(context.references, type.sliced(4), parent);
    if (type.startsWith("list:"_L1))
        return new RecordsEditor(context, field, type.sliced(5), parent);
    if (type.startsWith("object:"_L1))
        return new ObjectEditor(context, field, type.sliced(7), parent);
    return new TextEditor(field, parent);
}

FieldEditor::FieldEditor(QWidget *parent)
    : QWidget(parent)
{
}

void FieldEditor::setMain(QWidget *main)
{
    m_main = main;
    setFocusProxy(main);
}

void FieldEditor::setName(const QString &name)
{
    setAccessibleName(name);
    if (m_main)
        m_main->setAccessibleName(name);
}

void FieldEditor::setFaulty(bool faulty)
{
    if (!m_main)
        return;
    m_main->setProperty("faulty", faulty);
    m_main->style()->unpolish(m_main);
    m_main->style()->polish(m_main);
}

bool FieldEditor::setPartError(const QString &, const Error &)
{
    return false;
}

} // namespace fengqiao
