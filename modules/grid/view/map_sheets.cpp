#include "map_sheets.h"

#include <QCoreApplication>
#include <QPointer>
#include <QSignalBlocker>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QUrl>

#include <grid/grid.h>
#include <map/widgets/map_view.h>
#include <widgets/notices.h>
#include <widgets/sheet_dialog.h>

#include "grid_sheets.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Sheets {
    Q_DECLARE_TR_FUNCTIONS(MapSheets)
};

constexpr QSize pictureSize(640, 400); // on the page
constexpr qreal finer = 2;             // than a screen
const QUrl pictureUrl(u"map.png"_s);

struct Read {
    NameBoard board;
    QList<ContactLine> contacts;
    SheetFrame frame;
};

Result<Read> readSheet(ReadContext &context, QUuid grid, bool demo)
{
    const QDate today = context.now.localDate();
    auto board = nameBoard(context, grid, today);
    if (!board)
        return fail(ErrorKind::NotFound, u"grid.not_found"_s,
                    Sheets::tr("This grid is not in force today; there is no sheet of it."));
    Read read{*std::move(board), contactCard(context, grid, today), {}};
    if (const auto centre = centreOf(context.tx, context.actor.area.county()))
        read.frame.centre = centre->text("name"_L1);
    if (demo)
        read.frame.centre = Sheets::tr("%1 (demo data)", "name of a centre").arg(read.frame.centre);
    read.frame.date = today;
    read.frame.demo = demo;
    return read;
}

// The view of the person at the screen comes back: nothing is drawn in between.
QImage pictureOf(MapView &map, const GridLine &grid)
{
    const GeoPoint centre = map.centre();
    const double zoom = map.zoom();
    const QSignalBlocker quiet(&map);
    if (const GeoShape shape = converted(grid.shape(), grid.datum, map.datum()); !shape.isEmpty()) {
        const GeoBox box = boxOf(shape);
        map.flyTo(box);
        // flyTo fits the window; the page is smaller.
        const double fit = std::min({1.0, 1.0 * pictureSize.width() / std::max(1, map.width()),
                                     1.0 * pictureSize.height() / std::max(1, map.height())});
        map.setZoom(map.zoom() + std::log2(fit));
    }
    const QImage picture = map.grabPicture(pictureSize, finer);
    map.setCentre(centre, zoom);
    return picture;
}

std::unique_ptr<QTextDocument> documentOf(const Read &read, const QImage &picture)
{
    auto document = contactSheet(read.board, read.contacts, read.frame);
    document->addResource(QTextDocument::ImageResource, pictureUrl, picture);
    QTextCursor cursor(document.get());
    cursor.setPosition(document->lastBlock().position()); // before who signs it
    QTextImageFormat image;
    image.setName(pictureUrl.toString());
    image.setWidth(pictureSize.width());
    image.setHeight(pictureSize.height());
    cursor.insertImage(image);
    cursor.insertBlock();
    return document;
}

} // namespace

void openMapSheet(Desk &desk, MapView *map, QUuid grid, QWidget *parent)
{
    const QString title = Sheets::tr("Sheet of the grid");
    auto *dialog = new SheetDialog(title, u"grid_sheet"_s, parent);
    dialog->setObjectName(u"grid_sheet"_s);
    dialog->setWindowModality(Qt::WindowModal);
    QObject::connect(dialog, &SheetDialog::kept, dialog, [&desk, grid, title](const QString &where) {
        desk.noteRead(gridKind().name, grid, u"export"_s, u"%1: %2"_s.arg(title, where));
    });
    desk.read([grid, demo = desk.isDemo()](ReadContext &context) -> Result<Read> {
            return readSheet(context, grid, demo);
        })
        .then(dialog, [dialog, map = QPointer(map), title](const Result<Read> &read) {
            if (!read || !map) {
                if (!read)
                    Toast::showError(dialog->parentWidget(), read.error());
                dialog->deleteLater();
                return;
            }
            dialog->setSheet(documentOf(*read, pictureOf(*map, read->board.grid)),
                             u"%1 %2"_s.arg(title, read->board.grid.name));
            dialog->open();
        });
}

} // namespace fengqiao
