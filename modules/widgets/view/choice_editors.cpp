#include "plain_editors.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QKeyEvent>
#include <QLabel>
#include <QToolButton>

#include <widgets/cards.h>
#include <widgets/theme.h>

#include <core/document_number.h>
#include <core/hanzi.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr const char *codeProperty = "code";
constexpr qint64 typingPauseMs = 1000;
constexpr int fullLength = 18; // of a citizen number and of a USCC

QString codeOf(const QObject *button)
{
    return button->property(codeProperty).toString();
}

// The buttons of a field stand directly in the form: the first one is what Tab reaches.
QToolButton *codeButton(const CodeChoice &choice, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(choice.word);
    button->setCheckable(true);
    button->setProperty(codeProperty, choice.code);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

BoolEditor::BoolEditor(const QString &word, QWidget *parent)
    : FieldEditor(parent)
    , m_box(new QCheckBox(word, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box);
    row->addStretch();
    setMain(m_box);
    connect(m_box, &QCheckBox::toggled, this, &FieldEditor::changed);
}

QJsonValue BoolEditor::value() const
{
    return m_box->isChecked() || m_required ? QJsonValue(m_box->isChecked()) : QJsonValue(QJsonValue::Null);
}

void BoolEditor::setValue(const QJsonValue &value)
{
    m_box->setChecked(value.toBool());
}

void PinyinCombo::keyPressEvent(QKeyEvent *event)
{
    const QString letter = event->text().toLower();
    const bool latin = letter.size() == 1 && letter.at(0) >= u'a' && letter.at(0) <= u'z';
    if (!latin || event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier))
        return QComboBox::keyPressEvent(event);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    m_typed = now - m_typedAt > typingPauseMs ? letter : m_typed + letter;
    m_typedAt = now;
    const auto answers = [this](int row) {
        const QStringList keys = pinyin(itemText(row)) + initials(itemText(row)) + QStringList{fold(itemText(row))};
        return std::ranges::any_of(keys, [this](const QString &key) { return key.startsWith(m_typed); });
    };
    // The same letter again goes on to the next item, as every combo box does.
    const int from = m_typed.size() == 1 ? currentIndex() + 1 : std::max(0, currentIndex());
    for (int i = 0; i < count(); ++i)
        if (const int row = (from + i) % count(); answers(row))
            return setCurrentIndex(row);
}

void PinyinCombo::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

CodeEditor::CodeEditor(const QList<CodeChoice> &codes, QWidget *parent)
    : FieldEditor(parent)
    , m_combo(new PinyinCombo(this))
{
    m_combo->addItem(QString(), QString());
    for (const CodeChoice &choice : codes)
        m_combo->addItem(choice.word, choice.code);
    m_combo->setMinimumContentsLength(6);
    m_combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_combo->setPlaceholderText(tr("Please choose"));
    m_combo->setCurrentIndex(-1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_combo);
    setMain(m_combo);
    connect(m_combo, &QComboBox::currentIndexChanged, this, [this] {
        showWhetherChosen();
        Q_EMIT changed();
    });
    showWhetherChosen();
}

void CodeEditor::showWhetherChosen()
{
    m_combo->setProperty("chosen", m_combo->currentIndex() >= 0);
    m_combo->style()->unpolish(m_combo);
    m_combo->style()->polish(m_combo);
}

QJsonValue CodeEditor::value() const
{
    const QString code = m_combo->currentData().toString();
    return code.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(code);
}

void CodeEditor::setValue(const QJsonValue &value)
{
    m_combo->setCurrentIndex(value.toString().isEmpty() ? -1 : m_combo->findData(value.toString()));
}

SegmentEditor::SegmentEditor(const QList<CodeChoice> &codes, QWidget *parent)
    : FieldEditor(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (qsizetype i = 0; i < codes.size(); ++i) {
        QToolButton *button = codeButton(codes.at(i), this);
        button->setProperty("segment", codes.size() == 1       ? u"only"_s
                                       : i == 0                ? u"first"_s
                                       : i == codes.size() - 1 ? u"last"_s
                                                               : u"middle"_s);
        button->installEventFilter(this);
        connect(button, &QToolButton::clicked, this, [this, button](bool on) {
            if (on || m_required)
                press(button);
            else
                Q_EMIT changed();
        });
        row->addWidget(button);
        m_buttons << button;
    }
    row->addStretch();
    if (!m_buttons.isEmpty())
        setMain(m_buttons.constFirst());
}

void SegmentEditor::press(QToolButton *button)
{
    for (QToolButton *other : std::as_const(m_buttons))
        other->setChecked(other == button);
    Q_EMIT changed();
}

QJsonValue SegmentEditor::value() const
{
    for (const QToolButton *button : m_buttons)
        if (button->isChecked())
            return codeOf(button);
    return QJsonValue::Null;
}

void SegmentEditor::setValue(const QJsonValue &value)
{
    for (QToolButton *button : std::as_const(m_buttons))
        button->setChecked(codeOf(button) == value.toString());
    Q_EMIT changed();
}

bool SegmentEditor::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return FieldEditor::eventFilter(object, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const int step = key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0;
    if (step == 0)
        return false;
    const auto at = m_buttons.indexOf(static_cast<QToolButton *>(object)) + step;
    if (at >= 0 && at < m_buttons.size()) {
        m_buttons.at(at)->setFocus(Qt::TabFocusReason);
        press(m_buttons.at(at));
    }
    return true;
}

CodesEditor::CodesEditor(const QList<CodeChoice> &codes, QWidget *parent)
    : FieldEditor(parent)
{
    auto *flow = new FlowLayout(this);
    for (const CodeChoice &code : codes) {
        QToolButton *chip = codeButton(code, this);
        chip->setProperty("chip", true);
        connect(chip, &QToolButton::toggled, this, &FieldEditor::changed);
        flow->addWidget(chip);
        m_chips << chip;
    }
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum); // Fixed would stop it at one line
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    if (!m_chips.isEmpty())
        setMain(m_chips.constFirst());
}

QJsonValue CodesEditor::value() const
{
    QJsonArray codes;
    for (const QToolButton *chip : m_chips)
        if (chip->isChecked())
            codes << codeOf(chip);
    return codes.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(codes);
}

void CodesEditor::setValue(const QJsonValue &value)
{
    const QJsonArray codes = value.toArray();
    for (QToolButton *chip : std::as_const(m_chips))
        chip->setChecked(codes.contains(codeOf(chip)));
}

DocumentEditor::DocumentEditor(const FormContext &context, QWidget *parent)
    : FieldEditor(parent)
    , m_today(context.today)
    , m_type(new PinyinCombo(this))
    , m_number(new QLineEdit(this))
    , m_note(new QLabel(this))
{
    const Theme &theme = Theme::of(parent);
    for (const CodeChoice &choice : codeChoices(*context.rules, u"document_type"_s))
        m_type->addItem(choice.word, choice.code);
    m_type->setMinimumContentsLength(3);
    m_type->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_number->setMinimumWidth(m_number->fontMetrics().horizontalAdvance(QString(fullLength + 2, u'0')));
    m_type->setAccessibleName(tr("Kind of document"));
    m_number->setPlaceholderText(tr("Number"));
    setTextRole(m_note, Type::Small, Token::InkSoft);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_type, 2);
    row->addWidget(m_number, 3);
    column->addLayout(row);
    column->addWidget(m_note);
    setMain(m_number);
    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        check(false);
        Q_EMIT changed();
    });
    connect(m_number, &QLineEdit::textChanged, this, [this] {
        check(false);
        Q_EMIT changed();
    });
    connect(m_number, &QLineEdit::editingFinished, this, [this] { check(true); });
}

bool DocumentEditor::isEmpty() const
{
    return m_number->text().trimmed().isEmpty();
}

QJsonValue DocumentEditor::value() const
{
    if (isEmpty())
        return QJsonValue::Null;
    return QJsonObject{{u"type"_s, m_type->currentData().toString()}, {u"number"_s, m_number->text().trimmed()}};
}

void DocumentEditor::setValue(const QJsonValue &value)
{
    const QJsonObject document = value.toObject();
    const int type = m_type->findData(document.value(u"type"_s).toString());
    m_type->setCurrentIndex(std::max(0, type));
    m_number->setText(document.value(u"number"_s).toString());
}

QString DocumentEditor::fault() const
{
    if (isEmpty())
        return {};
    const auto number = DocumentNumber::parse(m_type->currentData().toString(), m_number->text(), m_today());
    return number ? QString() : number.error().message;
}

void DocumentEditor::setFaulty(bool faulty)
{
    FieldEditor::setFaulty(faulty);
    if (faulty)
        m_note->hide(); // the form says it under the field
}

// A number that is still being typed is not a wrong one: it is judged when it is long enough, or left.
void DocumentEditor::check(bool finished)
{
    const QString type = m_type->currentData().toString();
    const bool hasCheckDigit = type == "citizen_id"_L1 || type == "uscc"_L1;
    const bool judge = !isEmpty() && (finished || m_number->text().trimmed().size() >= fullLength);
    const QString wrong = judge ? fault() : QString();
    setTextRole(m_note, Type::Small, wrong.isEmpty() ? Token::InkSoft : Token::Red);
    m_note->setText(!wrong.isEmpty() ? wrong : judge && hasCheckDigit ? tr("The check digit is right.") : QString());
    m_note->setVisible(!m_note->text().isEmpty());
}

} // namespace fengqiao
