#include <reception/widgets/visit_slip.h>

#include <QDateTime>
#include <QFileDialog>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <core/document_number.h>
#include <grid/grid.h>
#include <reception/queries.h>
#include <reception/reception.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr qreal rollWidthMm = 80;
constexpr qreal rollMarginMm = 3.5;
constexpr qreal a5MarginMm = 14;
constexpr qreal inchMm = 25.4;
// Heights of letters in millimetres: what can be read at arm's length, and the ticket from a seat in the hall.
constexpr qreal smallMm = 2.7;
constexpr qreal baseMm = 3.2;
constexpr qreal titleMm = 4.8;
constexpr qreal ticketMm = 10;

// Writes downwards; without a painter it only measures.
class SlipPen {
public:
    SlipPen(QPainter &painter, const QRectF &area, qreal mm)
        : m_painter(painter)
        , m_area(area)
        , m_mm(mm)
        , m_y(area.top())
    {
    }

    [[nodiscard]] qreal used() const { return m_y - m_area.top(); }

    void gap(qreal millimetres) { m_y += millimetres * m_mm; }

    void line(const QString &text, qreal size, QFont::Weight weight = QFont::Normal,
              Qt::Alignment alignment = Qt::AlignLeft)
    {
        write(m_area.left(), m_area.width(), text, size, weight, alignment);
    }

    void pair(const QString &label, const QString &value)
    {
        if (value.isEmpty())
            return;
        const qreal column = 19 * m_mm;
        const qreal top = m_y;
        write(m_area.left(), column, label, baseMm, QFont::Normal, Qt::AlignLeft);
        const qreal after = m_y;
        m_y = top;
        write(m_area.left() + column, m_area.width() - column, value, baseMm, QFont::Medium, Qt::AlignLeft);
        m_y = std::max(m_y, after) + 0.4 * m_mm;
    }

    void rule()
    {
        gap(1.2);
        m_painter.setPen(QPen(Qt::black, 0.15 * m_mm, Qt::DashLine));
        m_painter.drawLine(QPointF(m_area.left(), m_y), QPointF(m_area.right(), m_y));
        gap(1.4);
    }

private:
    void write(qreal left, qreal width, const QString &text, qreal size, QFont::Weight weight, Qt::Alignment alignment)
    {
        if (text.isEmpty())
            return;
        QFont font = Theme::of().font(Type::Base, weight);
        font.setPixelSize(std::max(1, qRound(size * m_mm)));
        m_painter.setFont(font);
        m_painter.setPen(Qt::black);
        const int flags = static_cast<int>(alignment) | Qt::TextWordWrap | Qt::AlignTop;
        const QRectF room(left, m_y, width, 1000 * m_mm);
        QRectF taken;
        m_painter.drawText(room, flags, text, &taken);
        m_y = taken.bottom();
    }

    QPainter &m_painter;
    QRectF m_area;
    qreal m_mm;
    qreal m_y;
};

// Paper is white and ink black, whatever the window's appearance.
const QColor paper = Qt::white;

qreal measure(const SlipText &slip, qreal width, qreal mm)
{
    QImage nothing(1, 1, QImage::Format_ARGB32);
    QPainter painter(&nothing);
    painter.setClipRect(QRect());
    return VisitSlip::paint(painter, QRectF(0, 0, width, 0), slip, mm);
}

QString dayOf(Instant due)
{
    // A day ends at 24:00: the instant before still lies in it.
    return due.isNull() ? QString() : Instant{due.ms - 1}.display().section(u' ', 0, 1);
}

Result<SlipText> slipOf(ReadContext &context, QUuid visit, const QString &county, bool demo)
{
    const std::optional<VisitView> view = visitView(context, visit);
    if (!view)
        return fail(ErrorKind::NotFound, u"visit.not_found"_s, VisitSlip::tr("There is no such visit."));
    SlipText slip;
    if (const auto code = DivisionCode::parse(county))
        if (const auto centre = centreOf(context.tx, *code))
            slip.centre = centre->text("name"_L1);
    slip.number = view->head.number;
    slip.ticket = view->head.ticket;
    slip.visitor = maskName(view->head.visitorName);
    slip.purpose = view->head.purposeWord;
    slip.arrived = view->head.arrived.display();
    slip.officer = view->firstContact;
    slip.nextStep = view->nextStep;
    slip.nextDate = dayOf(view->nextDate);
    slip.matter = view->matterNumber;
    slip.notice = view->noticeVersion;
    slip.demo = demo;
    return slip;
}

} // namespace

VisitSlip::VisitSlip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Visitor slip"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QFuture<Result<SlipText>> VisitSlip::read(Desk &desk, QUuid visit)
{
    return desk.read([visit, county = desk.county(), demo = desk.isDemo()](ReadContext &context) {
        return slipOf(context, visit, county, demo);
    });
}

void VisitSlip::setSlip(const SlipText &slip)
{
    m_slip = slip;
    setAccessibleDescription(slip.ticket + u' ' + slip.number + u' ' + slip.nextStep);
    updateGeometry();
    update();
}

qreal VisitSlip::paint(QPainter &painter, const QRectF &area, const SlipText &slip, qreal mm)
{
    SlipPen pen(painter, area, mm);
    pen.line(slip.demo ? tr("%1 (demo data)", "name of a centre").arg(slip.centre) : slip.centre, baseMm, QFont::Normal,
             Qt::AlignHCenter);
    pen.line(tr("Visitor slip"), titleMm, QFont::Medium, Qt::AlignHCenter);
    pen.line(slip.ticket, ticketMm, QFont::Bold, Qt::AlignHCenter);
    pen.rule();
    pen.pair(tr("Number"), slip.number);
    pen.pair(tr("Visitor"), slip.visitor);
    pen.pair(tr("Purpose"), slip.purpose);
    pen.pair(tr("Arrived"), slip.arrived);
    pen.pair(tr("First contact"), slip.officer);
    pen.pair(tr("Matter"), slip.matter);
    pen.rule();
    pen.pair(tr("Next step"), slip.nextStep);
    pen.pair(tr("By"), slip.nextDate);
    pen.rule();
    pen.line(
        tr("If you are not content with how you were received, tell the director on duty or the discipline office; a "
           "complaint never counts against your matter."),
        smallMm);
    pen.gap(1);
    pen.line(tr("How your personal data is used: privacy notice %1, posted in the hall.").arg(slip.notice), smallMm);
    return pen.used();
}

Result<> VisitSlip::savePdf(const QString &path, Paper paperKind) const
{
    QSaveFile file(path);
    const auto refuse = [&] {
        return fail(ErrorKind::Fault, u"slip.file"_s,
                    tr("The slip could not be written to %1: %2. The visit is registered all the same.")
                        .arg(path, file.errorString()));
    };
    if (!file.open(QIODevice::WriteOnly))
        return refuse();
    {
        QPdfWriter writer(&file);
        writer.setTitle(tr("Visitor slip") + u' ' + m_slip.number);
        writer.setCreator(u"Fengqiao"_s);
        const qreal mm = writer.resolution() / inchMm;
        const qreal margin = paperKind == Paper::A5 ? a5MarginMm : rollMarginMm;
        const qreal width =
            paperKind == Paper::A5 ? QPageSize::size(QPageSize::A5, QPageSize::Millimeter).width() : rollWidthMm;
        const qreal inner = (width - 2 * margin) * mm;
        if (paperKind == Paper::A5)
            writer.setPageSize(QPageSize(QPageSize::A5));
        else
            writer.setPageSize(QPageSize(QSizeF(width, measure(m_slip, inner, mm) / mm + 2 * margin),
                                         QPageSize::Millimeter, {}, QPageSize::ExactMatch));
        writer.setPageMargins(QMarginsF());
        QPainter painter(&writer);
        paint(painter, QRectF(margin * mm, margin * mm, inner, 0), m_slip, mm);
    }
    return file.commit() ? Result<>() : refuse();
}

Result<> VisitSlip::printOn(QPrinter &printer) const
{
    printer.setDocName(m_slip.number);
    printer.setFullPage(false);
    QPainter painter;
    if (!painter.begin(&printer))
        return fail(
            ErrorKind::Fault, u"slip.printer"_s,
            tr("The printer %1 did not answer. The visit is registered all the same; please look at the printer "
               "and print again.")
                .arg(printer.printerName()));
    const qreal mm = printer.resolution() / inchMm;
    const QRectF page = printer.pageLayout().paintRectPixels(printer.resolution());
    const qreal margin = page.width() > 2 * rollWidthMm * mm ? a5MarginMm * mm : 0;
    paint(painter, QRectF(margin, margin, page.width() - 2 * margin, 0), m_slip, mm);
    return {};
}

void VisitSlip::print()
{
    if (const QPrinterInfo standard = QPrinterInfo::defaultPrinter(); !standard.isNull()) {
        QPrinter printer(standard, QPrinter::HighResolution);
        const Result<> done = printOn(printer);
        if (done)
            Q_EMIT printed(standard.description().isEmpty() ? standard.printerName() : standard.description());
        else
            Q_EMIT failed(done.error());
        return;
    }
    auto *dialog =
        new QFileDialog(this, tr("No printer here: keep the slip as a PDF file"),
                        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("PDF file (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(m_slip.number + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<> done = savePdf(path);
        if (done)
            Q_EMIT printed(path);
        else
            Q_EMIT failed(done.error());
    });
    dialog->open();
}

int VisitSlip::heightForWidth(int width) const
{
    const qreal mm = width / rollWidthMm;
    return qCeil(measure(m_slip, width - 2 * rollMarginMm * mm, mm) + 2 * rollMarginMm * mm);
}

QSize VisitSlip::sizeHint() const
{
    const int width = Theme::of(this).space(66);
    return {width, heightForWidth(width)};
}

void VisitSlip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal mm = width() / rollWidthMm;
    const qreal margin = rollMarginMm * mm;
    painter.setPen(QPen(Theme::of(this).color(Token::Line), 1));
    painter.setBrush(paper);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    paint(painter, QRectF(margin, margin, width() - 2 * margin, 0), m_slip, mm);
}

} // namespace fengqiao
