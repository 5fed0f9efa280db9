#include "row_columns.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>
#include <cmath>

#include <core/locale.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

QString folded(const QString &text)
{
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC).toLower()) {
        if (!c.isSpace() && c != u'_' && c != u'-' && c != u'*')
            plain += c;
    }
    return plain;
}

bool isDigits(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// "2026-09-14 08:30:00", which most programs write: put together without looking any further.
bool isPlainTime(QStringView text)
{
    if (text.size() != 19 || text[4] != u'-' || text[7] != u'-' || (text[10] != u' ' && text[10] != u'T') ||
        text[13] != u':' || text[16] != u':')
        return false;
    return isDigits(text.first(4)) && isDigits(text.sliced(5, 2)) && isDigits(text.sliced(8, 2)) &&
           isDigits(text.sliced(11, 2)) && isDigits(text.sliced(14, 2)) && isDigits(text.sliced(17, 2));
}

QString chinaTime(const QDateTime &time)
{
    return time.isValid() ? time.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u"+08:00"_s : QString();
}

// Days since 1899-12-30, as workbooks count them; between 1954 and 2119 such a number is nothing else.
QString fromDayNumber(double number)
{
    if (number < 20'000 || number > 80'000)
        return {};
    const qint64 seconds = std::llround(number * 86'400);
    return chinaTime(QDateTime(QDate(1899, 12, 30), QTime(0, 0), QTimeZone::UTC).addSecs(seconds));
}

// Whole degrees and minutes as text are too coarse to place an event; only decimal degrees are read.
std::optional<qint64> degrees(const QString &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value) || std::abs(value) > 180)
        return std::nullopt;
    return std::llround(value * 1e7);
}

// "312", and "312.0" as workbooks write it.
std::optional<qint64> wholeNumber(const QString &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    constexpr double most = 9e15;
    if (!isNumber || std::abs(value) > most || std::floor(value) < value)
        return std::nullopt;
    return static_cast<qint64>(value);
}

} // namespace

QString instantText(const QString &written)
{
    const QString text = written.trimmed();
    if (isPlainTime(text))
        return text.first(10) + u'T' + text.sliced(11) + u"+08:00"_s;
    static const QRegularExpression iso(uR"(\A\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)\z)"_s);
    if (iso.match(text).hasMatch())
        return text;
    static const QRegularExpression usual(
        uR"(\A(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})?(?:\.\d+)?)?秒?)?\z)"_s);
    if (const auto found = usual.match(text); found.hasMatch()) {
        const auto number = [&found](int group) { return found.capturedView(group).toInt(); };
        return chinaTime(QDateTime(QDate(number(1), number(2), number(3)), QTime(number(4), number(5), number(6))));
    }
    if (isDigits(text) && (text.size() == 14 || text.size() == 8)) // 20260914083000
        return chinaTime(QDateTime::fromString(text.leftJustified(14, u'0'), u"yyyyMMddHHmmss"_s));
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? fromDayNumber(number) : QString();
}

RowColumns::RowColumns(const RuleSet &rules, RowForm rows, QHash<QString, QString> named)
    : m_form(std::move(rows))
    , m_named(std::move(named))
{
    for (const RuleRow *row : rules.table("fields"_L1).where("action"_L1, m_form.record)) {
        FieldForm form;
        form.name = row->text("field"_L1);
        const QString type = row->text("type"_L1);
        if (type == "code"_L1) {
            form.form = Form::Code;
            addCodes(rules, row->text("list"_L1), &form);
        } else if (type == "instant"_L1) {
            form.form = Form::Time;
        } else if (type == "date"_L1) {
            form.form = Form::Day;
        } else if (type == "int"_L1) {
            const bool place = form.name == "longitude"_L1 || form.name == "latitude"_L1;
            form.form = place ? Form::Degrees : Form::Count;
        }
        if (row->text("required"_L1) == "1"_L1)
            m_needed << form.name;
        m_byHeading.insert(folded(form.name), static_cast<int>(m_fields.size()));
        m_fields << form;
    }
    for (const RuleRow *row : rules.table("import_columns"_L1).where("import"_L1, m_form.headings)) {
        for (int i = 0; i < m_fields.size(); ++i) {
            if (m_fields.at(i).name == row->text("field"_L1))
                m_byHeading.insert(folded(row->text("heading"_L1)), i);
        }
    }
}

void RowColumns::addCodes(const RuleSet &rules, const QString &list, FieldForm *form) const
{
    for (const RuleRow *row : rules.codes(list)) {
        const QString code = row->text("code"_L1);
        for (const QLatin1StringView column : {"code"_L1, "zh"_L1, "en"_L1})
            form->codes.insert(folded(row->text(column)), code);
    }
    if (list != "event_kind"_L1)
        return;
    for (const RuleRow &row : rules.table("event_kinds"_L1).rows()) {
        for (const QString &alias : row.text("aliases"_L1).split(u' ', Qt::SkipEmptyParts)) {
            if (!form->codes.contains(folded(alias)))
                form->codes.insert(folded(alias), row.text("kind"_L1));
        }
    }
}

int RowColumns::fieldOf(const QString &heading) const
{
    for (int i = 0; i < m_fields.size(); ++i) {
        const auto named = m_named.constFind(m_fields.at(i).name);
        if (named != m_named.cend() && !named->isEmpty() && folded(*named) == folded(heading))
            return i;
    }
    const int found = m_byHeading.value(folded(heading), -1);
    // A field that the person named has that column and no other.
    return found >= 0 && m_named.contains(m_fields.at(found).name) ? -1 : found;
}

// Two headings may fit one field ("事件编号", "序号"): the first in the file has it.
void RowColumns::match(const QStringList &headings)
{
    for (qsizetype i = m_headings.size(); i < headings.size(); ++i) {
        const int field = fieldOf(headings.at(i));
        m_headings << headings.at(i);
        m_taken << (field >= 0 && m_taken.contains(field) ? -1 : field);
    }
}

Result<> RowColumns::checkNeeded(const QStringList &headings) const
{
    const auto refuse = [](const QString &sentence, const QString &field) {
        return fail(ErrorKind::Invalid, u"import.columns"_s, sentence, field);
    };
    for (auto it = m_named.cbegin(); it != m_named.cend(); ++it) {
        const auto isField = [&it](const FieldForm &form) { return form.name == it.key(); };
        if (std::ranges::none_of(m_fields, isField))
            return refuse(Import::tr("Such a row has no field \"%1\".").arg(it.key()), it.key());
        const auto isHeading = [&it](const QString &heading) { return folded(heading) == folded(it.value()); };
        if (!it->isEmpty() && std::ranges::none_of(headings, isHeading))
            return refuse(
                Import::tr("The file has no column \"%1\"; its columns are %2.").arg(it.value(), joinedWords(headings)),
                it.key());
    }
    QStringList missing;
    for (const QString &field : m_needed) {
        const bool isThere =
            std::ranges::any_of(m_taken, [&](int index) { return index >= 0 && m_fields.at(index).name == field; });
        if (!isThere)
            missing << field;
    }
    if (missing.isEmpty())
        return {};
    return refuse(Import::tr("The file has no columns for %1; its columns are %2. Nothing was taken from it.")
                      .arg(joinedWords(missing), joinedWords(headings)),
                  missing.first());
}

Result<> RowColumns::use(const RowSource &source)
{
    match(source.headings());
    return source.isTable() ? checkNeeded(source.headings()) : Result<>{};
}

Result<> RowColumns::use(const QStringList &headings)
{
    match(headings);
    return checkNeeded(headings);
}

void RowColumns::look(const QStringList &headings)
{
    match(headings);
}

QHash<QString, QString> RowColumns::used() const
{
    QHash<QString, QString> used;
    for (qsizetype i = 0; i < m_headings.size(); ++i) {
        if (m_taken.at(i) >= 0)
            used.insert(m_fields.at(m_taken.at(i)).name, m_headings.at(i));
    }
    return used;
}

QStringList RowColumns::unused() const
{
    QStringList unused;
    for (qsizetype i = 0; i < m_headings.size(); ++i) {
        if (m_taken.at(i) < 0)
            unused << m_headings.at(i);
    }
    return unused;
}

QString RowColumns::codeOf(FieldForm &field, const QString &cell)
{
    constexpr qsizetype most = 10'000; // a file of nonsense must not fill the memory
    if (const auto seen = field.seen.constFind(cell); seen != field.seen.cend())
        return *seen;
    const QString code = field.codes.value(folded(cell), cell.trimmed());
    if (field.seen.size() < most)
        field.seen.insert(cell, code);
    return code;
}

RowColumns::Fault RowColumns::read(FieldForm &field, const QString &cell, QJsonObject *data) const
{
    const QString text = cell.trimmed();
    const auto unreadable = [&](const QString &sentence) {
        return text.isEmpty()
                   ? Fault()
                   : Fault{field.name, u"%1.%2_format"_s.arg(m_form.subject, QString(field.name).remove(u'_')),
                           sentence.arg(cell.left(40))};
    };
    switch (field.form) {
    case Form::Text:
        data->insert(field.name, cell);
        return {};
    case Form::Code: // an unknown word is refused with the codes' own rule
        data->insert(field.name, codeOf(field, cell));
        return {};
    case Form::Degrees:
        if (const auto value = degrees(text)) {
            data->insert(field.name, *value);
            return {};
        }
        return unreadable(Import::tr("\"%1\" are no decimal degrees."));
    case Form::Count:
        if (const auto value = wholeNumber(text)) {
            data->insert(field.name, *value);
            return {};
        }
        return unreadable(Import::tr("\"%1\" is no whole number."));
    case Form::Time:
        if (const QString time = instantText(cell); !time.isEmpty()) {
            data->insert(field.name, time);
            return {};
        }
        return unreadable(Import::tr("\"%1\" is no time."));
    case Form::Day:
        if (const QString time = instantText(cell); !time.isEmpty()) {
            data->insert(field.name, time.first(10));
            return {};
        }
        return unreadable(Import::tr("\"%1\" is no date."));
    }
    return {};
}

QJsonObject RowColumns::dataOf(const RowSource &source, const RowSource::Row &row, Fault *fault)
{
    if (source.headings().size() > m_headings.size())
        match(source.headings());
    return dataOf(row.cells, fault);
}

QJsonObject RowColumns::dataOf(const QStringList &cells, Fault *fault)
{
    QJsonObject data;
    for (qsizetype i = 0; i < cells.size() && i < m_taken.size(); ++i) {
        const QString &cell = cells.at(i);
        if (m_taken.at(i) < 0 || cell.isEmpty())
            continue;
        if (Fault found = read(m_fields[m_taken.at(i)], cell, &data); !found.code.isEmpty())
            *fault = std::move(found);
    }
    return data;
}

} // namespace fengqiao
