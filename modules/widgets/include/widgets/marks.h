#pragma once

#include <QAbstractButton>
#include <QWidget>

#include <core/calendar.h>
#include <core/rules.h>

namespace fengqiao {

// How a level shows: colour, word and shape together, never colour alone.
struct LevelLook {
    QString code; // red, orange, yellow, none
    QString word;
    QString shape; // diamond, triangle, square, ring
    // From rule table `levels` (the first scheme that knows the level, if none is named).
    [[nodiscard]] static LevelLook of(const RuleSet &rules, const QString &level, const QString &scheme = {});
    friend bool operator==(const LevelLook &, const LevelLook &) = default;
};

// Paints the shape alone, for delegates and boards.
void drawLevelShape(QPainter &painter, const QRectF &rect, const LevelLook &look, const class Theme &theme);
// Paints the whole chip left-aligned in rect and returns its width, for delegates.
int drawLevelChip(QPainter &painter, const QRect &rect, const LevelLook &look, const Theme &theme);
[[nodiscard]] int levelChipWidth(const LevelLook &look, const Theme &theme);

class LevelChip : public QWidget {
    Q_OBJECT

public:
    explicit LevelChip(QWidget *parent = nullptr);
    explicit LevelChip(const LevelLook &look, QWidget *parent = nullptr);
    void setLook(const LevelLook &look);

    [[nodiscard]] const LevelLook &look() const { return m_look; }

    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    LevelLook m_look;
};

// Days left until a due day. `DueLook::of` makes the words; the badge and delegates draw them.
struct DueLook {
    enum class Heat { Calm, Soon, Today, Over };
    QString text;   // "3 days left (09-17 Thu)"
    QString detail; // rolled date, raw date, provisional; for the tool tip
    Heat heat = Heat::Calm;
    [[nodiscard]] static DueLook of(QDate due, QDate raw, bool provisional, QDate today);
    friend bool operator==(const DueLook &, const DueLook &) = default;
};

int drawDueBadge(QPainter &painter, const QRect &rect, const DueLook &look, const Theme &theme);
[[nodiscard]] int dueBadgeWidth(const DueLook &look, const Theme &theme);

class DueBadge : public QWidget {
    Q_OBJECT

public:
    explicit DueBadge(QWidget *parent = nullptr);
    void setDue(QDate due, QDate raw, bool provisional, QDate today);
    void clear();

    [[nodiscard]] const DueLook &look() const { return m_look; }

    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    DueLook m_look;
};

// A small pill with a word on a tint, for states and kinds.
class WordChip : public QWidget {
    Q_OBJECT

public:
    // Raised is for a chip that stands on a tint itself, such as a selected row.
    enum class Tone { Neutral, Accent, Calm, Yellow, Orange, Red, Raised };
    explicit WordChip(const QString &text = {}, Tone tone = Tone::Neutral, QWidget *parent = nullptr);
    void setText(const QString &text);
    void setTone(Tone tone);

    [[nodiscard]] QString text() const { return m_text; }

    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone;
};

int drawWordChip(QPainter &painter, const QRect &rect, const QString &text, WordChip::Tone tone, const Theme &theme);
[[nodiscard]] int wordChipWidth(const QString &text, const Theme &theme);

// A number that waits: hidden at 0, "99+" above 99.
class BadgeCount : public QWidget {
    Q_OBJECT

public:
    explicit BadgeCount(QWidget *parent = nullptr);
    void setCount(int count);

    [[nodiscard]] int count() const { return m_count; }

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count = 0;
};

// A key drawn as a key: "Ctrl+K".
class KeyHint : public QWidget {
    Q_OBJECT

public:
    explicit KeyHint(const QKeySequence &keys, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QStringList m_keys;
};

} // namespace fengqiao
