#include <widgets/marks.h>

#include <QCoreApplication>
#include <QKeySequence>
#include <QLocale>
#include <QPainterPath>

#include <widgets/theme.h>

#include <core/locale.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct LevelTokens {
    Token shape;
    Token tint;
};

LevelTokens tokensOf(const QString &level)
{
    if (level == "red"_L1)
        return {Token::Red, Token::RedTint};
    if (level == "orange"_L1)
        return {Token::Orange, Token::OrangeTint};
    if (level == "yellow"_L1)
        return {Token::Yellow, Token::YellowTint};
    return {Token::Calm, Token::Sunken};
}

struct ToneTokens {
    Token tint;
    Token ink;
};

ToneTokens tokensOf(WordChip::Tone tone)
{
    switch (tone) {
    case WordChip::Tone::Accent:
        return {Token::AccentSoft, Token::Accent};
    case WordChip::Tone::Calm:
        return {Token::CalmTint, Token::Ink};
    case WordChip::Tone::Yellow:
        return {Token::YellowTint, Token::Ink};
    case WordChip::Tone::Orange:
        return {Token::OrangeTint, Token::Ink};
    case WordChip::Tone::Red:
        return {Token::RedTint, Token::Ink};
    case WordChip::Tone::Raised:
        return {Token::Raised, Token::Accent};
    case WordChip::Tone::Neutral:
        break;
    }
    return {Token::Sunken, Token::InkSoft};
}

int chipHeight(const Theme &theme)
{
    return theme.space(6);
}

int markSide(const Theme &theme)
{
    return theme.space(3);
}

QRect chipRect(const QRect &rect, int width, const Theme &theme)
{
    const int height = std::min(chipHeight(theme), rect.height());
    return {rect.left(), rect.top() + (rect.height() - height) / 2, width, height};
}

int textWidth(const QString &text, const Theme &theme, Type type = Type::Small)
{
    return QFontMetrics(theme.font(type)).horizontalAdvance(text);
}

void drawPill(QPainter &painter, const QRect &chip, const QColor &tint)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawRoundedRect(chip, chip.height() / 2.0, chip.height() / 2.0);
}

void drawWords(QPainter &painter, const QRect &rect, const QString &text, const QColor &ink, const Theme &theme,
               Qt::Alignment alignment = Qt::AlignLeft)
{
    painter.setFont(theme.font(Type::Small));
    painter.setPen(ink);
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
}

QString shortDay(QDate day)
{
    const QLocale locale(language() == Language::Chinese ? QLocale::Chinese : QLocale::English);
    return day.toString(u"MM-dd "_s) + locale.dayName(day.dayOfWeek(), QLocale::ShortFormat);
}

} // namespace

LevelLook LevelLook::of(const RuleSet &rules, const QString &level, const QString &scheme)
{
    for (const RuleRow &row : rules.table("levels"_L1).rows())
        if (row.text("level"_L1) == level && (scheme.isEmpty() || row.text("scheme"_L1) == scheme))
            return {level, row.word(), row.text("shape"_L1)};
    return {level, level, u"ring"_s};
}

void drawLevelShape(QPainter &painter, const QRectF &rect, const LevelLook &look, const Theme &theme)
{
    const QColor colour = theme.color(tokensOf(look.code).shape);
    const qreal side = std::min(rect.width(), rect.height());
    const QRectF box(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (look.shape == "diamond"_L1) {
        painter.drawPolygon(QPolygonF{QPointF(box.center().x(), box.top()), QPointF(box.right(), box.center().y()),
                                      QPointF(box.center().x(), box.bottom()), QPointF(box.left(), box.center().y())});
    } else if (look.shape == "triangle"_L1) {
        painter.drawPolygon(QPolygonF{QPointF(box.center().x(), box.top() + side * 0.06),
                                      QPointF(box.right(), box.bottom() - side * 0.06),
                                      QPointF(box.left(), box.bottom() - side * 0.06)});
    } else if (look.shape == "square"_L1) {
        painter.drawRoundedRect(box.adjusted(side * 0.1, side * 0.1, -side * 0.1, -side * 0.1), 1, 1);
    } else {
        painter.setPen(QPen(colour, side / 6));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(side * 0.14, side * 0.14, -side * 0.14, -side * 0.14));
    }
    painter.restore();
}

int levelChipWidth(const LevelLook &look, const Theme &theme)
{
    return theme.size(Size::Inside) + markSide(theme) + theme.space(1) + textWidth(look.word, theme) +
           theme.size(Size::Inside) + theme.space(1) / 2;
}

int drawLevelChip(QPainter &painter, const QRect &rect, const LevelLook &look, const Theme &theme)
{
    const QRect chip = chipRect(rect, levelChipWidth(look, theme), theme);
    painter.save();
    drawPill(painter, chip, theme.color(tokensOf(look.code).tint));
    const int side = markSide(theme);
    const int left = chip.left() + theme.size(Size::Inside);
    drawLevelShape(painter, QRectF(left, chip.top() + (chip.height() - side) / 2.0, side, side), look, theme);
    drawWords(painter, chip.adjusted(theme.size(Size::Inside) + side + theme.space(1), 0, 0, 0), look.word,
              theme.color(Token::Ink), theme);
    painter.restore();
    return chip.width();
}

LevelChip::LevelChip(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

LevelChip::LevelChip(const LevelLook &look, QWidget *parent)
    : LevelChip(parent)
{
    setLook(look);
}

void LevelChip::setLook(const LevelLook &look)
{
    m_look = look;
    setAccessibleName(look.word);
    updateGeometry();
    update();
}

QSize LevelChip::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {levelChipWidth(m_look, theme), chipHeight(theme)};
}

void LevelChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawLevelChip(painter, rect(), m_look, Theme::of(this));
}

// At namespace scope: lupdate files what stands inside a function under another context than the program asks for.
struct DueWords {
    Q_DECLARE_TR_FUNCTIONS(DueBadge)
};

DueLook DueLook::of(QDate due, QDate raw, bool provisional, QDate today)
{
    if (!due.isValid())
        return {};

    const qint64 days = today.daysTo(due);
    DueLook look;
    if (days < 0) {
        look.heat = Heat::Over;
        look.text = DueWords::tr("%n day(s) over", "badge of a deadline that has passed", static_cast<int>(-days));
    } else if (days == 0) {
        look.heat = Heat::Today;
        look.text = DueWords::tr("due today");
    } else {
        look.heat = days <= 3 ? Heat::Soon : Heat::Calm;
        look.text = DueWords::tr("%n day(s) left", "badge of a deadline", static_cast<int>(days));
    }
    look.text += DueWords::tr(" (%1)", "the due day after the words of the badge").arg(shortDay(due));
    look.detail = DueWords::tr("Due on %1").arg(due.toString(Qt::ISODate));
    if (raw.isValid() && raw != due)
        look.detail += u'\n' + DueWords::tr("By the rule %1, a rest day, so moved on").arg(raw.toString(Qt::ISODate));
    if (provisional)
        look.detail += u'\n' + DueWords::tr("The holidays of that year are not published yet: the day may change");
    return look;
}

int dueBadgeWidth(const DueLook &look, const Theme &theme)
{
    return textWidth(look.text, theme) + theme.size(Size::Inside) * 2 + theme.space(5);
}

int drawDueBadge(QPainter &painter, const QRect &rect, const DueLook &look, const Theme &theme)
{
    if (look.text.isEmpty())
        return 0;
    const QRect chip = chipRect(rect, dueBadgeWidth(look, theme), theme);
    const bool over = look.heat == DueLook::Heat::Over;
    const bool near = look.heat == DueLook::Heat::Soon || look.heat == DueLook::Heat::Today;
    painter.save();
    drawPill(painter, chip, theme.color(over ? Token::RedTint : near ? Token::OrangeTint : Token::Sunken));
    const int side = theme.space(4);
    const int left = chip.left() + theme.size(Size::Inside);
    theme.drawIcon(painter, QRectF(left, chip.top() + (chip.height() - side) / 2.0, side, side), u"clock"_s,
                   over   ? Token::Red
                   : near ? Token::Orange
                          : Token::InkSoft);
    drawWords(painter, chip.adjusted(theme.size(Size::Inside) + theme.space(5), 0, 0, 0), look.text,
              theme.color(over || near ? Token::Ink : Token::InkSoft), theme);
    painter.restore();
    return chip.width();
}

DueBadge::DueBadge(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void DueBadge::setDue(QDate due, QDate raw, bool provisional, QDate today)
{
    m_look = DueLook::of(due, raw, provisional, today);
    setToolTip(m_look.detail);
    setAccessibleName(m_look.text);
    setVisible(!m_look.text.isEmpty());
    updateGeometry();
    update();
}

void DueBadge::clear()
{
    setDue({}, {}, false, {});
}

QSize DueBadge::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {dueBadgeWidth(m_look, theme), chipHeight(theme)};
}

void DueBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawDueBadge(painter, rect(), m_look, Theme::of(this));
}

int wordChipWidth(const QString &text, const Theme &theme)
{
    return textWidth(text, theme) + theme.size(Size::Inside) * 2 + theme.space(1);
}

int drawWordChip(QPainter &painter, const QRect &rect, const QString &text, WordChip::Tone tone, const Theme &theme)
{
    const QRect chip = chipRect(rect, wordChipWidth(text, theme), theme);
    painter.save();
    drawPill(painter, chip, theme.color(tokensOf(tone).tint));
    drawWords(painter, chip, text, theme.color(tokensOf(tone).ink), theme, Qt::AlignHCenter);
    painter.restore();
    return chip.width();
}

WordChip::WordChip(const QString &text, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_tone(tone)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void WordChip::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void WordChip::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

QSize WordChip::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    return {wordChipWidth(m_text, theme), chipHeight(theme)};
}

void WordChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    drawWordChip(painter, rect(), m_text, m_tone, Theme::of(this));
}

BadgeCount::BadgeCount(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void BadgeCount::setCount(int count)
{
    m_count = count;
    setAccessibleName(QString::number(count));
    setVisible(count > 0);
    updateGeometry();
    update();
}

namespace {

QString badgeText(int count)
{
    return count > 99 ? u"99+"_s : QString::number(count);
}

} // namespace

QSize BadgeCount::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    const int height = theme.space(5);
    return {std::max(height, textWidth(badgeText(m_count), theme) + theme.size(Size::Inside) + theme.space(1)), height};
}

void BadgeCount::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    drawPill(painter, rect(), theme.color(Token::Accent));
    drawWords(painter, rect(), badgeText(m_count), theme.color(Token::OnAccent), theme, Qt::AlignHCenter);
}

KeyHint::KeyHint(const QKeySequence &keys, QWidget *parent)
    : QWidget(parent)
    , m_keys(keys.toString(QKeySequence::NativeText).split(u'+', Qt::SkipEmptyParts))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(keys.toString(QKeySequence::NativeText));
}

QSize KeyHint::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    int width = -theme.space(1);
    for (const QString &key : m_keys)
        width += std::max(theme.space(5), textWidth(key, theme) + theme.space(3)) + theme.space(1);
    return {std::max(0, width), theme.space(5) + 2};
}

void KeyHint::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal left = 0;
    for (const QString &key : m_keys) {
        const qreal width = std::max(theme.space(5), textWidth(key, theme) + theme.space(3));
        const QRectF cap(left + 0.5, 0.5, width - 1, height() - 1);
        painter.setPen(theme.color(Token::LineStrong));
        painter.setBrush(theme.color(Token::Surface));
        painter.drawRoundedRect(cap, theme.space(1), theme.space(1));
        drawWords(painter, cap.toRect(), key, theme.color(Token::InkSoft), theme, Qt::AlignHCenter);
        left += width + theme.space(1);
    }
}

} // namespace fengqiao
