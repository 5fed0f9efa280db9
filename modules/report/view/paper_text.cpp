#include <QFontDatabase>
#include <QPainter>
#include <QTextLayout>

#include "flow.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The first of the style's families that this machine has; Chinese text never falls to a Japanese shape.
QString presentFamily(const QStringList &wanted)
{
    static const QSet<QString> installed = [] {
        const QStringList all = QFontDatabase::families();
        return QSet<QString>(all.begin(), all.end());
    }();
    for (const QString &family : wanted)
        if (installed.contains(family))
            return family;
    return u"Noto Serif CJK SC"_s;
}

} // namespace

QFont paperFont(const TextStyle &style)
{
    static thread_local QHash<QString, QString> found;
    const QString wanted = style.families.join(u',');
    if (!found.contains(wanted))
        found.insert(wanted, presentFamily(style.families));
    QFont font(found.value(wanted));
    font.setPixelSize(std::max(1, qRound(style.size * unitsPerPoint)));
    font.setHintingPreference(QFont::PreferNoHinting);
    // The face is named by region already. Noto's localised figures and its ligatures are glyphs of no character:
    // digits behind a letter ("LF-620521") and "fi" would be seen on the page, but neither found nor copied.
    for (const char *feature : {"locl", "liga"})
        font.setFeature(QFont::Tag::fromString(QLatin1StringView(feature)).value_or(QFont::Tag()), 0);
    if (style.bold)
        font.setWeight(QFont::Bold);
    if (style.letterSpacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, style.letterSpacing * unitsPerPoint);
    return font;
}

namespace {

void layOutLine(QTextLayout &layout)
{
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid())
        line.setLineWidth(1e7);
    layout.endLayout();
}

} // namespace

double widthOf(const QString &words, const QFont &font)
{
    QTextLayout layout(words, font);
    layOutLine(layout);
    return layout.lineCount() > 0 ? layout.lineAt(0).naturalTextWidth() : 0;
}

void drawWords(QPainter &painter, const QRectF &area, Qt::Alignment alignment, const QString &words, const QFont &font)
{
    QTextLayout layout(words, font);
    layOutLine(layout);
    if (layout.lineCount() == 0)
        return;
    const QTextLine line = layout.lineAt(0);
    const double free = area.width() - line.naturalTextWidth();
    const double share = alignment & Qt::AlignRight ? 1 : alignment & Qt::AlignHCenter ? 0.5 : 0;
    line.draw(&painter, {area.left() + free * share, area.top() + (area.height() - line.height()) / 2});
}

} // namespace fengqiao
