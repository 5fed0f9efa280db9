#include <QCoreApplication>
#include <QLocale>

#include <core/locale.h>

#include "wall_paint.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallWindow)
};

// Told apart by strength and dashes as well as by colour.
struct Stroke {
    Token token;
    Qt::PenStyle style;
};

constexpr std::array<Stroke, 3> strokes{
    {{Token::Accent, Qt::SolidLine}, {Token::Ink, Qt::SolidLine}, {Token::InkSoft, Qt::DashLine}}};

const Stroke &strokeOf(qsizetype line)
{
    return strokes.at(static_cast<size_t>(line) % strokes.size());
}

// 1, 2 or 5 times a power of ten, so that a scale of four steps holds the value.
qint64 scaleFor(qint64 greatest)
{
    constexpr qint64 steps = 4;
    qint64 step = 1;
    for (int place = 0; step * steps < greatest; ++place)
        step = place % 3 == 1 ? step / 2 * 5 : step * 2; // 1 2 5 10 20 50
    return step * steps;
}

QString monthWord(const QString &code)
{
    const int month = code.mid(5).toInt();
    return (language() == Language::Chinese ? QLocale(QLocale::Chinese) : QLocale(QLocale::English))
        .standaloneMonthName(month, QLocale::ShortFormat);
}

class Chart {
public:
    Chart(WallPen &pen, const WallLayout &layout, const WallPart &part)
        : m_pen(pen)
        , m_layout(layout)
        , m_part(part)
    {
        for (const WallLine &line : part.lines)
            for (const WallValue &value : line.months)
                m_scale = std::max(m_scale, value.value);
        m_scale = scaleFor(std::max<qint64>(m_scale, 4));
    }

    void paint(const QRect &box)
    {
        const int px = m_layout.text();
        const int labels = WallPen::lineHeight(px);
        const int left = m_pen.width(QString::number(m_scale), px) + m_layout.gap();
        m_plot = box.adjusted(left, px / 2, -m_pen.width(u"00"_s, px), -labels - px / 3);
        scale(box.left());
        months(labels);
        for (qsizetype i = 0; i < m_part.lines.size(); ++i)
            line(m_part.lines.at(i), strokeOf(i));
    }

private:
    [[nodiscard]] QPointF at(qsizetype month, qint64 value) const
    {
        const auto count = std::max<qsizetype>(2, m_part.lines.first().months.size());
        return {m_plot.left() +
                    static_cast<double>(m_plot.width()) * static_cast<double>(month) / static_cast<double>(count - 1),
                m_plot.bottom() -
                    static_cast<double>(m_plot.height()) * static_cast<double>(value) / static_cast<double>(m_scale)};
    }

    // As many lines as have room for their number.
    void scale(int left)
    {
        const int px = m_layout.text();
        const int steps = m_plot.height() / 4 >= WallPen::lineHeight(px) ? 4 : m_plot.height() > 2 * px ? 2 : 1;
        for (int step = 0; step <= steps; ++step) {
            const qint64 value = m_scale * step / steps;
            const int y = qRound(at(0, value).y());
            m_pen.painter().fillRect(QRect(m_plot.left(), y, m_plot.width(), std::max(1, m_layout.gap() / 10)),
                                     m_pen.color(Token::Line));
            m_pen.line({left, y - px, m_plot.left() - left - m_layout.gap(), 2 * px}, QString::number(value), px,
                       Token::InkSoft, Qt::AlignRight);
        }
    }

    void months(int height)
    {
        const QList<WallValue> &all = m_part.lines.first().months;
        const int px = m_layout.text();
        const int wide = m_pen.width(u"00月"_s, px) + m_layout.gap();
        const double room = at(1, 0).x() - at(0, 0).x();
        const auto every = std::max<qsizetype>(1, qCeil(wide / room));
        // Counted back from the month that runs, which is always named.
        for (qsizetype i = all.size() - 1; i >= 0; i -= every)
            m_pen.line({qRound(at(i, 0).x()) - wide / 2, m_plot.bottom() + 1 + px / 3, wide, height},
                       monthWord(all.at(i).code), px, Token::InkSoft, Qt::AlignHCenter);
    }

    // A masked month is a ring on the ground: there were some, fewer than are shown.
    void line(const WallLine &line, const Stroke &stroke)
    {
        QPainter &painter = m_pen.painter();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        const double width = std::max(2.0, m_layout.text() / 8.0);
        for (qsizetype i = 1; i < line.months.size(); ++i) {
            const WallValue &from = line.months.at(i - 1);
            const WallValue &to = line.months.at(i);
            const bool running = i + 1 == line.months.size(); // not over yet
            painter.setPen(QPen(m_pen.color(stroke.token), width, running ? Qt::DotLine : stroke.style, Qt::RoundCap));
            painter.drawLine(at(i - 1, from.value), at(i, to.value));
        }
        const double radius = m_layout.text() / 5.0;
        for (qsizetype i = 0; i < line.months.size(); ++i) {
            const bool masked = line.months.at(i).masked;
            painter.setPen(QPen(m_pen.color(stroke.token), width));
            painter.setBrush(masked ? m_pen.color(Token::Raised) : m_pen.color(stroke.token));
            painter.drawEllipse(at(i, line.months.at(i).value), radius, radius);
        }
        painter.restore();
    }

    WallPen &m_pen;
    const WallLayout &m_layout;
    const WallPart &m_part;
    qint64 m_scale = 0;
    QRect m_plot;
};

QString legendWord(const WallLine &line)
{
    return Words::tr("%1 (%2)").arg(line.word, line.unit);
}

// A stroke with its word each, one after the other; a line below where one does not hold them.
int paintLegend(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const int px = layout.text();
    const int height = WallPen::lineHeight(px);
    const int stroke = 2 * px;
    int x = box.left();
    int y = box.top();
    for (qsizetype i = 0; i < part.lines.size(); ++i) {
        const QString word = legendWord(part.lines.at(i));
        const int wide = stroke + layout.gap() + pen.width(word, px);
        if (x > box.left() && x + wide > box.right()) {
            x = box.left();
            y += height;
        }
        const Stroke &look = strokeOf(i);
        pen.painter().setRenderHint(QPainter::Antialiasing);
        pen.painter().setPen(QPen(pen.color(look.token), std::max(2.0, px / 8.0), look.style));
        pen.painter().drawLine(QPointF(x, y + height / 2.0), QPointF(x + stroke, y + height / 2.0));
        pen.line({x + stroke + layout.gap(), y, box.right() - x - stroke - layout.gap(), height}, word, px,
                 Token::InkSoft);
        x += wide + 2 * layout.gap();
    }
    return y + height - box.top();
}

} // namespace

void paintTrend(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const int px = layout.title();
    const QRect title = pen.line({box.left(), box.top(), box.width(), WallPen::lineHeight(px)}, part.element.word(), px,
                                 Token::InkSoft);
    // Beside the title where there is room for all of it, else below.
    int wish = 0;
    for (const WallLine &line : part.lines)
        wish += 2 * layout.text() + 3 * layout.gap() + pen.width(legendWord(line), layout.text());
    const int left = title.right() + 1 + 3 * layout.gap();
    QRect legend(left, box.top(), box.right() - left, WallPen::lineHeight(px));
    if (wish > legend.width())
        legend = QRect(box.left(), title.bottom() + 1, box.width(), WallPen::lineHeight(layout.text()));
    const int height = paintLegend(pen, layout, legend, part);
    Chart(pen, layout, part).paint(box.adjusted(0, legend.top() - box.top() + height + layout.gap() / 2, 0, 0));
}

} // namespace fengqiao
