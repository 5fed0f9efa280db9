#include <mediation/widgets/handover_sheet.h>

#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QFileDialog>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QSaveFile>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTextDocument>

#include <widgets/notices.h>

#include "latest_read.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The page is laid out in units of 1/96 inch and scaled to whatever it is drawn on.
constexpr qreal unitsPerInch = 96;
constexpr qreal unit = unitsPerInch / 25.4; // of a millimetre
constexpr qreal pageWidth = 210 * unit;
constexpr qreal pageHeight = 297 * unit;
constexpr qreal margin = 16 * unit;
constexpr int mostRows = 12; // of one part
constexpr qreal previewScale = 0.86;

// Black on white paper whatever the window looks like.
const QString &styleSheet()
{
    static const QString css = u"body { font-family: 'Noto Sans CJK SC'; font-size: 11px; color: #000; }"
                               "h1 { font-size: 20px; font-weight: 500; }"
                               "p.sub { font-size: 11px; color: #444; }"
                               "p.part { font-size: 12px; font-weight: 500; }"
                               "p.more { color: #444; }"
                               "th { font-weight: 400; color: #555; text-align: left; border-bottom: 1px solid #888; }"
                               "td { border-bottom: 1px solid #ccc; }"_s;
    return css;
}

QString row(const QStringList &cells, const QString &tag)
{
    QString html = u"<tr>"_s;
    for (const QString &cell : cells)
        html += u"<%1>%2</%1>"_s.arg(tag, cell.toHtmlEscaped());
    return html + u"</tr>"_s;
}

QString partHtml(const HandoverPart &part)
{
    QString html =
        u"<p class='part' style='margin-top:9px; margin-bottom:2px'>%1</p>"_s.arg(part.title.toHtmlEscaped());
    if (part.rows.isEmpty())
        return html + u"<p class='more' style='margin:0'>%1</p>"_s.arg(part.none.toHtmlEscaped());
    html += u"<table width='100%' cellspacing='0' cellpadding='2' style='border-collapse:collapse'>"_s;
    html += row(part.columns, u"th"_s);
    for (const QStringList &cells : part.rows)
        html += row(cells, u"td"_s);
    html += u"</table>"_s;
    if (part.more > 0)
        html += u"<p class='more' style='margin:0'>%1</p>"_s.arg(
            HandoverSheetDialog::tr("and %n more; the list of work shows them.", nullptr, part.more).toHtmlEscaped());
    return html;
}

QString signatureHtml(const QStringList &names)
{
    QString html = u"<table width='100%' cellspacing='0' cellpadding='4' style='margin-top:34px'><tr>"_s;
    for (const QString &name : names)
        html += u"<td width='50%' style='border-bottom:none'>%1＿＿＿＿＿＿＿＿　%2＿＿＿＿＿＿</td>"_s.arg(
            name.toHtmlEscaped(), HandoverSheetDialog::tr("Time").toHtmlEscaped());
    return html + u"</tr></table>"_s;
}

std::unique_ptr<QTextDocument> laidOut(const HandoverPage &page)
{
    auto document = std::make_unique<QTextDocument>();
    QFont font(u"Noto Sans CJK SC"_s);
    font.setPixelSize(11);
    document->setDefaultFont(font);
    document->setDefaultStyleSheet(styleSheet());
    document->setDocumentMargin(0);
    QString html = u"<body><h1 align='center' style='margin:0'>%1</h1><p class='sub' align='center' "
                   "style='margin-top:2px; margin-bottom:6px'>%2</p>"_s.arg(page.title.toHtmlEscaped(),
                                                                            page.subtitle.toHtmlEscaped());
    for (const HandoverPart &part : page.parts)
        html += partHtml(part);
    document->setHtml(html + signatureHtml(page.signatures) + u"</body>"_s);
    document->setTextWidth(pageWidth - 2 * margin);
    return document;
}

void draw(QPainter &painter, const QTextDocument &document)
{
    painter.save();
    painter.translate(margin, margin);
    QAbstractTextDocumentLayout::PaintContext context;
    context.palette.setColor(QPalette::Text, Qt::black);
    document.documentLayout()->draw(&painter, context);
    painter.restore();
}

class PaperView final : public QWidget {
public:
    using QWidget::QWidget;

    void setDocument(const QTextDocument *document)
    {
        m_document = document;
        setFixedSize(QSizeF(pageWidth * previewScale, pageHeight * previewScale).toSize());
        setAccessibleDescription(document->toPlainText());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), Qt::white);
        painter.setPen(Theme::of(this).color(Token::LineStrong));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
        painter.scale(previewScale, previewScale);
        if (m_document)
            draw(painter, *m_document);
    }

private:
    const QTextDocument *m_document = nullptr;
};

} // namespace

struct HandoverSheetDialog::Private {
    HandoverSheetDialog *q;
    Desk &desk;
    DutyReader duty;
    HandoverSheet sheet;
    std::unique_ptr<QTextDocument> document;
    PaperView *paper;
    QPushButton *printButton;
    QPushButton *saveButton;
    LatestRead<HandoverSheet> reading;

    Private(HandoverSheetDialog *dialog, Desk &theDesk, DutyReader roster)
        : q(dialog)
        , desk(theDesk)
        , duty(std::move(roster))
        , paper(new PaperView)
        , printButton(new QPushButton(tr("Print"), dialog))
        , saveButton(new QPushButton(tr("Save as PDF"), dialog))
        , reading(dialog, [this](const Result<HandoverSheet> &answer) { show(answer); })
    {
    }

    void show(const Result<HandoverSheet> &answer);

    void say(const Result<> &done, const QString &where)
    {
        if (!done) {
            Toast::showError(q, done.error());
            return;
        }
        Toast::show(q, tr("The sheet is kept: %1").arg(where));
        Q_EMIT q->kept(where);
    }

    template <typename Device> bool drawOn(Device &device) const
    {
        device.setPageSize(QPageSize(QPageSize::A4));
        device.setPageMargins(QMarginsF());
        QPainter painter;
        if (!document || !painter.begin(&device))
            return false;
        const qreal scale = device.resolution() / unitsPerInch;
        painter.scale(scale, scale);
        draw(painter, *document);
        return painter.end();
    }
};

void HandoverSheetDialog::Private::show(const Result<HandoverSheet> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    sheet = *answer;
    document = documentOf(sheet);
    paper->setDocument(document.get());
    printButton->setEnabled(true);
    saveButton->setEnabled(true);
    Q_EMIT q->loaded();
}

HandoverSheetDialog::HandoverSheetDialog(Desk &desk, const DutyReader &duty, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, desk, duty))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Shift handover sheet"));
    setObjectName(u"handoverSheet"_s);
    const Theme &theme = Theme::of(this);
    auto *column = new QVBoxLayout(this);
    const int inside = theme.size(Size::Related);
    column->setContentsMargins(inside, inside, inside, inside);
    column->setSpacing(theme.size(Size::Inside));
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(d->paper);
    scroll->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    scroll->setFrameShape(QFrame::NoFrame);
    d->paper->setAccessibleName(windowTitle());
    column->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    auto *close = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {close, d->saveButton, d->printButton})
        buttons->addWidget(button);
    column->addLayout(buttons);
    setKind(d->printButton, ButtonKind::Primary);
    setButtonIcon(d->printButton, u"printer"_s);
    d->printButton->setObjectName(u"print"_s);
    d->saveButton->setObjectName(u"savePdf"_s);
    d->printButton->setDefault(true);
    d->printButton->setEnabled(false); // until there is a page
    d->saveButton->setEnabled(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(d->printButton, &QPushButton::clicked, this, &HandoverSheetDialog::print);
    connect(d->saveButton, &QPushButton::clicked, this, &HandoverSheetDialog::saveAs);
    resize(static_cast<int>(pageWidth * previewScale) + theme.space(16), theme.space(180));
    refresh();
}

HandoverSheetDialog::~HandoverSheetDialog() = default;

std::unique_ptr<QTextDocument> HandoverSheetDialog::documentOf(const HandoverSheet &sheet)
{
    std::unique_ptr<QTextDocument> document;
    for (int rows = mostRows; rows > 0; --rows) {
        document = laidOut(handoverPage(sheet, rows));
        if (document->size().height() <= pageHeight - 2 * margin)
            break;
    }
    return document;
}

void HandoverSheetDialog::refresh()
{
    d->reading.ask([this] {
        return d->desk.read([duty = d->duty](ReadContext &context) -> Result<HandoverSheet> {
            return handoverSheet(context, context.now, duty);
        });
    });
}

Result<> HandoverSheetDialog::savePdf(const QString &path) const
{
    QSaveFile file(path);
    bool drawn = false;
    if (file.open(QIODevice::WriteOnly)) {
        QPdfWriter writer(&file);
        writer.setTitle(windowTitle() + u' ' + d->sheet.at.localDate().toString(u"yyyy-MM-dd"_s));
        writer.setCreator(u"Fengqiao"_s);
        drawn = d->drawOn(writer);
    }
    if (drawn && file.commit())
        return {};
    return fail(
        ErrorKind::Fault, u"handover.file"_s,
        tr("The sheet could not be written to %1: %2. Please choose another place.").arg(path, file.errorString()));
}

Result<> HandoverSheetDialog::printOn(QPrinter &printer) const
{
    printer.setDocName(windowTitle());
    printer.setFullPage(true);
    if (d->drawOn(printer))
        return {};
    return fail(ErrorKind::Fault, u"handover.printer"_s,
                tr("The printer %1 did not answer. Please look at the printer and print again, or save the sheet as "
                   "PDF.")
                    .arg(printer.printerName()));
}

void HandoverSheetDialog::print()
{
    const QPrinterInfo standard = QPrinterInfo::defaultPrinter();
    if (standard.isNull())
        return saveAs();
    QPrinter printer(standard, QPrinter::HighResolution);
    d->say(printOn(printer), standard.description().isEmpty() ? standard.printerName() : standard.description());
}

void HandoverSheetDialog::saveAs()
{
    auto *dialog =
        new QFileDialog(this, tr("Save the sheet as PDF"),
                        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("PDF file (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(u"%1 %2.pdf"_s.arg(windowTitle(), d->sheet.at.localDate().toString(u"yyyy-MM-dd"_s)));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { d->say(savePdf(path), path); });
    dialog->open();
}

} // namespace fengqiao
