#include <widgets/sheet_dialog.h>

#include <QAbstractTextDocumentLayout>
#include <QBoxLayout>
#include <QFileDialog>
#include <QPainter>
#include <QPdfWriter>
#include <QPrinter>
#include <QPrinterInfo>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QStandardPaths>
#include <QTextDocument>

#include <widgets/notices.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// The page is laid out in units of 1/96 inch and scaled to whatever it is drawn on.
constexpr qreal unitsPerInch = 96;
constexpr qreal unit = unitsPerInch / 25.4; // of a millimetre
constexpr qreal shortSide = 210 * unit;
constexpr qreal longSide = 297 * unit;
constexpr qreal margin = 16 * unit;
constexpr qreal previewScale = 0.86;
constexpr auto landscapeProperty = "landscape";

const QString &paperStyle()
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

bool isLandscape(const QTextDocument &document)
{
    return document.property(landscapeProperty).toBool();
}

QSizeF pageOf(const QTextDocument &document)
{
    return isLandscape(document) ? QSizeF(longSide, shortSide) : QSizeF(shortSide, longSide);
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
        setFixedSize((pageOf(*document) * previewScale).toSize());
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

struct SheetDialog::Private {
    SheetDialog *q;
    QString code;
    QString fileName;
    std::unique_ptr<QTextDocument> document;
    PaperView *paper;
    QPushButton *printButton;
    QPushButton *saveButton;

    Private(SheetDialog *dialog, QString prefix)
        : q(dialog)
        , code(std::move(prefix))
        , paper(new PaperView)
        , printButton(new QPushButton(tr("Print"), dialog))
        , saveButton(new QPushButton(tr("Save as PDF"), dialog))
    {
    }

    void build();

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
        if (!document)
            return false;
        device.setPageSize(QPageSize(QPageSize::A4));
        device.setPageOrientation(isLandscape(*document) ? QPageLayout::Landscape : QPageLayout::Portrait);
        device.setPageMargins(QMarginsF());
        QPainter painter;
        if (!painter.begin(&device))
            return false;
        const qreal scale = device.resolution() / unitsPerInch;
        painter.scale(scale, scale);
        draw(painter, *document);
        return painter.end();
    }
};

void SheetDialog::Private::build()
{
    const Theme &theme = Theme::of(q);
    auto *column = new QVBoxLayout(q);
    const int inside = theme.size(Size::Related);
    column->setContentsMargins(inside, inside, inside, inside);
    column->setSpacing(theme.size(Size::Inside));
    auto *scroll = new QScrollArea(q);
    scroll->setWidget(paper);
    scroll->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    scroll->setFrameShape(QFrame::NoFrame);
    paper->setAccessibleName(q->windowTitle());
    column->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    auto *close = new QPushButton(tr("Close"), q);
    for (QPushButton *button : {close, saveButton, printButton})
        buttons->addWidget(button);
    column->addLayout(buttons);
    setKind(printButton, ButtonKind::Primary);
    setButtonIcon(printButton, u"printer"_s);
    printButton->setObjectName(u"print"_s);
    saveButton->setObjectName(u"savePdf"_s);
    printButton->setDefault(true);
    printButton->setEnabled(false); // until there is a page
    saveButton->setEnabled(false);
    connect(close, &QPushButton::clicked, q, &QDialog::close);
    connect(printButton, &QPushButton::clicked, q, &SheetDialog::print);
    connect(saveButton, &QPushButton::clicked, q, &SheetDialog::saveAs);
    q->resize(static_cast<int>(shortSide * previewScale) + theme.space(16), theme.space(180));
}

SheetDialog::SheetDialog(const QString &title, const QString &code, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, code))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    d->build();
}

SheetDialog::~SheetDialog() = default;

std::unique_ptr<QTextDocument> SheetDialog::blank(Qt::Orientation orientation)
{
    auto document = std::make_unique<QTextDocument>();
    QFont font(u"Noto Sans CJK SC"_s);
    font.setPixelSize(11);
    document->setDefaultFont(font);
    document->setDefaultStyleSheet(paperStyle());
    document->setDocumentMargin(0);
    document->setProperty(landscapeProperty, orientation == Qt::Horizontal);
    document->setTextWidth(pageOf(*document).width() - 2 * margin);
    return document;
}

bool SheetDialog::fits(const QTextDocument &document)
{
    return document.size().height() <= pageOf(document).height() - 2 * margin;
}

void SheetDialog::setSheet(std::unique_ptr<QTextDocument> document, const QString &fileName)
{
    std::swap(d->document, document); // the old one goes when the view has the new one
    d->fileName = fileName;
    d->paper->setDocument(d->document.get());
    d->printButton->setEnabled(true);
    d->saveButton->setEnabled(true);
    if (isLandscape(*d->document))
        resize(static_cast<int>(longSide * previewScale) + Theme::of(this).space(16), height());
}

const QTextDocument *SheetDialog::sheet() const
{
    return d->document.get();
}

Result<> SheetDialog::savePdf(const QString &path) const
{
    QSaveFile file(path);
    bool drawn = false;
    if (file.open(QIODevice::WriteOnly)) {
        QPdfWriter writer(&file);
        writer.setTitle(d->fileName);
        writer.setCreator(u"Fengqiao"_s);
        drawn = d->drawOn(writer);
    }
    if (drawn && file.commit())
        return {};
    return fail(
        ErrorKind::Fault, d->code + u".file"_s,
        tr("The sheet could not be written to %1: %2. Please choose another place.").arg(path, file.errorString()));
}

Result<> SheetDialog::printOn(QPrinter &printer) const
{
    printer.setDocName(windowTitle());
    printer.setFullPage(true);
    if (d->drawOn(printer))
        return {};
    return fail(ErrorKind::Fault, d->code + u".printer"_s,
                tr("The printer %1 did not answer. Please look at the printer and print again, or save the sheet as "
                   "PDF.")
                    .arg(printer.printerName()));
}

void SheetDialog::print()
{
    const QPrinterInfo standard = QPrinterInfo::defaultPrinter();
    if (standard.isNull())
        return saveAs();
    QPrinter printer(standard, QPrinter::HighResolution);
    d->say(printOn(printer), standard.description().isEmpty() ? standard.printerName() : standard.description());
}

void SheetDialog::saveAs()
{
    auto *dialog =
        new QFileDialog(this, tr("Save the sheet as PDF"),
                        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation), tr("PDF file (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(d->fileName + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) { d->say(savePdf(path), path); });
    dialog->open();
}

} // namespace fengqiao
