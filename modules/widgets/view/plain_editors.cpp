#include "plain_editors.h"

#include <QAction>
#include <QBoxLayout>
#include <QCalendarWidget>
#include <QJsonObject>
#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTextCharFormat>
#include <QWheelEvent>

#include <widgets/theme.h>

#include <core/document_number.h>
#include <core/locale.h>
#include <core/money.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int lineMost = 200; // access/fields.h: text
constexpr int longMost = 10'000;
constexpr int wideFrom = 100; // a line that may hold more takes the whole row

int limitOf(const RuleRow &field, int standard)
{
    const int most = field.number("max"_L1);
    return most > 0 ? most : standard;
}

template <typename T> QString messageOf(const Result<T> &result)
{
    return result ? QString() : result.error().message;
}

QBoxLayout *bare(QWidget *widget, QBoxLayout::Direction direction, int spacing)
{
    auto *layout = new QBoxLayout(direction, widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing);
    return layout;
}

} // namespace

LineEditor::LineEditor(QWidget *parent)
    : FieldEditor(parent)
    , m_line(new QLineEdit(this))
{
    bare(this, QBoxLayout::TopToBottom, 0)->addWidget(m_line);
    setMain(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &FieldEditor::changed);
}

QJsonValue LineEditor::value() const
{
    return text().isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text());
}

void LineEditor::setValue(const QJsonValue &value)
{
    m_line->setText(value.isDouble() ? QString::number(value.toInteger()) : value.toString());
    m_line->setCursorPosition(0);
}

bool LineEditor::setHint(const QString &hint)
{
    m_line->setPlaceholderText(hint);
    m_line->setToolTip(hint);
    return true;
}

TextEditor::TextEditor(const RuleRow &field, QWidget *parent)
    : LineEditor(parent)
    , m_least(field.number("min"_L1))
    , m_most(limitOf(field, lineMost))
    , m_wide(field.number("max"_L1) > wideFrom || field.text("personal"_L1) == "Address"_L1)
{
}

QString TextEditor::fault() const
{
    if (!text().isEmpty() && text().size() < m_least)
        return tr("%1 characters at least.").arg(m_least);
    return text().size() > m_most ? tr("%1 characters at most; there are %2.").arg(m_most).arg(text().size())
                                  : QString();
}

PhoneEditor::PhoneEditor(QWidget *parent)
    : LineEditor(parent)
{
    line()->setInputMethodHints(Qt::ImhDialableCharactersOnly);
}

QString PhoneEditor::fault() const
{
    return text().isEmpty() ? QString() : messageOf(parsePhone(text()));
}

MoneyEditor::MoneyEditor(QWidget *parent)
    : LineEditor(parent)
{
    line()->setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    line()->setPlaceholderText(tr("Yuan, such as 2000.50"));
}

QString MoneyEditor::fault() const
{
    return text().isEmpty() ? QString() : messageOf(Money::parse(text()));
}

CitizenIdEditor::CitizenIdEditor(std::function<QDate()> today, QWidget *parent)
    : LineEditor(parent)
    , m_today(std::move(today))
{
}

QString CitizenIdEditor::fault() const
{
    return text().isEmpty() ? QString() : messageOf(CitizenId::parse(text(), m_today()));
}

DateEditor::DateEditor(std::function<QDate()> today, QWidget *parent)
    : LineEditor(parent)
    , m_today(std::move(today))
{
    line()->setPlaceholderText(tr("YYYY-MM-DD"));
    auto *pick = line()->addAction(Theme::of(parent).icon(u"calendar"_s, Token::InkSoft), QLineEdit::TrailingPosition);
    pick->setToolTip(tr("Choose a day (Alt+Down)"));
    pick->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    pick->setShortcutContext(Qt::WidgetShortcut);
    connect(pick, &QAction::triggered, this, &DateEditor::pick);
    connect(line(), &QLineEdit::editingFinished, this, &DateEditor::tidy);
}

QDate DateEditor::read(const QString &text, QDate today)
{
    static const QRegularExpression parts(uR"(^(?:(\d{4})[-./年]?)?(\d{1,2})[-./月]?(\d{1,2})日?$)"_s);
    const QRegularExpressionMatch match = parts.match(text);
    if (!match.hasMatch())
        return {};
    const int year = match.captured(1).isEmpty() ? today.year() : match.captured(1).toInt();
    return {year, match.captured(2).toInt(), match.captured(3).toInt()};
}

QDate DateEditor::date() const
{
    return read(text(), m_today());
}

QJsonValue DateEditor::value() const
{
    const QDate day = date();
    return day.isValid() ? QJsonValue(day.toString(Qt::ISODate)) : LineEditor::value();
}

QString DateEditor::fault() const
{
    return text().isEmpty() || date().isValid() ? QString() : tr("This is not a day. Please write it as 2026-09-14.");
}

void DateEditor::tidy()
{
    if (const QDate day = date(); day.isValid())
        line()->setText(day.toString(Qt::ISODate));
}

void DateEditor::pick()
{
    auto *calendar = new QCalendarWidget(this);
    calendar->setWindowFlag(Qt::Popup);
    calendar->setAttribute(Qt::WA_DeleteOnClose);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    calendar->setLocale(QLocale(language() == Language::Chinese ? QLocale::Chinese : QLocale::English));
    calendar->setFirstDayOfWeek(Qt::Monday);
    QTextCharFormat weekend; // red is for levels only
    weekend.setForeground(Theme::of(this).color(Token::InkSoft));
    calendar->setWeekdayTextFormat(Qt::Saturday, weekend);
    calendar->setWeekdayTextFormat(Qt::Sunday, weekend);
    calendar->setSelectedDate(date().isValid() ? date() : m_today());
    const auto take = [this, calendar](QDate day) {
        line()->setText(day.toString(Qt::ISODate));
        calendar->close();
    };
    connect(calendar, &QCalendarWidget::clicked, this, take);
    connect(calendar, &QCalendarWidget::activated, this, take);
    calendar->move(mapToGlobal(QPoint(0, height())));
    calendar->show();
    calendar->setFocus();
}

InstantEditor::InstantEditor(std::function<QDate()> today, QWidget *parent)
    : FieldEditor(parent)
    , m_date(new DateEditor(std::move(today), this))
    , m_time(new QLineEdit(this))
{
    m_time->setPlaceholderText(tr("hh:mm"));
    m_time->setAccessibleName(tr("Time of day"));
    auto *row = bare(this, QBoxLayout::LeftToRight, Theme::of(parent).size(Size::Inside));
    row->addWidget(m_date, 3);
    row->addWidget(m_time, 2);
    setMain(m_date);
    connect(m_date, &FieldEditor::changed, this, &FieldEditor::changed);
    connect(m_time, &QLineEdit::textChanged, this, &FieldEditor::changed);
}

QTime InstantEditor::time() const
{
    static const QRegularExpression parts(uR"(^(\d{1,2})[:：]?(\d{2})$)"_s);
    const QRegularExpressionMatch match = parts.match(m_time->text().trimmed());
    return match.hasMatch() ? QTime(match.captured(1).toInt(), match.captured(2).toInt()) : QTime();
}

bool InstantEditor::isEmpty() const
{
    return m_date->isEmpty() && m_time->text().trimmed().isEmpty();
}

QJsonValue InstantEditor::value() const
{
    if (isEmpty())
        return QJsonValue::Null;
    if (!m_date->date().isValid() || !time().isValid())
        return QJsonValue(m_date->value().toString() + u' ' + m_time->text().trimmed());
    return QJsonValue(Instant::fromLocal(m_date->date(), time()).toIso());
}

void InstantEditor::setValue(const QJsonValue &value)
{
    const auto at = Instant::parse(value.toString());
    m_date->setValue(at ? QJsonValue(at->localDate().toString(Qt::ISODate)) : QJsonValue(value.toString()));
    m_time->setText(at ? at->local().toString(u"HH:mm"_s) : QString());
}

QString InstantEditor::fault() const
{
    if (isEmpty())
        return {};
    if (m_date->isEmpty() || !m_date->fault().isEmpty())
        return tr("This is not a day. Please write it as 2026-09-14.");
    return time().isValid() ? QString() : tr("This is not a time of day. Please write it as 09:05.");
}

LongTextEditor::LongTextEditor(const RuleRow &field, QWidget *parent)
    : FieldEditor(parent)
    , m_text(new QPlainTextEdit(this))
    , m_counter(new QLabel(this))
    , m_most(limitOf(field, longMost))
{
    const Theme &theme = Theme::of(parent);
    m_text->setTabChangesFocus(true);
    m_text->setFixedHeight(theme.space(24));
    m_counter->setAlignment(Qt::AlignRight);
    auto *column = bare(this, QBoxLayout::TopToBottom, theme.space(1) / 2);
    column->addWidget(m_text);
    column->addWidget(m_counter);
    setMain(m_text);
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] {
        count();
        Q_EMIT changed();
    });
    count();
}

QJsonValue LongTextEditor::value() const
{
    const QString text = m_text->toPlainText().trimmed();
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

void LongTextEditor::setValue(const QJsonValue &value)
{
    m_text->setPlainText(value.toString());
}

void LongTextEditor::count()
{
    const qsizetype length = m_text->toPlainText().size();
    setTextRole(m_counter, Type::Small, length > m_most ? Token::Red : Token::InkFaint);
    m_counter->setText(u"%L1 / %L2"_s.arg(length).arg(m_most));
    // Nobody counts letters before the end comes near.
    m_counter->setVisible(!m_dense || length > m_most / 2);
}

void LongTextEditor::setDense()
{
    m_dense = true;
    m_text->setFixedHeight(Theme::of(this).space(16));
    count();
}

QString LongTextEditor::fault() const
{
    const qsizetype length = m_text->toPlainText().size();
    return length > m_most ? tr("%1 characters at most; there are %2.").arg(m_most).arg(length) : QString();
}

bool LongTextEditor::setHint(const QString &hint)
{
    m_text->setPlaceholderText(hint);
    m_text->setToolTip(hint);
    return true;
}

QString OptionalSpin::textFromValue(int value) const
{
    return value == minimum() ? QString() : QString::number(value);
}

int OptionalSpin::valueFromText(const QString &text) const
{
    return text.trimmed().isEmpty() ? minimum() : text.trimmed().toInt();
}

QValidator::State OptionalSpin::validate(QString &text, int &at) const
{
    return text.trimmed().isEmpty() ? QValidator::Acceptable : QSpinBox::validate(text, at);
}

void OptionalSpin::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QSpinBox::wheelEvent(event);
    else
        event->ignore();
}

IntEditor::IntEditor(const RuleRow &field, QWidget *parent)
    : FieldEditor(parent)
    , m_spin(new OptionalSpin(this))
{
    constexpr int most = 1'000'000'000;
    const int max = field.number("max"_L1);
    m_spin->setRange(field.number("min"_L1) - 1, max > 0 ? max : most); // one below the least means empty
    m_spin->setValue(m_spin->minimum());
    m_spin->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    bare(this, QBoxLayout::TopToBottom, 0)->addWidget(m_spin);
    setMain(m_spin);
    connect(m_spin, &QSpinBox::valueChanged, this, &FieldEditor::changed);
}

QJsonValue IntEditor::value() const
{
    return m_spin->value() == m_spin->minimum() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_spin->value());
}

void IntEditor::setValue(const QJsonValue &value)
{
    m_spin->setValue(value.isDouble() ? static_cast<int>(value.toInteger()) : m_spin->minimum());
}

} // namespace fengqiao
