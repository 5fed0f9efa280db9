#include <report/widgets/dossier_dialog.h>

#include <QBoxLayout>
#include <QFileInfo>
#include <QFuture>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <atomic>

#include <core/locale.h>
#include <mediation/mediation.h>
#include <mediation/papers.h>
#include <report/widgets/document_preview.h>
#include <report/writers.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

// What the window and the thread that makes the dossier tell each other.
struct DossierDialog::Work {
    std::atomic<bool> stopped = false;
    std::atomic<double> done = 0;
};

struct DossierDialog::Collected {
    std::shared_ptr<const Dossier> dossier;
    std::shared_ptr<const Templates> templates;
};

namespace {

constexpr int refreshMs = 100;

QLabel *wrapped(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight = QFont::Normal)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setTextRole(label, type, ink, weight);
    return label;
}

// One sentence a paper; of a group each paper says the same, which is said once.
QStringList missingSentences(const QList<DossierRow> &meter)
{
    QStringList sentences;
    for (const DossierRow &row : meter)
        if (row.missing() && !sentences.contains(row.sentence))
            sentences << row.sentence;
    return sentences;
}

bool mayUnmask(const RuleSet &rules, const Actor &actor)
{
    const RuleRow *action = rules.table("actions"_L1).find(u"unmask"_s);
    const QStringList who = action ? action->list("who"_L1) : QStringList();
    return std::ranges::any_of(who, [&](const QString &role) { return actor.roles.contains(role); });
}

Result<> keepDossier(const QString &path, const Dossier &dossier, const Templates &templates, const QByteArray &pdf)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == "pdf"_L1)
        return writeWhole(path, pdf);
    const auto documents = dossierDocuments(dossier, templates);
    if (!documents)
        return fail(documents.error());
    const auto bytes = writeOffice(*documents, templates.styles(), ending);
    if (!bytes)
        return fail(bytes.error());
    return writeWhole(path, *bytes);
}

} // namespace

DossierDialog::DossierDialog(Desk &desk, QUuid matter, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_matter(matter)
    , m_preview(new DocumentPreview(this))
    , m_progress(new ProgressStrip(this))
    , m_timer(new QTimer(this))
    , m_title(wrapped({}, Type::Base, Token::InkSoft, this))
    , m_missing(wrapped({}, Type::Base, Token::Ink, this))
    , m_again(new QPushButton(tr("Make it again"), this))
    , m_fullBox(new QWidget(this))
    , m_reason(new QLineEdit(this))
    , m_error(new InlineError(this))
{
    setObjectName(u"dossierDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Dossier"));
    build();
    m_timer->setInterval(refreshMs);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (m_work)
            m_progress->setProgress(m_work->done);
    });
    connect(m_progress, &ProgressStrip::cancelled, this, &DossierDialog::stop);
    connect(m_again, &QPushButton::clicked, this, [this] { start(!m_note.isEmpty()); });
    connect(m_preview, &DocumentPreview::exported, this, [this](const QString &where) {
        m_desk.noteRead(matterKind().name, m_matter, u"export"_s, m_note.isEmpty() ? where : where + u": "_s + m_note);
        Toast::show(this, tr("Done: %1").arg(where));
    });
    connect(m_preview, &DocumentPreview::failed, this, [this](const Error &error) { Toast::showError(this, error); });
    start(false);
}

DossierDialog::~DossierDialog()
{
    if (m_work)
        m_work->stopped = true;
}

void DossierDialog::build()
{
    const Theme &theme = Theme::of(parentWidget());
    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(theme.size(Size::Related));
    auto *head = new QHBoxLayout;
    head->addWidget(wrapped(tr("Dossier"), Type::Heading, Token::Ink, this, QFont::Medium));
    head->addWidget(m_title, 1);
    head->addWidget(m_again);
    m_again->hide();
    column->addLayout(head);
    column->addWidget(m_progress);
    auto *row = new QHBoxLayout;
    row->setSpacing(margin);
    row->addWidget(m_preview, 1);
    addMissing(row);
    column->addLayout(row, 1);
    const QSize room = screen() ? screen()->availableGeometry().size() : QSize(1366, 768);
    resize(std::min(theme.space(260), room.width() - theme.space(12)),
           std::min(theme.space(180), room.height() - theme.space(12)));
}

void DossierDialog::addMissing(QBoxLayout *row)
{
    const Theme &theme = Theme::of(parentWidget());
    auto *side = new QWidget;
    side->setProperty("clear", true);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    auto *card = new Card(tr("What it lacks"), side);
    m_missing->setObjectName(u"dossierLacks"_s);
    card->body()->addWidget(m_missing);
    column->addWidget(card);
    addFull(column);
    column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(side);
    scroll->setFixedWidth(theme.space(80));
    row->addWidget(scroll);
}

// Numbers and addresses are masked until somebody says why they are needed; who, when and why stay in the audit.
void DossierDialog::addFull(QBoxLayout *column)
{
    const Theme &theme = Theme::of(parentWidget());
    auto *inner = new QVBoxLayout(m_fullBox);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(theme.size(Size::Inside));
    inner->addWidget(wrapped(tr("Numbers and addresses of people are masked. To have them in full, give the reason; "
                                "your name, the time and the reason are kept in the audit."),
                             Type::Small, Token::InkSoft, m_fullBox));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Reason"));
    m_reason->setMaxLength(200);
    inner->addWidget(m_reason);
    inner->addWidget(m_error);
    auto *button = new QPushButton(tr("Make it in full"), m_fullBox);
    button->setObjectName(u"dossierInFull"_s);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, &DossierDialog::unmask);
    connect(m_reason, &QLineEdit::returnPressed, this, &DossierDialog::unmask);
    inner->addWidget(button, 0, Qt::AlignLeft);
    m_fullBox->setVisible(mayUnmask(*m_desk.rules(), m_desk.actor()));
    column->addWidget(m_fullBox);
}

void DossierDialog::start(bool full)
{
    if (m_work)
        m_work->stopped = true;
    m_work = std::make_shared<Work>();
    m_again->hide();
    m_progress->start(tr("Reading the papers…"));
    m_timer->start();

    struct Answer {
        QString number;
        QStringList missing;
        Result<Collected> collected;
    };

    m_desk
        .read([matter = m_matter, full,
               folder = Templates::folderOf(m_desk.store().path())](ReadContext &context) -> Result<Answer> {
            auto templates = Templates::load(folder);
            if (!templates)
                return fail(templates.error());
            const auto row = context.tx.find(matterEntity(), matter);
            Answer answer{row ? row->text("number"_L1) : QString(), missingSentences(dossierMeter(context, matter)),
                          Collected{}};
            auto dossier = collectDossier(context, **templates, matter, full);
            if (dossier)
                answer.collected = Collected{std::make_shared<const Dossier>(std::move(*dossier)), *templates};
            else
                answer.collected = fail(dossier.error());
            return answer;
        })
        .then(this, [this, work = m_work](const Result<Answer> &answer) {
            if (work != m_work || work->stopped)
                return;
            if (!answer)
                return refuse(answer.error());
            m_title->setText(answer->number);
            m_missing->setText(answer->missing.isEmpty() ? tr("Nothing is missing.") : answer->missing.join(u"\n\n"_s));
            if (answer->collected)
                bind(*answer->collected);
            else
                refuse(answer->collected.error());
        });
}

void DossierDialog::bind(const Collected &collected)
{
    m_progress->setProgress(0,
                            tr("Laying out %n paper(s)…", nullptr, static_cast<int>(collected.dossier->parts.size())));
    QtFuture::makeReadyVoidFuture()
        .then(QtFuture::Launch::Async,
              [collected, work = m_work] {
                  return writeDossierPdf(*collected.dossier, *collected.templates, [work](double done) {
                      work->done = done;
                      return !work->stopped;
                  });
              })
        .then(this, [this, collected, work = m_work](const Result<DossierPdf> &made) {
            if (work == m_work && !work->stopped)
                show(made, collected);
        });
}

void DossierDialog::show(const Result<DossierPdf> &made, const Collected &collected)
{
    if (!made)
        return refuse(made.error());
    m_timer->stop();
    m_progress->finish();
    m_preview->setPaper(made->paper, collected.dossier->title, [collected, pdf = made->bytes](const QString &path) {
        return keepDossier(path, *collected.dossier, *collected.templates, pdf);
    });
    if (!made->notPrinted.isEmpty())
        Toast::show(this, tr("Listed, but no pages: %1.").arg(joinedWords(made->notPrinted)));
    Q_EMIT settled();
}

void DossierDialog::refuse(const Error &error)
{
    m_timer->stop();
    m_progress->finish();
    m_preview->setFailure(error);
    m_again->show();
    Q_EMIT settled();
}

// The thread that makes it sees this at its next page and ends; nothing of it is kept.
void DossierDialog::stop()
{
    m_work->stopped = true;
    refuse(paperStopped());
}

void DossierDialog::unmask()
{
    m_error->clear();
    const QString reason = m_reason->text().trimmed();
    m_desk.unmask(matterKind().name, m_matter, reason).then(this, [this, reason](const Result<QJsonObject> &given) {
        if (!given)
            return m_error->setError(given.error());
        m_note = reason;
        start(true);
    });
}

} // namespace fengqiao
