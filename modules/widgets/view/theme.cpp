#include <widgets/theme.h>

#include <QApplication>
#include <QFile>
#include <QFontInfo>
#include <QMetaEnum>
#include <QPointer>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>
#include <QTemporaryDir>

#include "tinted_icon.h"
#include "tokens.h"

#include <core/locale.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr const char *themeProperty = "fengqiaoTheme";
constexpr double designFont = 14.0; // the base font at which sizes.csv is meant

constexpr std::array tokenNames{
    "surface"_L1,     "raised"_L1, "sunken"_L1,      "ink"_L1,         "ink-soft"_L1,    "ink-faint"_L1, "line"_L1,
    "line-strong"_L1, "accent"_L1, "accent-soft"_L1, "on-accent"_L1,   "on-red"_L1,      "red"_L1,       "orange"_L1,
    "yellow"_L1,      "calm"_L1,   "red-tint"_L1,    "orange-tint"_L1, "yellow-tint"_L1, "calm-tint"_L1, "shadow"_L1};
constexpr std::array sizeNames{"grid"_L1,   "inside"_L1,       "related"_L1, "group"_L1,
                               "radius"_L1, "radius-small"_L1, "control"_L1, "control-tall"_L1,
                               "target"_L1, "icon"_L1,         "ring"_L1,    "rail"_L1};
constexpr std::array typeNames{"type-base"_L1, "type-small"_L1, "type-heading"_L1, "type-figure"_L1, "type-wall"_L1};

static_assert(tokenNames.size() == static_cast<std::size_t>(Token::Shadow) + 1);
static_assert(sizeNames.size() == static_cast<std::size_t>(Size::Rail) + 1);

QFont baseFont(const QFont &system)
{
    QFont font(system);
    // Explicit, because under another locale fontconfig would give Japanese shapes for the same characters.
    font.setFamilies({u"Noto Sans CJK SC"_s, u"Microsoft YaHei"_s, u"PingFang SC"_s, u"Source Han Sans SC"_s});
    font.setStyleStrategy(QFont::PreferAntialias);
    font.setFeature(QFont::Tag("tnum"), 1);
    font.setPixelSize(std::max(qRound(designFont), QFontInfo(system).pixelSize()));
    return font;
}

bool systemIsDark()
{
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
}

} // namespace

struct Theme::Private {
    QHash<QString, TokenRow> tokens;
    QHash<QString, double> sizes;
    QString style;
    QFont font;
    Appearance appearance = Appearance::System;
    bool dark = false;
    std::shared_ptr<QTemporaryDir> pictures; // tinted arrows and ticks that the style sheet names by file
    std::function<void(const QPalette &, const QString &)> use;

    [[nodiscard]] QColor color(const QString &name) const
    {
        const auto row = tokens.constFind(name);
        return row == tokens.constEnd() ? QColor() : dark ? row->dark : row->light;
    }

    [[nodiscard]] int px(double value) const { return qRound(value * font.pixelSize() / designFont); }

    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] QString styleSheet() const;
    [[nodiscard]] QString picture(const QString &icon, const QString &token) const;
    void apply();
};

QPalette Theme::Private::palette() const
{
    const struct {
        QPalette::ColorRole role;
        QString token;
    } roles[] = {{QPalette::Window, u"surface"_s},
                 {QPalette::WindowText, u"ink"_s},
                 {QPalette::Base, u"raised"_s},
                 {QPalette::AlternateBase, u"surface"_s},
                 {QPalette::Text, u"ink"_s},
                 {QPalette::Button, u"raised"_s},
                 {QPalette::ButtonText, u"ink"_s},
                 {QPalette::PlaceholderText, u"ink-faint"_s},
                 {QPalette::ToolTipBase, u"raised"_s},
                 {QPalette::ToolTipText, u"ink"_s},
                 {QPalette::Highlight, u"accent-soft"_s},
                 {QPalette::HighlightedText, u"ink"_s},
                 {QPalette::Link, u"accent"_s},
                 {QPalette::Accent, u"accent"_s},
                 {QPalette::Light, u"raised"_s},
                 {QPalette::Midlight, u"sunken"_s},
                 {QPalette::Mid, u"line"_s},
                 {QPalette::Dark, u"line-strong"_s},
                 {QPalette::Shadow, u"shadow"_s},
                 {QPalette::BrightText, u"on-accent"_s}};

    QPalette palette;
    for (const auto &[role, token] : roles)
        palette.setColor(role, color(token));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(u"ink-faint"_s));
    return palette;
}

QString Theme::Private::picture(const QString &icon, const QString &token) const
{
    const QString path = pictures->filePath(u"%1-%2.svg"_s.arg(icon, color(token).name().mid(1)));
    if (!QFile::exists(path)) {
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(tintedSvg(icon, color(token)));
    }
    return path;
}

// {token}, {size}, {size-3}, {size+1} and {icon:name:token} become what they stand for.
QString Theme::Private::styleSheet() const
{
    static const QRegularExpression mark(uR"(\{([a-z][a-z-]*?)(?:([+-]\d+))?(?::([a-z-]+):([a-z-]+))?\})"_s);
    QString out;
    qsizetype from = 0;
    for (auto it = mark.globalMatch(style); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const QString name = match.captured(1);
        out += QStringView(style).mid(from, match.capturedStart() - from);
        from = match.capturedEnd();
        if (match.hasCaptured(3))
            out += picture(match.captured(3), match.captured(4));
        else if (const QColor colour = color(name); colour.isValid())
            out += colour.name();
        else
            out += QString::number(px(sizes.value(name) + match.captured(2).toInt()));
    }
    return out + QStringView(style).mid(from);
}

void Theme::Private::apply()
{
    dark = appearance == Appearance::Dark || (appearance == Appearance::System && systemIsDark());
    use(palette(), styleSheet());
}

Theme::Theme(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

Theme::~Theme() = default;

Result<Theme *> Theme::install(QApplication &app, Appearance appearance)
{
    auto tokens = readTokens(resourcePath(u"themes/tokens.csv"_s));
    auto sizes = readSizes(resourcePath(u"themes/sizes.csv"_s));
    if (!tokens || !sizes)
        return fail(tokens ? sizes.error() : tokens.error());
    QFile style(resourcePath(u"themes/style.qss"_s));
    if (!style.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Fault, u"theme.missing"_s,
                    tr("The style %1 cannot be read. Please install the program again.").arg(style.fileName()));

    auto data = std::make_unique<Private>();
    for (const TokenRow &row : *tokens)
        data->tokens.insert(row.name, row);
    data->sizes = *sizes;
    data->style = QString::fromUtf8(style.readAll());
    data->font = baseFont(QApplication::font());
    data->appearance = appearance;
    data->pictures = std::make_shared<QTemporaryDir>();
    data->use = [&app](const QPalette &palette, const QString &sheet) {
        QApplication::setPalette(palette);
        app.setStyleSheet(sheet);
    };
    auto *theme = new Theme(std::move(data));
    theme->setParent(&app);
    app.setProperty(themeProperty, QVariant::fromValue<QObject *>(theme));
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(theme->d->font);
    theme->d->apply();
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, theme, [theme] {
        if (theme->d->appearance == Appearance::System)
            theme->setAppearance(Appearance::System);
    });
    return theme;
}

const Theme &Theme::of(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget())
        if (const auto *theme = qobject_cast<Theme *>(widget->property(themeProperty).value<QObject *>()))
            return *theme;
    const auto *theme = qobject_cast<Theme *>(qApp->property(themeProperty).value<QObject *>());
    if (!theme)
        qFatal("Theme::install comes before the first widget");
    return *theme;
}

void Theme::pin(QWidget *window, Appearance appearance)
{
    const Private &general = *Theme::of(nullptr).d;
    auto data = std::make_unique<Private>(general);
    data->appearance = appearance;
    data->use = [window](const QPalette &palette, const QString &sheet) {
        window->setPalette(palette);
        window->setStyleSheet(sheet);
    };
    auto *theme = new Theme(std::move(data));
    theme->setParent(window);
    window->setProperty(themeProperty, QVariant::fromValue<QObject *>(theme));
    theme->d->apply();
}

void Theme::setAppearance(Appearance appearance)
{
    d->appearance = appearance;
    d->apply();
    Q_EMIT changed();
}

Appearance Theme::appearance() const
{
    return d->appearance;
}

bool Theme::isDark() const
{
    return d->dark;
}

QColor Theme::color(Token token) const
{
    return d->color(QString(tokenNames.at(static_cast<std::size_t>(token))));
}

QColor Theme::color(const QString &token) const
{
    return d->color(token);
}

int Theme::size(Size size) const
{
    return d->px(d->sizes.value(QString(sizeNames.at(static_cast<std::size_t>(size)))));
}

int Theme::space(int steps) const
{
    return d->px(d->sizes.value(u"grid"_s) * steps);
}

QFont Theme::font(Type type, QFont::Weight weight) const
{
    QFont font(d->font);
    const double factor = d->sizes.value(QString(typeNames.at(static_cast<std::size_t>(type))));
    font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setWeight(weight);
    return font;
}

void setKind(QAbstractButton *button, ButtonKind kind)
{
    static constexpr std::array names{"normal"_L1, "primary"_L1, "quiet"_L1, "danger"_L1};
    button->setProperty("kind", QString(names.at(static_cast<std::size_t>(kind))));
    button->style()->unpolish(button);
    button->style()->polish(button);
}

void setButtonIcon(QAbstractButton *button, const QString &icon)
{
    const Theme &theme = Theme::of(button);
    const QString kind = button->property("kind").toString();
    const Token token = kind == "primary"_L1  ? Token::OnAccent
                        : kind == "danger"_L1 ? Token::OnRed
                        : kind == "quiet"_L1  ? Token::Accent
                                              : Token::InkSoft;
    button->setIcon(theme.icon(icon, token));
    button->setIconSize(QSize(theme.space(5), theme.space(4)));
}

void setTextRole(QWidget *label, Type type, Token ink, QFont::Weight weight)
{
    label->setFont(Theme::of(label).font(type, weight));
    label->setProperty("ink", QString(tokenNames.at(static_cast<std::size_t>(ink))));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

void drawFocusRing(QPainter &painter, const QRectF &rect, const Theme &theme, qreal radius)
{
    const qreal ring = theme.size(Size::Ring);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::Accent), ring));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2), radius, radius);
    painter.restore();
}

} // namespace fengqiao
