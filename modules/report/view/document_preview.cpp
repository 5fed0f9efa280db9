#include <report/widgets/document_preview.h>

#include <QFileDialog>
#include <QFileInfo>
#include <QFuture>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>
#include <QScrollArea>
#include <QStandardPaths>

#include <report/widgets/chart_pictures.h>
#include <report/widgets/pdf.h>
#include <report/writers.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr double pointsPerInch = 72;
constexpr double gapPoints = 14; // between two sheets

} // namespace

// The sheets, as wide as the room allows.
class DocumentPreview::Pages : public QWidget {
public:
    explicit Pages(QWidget *parent)
        : QWidget(parent)
    {
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }

    void setPaper(const Paper *paper)
    {
        m_paper = paper;
        updateGeometry();
        update();
    }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override
    {
        return m_paper ? qCeil(m_paper->pageCount() * step() * scaleFor(width)) : 0;
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        const int width = qRound(Paper::pageSize().width());
        return {width, heightForWidth(width)};
    }

    [[nodiscard]] QSize minimumSizeHint() const override { return {qRound(Paper::pageSize().width() / 2), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        if (!m_paper)
            return;
        const Theme &theme = Theme::of(this);
        const double scale = scaleFor(width());
        QPainter painter(this);
        painter.setRenderHint(QPainter::TextAntialiasing);
        for (int page = 0; page < m_paper->pageCount(); ++page) {
            const QRectF sheet(gapPoints / 2 * scale, page * step() * scale, Paper::pageSize().width() * scale,
                               Paper::pageSize().height() * scale);
            if (!sheet.intersects(event->rect()))
                continue;
            painter.fillRect(sheet, Qt::white);
            painter.setPen(QPen(theme.color(Token::Line), 1));
            painter.drawRect(sheet);
            painter.save();
            painter.translate(sheet.topLeft());
            painter.scale(scale, scale);
            m_paper->paint(painter, page);
            painter.restore();
        }
    }

private:
    [[nodiscard]] static double step() { return Paper::pageSize().height() + gapPoints; }

    [[nodiscard]] static double scaleFor(int width) { return width / (Paper::pageSize().width() + gapPoints); }

    const Paper *m_paper = nullptr;
};

DocumentPreview::DocumentPreview(QWidget *parent)
    : QWidget(parent)
    , m_bar(new QHBoxLayout)
    , m_pages(new Pages(this))
    , m_scroll(new QScrollArea(this))
    , m_count(new QLabel(this))
    , m_trouble(new QLabel(this))
    , m_print(new QPushButton(tr("Print"), this))
    , m_save(new QPushButton(tr("Save as…"), this))
{
    const Theme &theme = Theme::of(this);
    m_scroll->setWidget(m_pages);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setAccessibleName(tr("Pages of the document"));
    m_trouble->setWordWrap(true);
    setTextRole(m_count, Type::Small, Token::InkSoft);
    setKind(m_print, ButtonKind::Primary);
    setButtonIcon(m_print, u"printer"_s);
    setButtonIcon(m_save, u"download"_s);
    m_bar->setSpacing(theme.size(Size::Inside));
    m_bar->addWidget(m_count);
    m_bar->addStretch();
    m_bar->addWidget(m_save);
    m_bar->addWidget(m_print);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(theme.size(Size::Related));
    layout->addLayout(m_bar);
    layout->addWidget(m_trouble);
    layout->addWidget(m_scroll, 1);
    connect(m_print, &QPushButton::clicked, this, &DocumentPreview::print);
    connect(m_save, &QPushButton::clicked, this, &DocumentPreview::choose);
    showState();
}

DocumentPreview::~DocumentPreview() = default;

void DocumentPreview::setDocuments(const QList<Document> &documents, std::shared_ptr<const Templates> templates)
{
    auto paper = std::make_shared<Paper>(templates->styles());
    for (const Document &document : documents)
        paper->add(document);
    setPaper(std::move(paper), documents.isEmpty() ? QString() : documents.first().title,
             [documents, templates](const QString &path) { return saveDocuments(path, documents, *templates); });
}

void DocumentPreview::setPaper(std::shared_ptr<const Paper> paper, const QString &title, Save save)
{
    m_title = title;
    m_keep = std::move(save);
    m_paper = std::move(paper);
    m_trouble->clear();
    m_pages->setPaper(m_paper.get());
    showState();
}

void DocumentPreview::addTool(QWidget *tool)
{
    m_bar->insertWidget(2, tool); // before keeping and printing
}

void DocumentPreview::setFailure(const Error &error)
{
    m_keep = {};
    m_pages->setPaper(nullptr);
    m_paper.reset();
    m_trouble->setText(error.message);
    showState();
}

void DocumentPreview::showState()
{
    const bool any = pageCount() > 0;
    m_count->setText(any ? tr("%n page(s)", nullptr, pageCount()) : QString());
    m_trouble->setVisible(!m_trouble->text().isEmpty());
    m_scroll->setVisible(any);
    m_print->setEnabled(any);
    m_save->setEnabled(any);
}

int DocumentPreview::pageCount() const
{
    return m_paper ? m_paper->pageCount() : 0;
}

const Paper *DocumentPreview::paper() const
{
    return m_paper.get();
}

Result<> DocumentPreview::printOn(QPrinter &printer) const
{
    printer.setFullPage(true); // the sheets have their margins themselves
    printer.setPageSize(QPageSize(QPageSize::A4));
    QPainter painter;
    if (!m_paper || !painter.begin(&printer))
        return fail(ErrorKind::Fault, u"report.printer"_s,
                    tr("The printer %1 did not answer; please look at it and print again.").arg(printer.printerName()));
    const double scale = printer.resolution() / pointsPerInch;
    painter.scale(scale, scale);
    for (int page = 0; page < m_paper->pageCount(); ++page) {
        if (page > 0)
            printer.newPage();
        m_paper->paint(painter, page);
    }
    return {};
}

Result<> DocumentPreview::saveAs(const QString &path) const
{
    if (!m_keep)
        return fail(wrongEnding(path));
    return m_keep(path);
}

Result<> saveDocuments(const QString &path, const QList<Document> &documents, const Templates &templates)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "pdf"_L1) {
        const auto pdf = writePdf(documents, templates.styles());
        return pdf ? writeWhole(path, *pdf) : fail(pdf.error());
    }
    QList<Document> pictured = documents;
    addChartPictures(pictured, templates.styles());
    const auto bytes = writeOffice(pictured, templates.styles(), ending);
    if (!bytes)
        return fail(bytes.error());
    return writeWhole(path, *bytes);
}

void DocumentPreview::print()
{
    if (!m_paper)
        return;
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] {
        if (const Result<> done = printOn(*printer); done)
            Q_EMIT exported(printer->printerName());
        else
            Q_EMIT failed(done.error());
    });
    dialog->open();
}

void DocumentPreview::choose()
{
    if (!m_keep)
        return;
    auto *dialog = new QFileDialog(this, tr("Save the document"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   tr("PDF file (*.pdf);;OpenDocument text (*.odt);;Word document (*.docx)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"pdf"_s);
    dialog->selectFile(m_title + u".pdf"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString &filter) { dialog->setDefaultSuffix(filter.section(u"*."_s, 1).chopped(1)); });
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_save->setEnabled(false);
        QtFuture::makeReadyVoidFuture()
            .then(QtFuture::Launch::Async, [keep = m_keep, path] { return keep(path); })
            .then(this, [this, path](const Result<> &done) {
                showState();
                if (done)
                    Q_EMIT exported(path);
                else
                    Q_EMIT failed(done.error());
            });
    });
    dialog->open();
}

} // namespace fengqiao
