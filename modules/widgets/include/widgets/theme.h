#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <memory>

#include <core/error.h>

class QApplication;
class QAbstractButton;
class QPainter;
class QRectF;
class QWidget;

namespace fengqiao {

// The colours of resources/themes/tokens.csv, by what they are for.
enum class Token {
    Surface,
    Raised,
    Sunken,
    Ink,
    InkSoft,
    InkFaint,
    Line,
    LineStrong,
    Accent,
    AccentSoft,
    OnAccent,
    OnRed,
    Red,
    Orange,
    Yellow,
    Calm,
    RedTint,
    OrangeTint,
    YellowTint,
    CalmTint,
    Shadow
};

// The sizes of resources/themes/sizes.csv, in pixels at a 14 px base font; they grow with the font.
enum class Size { Grid, Inside, Related, Group, Radius, RadiusSmall, Control, ControlTall, Target, Icon, Ring, Rail };

enum class Type { Base, Small, Heading, Figure, WallFigure }; // factors in sizes.csv

enum class Appearance { System, Light, Dark };

enum class ButtonKind { Normal, Primary, Quiet, Danger }; // one Primary a card or dialog: the thing to do next

// Colours, sizes, fonts and icons of the window. Installed once on the application by the composition root; widgets ask
// Theme::of(this), and are repainted when the appearance changes. Never keep a colour: ask while painting.
class Theme : public QObject {
    Q_OBJECT

public:
    // Fusion, palette, style sheet and font for the whole application. "theme.missing", "theme.format".
    [[nodiscard]] static Result<Theme *> install(QApplication &app, Appearance appearance = Appearance::System);
    // The nearest one up the parents (a window may be pinned), else the application's.
    [[nodiscard]] static const Theme &of(const QWidget *widget = nullptr);
    // This window keeps its own appearance whatever the setting says (the big screen is dark only).
    static void pin(QWidget *window, Appearance appearance);
    ~Theme() override;

    void setAppearance(Appearance appearance);
    [[nodiscard]] Appearance appearance() const;
    [[nodiscard]] bool isDark() const;

    [[nodiscard]] QColor color(Token token) const;
    [[nodiscard]] QColor color(const QString &token) const; // "red-tint"; invalid if unknown
    [[nodiscard]] int size(Size size) const;
    [[nodiscard]] int space(int steps) const; // steps of the 4 px grid
    [[nodiscard]] QFont font(Type type = Type::Base, QFont::Weight weight = QFont::Normal) const;
    // An icon of resources/icons (name without .svg) drawn in a token's colour; follows the appearance.
    [[nodiscard]] QIcon icon(const QString &name, Token token = Token::Ink) const;
    [[nodiscard]] QPixmap pixmap(const QString &name, Token token, int side, qreal dpr) const;
    void drawIcon(QPainter &painter, const QRectF &rect, const QString &name, Token token) const;

Q_SIGNALS:
    void changed();

private:
    struct Private;
    explicit Theme(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

void setKind(QAbstractButton *button, ButtonKind kind);
// An icon before the words of a button, in the ink of its kind.
void setButtonIcon(QAbstractButton *button, const QString &icon);
// Text roles of a label: its font and the strength of its ink.
void setTextRole(QWidget *label, Type type, Token ink = Token::Ink, QFont::Weight weight = QFont::Normal);
// The 2 px accent ring around a custom-painted part that has the focus.
void drawFocusRing(QPainter &painter, const QRectF &rect, const Theme &theme, qreal radius);

// The files of resources/themes as one token table, for the theme and for the test over it.
struct TokenRow {
    QString name;
    QString kind; // surface, text, shape, line
    QStringList on;
    QColor light;
    QColor dark;
};

[[nodiscard]] Result<QList<TokenRow>> readTokens(const QString &path);

// W3C contrast ratio, 1..21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace fengqiao
