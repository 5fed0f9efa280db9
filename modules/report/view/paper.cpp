#include <report/widgets/paper.h>

#include <QFont>
#include <QPainter>

#include "flow.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double pageWidth = 210 * unitsPerMm;
constexpr double pageHeight = 297 * unitsPerMm;
const QColor softInk(0x59, 0x59, 0x59);
const QColor watermarkInk(0xE6, 0xE6, 0xE6);

struct Margins {
    double top = 0, right = 0, bottom = 0, left = 0;
};

// GB/T 9704-2012, 5.2.1 for letters: 37 mm above, 28 mm at the binding edge, a type area of 156 by 225 mm.
Margins marginsOf(Layout layout)
{
    const Margins mm = layout == Layout::Letter ? Margins{37, 26, 35, 28} : Margins{25, 22, 22, 28};
    return {mm.top * unitsPerMm, mm.right * unitsPerMm, mm.bottom * unitsPerMm, mm.left * unitsPerMm};
}

QRectF bodyOf(Layout layout)
{
    const Margins margins = marginsOf(layout);
    return QRectF(margins.left, margins.top, pageWidth - margins.left - margins.right,
                  pageHeight - margins.top - margins.bottom);
}

struct Placed {
    std::shared_ptr<const Strip> strip;
    double y = 0;
};

struct Closing { // the rule under a row that goes on overleaf
    double y = 0;
};

struct Sheet {
    QList<Placed> strips;
    QList<Closing> rules;
    QImage picture;
    QString caption;
    int document = 0;
    int number = 0; // within the document, from 1
    int stamped = 0;
};

struct Head {
    QString office;
    QString number;
    QString watermark;
    Layout layout = Layout::Form;
    int firstPage = 0;
    int pages = 0;
};

// Puts strips on pages.
class Pager {
public:
    Pager(QList<Sheet> &sheets, int document, const QRectF &body)
        : m_sheets(sheets)
        , m_document(document)
        , m_body(body)
    {
        turn();
    }

    void run(const QList<Strip> &strips)
    {
        m_strips.reserve(static_cast<std::size_t>(strips.size()));
        for (const Strip &strip : strips)
            m_strips.push_back(std::make_shared<const Strip>(strip));
        for (std::size_t i = 0; i < m_strips.size(); ++i) {
            const Strip &strip = *m_strips[i];
            if (strip.bottom) {
                m_feet.push_back(m_strips[i]);
                continue;
            }
            if (strip.newPage || (!fits(together(i)) && m_y > m_body.top()))
                turnBefore(i);
            if (strip.newPage || (strip.gap && m_y <= m_body.top()))
                continue;
            place(m_strips[i]);
        }
        placeFeet();
    }

private:
    [[nodiscard]] bool fits(double height) const { return m_y + height <= m_body.bottom() + 1; }

    // Height of this strip and those that must not be parted from it; what is higher than a page is parted after all.
    [[nodiscard]] double together(std::size_t i) const
    {
        double height = m_strips[i]->height;
        const double own = height;
        while (m_strips[i]->keep && i + 1 < m_strips.size() && !m_strips[i + 1]->bottom)
            height += m_strips[++i]->height;
        return height <= m_body.height() ? height : own;
    }

    void turn()
    {
        Sheet sheet;
        sheet.document = m_document;
        sheet.number = ++m_number;
        m_sheets << sheet;
        m_y = m_body.top();
    }

    void turnBefore(std::size_t i)
    {
        const Strip &strip = *m_strips[i];
        if (strip.cut)
            m_sheets.last().rules << Closing{m_y};
        turn();
        if (strip.table >= 0 && !strip.head)
            for (const auto &other : m_strips)
                if (other->head && other->table == strip.table)
                    place(other);
        if (strip.cut)
            m_sheets.last().rules << Closing{m_y};
    }

    void place(const std::shared_ptr<const Strip> &strip)
    {
        m_sheets.last().strips << Placed{strip, m_y};
        m_y += strip->height;
    }

    void placeFeet()
    {
        double height = 0;
        for (const auto &foot : m_feet)
            height += foot->height;
        if (height <= 0)
            return;
        if (!fits(height))
            turn();
        m_y = m_body.bottom() - height;
        for (const auto &foot : m_feet)
            place(foot);
    }

    QList<Sheet> &m_sheets;
    int m_document;
    QRectF m_body;
    int m_number = 0;
    double m_y = 0;
    std::vector<std::shared_ptr<const Strip>> m_strips;
    std::vector<std::shared_ptr<const Strip>> m_feet;
};

} // namespace

struct Paper::Private {
    StyleSheet styles;
    QList<Sheet> sheets;
    QList<Head> heads;

    void paintMarks(QPainter &painter, const Sheet &sheet, const Head &head) const;
    void paintWatermark(QPainter &painter, const QString &words) const;
    void paintPicture(QPainter &painter, const Sheet &sheet) const;
};

Paper::Paper(const StyleSheet &styles)
    : d(std::make_unique<Private>())
{
    d->styles = styles;
}

Paper::~Paper() = default;
Paper::Paper(Paper &&) noexcept = default;
Paper &Paper::operator=(Paper &&) noexcept = default;

void Paper::add(const Document &document)
{
    const QRectF body = bodyOf(document.layout);
    Head head{document.office, document.number, document.watermark, document.layout, pageCount(), 0};
    Flow flow(d->styles, document.layout, body.width(), body.height());
    Pager(d->sheets, static_cast<int>(d->heads.size()), body).run(flow.strips(document));
    head.pages = pageCount() - head.firstPage;
    d->heads << head;
}

void Paper::addPicture(const QImage &picture, const QString &caption)
{
    Sheet sheet;
    sheet.document = static_cast<int>(d->heads.size());
    sheet.number = 1;
    sheet.picture = picture;
    sheet.caption = caption;
    d->heads << Head{{}, {}, {}, Layout::Cover, pageCount(), 1};
    d->sheets << sheet;
}

void Paper::append(const Paper &other)
{
    const int documents = static_cast<int>(d->heads.size());
    const int pages = pageCount();
    for (Head head : std::as_const(other.d->heads)) {
        head.firstPage += pages;
        d->heads << head;
    }
    for (Sheet sheet : std::as_const(other.d->sheets)) {
        sheet.document += documents;
        d->sheets << sheet;
    }
}

void Paper::stamp(int first, int last)
{
    for (int page = first; page <= last; ++page)
        d->sheets[page].stamped = page - first + 1;
}

int Paper::pageCount() const
{
    return static_cast<int>(d->sheets.size());
}

int Paper::firstPageOf(int document) const
{
    return d->heads[document].firstPage;
}

QSizeF Paper::pageSize()
{
    return {pageWidth / unitsPerPoint, pageHeight / unitsPerPoint};
}

void Paper::paint(QPainter &painter, int page) const
{
    const Sheet &sheet = d->sheets[page];
    const Head &head = d->heads[sheet.document];
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!head.watermark.isEmpty())
        d->paintWatermark(painter, head.watermark);
    const QRectF body = bodyOf(head.layout);
    for (const Placed &placed : sheet.strips)
        if (placed.strip->draw)
            placed.strip->draw(painter, {body.left(), placed.y});
    for (const Closing &rule : sheet.rules) {
        painter.setPen(QPen(Qt::black, 0.18 * unitsPerMm));
        painter.drawLine(QPointF(body.left(), rule.y), QPointF(body.right(), rule.y));
    }
    if (!sheet.picture.isNull())
        d->paintPicture(painter, sheet);
    d->paintMarks(painter, sheet, head);
    painter.restore();
}

void Paper::Private::paintWatermark(QPainter &painter, const QString &words) const
{
    TextStyle style = styles.style(u"runninghead"_s, Layout::Form);
    style.size = 22;
    painter.save();
    const QFont font = paperFont(style);
    painter.setPen(watermarkInk);
    for (const double height : {0.3, 0.7}) {
        painter.save();
        painter.translate(pageWidth / 2, pageHeight * height);
        painter.rotate(-30);
        drawWords(painter, {-pageWidth / 2, -pageWidth / 10, pageWidth, pageWidth / 5}, Qt::AlignHCenter, words, font);
        painter.restore();
    }
    painter.restore();
}

void Paper::Private::paintPicture(QPainter &painter, const Sheet &sheet) const
{
    const double margin = 15 * unitsPerMm;
    const QRectF room(margin, margin, pageWidth - 2 * margin, pageHeight - 2.6 * margin);
    QSizeF size = sheet.picture.size();
    size.scale(room.size(), Qt::KeepAspectRatio);
    painter.drawImage(QRectF(room.center() - QPointF(size.width() / 2, size.height() / 2), size), sheet.picture);
    painter.setPen(softInk);
    drawWords(painter, {margin, room.bottom(), room.width(), margin}, Qt::AlignHCenter, sheet.caption,
              paperFont(styles.style(u"runninghead"_s, Layout::Form)));
}

namespace {

QString numbered(const QString &pattern, int page, int pages)
{
    const QString token = u"\u0001"_s;
    return QString(pattern)
        .replace(u"##"_s, token)
        .replace(u'#', QString::number(page))
        .replace(token, QString::number(pages));
}

} // namespace

// Running head, page number and the archive's stamp.
void Paper::Private::paintMarks(QPainter &painter, const Sheet &sheet, const Head &head) const
{
    const QRectF body = bodyOf(head.layout);
    if (head.layout != Layout::Cover) {
        const TextStyle style = styles.style(u"pagenumber"_s, head.layout);
        const QFont font = paperFont(style);
        painter.setPen(QColor(style.colour));
        const QString words = numbered(style.content, sheet.number, head.pages);
        const double line = style.line() * unitsPerPoint;
        const double em = style.size * unitsPerPoint;
        if (head.layout == Layout::Letter) {
            // 7 mm below the type area, one character in from the outer edge (7.5).
            const QRectF row(body.left() + em, body.bottom() + 7 * unitsPerMm, body.width() - 2 * em, line);
            drawWords(painter, row, sheet.number % 2 == 1 ? Qt::AlignRight : Qt::AlignLeft, words, font);
        } else {
            drawWords(painter, {body.left(), body.bottom() + 6 * unitsPerMm, body.width(), line}, Qt::AlignHCenter,
                      words, font);
        }
    }
    if (head.layout == Layout::Form) {
        const TextStyle style = styles.style(u"runninghead"_s, head.layout);
        const QFont font = paperFont(style);
        painter.setPen(QColor(style.colour));
        const QRectF row(body.left(), body.top() - 11 * unitsPerMm, body.width(), style.line() * unitsPerPoint);
        drawWords(painter, row, Qt::AlignLeft, head.office, font);
        drawWords(painter, row, Qt::AlignRight, head.number, font);
    }
    if (sheet.stamped > 0) {
        TextStyle style = styles.style(u"pagenumber"_s, Layout::Form);
        style.size = 12;
        painter.setPen(Qt::black);
        // A sheet's back carries it at the left.
        const double edge = 12 * unitsPerMm;
        const QRectF corner(edge, 9 * unitsPerMm, pageWidth - 2 * edge, 6 * unitsPerMm);
        drawWords(painter, corner, sheet.stamped % 2 == 1 ? Qt::AlignRight : Qt::AlignLeft,
                  QString::number(sheet.stamped), paperFont(style));
    }
}

} // namespace fengqiao
