#include "van_dialog.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>

#include <access/desk.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "desk_sync.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int refreshMs = 150;
constexpr auto keyFileKey = "van.key_file"_L1; // in the county's encrypted file: of this desk, whoever signs in

// A key that this desk can write for: the public one, of its own centre.
Result<std::shared_ptr<const VanKeys>> keysIn(const QString &path, const QString &centre)
{
    auto keys = readVanKeys(path);
    if (!keys)
        return fail(keys.error());
    if (keys->centre != centre)
        return fail(ErrorKind::Usage, u"van.not_ours"_s,
                    VanDialog::tr("%1 is the key of centre %2; this desk belongs to %3.")
                        .arg(QFileInfo(path).fileName(), keys->centre, centre));
    if (!keys->sign.isEmpty() || !keys->open.isEmpty())
        return fail(ErrorKind::Usage, u"van.key"_s,
                    VanDialog::tr("%1 is the centre's private key, which stays on the machine with the line. Please "
                                  "choose the public one; its name ends in .pub.")
                        .arg(QFileInfo(path).fileName()));
    return std::make_shared<const VanKeys>(std::move(*keys));
}

bool hasContents(const VanContents &contents)
{
    return contents.carried > 0 || contents.arrived > 0 || contents.left > 0 || !contents.refused.isEmpty();
}

int count(qint64 number)
{
    return static_cast<int>(number);
}

} // namespace

// What is found out away from the window's thread: a stick may be slow.
struct VanDialog::Look {
    VanWaiting waiting;
    QString deskKey;
    QString keyFile; // empty: none was chosen yet
    std::shared_ptr<const VanKeys> keys;
    QString keyFault;
};

// What the window and the thread that works tell each other.
struct VanDialog::Told {
    std::atomic_bool stopped = false;
    std::atomic<qint64> bytes = 0;
    bool stoppable = false;
};

VanDialog::VanDialog(Desk &desk, DeskSync &sync, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_sync(sync)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
    , m_missing(textLabel({}, Type::Base, Token::Ink, this))
    , m_facts(new QWidget(this))
    , m_outbox(new ElidedLabel({}, this))
    , m_centreKey(new ElidedLabel({}, this))
    , m_centreNote(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_deskKey(new ElidedLabel({}, this))
    , m_error(new InlineError(this))
    , m_progress(new ProgressStrip(this))
    , m_result(textLabel({}, Type::Base, Token::Ink, this))
    , m_choose(new QPushButton(tr("Choose the key…"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_close(new QPushButton(tr("Close"), this))
    , m_take(new QPushButton(tr("Take in a receipt…"), this))
    , m_write(new QPushButton(tr("Write a van file…"), this))
    , m_timer(new QTimer(this))
{
    setObjectName(u"vanDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Mail van"));
    build();
    connectParts();
    look();
}

// What is being written is of no use to anybody any more.
VanDialog::~VanDialog()
{
    if (m_told)
        m_told->stopped = true;
}

void VanDialog::build()
{
    const Theme &theme = Theme::of(parentWidget());
    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(textLabel(windowTitle(), Type::Heading, Token::Ink, this, QFont::Medium));
    column->addWidget(textLabel(tr("For a desk without a line: write a van file onto a stick, have it carried to the "
                                   "machine with the line, and take in the receipt that comes back."),
                                Type::Base, Token::InkSoft, this));
    column->addWidget(m_missing);
    auto *grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.space(4));
    grid->setVerticalSpacing(theme.space(1));
    grid->setColumnStretch(1, 1);
    addFact(grid, tr("Waiting to be sent"), m_outbox, nullptr, nullptr);
    addFact(grid, tr("Key of the centre"), m_centreKey, m_choose, m_centreNote);
    addFact(grid, tr("Key of this desk"), m_deskKey, m_copy,
            textLabel(tr("Whoever looks after the server registers it once, before the first file is carried."),
                      Type::Small, Token::InkSoft, m_facts));
    column->addWidget(m_facts);
    column->addWidget(m_error);
    column->addWidget(m_result);
    column->addWidget(m_progress);
    column->addSpacing(theme.size(Size::Related));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    for (QPushButton *button : {m_close, m_take, m_write})
        buttons->addWidget(button);
    column->addLayout(buttons);
    m_outbox->setObjectName(u"vanWaiting"_s);
    m_centreKey->setObjectName(u"vanCentreKey"_s);
    m_deskKey->setObjectName(u"vanDeskKey"_s);
    m_missing->setObjectName(u"vanMissing"_s);
    m_result->setObjectName(u"vanResult"_s);
    m_choose->setObjectName(u"vanChooseKey"_s);
    m_copy->setObjectName(u"vanCopyKey"_s);
    m_take->setObjectName(u"vanTakeIn"_s);
    m_write->setObjectName(u"vanWrite"_s);
    m_missing->hide();
    m_result->hide();
    for (QPushButton *button : {m_choose, m_copy, m_close, m_take, m_write})
        button->setAutoDefault(false);
    showReady();
    resize(theme.space(160), 0);
    fit();
}

void VanDialog::addFact(QGridLayout *grid, const QString &name, QWidget *value, QPushButton *button, QLabel *note)
{
    const int row = grid->rowCount();
    auto *label = textLabel(name, Type::Base, Token::InkSoft, m_facts);
    label->setWordWrap(false);
    grid->addWidget(label, row, 0, Qt::AlignVCenter);
    grid->addWidget(value, row, 1, Qt::AlignVCenter);
    grid->setRowMinimumHeight(row, Theme::of(parentWidget()).size(Size::Control));
    if (button)
        grid->addWidget(button, row, 2);
    if (note)
        grid->addWidget(note, row + 1, 1, 1, 2);
}

void VanDialog::connectParts()
{
    connect(m_choose, &QPushButton::clicked, this, [this] {
        ask(tr("Public key of the centre"), tr("Public keys (*.pub);;All files (*)"), &VanDialog::useKey);
    });
    connect(m_take, &QPushButton::clicked, this,
            [this] { ask(tr("Take in a receipt"), tr("Van files (*.van);;All files (*)"), &VanDialog::takeIn); });
    connect(m_write, &QPushButton::clicked, this, &VanDialog::askWhereTo);
    connect(m_close, &QPushButton::clicked, this, &VanDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_deskKey->text());
        Toast::show(this, tr("The key of this desk is copied."));
    });
    connect(m_progress, &ProgressStrip::cancelled, this, &VanDialog::stop);
    connect(&m_sync, &DeskSync::ending, this, [this] {
        if (m_told)
            m_told->stopped = true;
    });
    m_timer->setInterval(refreshMs);
    connect(m_timer, &QTimer::timeout, this, [this] {
        if (m_told && m_told->bytes > 0)
            m_progress->setProgress(-1, tr("%1 written").arg(QLocale().formattedDataSize(m_told->bytes)));
    });
}

Result<VanDialog::Look> VanDialog::lookInto(Store &store, const QString &chosen)
{
    const QString centre = store.identity().centre;
    if (!chosen.isEmpty()) {
        if (const auto keys = keysIn(chosen, centre); !keys)
            return fail(keys.error());
        const auto kept = store
                              .write([chosen](Writer &tx) -> Result<> {
                                  tx.setMeta(keyFileKey, chosen);
                                  return {};
                              })
                              .result();
        if (!kept)
            return fail(kept.error());
    }
    auto look = store
                    .read([](Reader &reader) -> Result<Look> {
                        return Look{vanWaiting(reader), {}, reader.meta(keyFileKey), {}, {}};
                    })
                    .result();
    if (!look || !look->waiting.joined)
        return look; // a key that nobody could use is not made
    const auto own = vanKeyOfDesk(store);
    if (!own)
        return fail(own.error());
    look->deskKey = *own;
    if (look->keyFile.isEmpty())
        return look;
    auto keys = keysIn(look->keyFile, centre);
    if (keys)
        look->keys = std::move(*keys);
    else
        look->keyFault = keys.error().message;
    return look;
}

void VanDialog::look(const QString &chosen)
{
    m_isLooking = true;
    showReady();
    m_look = std::make_unique<ThreadWork>();
    m_look->start(
        this, [&store = m_desk.store(), chosen] { return lookInto(store, chosen); },
        [this](const Result<Look> &found) {
            m_isLooking = false;
            if (found)
                showLook(*found);
            else
                m_error->setError(found.error());
            showReady();
            next()->setFocus(); // it wandered off while the buttons were not to be used
            fit();
            Q_EMIT looked();
        });
}

void VanDialog::showLook(const Look &look)
{
    m_waiting = look.waiting;
    m_keys = look.keys;
    m_facts->setVisible(look.waiting.joined);
    m_take->setVisible(look.waiting.joined);
    m_write->setVisible(look.waiting.joined);
    m_missing->setVisible(!look.waiting.joined);
    if (!look.waiting.joined)
        return m_missing->setText(
            tr("No server knows this desk yet. Connect it by a line once, or fetch its file there "
               "as a further desk of the county; after that it can go by van."));
    QStringList parts{tr("%n changes", nullptr, count(look.waiting.changes))};
    if (look.waiting.contents > 0)
        parts << tr("%n attachments, %1", nullptr, count(look.waiting.contents))
                     .arg(QLocale().formattedDataSize(look.waiting.bytes));
    m_outbox->setText(joinedParts(parts));
    m_deskKey->setText(look.deskKey);
    showKey(look);
}

void VanDialog::showKey(const Look &look)
{
    m_centreKey->setText(look.keyFile.isEmpty() ? tr("None chosen yet") : QFileInfo(look.keyFile).fileName());
    if (look.keyFile.isEmpty())
        m_centreNote->setText(tr("Whoever looks after the server hands it out; its name ends in .pub."));
    else if (look.keys)
        m_centreNote->setText(tr("Public key of centre %1. It can be read.").arg(look.keys->centre));
    else
        m_centreNote->setText(tr("It cannot be used. Please choose it again."));
    m_choose->setText(look.keyFile.isEmpty() ? tr("Choose the key…") : tr("Choose another…"));
    if (!look.keyFault.isEmpty() && m_error->text().isEmpty())
        m_error->setText(look.keyFault);
}

QPushButton *VanDialog::next() const
{
    return !m_keys ? m_choose : m_receiptIsNext ? m_take : m_write;
}

// One primary button: the thing to do next.
void VanDialog::showReady()
{
    const bool idle = !m_told && !m_isLooking;
    QPushButton *next = this->next();
    for (QPushButton *button : {m_choose, m_take, m_write}) {
        button->setEnabled(idle && (button == m_choose || m_keys));
        button->setDefault(button == next);
        setKind(button, button == next ? ButtonKind::Primary : ButtonKind::Normal);
    }
    m_copy->setEnabled(!m_deskKey->text().isEmpty());
    m_close->setEnabled(!m_told || m_told->stoppable);
}

void VanDialog::useKey(const QString &path)
{
    m_error->clear();
    m_result->hide();
    look(path);
}

void VanDialog::begin(const QString &words, bool stoppable)
{
    m_error->clear();
    m_result->hide();
    m_told = std::make_shared<Told>();
    m_told->stoppable = stoppable;
    m_progress->start(words, stoppable);
    m_timer->start();
    showReady();
    fit();
}

void VanDialog::writeTo(const QString &path)
{
    if (m_told || !m_keys)
        return;
    m_folder = QFileInfo(path).absolutePath();
    begin(tr("Writing the van file"), true);
    m_sync
        .withEngine([keys = m_keys, told = m_told, path](SyncEngine &engine) {
            return packVanFile(engine, *keys, path, usualVanContents, [told](qint64 bytes) {
                told->bytes = bytes;
                return !told->stopped;
            });
        })
        .then(this, [this, path](const Result<VanPacked> &packed) { showPacked(path, packed); });
}

// What a receipt brings is taken to its end: rows first, and contents that miss come again.
void VanDialog::takeIn(const QString &path)
{
    if (m_told || !m_keys)
        return;
    m_folder = QFileInfo(path).absolutePath();
    begin(tr("Taking in the receipt"), false);
    m_sync.withEngine([keys = m_keys, path](SyncEngine &engine) { return unpackVanFile(engine, *keys, path); })
        .then(this, [this](const Result<VanUnpacked> &unpacked) { showUnpacked(unpacked); });
}

void VanDialog::showPacked(const QString &path, const Result<VanPacked> &packed)
{
    if (!packed)
        return end({}, &packed.error());
    m_receiptIsNext = true;
    QStringList said{tr("%n changes are in %1.", nullptr, count(packed->changes)).arg(QFileInfo(path).fileName())};
    if (hasContents(packed->contents))
        said << packed->contents.sentence();
    said << tr("Carry it to the machine with the line, and take in the receipt that comes back.");
    if (packed->left > 0)
        said << tr("%n changes did not fit: write the next file after this one's receipt.", nullptr,
                   count(packed->left));
    end(said.join(u'\n'), nullptr);
}

void VanDialog::showUnpacked(const Result<VanUnpacked> &unpacked)
{
    if (!unpacked)
        return end({}, &unpacked.error());
    m_receiptIsNext = false;
    const SyncReport &report = unpacked->report;
    QStringList said{tr("%n changes of this desk went to the server.", nullptr, count(report.sent)),
                     tr("%n rows came from the server.", nullptr, count(report.received))};
    if (report.refused > 0)
        said << tr("%n changes were not taken; they stand on the page of this desk.", nullptr, count(report.refused));
    if (unpacked->delivered > 0)
        said << tr("%n attachments of this desk are on the server now.", nullptr, count(unpacked->delivered));
    if (hasContents(unpacked->contents))
        said << unpacked->contents.sentence();
    said += report.warnings;
    said << (report.waiting > 0 ? tr("%n changes still wait: write the next van file.", nullptr, count(report.waiting))
                                : tr("No change waits any more."));
    end(said.join(u'\n'), nullptr);
}

void VanDialog::end(const QString &result, const Error *error)
{
    m_timer->stop();
    m_progress->finish();
    m_told.reset();
    m_result->setText(result);
    m_result->setVisible(!result.isEmpty());
    if (error)
        m_error->setError(*error);
    look(); // what waits is another number now
    Q_EMIT settled();
}

void VanDialog::stop()
{
    if (m_told && m_told->stoppable)
        m_told->stopped = true;
}

// Closing while a file is written stops that first; what became of it is told.
void VanDialog::reject()
{
    if (m_told)
        return stop();
    QDialog::reject();
}

// As high as its words need, and no higher.
void VanDialog::fit()
{
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

QString VanDialog::suggestedName() const
{
    return tr("van-%1-desk%2-%3.van", "name of a file")
        .arg(m_desk.county())
        .arg(m_waiting.desk)
        .arg(m_desk.now().localDate().toString(u"yyyyMMdd"_s));
}

void VanDialog::ask(const QString &title, const QString &filter, void (VanDialog::*then)(const QString &))
{
    auto *dialog = new QFileDialog(this, title, m_folder, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, then);
    dialog->open();
}

// A file that is there is never written over, so there is nothing to confirm.
void VanDialog::askWhereTo()
{
    auto *dialog = new QFileDialog(this, tr("Write a van file"), m_folder, tr("Van files (*.van);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"van"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->selectFile(suggestedName());
    connect(dialog, &QFileDialog::fileSelected, this, &VanDialog::writeTo);
    dialog->open();
}

} // namespace fengqiao
