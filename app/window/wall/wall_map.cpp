#include <QCoreApplication>

#include "wall_paint.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallWindow)
};

// From the card's colour to the accent.
QColor mixed(const WallPen &pen, double share)
{
    const QColor from = pen.color(Token::Raised);
    const QColor to = pen.color(Token::Accent);
    const auto between = [share](int a, int b) { return qRound(a + (b - a) * share); };
    return {between(from.red(), to.red()), between(from.green(), to.green()), between(from.blue(), to.blue())};
}

constexpr double restShare = 0.08;   // nothing there
constexpr double maskedShare = 0.24; // a few
constexpr double firstShare = 0.42;  // steps from here to the whole colour

struct Scale {
    QList<qint64> steps;
    int least = 0;

    [[nodiscard]] double shareOf(const WallValue &value) const
    {
        if (value.masked)
            return maskedShare;
        if (value.value <= 0 || steps.isEmpty())
            return restShare;
        qsizetype at = 0;
        while (at + 1 < steps.size() && value.value >= steps.at(at + 1))
            ++at;
        return share(at);
    }

    [[nodiscard]] double share(qsizetype step) const
    {
        return steps.size() < 2
                   ? 1
                   : firstShare + (1 - firstShare) * static_cast<double>(step) / static_cast<double>(steps.size() - 1);
    }

    [[nodiscard]] QString word(qsizetype step) const
    {
        const qint64 from = steps.at(step);
        if (step + 1 == steps.size())
            return Words::tr("%1 and more").arg(from);
        return u"%1–%2"_s.arg(from).arg(steps.at(step + 1) - 1);
    }
};

void paintLegend(WallPen &pen, const WallLayout &layout, const QRect &box, const Scale &scale)
{
    QList<std::pair<QColor, QString>> rows{{mixed(pen, restShare), u"0"_s},
                                           {mixed(pen, maskedShare), Words::tr("fewer than %1").arg(scale.least)}};
    for (qsizetype step = 0; step < scale.steps.size(); ++step)
        rows.append({mixed(pen, scale.share(step)), scale.word(step)});
    const int px = layout.text();
    const int height = WallPen::lineHeight(px);
    int y = box.bottom() + 1 - height * static_cast<int>(rows.size());
    for (const auto &[color, word] : std::as_const(rows)) {
        const QRect swatch(box.left(), y + (height - px) / 2, px, px);
        pen.painter().fillRect(swatch, color);
        pen.line({swatch.right() + 1 + layout.gap(), y, box.width() / 2, height}, word, px, Token::InkSoft);
        y += height;
    }
}

} // namespace

QList<qint64> wallSteps(qint64 greatest, int least)
{
    if (greatest < least)
        return {};
    QList<qint64> steps{least};
    for (const int percent : {20, 50}) {
        // Rounded down to 1, 2 or 5 times a power of ten: steps that can be said.
        const qint64 wish = greatest * percent / 100;
        qint64 step = 1;
        for (int place = 0;; ++place) {
            const qint64 next = place % 3 == 1 ? step / 2 * 5 : step * 2;
            if (next > wish)
                break;
            step = next;
        }
        if (step > steps.last())
            steps << step;
    }
    return steps;
}

void paintMap(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part, const WallLand *land,
              int least)
{
    const int px = layout.title();
    const QRect title(box.left(), box.top(), box.width(), WallPen::lineHeight(px));
    pen.line(title, part.element.word(), px, Token::InkSoft);
    if (!land || land->isEmpty()) {
        pen.paragraph(box.adjusted(0, title.height() + layout.gap(), 0, 0),
                      Words::tr("No grid of this area has a border yet; draw or import them under Grids."),
                      layout.text(), Token::Ink);
        return;
    }
    qint64 greatest = 0;
    for (const WallValue &value : part.values)
        greatest = std::max(greatest, value.value);
    const Scale scale{wallSteps(greatest, least), least};
    QHash<QString, QColor> colors;
    for (const WallValue &value : part.values)
        colors.insert(value.code, mixed(pen, scale.shareOf(value)));
    const QRect ground = box.adjusted(0, title.height() + layout.gap(), 0, 0);
    land->paint(pen, ground, colors, mixed(pen, restShare));
    land->label(pen, ground, layout.least());
    paintLegend(pen, layout, ground, scale);
}

} // namespace fengqiao
