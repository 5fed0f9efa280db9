#include <QCoreApplication>

#include "wall_paint.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallWindow)
};

QRect topLine(const QRect &box, int px)
{
    return {box.left(), box.top(), box.width(), WallPen::lineHeight(px)};
}

QRect bottomLine(const QRect &box, int px)
{
    const int height = WallPen::lineHeight(px);
    return {box.left(), box.bottom() + 1 - height, box.width(), height};
}

// The figure with its unit close behind, on one baseline; the unit gives way first.
void paintNumber(WallPen &pen, const WallLayout &layout, const QRect &box, const WallValue &value, int px)
{
    const int space = layout.gap();
    const int wish = pen.width(value.unit, layout.title());
    const QRect number = pen.line(box, value.text, px, Token::Ink, Qt::AlignLeft, QFont::Medium);
    const QRect rest(number.right() + 1 + space, box.top(), box.right() - number.right() - space, box.height());
    if (value.unit.isEmpty() || value.text == u"—"_s || rest.width() < wish)
        return;
    const QFontMetrics metrics(pen.font(px, QFont::Medium));
    pen.onBaseline(rest, number.top() + metrics.ascent(), value.unit, layout.title(), Token::InkSoft);
}

// Rows of equal height that fit; the last one says how many do not.
struct Rows {
    int height = 0;
    qsizetype shown = 0;
    bool cut = false;
};

Rows rowsIn(const QRect &box, qsizetype count, const WallLayout &layout)
{
    const int least = WallPen::lineHeight(layout.text()) + layout.gap();
    const int most = 3 * WallPen::lineHeight(layout.text());
    const int fitting = std::max(1, box.height() / least);
    Rows rows;
    rows.cut = count > fitting;
    rows.shown = rows.cut ? fitting - 1 : count;
    rows.height =
        std::clamp(static_cast<int>(box.height() / std::max<qsizetype>(1, rows.cut ? fitting : count)), least, most);
    return rows;
}

QString roomState(const WallRoom &room)
{
    const auto clock = [](Instant at) { return at.local().toString(u"HH:mm"_s); };
    if (room.busy)
        return Words::tr("In use until %1").arg(clock(room.until));
    return room.next.isNull() ? Words::tr("Free") : Words::tr("Free until %1").arg(clock(room.next));
}

// In use is a filled square, free a ring: seen before it is read.
void paintRoomMark(WallPen &pen, const QRect &row, bool busy, int side)
{
    QRectF box(0, 0, side, side);
    box.moveCenter(QPointF(row.left() + side / 2.0, QRectF(row).center().y()));
    QPainter &painter = pen.painter();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(busy ? QPen(Qt::NoPen) : QPen(pen.color(Token::InkSoft), side / 7.0));
    painter.setBrush(busy ? QBrush(pen.color(Token::Accent)) : QBrush(Qt::NoBrush));
    if (busy)
        painter.drawRoundedRect(box, side / 6.0, side / 6.0);
    else
        painter.drawEllipse(box.adjusted(side / 14.0, side / 14.0, -side / 14.0, -side / 14.0));
}

void paintRoom(WallPen &pen, const WallLayout &layout, const QRect &row, const WallRoom &room)
{
    const int px = layout.text();
    const int mark = px * 3 / 4;
    paintRoomMark(pen, row, room.busy, mark);
    const int left = row.left() + mark + layout.gap();
    const int width = row.right() + 1 - left;
    const QRect name(left, row.top(), width * 46 / 100, row.height());
    const QRect state(name.right() + 1 + layout.gap(), row.top(), width * 30 / 100, row.height());
    const QRect count(state.right() + 1, row.top(), row.right() - state.right(), row.height());
    pen.line(name, room.name, px, Token::Ink);
    pen.line(state, roomState(room), px, room.busy ? Token::Ink : Token::InkSoft);
    pen.line(count, Words::tr("Sessions: %1").arg(room.sessions), px, Token::InkSoft, Qt::AlignRight);
}

void paintBar(WallPen &pen, const WallLayout &layout, const QRect &row, const WallValue &value, qint64 greatest,
              bool hasSecond)
{
    const int px = layout.text();
    const QRect word(row.left(), row.top(), row.width() * (hasSecond ? 34 : 48) / 100, row.height());
    const int secondWidth = hasSecond ? row.width() * 15 / 100 : 0;
    const QRect second(row.right() + 1 - secondWidth, row.top(), secondWidth, row.height());
    const QRect text(second.left() - row.width() * 16 / 100, row.top(), row.width() * 16 / 100 - layout.gap(),
                     row.height());
    const QRect lane(word.right() + 1 + layout.gap(), row.top(), text.left() - word.right() - 2 * layout.gap(),
                     row.height());
    pen.line(word, value.word, px, Token::Ink);
    QPainter &painter = pen.painter();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int thick = px * 2 / 3;
    QRect bar(lane.left(), row.center().y() - thick / 2, lane.width(), thick);
    painter.setBrush(pen.color(Token::Sunken));
    painter.drawRoundedRect(bar, thick / 4.0, thick / 4.0);
    if (greatest > 0 && value.value > 0) {
        bar.setWidth(std::max(thick / 2, static_cast<int>(lane.width() * value.value / greatest)));
        painter.setBrush(pen.color(Token::Accent));
        painter.drawRoundedRect(bar, thick / 4.0, thick / 4.0);
    }
    pen.line(text, value.text, px, Token::Ink, Qt::AlignRight, QFont::Medium);
    if (hasSecond)
        pen.line(second, value.change, px, Token::InkSoft, Qt::AlignRight);
}

} // namespace

void paintFigure(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const WallValue &value = part.values.first();
    const QRect title = topLine(box, layout.title());
    pen.line(title, value.word, layout.title(), Token::InkSoft);
    const QRect change = bottomLine(box, layout.text());
    pen.line(change, value.change, layout.text(), Token::InkSoft);
    const int bottom = value.change.isEmpty() ? box.bottom() : change.top();
    paintNumber(pen, layout, {box.left(), title.bottom() + 1, box.width(), bottom - title.bottom()}, value,
                layout.figure());
}

void paintBoard(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part,
                const QHash<QString, LevelLook> &levels)
{
    const QRect title = topLine(box, layout.title());
    pen.line(title, part.element.word(), layout.title(), Token::InkSoft);
    const int top = title.bottom() + 1 + layout.gap();
    const int height = static_cast<int>((box.bottom() + 1 - top) / std::max<qsizetype>(1, part.values.size()));
    for (qsizetype i = 0; i < part.values.size(); ++i) {
        const WallValue &value = part.values.at(i);
        const QRect row(box.left(), top + static_cast<int>(i) * height, box.width(), height);
        if (i > 0)
            pen.painter().fillRect(QRect(row.left(), row.top(), row.width(), std::max(1, layout.gap() / 8)),
                                   pen.color(Token::Line));
        const int side = layout.levelFigure() * 2 / 3;
        const QRect shape(row.left(), row.center().y() - side / 2, side, side);
        drawLevelShape(pen.painter(), shape, levels.value(value.code), pen.theme());
        const int left = shape.right() + 1 + 2 * layout.gap();
        const QRect word(left, row.top(), row.width() * 2 / 10, row.height());
        pen.line(word, value.word, layout.heading(), Token::Ink);
        paintNumber(
            pen, layout,
            {word.right() + 1 + layout.gap(), row.top(), row.right() - word.right() - layout.gap(), row.height()},
            value, layout.levelFigure());
    }
}

void paintRooms(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const QRect title = topLine(box, layout.title());
    pen.line(title, part.element.word(), layout.title(), Token::InkSoft);
    const QRect body = box.adjusted(0, title.height() + layout.gap(), 0, 0);
    const Rows rows = rowsIn(body, part.rooms.size(), layout);
    QRect row(body.left(), body.top(), body.width(), rows.height);
    for (qsizetype i = 0; i < rows.shown; ++i, row.translate(0, rows.height))
        paintRoom(pen, layout, row, part.rooms.at(i));
    if (rows.cut)
        pen.line(row, Words::tr("and %n more rooms", nullptr, static_cast<int>(part.rooms.size() - rows.shown)),
                 layout.text(), Token::InkSoft);
}

void paintBars(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const QRect title = topLine(box, layout.title());
    const QString unit = part.values.first().unit;
    pen.line(title, unit.isEmpty() ? part.element.word() : Words::tr("%1 (%2)").arg(part.element.word(), unit),
             layout.title(), Token::InkSoft);
    const QRect body = box.adjusted(0, title.height() + layout.gap(), 0, 0);
    const bool hasSecond = part.element.metrics.size() > 1;
    qint64 greatest = part.whole;
    for (const WallValue &value : part.values)
        greatest = std::max(greatest, value.value);
    const Rows rows = rowsIn(body, part.values.size(), layout);
    QRect row(body.left(), body.top(), body.width(), rows.height);
    for (qsizetype i = 0; i < rows.shown; ++i, row.translate(0, rows.height))
        paintBar(pen, layout, row, part.values.at(i), greatest, hasSecond);
    if (rows.cut)
        pen.line(row, Words::tr("and %n more", nullptr, static_cast<int>(part.values.size() - rows.shown)),
                 layout.text(), Token::InkSoft);
}

} // namespace fengqiao
