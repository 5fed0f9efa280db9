#include "wall_paint.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString headId = u"head"_s;
const QString footId = u"foot"_s;

const WallPart *partOf(const WallPicture &picture, const QString &id)
{
    const auto found =
        std::ranges::find_if(picture.parts, [&id](const WallPart &part) { return part.element.element == id; });
    return found == picture.parts.cend() ? nullptr : &*found;
}

QRect rectOf(const WallDrawing &drawing, const QString &id)
{
    if (id == headId)
        return drawing.layout.head();
    if (id == footId)
        return drawing.layout.foot();
    const WallPart *part = partOf(drawing.picture, id);
    return part ? drawing.layout.place(part->element.place) : QRect();
}

QImage imageFor(QSize size, const WallDrawing &drawing)
{
    QImage image(size * drawing.ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(drawing.ratio);
    image.fill(drawing.theme->color(Token::Surface));
    return image;
}

// The sentence where there is nothing to show: never an empty card.
void paintSentence(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPart &part)
{
    const QRect title = pen.line({box.left(), box.top(), box.width(), WallPen::lineHeight(layout.title())},
                                 part.element.word(), layout.title(), Token::InkSoft);
    pen.paragraph(box.adjusted(0, title.height() + layout.gap(), 0, 0), part.sentence, layout.text(), Token::Ink);
}

void paintPart(WallPen &pen, const WallDrawing &drawing, const QRect &rect, const WallPart &part)
{
    const WallLayout &layout = drawing.layout;
    pen.card(rect, layout.radius());
    const int inset = layout.inset();
    const QRect box = rect.adjusted(inset, inset, -inset, -inset);
    if (!part.sentence.isEmpty())
        return paintSentence(pen, layout, box, part);
    switch (part.element.kind) {
    case WallKind::Figure:
        return paintFigure(pen, layout, box, part);
    case WallKind::Board:
        return paintBoard(pen, layout, box, part, drawing.levels);
    case WallKind::Map:
        return paintMap(pen, layout, box, part, drawing.land.get(), drawing.picture.least);
    case WallKind::Trend:
        return paintTrend(pen, layout, box, part);
    case WallKind::Rooms:
        return paintRooms(pen, layout, box, part);
    case WallKind::Parts:
        return paintBars(pen, layout, box, part);
    }
}

} // namespace

QImage blankWall(const WallDrawing &drawing)
{
    return imageFor(drawing.layout.window(), drawing);
}

QStringList piecesOf(const WallDrawing &drawing)
{
    QStringList ids{headId};
    for (const WallPart &part : drawing.picture.parts)
        ids << part.element.element;
    return ids << footId;
}

WallPiece paintPiece(const WallDrawing &drawing, const QString &id)
{
    WallPiece piece{id, rectOf(drawing, id), {}, {}};
    piece.image = imageFor(piece.rect.size(), drawing);
    QPainter painter(&piece.image);
    painter.translate(-piece.rect.topLeft());
    WallPen pen(painter, *drawing.theme, drawing.layout.least(), &piece.texts);
    if (id == headId)
        paintHead(pen, drawing.layout, piece.rect, drawing.picture, drawing.state);
    else if (id == footId)
        paintFoot(pen, drawing.layout, piece.rect, drawing.picture);
    else if (const WallPart *part = partOf(drawing.picture, id))
        paintPart(pen, drawing, piece.rect, *part);
    return piece;
}

} // namespace fengqiao
