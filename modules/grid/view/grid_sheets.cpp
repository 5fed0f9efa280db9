#include "grid_sheets.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QUrl>
#include <cmath>

#include <core/locale.h>
#include <grid/grid.h>
#include <widgets/notices.h>
#include <widgets/sheet_dialog.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Sheets {
    Q_DECLARE_TR_FUNCTIONS(GridSheets)
};

constexpr int pictureSide = 480; // drawn at half of it, so that it is sharp on paper
constexpr int pictureShown = 240;
constexpr qreal pictureMargin = 0.06; // of the side
const QUrl pictureUrl(u"border.png"_s);

QString cell(const QString &text, const QString &style = {})
{
    return u"<td style='%2'>%1</td>"_s.arg(text.isEmpty() ? u"　"_s : text.toHtmlEscaped(), style);
}

QString fact(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString()
                           : u"<tr><td width='26%' style='color:#444; border-bottom:none'>%1</td>"
                             "<td style='font-weight:500; border-bottom:none'>%2</td></tr>"_s.arg(
                                 name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString heading(const QString &title, const QString &subtitle, int pixels)
{
    return u"<h1 align='center' style='margin:0; font-size:%3px'>%1</h1><p class='sub' align='center' "
           "style='margin-top:4px; margin-bottom:14px; font-size:13px'>%2</p>"_s
               .arg(title.toHtmlEscaped(), subtitle.toHtmlEscaped())
               .arg(pixels);
}

QString facts(const NameBoard &board)
{
    QString html = u"<table width='100%' cellspacing='0' cellpadding='4' style='font-size:15px'>"_s;
    html += fact(Sheets::tr("Grid"), board.grid.name);
    html += fact(Sheets::tr("Code"), board.grid.code);
    html += fact(Sheets::tr("Belongs to"), board.place);
    html += fact(Sheets::tr("Kind"), board.scheme);
    if (board.grid.households)
        html += fact(Sheets::tr("Households"), QString::number(*board.grid.households));
    return html + u"</table>"_s;
}

QString peopleTable(const QList<ContactLine> &people, const QStringList &titles, int pixels,
                    const std::function<QStringList(const ContactLine &)> &cells)
{
    QString html =
        u"<table width='100%' cellspacing='0' cellpadding='5' style='border-collapse:collapse; font-size:%1px; "
        "margin-top:10px'><tr>"_s.arg(pixels);
    for (const QString &title : titles)
        html += u"<th>%1</th>"_s.arg(title.toHtmlEscaped());
    html += u"</tr>"_s;
    for (const ContactLine &line : people) {
        html += u"<tr>"_s;
        const QStringList texts = cells(line);
        for (qsizetype i = 0; i < texts.size(); ++i)
            html += cell(texts.at(i), i == 1 ? u"font-weight:500"_s : QString());
        html += u"</tr>"_s;
    }
    return html + u"</table>"_s;
}

QString foot(const QString &sentence, const SheetFrame &frame)
{
    const QString who = joinedWords({frame.centre}) + u"　"_s + frame.date.toString(u"yyyy-MM-dd"_s);
    return u"<p class='more' style='margin-top:12px; font-size:12px'>%1<br>%2</p>"_s.arg(sentence.toHtmlEscaped(),
                                                                                         who.toHtmlEscaped());
}

SheetFrame frameOf(ReadContext &context, bool demo)
{
    SheetFrame frame;
    if (const auto centre = centreOf(context.tx, context.actor.area.county()))
        frame.centre = centre->text("name"_L1);
    QStringList heads;
    for (const RuleRow *head : context.rules.codes(u"event_head"_s))
        heads << head->word();
    frame.duties = joinedWords(heads);
    frame.date = context.now.localDate();
    frame.demo = demo;
    if (demo)
        frame.centre = Sheets::tr("%1 (demo data)", "name of a centre").arg(frame.centre);
    return frame;
}

struct Read {
    NameBoard board;
    QList<ContactLine> contacts;
    SheetFrame frame;
};

using Make = std::unique_ptr<QTextDocument> (*)(const Read &);

void open(Desk &desk, QUuid grid, QWidget *parent, const QString &title, const QString &code, Make make)
{
    auto *dialog = new SheetDialog(title, code, parent);
    dialog->setObjectName(code);
    dialog->setWindowModality(Qt::WindowModal);
    // Work phones in full are what the sheet is for; that it went out is on record.
    QObject::connect(dialog, &SheetDialog::kept, dialog, [&desk, grid, title](const QString &where) {
        desk.noteRead(gridKind().name, grid, u"export"_s, u"%1: %2"_s.arg(title, where));
    });
    desk.read([grid, demo = desk.isDemo()](ReadContext &context) -> Result<Read> {
            const QDate today = context.now.localDate();
            auto board = nameBoard(context, grid, today);
            if (!board)
                return fail(ErrorKind::NotFound, u"grid.not_found"_s,
                            Sheets::tr("This grid is not in force today; there is no sheet of it."));
            return Read{*std::move(board), contactCard(context, grid, today), frameOf(context, demo)};
        })
        .then(dialog, [dialog, make, title](const Result<Read> &read) {
            if (!read) {
                Toast::showError(dialog->parentWidget(), read.error());
                dialog->deleteLater();
                return;
            }
            dialog->setSheet(make(*read), u"%1 %2"_s.arg(title, read->board.grid.name));
            dialog->open();
        });
}

} // namespace

QImage borderPicture(const GridLine &grid, int side)
{
    const GeoShape shape = grid.shape();
    const GeoBox box = boxOf(shape);
    if (shape.isEmpty() || box.isEmpty())
        return {};
    // Degrees of longitude are shorter up here than those of latitude.
    const qreal shrink = std::cos((box.south + box.north) / 2 * M_PI / 180);
    const qreal width = std::max(1e-9, (box.east - box.west) * shrink);
    const qreal height = std::max(1e-9, box.north - box.south);
    const qreal scale = side * (1 - 2 * pictureMargin) / std::max(width, height);
    const auto at = [&](GeoPoint p) {
        return QPointF((side - width * scale) / 2 + (p.longitude - box.west) * shrink * scale,
                       (side - height * scale) / 2 + (box.north - p.latitude) * scale);
    };
    QPainterPath path;
    const auto ring = [&](const GeoRing &points) {
        QPolygonF line;
        for (const GeoPoint &point : points)
            line << at(point);
        path.addPolygon(line);
        path.closeSubpath();
    };
    for (const GeoPolygon &polygon : shape) {
        ring(polygon.outer);
        for (const GeoRing &hole : polygon.holes)
            ring(hole);
    }
    QImage picture(side, side, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QColor(0, 0, 0, 16));
    painter.setPen(QPen(Qt::black, side / 160.0));
    painter.drawPath(path);
    return picture;
}

std::unique_ptr<QTextDocument> nameBoardSheet(const NameBoard &board, const SheetFrame &frame)
{
    auto document = SheetDialog::blank(Qt::Horizontal);
    const QImage picture = borderPicture(board.grid, pictureSide);
    if (!picture.isNull())
        document->addResource(QTextDocument::ImageResource, pictureUrl, picture);
    QString html = u"<body>"_s + heading(Sheets::tr("Public name board of the grid"), board.grid.name, 30);
    html +=
        u"<table width='100%' cellspacing='0' cellpadding='0'><tr><td width='62%' style='border-bottom:none'>%1</td>"
        "<td align='right' style='border-bottom:none'>%2</td></tr></table>"_s.arg(
            facts(board),
            picture.isNull() ? QString()
                             : u"<img src='%1' width='%2' height='%2'>"_s.arg(pictureUrl.toString()).arg(pictureShown));
    html += peopleTable(board.people,
                        {Sheets::tr("Post"), Sheets::tr("Name"), Sheets::tr("Work phone"), Sheets::tr("Duties")}, 15,
                        [&frame](const ContactLine &line) {
                            return QStringList{line.kindWord, line.name, line.phone,
                                               line.duties.isEmpty() ? frame.duties : line.duties};
                        });
    if (board.people.isEmpty())
        html += u"<p class='more' style='font-size:14px'>%1</p>"_s.arg(
            Sheets::tr("No post of this grid is filled with a person who may be named in public.").toHtmlEscaped());
    html += foot(Sheets::tr("Please turn to the people above with anything that happens in this grid."), frame);
    document->setHtml(html + u"</body>"_s);
    return document;
}

std::unique_ptr<QTextDocument> contactSheet(const NameBoard &board, const QList<ContactLine> &contacts,
                                            const SheetFrame &frame)
{
    auto document = SheetDialog::blank();
    QString html = u"<body>"_s + heading(Sheets::tr("Contact card of the grid"), board.place, 22);
    html += facts(board);
    html += peopleTable(
        contacts, {Sheets::tr("Role"), Sheets::tr("Name"), Sheets::tr("Work phone"), Sheets::tr("Post of")}, 14,
        [](const ContactLine &line) {
            return QStringList{line.kindWord, line.name.isEmpty() ? Sheets::tr("vacant", "a post") : line.name,
                               line.phone, line.grid};
        });
    html += foot(Sheets::tr("For the staff's own use. Work contacts only; keep it where it is not left lying about."),
                 frame);
    document->setHtml(html + u"</body>"_s);
    return document;
}

void openNameBoard(Desk &desk, QUuid grid, QWidget *parent)
{
    open(desk, grid, parent, Sheets::tr("Name board"), u"name_board"_s,
         [](const Read &read) { return nameBoardSheet(read.board, read.frame); });
}

void openContactSheet(Desk &desk, QUuid grid, QWidget *parent)
{
    open(desk, grid, parent, Sheets::tr("Contact card"), u"contact_card"_s,
         [](const Read &read) { return contactSheet(read.board, read.contacts, read.frame); });
}

} // namespace fengqiao
