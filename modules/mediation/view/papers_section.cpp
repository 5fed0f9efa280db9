#include <QFileDialog>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>

#include <core/locale.h>
#include <store/blobs.h>
#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/notices.h>

#include "matter_sections.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype officialCode = 3; // D01, E11
constexpr QLatin1StringView makeAction = "make_document"_L1;
constexpr QLatin1StringView signAction = "sign_document"_L1; // in a field to sign in, not in a form

// What startOn() and Desk::offers need to know of a paper or a file.
OverlayCard cardOf(ReadContext &context, const RecordKind &kind, QUuid id, const QString &number)
{
    OverlayCard card;
    card.kind = kind.name;
    if (const RuleRow *word = context.rules.table("codes"_L1).find(u"machine/"_s + kind.name))
        card.kindWord = word->word();
    card.id = id;
    card.number = number;
    card.row = context.tx.find(*kind.entity, id);
    if (card.row) {
        card.matter = card.row->uuid("matter"_L1);
        card.state = card.row->text("state"_L1);
        if (const RuleRow *state = context.rules.table("states"_L1).find(card.state)) {
            card.stateWord = state->word();
            card.phase = state->text("phase"_L1);
        }
    }
    return card;
}

// Only what nobody but its maker knows is asked for.
QJsonArray askedFor(ReadContext &context, QUuid matter, const QString &code)
{
    QJsonArray values;
    if (const auto draft = documentDraft(context, matter, code))
        for (const DocumentValue &value : draft->values)
            if (value.required && value.value.isNull())
                values << QJsonObject{{u"field"_s, value.field}};
    return values;
}

struct MeterMark {
    QString word;
    WordChip::Tone tone;
};

QGridLayout *rowGrid(const Theme &theme)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(theme.size(Size::Inside));
    grid->setColumnStretch(1, 1);
    return grid;
}

} // namespace

MatterPapers matterPapers(ReadContext &context, QUuid matter)
{
    MatterPapers papers;
    papers.meter = dossierMeter(context, matter);
    papers.missing = dossierMissing(papers.meter);
    for (DocumentLine &line : documentsOf(context, matter)) {
        OverlayCard card = cardOf(context, documentKind(), line.id, joinedParts({line.title, line.number}));
        papers.documents << PaperEntry{std::move(line), std::move(card)};
    }
    for (AttachmentLine &line : attachmentsOf(context, matter)) {
        OverlayCard card = cardOf(context, attachmentKind(), line.id, line.name);
        const bool readable = line.here && readableAttachment(context, line.id.toString(QUuid::WithoutBraces));
        papers.attachments << FileEntry{std::move(line), std::move(card), readable};
    }
    for (const QString &code : offeredDocuments(context, matter))
        papers.offered << MatterPapers::Offered{code, context.rules.word("document"_L1, code),
                                                askedFor(context, matter, code)};
    return papers;
}

PapersSection::PapersSection(Desk &desk, QWidget *parent)
    : MatterSection(tr("Papers"), parent)
    , m_desk(desk)
{
}

void PapersSection::setView(const MatterPapers &papers, const QList<Desk::Offer> &beginnings)
{
    QVBoxLayout *column = fresh();
    addBeginnings(column, papers, beginnings);
    if (!papers.documents.isEmpty())
        addDocuments(column, papers.documents);
    if (!papers.attachments.isEmpty())
        addFiles(column, papers.attachments);
    if (papers.documents.isEmpty() && papers.attachments.isEmpty())
        column->addWidget(
            textLabel(tr("No paper has been made and no file attached yet."), Type::Base, Token::InkSoft, widget()));
    addMeter(column, papers);
    finish();
}

void PapersSection::addBeginnings(QVBoxLayout *column, const MatterPapers &papers, const QList<Desk::Offer> &beginnings)
{
    auto *row = new QWidget(widget());
    auto *flow = new FlowLayout(row, Theme::of(this).size(Size::Inside));
    flow->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const QString &words, const QString &action, const QJsonObject &values) {
        auto *button = new QPushButton(words, row);
        button->setProperty("action", action);
        connect(button, &QPushButton::clicked, this, [this, action, values] { Q_EMIT beginWanted(action, values); });
        flow->addWidget(button);
        return button;
    };
    for (const Desk::Offer &offer : beginnings) {
        const QString action = offer.action->text("action"_L1);
        if (action != makeAction || papers.offered.isEmpty()) {
            add(offer.action->word(), action, {});
            continue;
        }
        // What steps already taken ask for comes first, any other paper below it.
        auto *button = new QPushButton(offer.action->word(), row);
        button->setProperty("action", action);
        setButtonIcon(button, u"file-text"_s);
        auto *menu = new QMenu(button);
        for (const MatterPapers::Offered &paper : papers.offered) {
            QJsonObject values{{u"code"_s, paper.code}};
            if (!paper.values.isEmpty())
                values.insert(u"values"_s, paper.values);
            menu->addAction(paper.word, this, [this, action, values] { Q_EMIT beginWanted(action, values); })
                ->setData(action);
        }
        menu->addSeparator();
        menu->addAction(tr("Another paper"), this, [this, action] { Q_EMIT beginWanted(action, {}); })->setData(action);
        button->setMenu(menu);
        flow->addWidget(button);
    }
    column->addWidget(row);
    row->setVisible(flow->count() > 0);
}

void PapersSection::addDocuments(QVBoxLayout *column, const QList<PaperEntry> &documents)
{
    auto *card = new Card(tr("Documents"), widget());
    card->setObjectName(u"documents"_s);
    for (const PaperEntry &entry : documents) {
        const DocumentLine &paper = entry.document;
        auto *head = new QHBoxLayout;
        head->setSpacing(Theme::of(this).size(Size::Related));
        head->addWidget(textLabel(joinedParts({paper.title.isEmpty() ? paper.word : paper.title, paper.number,
                                               paper.version > 1 ? tr("version %1").arg(paper.version) : QString()}),
                                  Type::Base, Token::Ink, card),
                        1);
        head->addWidget(new WordChip(paper.stateWord,
                                     entry.card.phase == "done"_L1 ? WordChip::Tone::Calm : WordChip::Tone::Orange,
                                     card),
                        0, Qt::AlignTop);
        card->body()->addLayout(head);
        QStringList words{joinedParts({paper.madeBy, paper.madeAt.display()})};
        if (!paper.signedBy.isEmpty())
            words << tr("signed: %1").arg(joinedWords(paper.signedBy));
        if (!paper.unsignedBy.isEmpty())
            words << tr("still to sign: %1").arg(joinedWords(paper.unsignedBy));
        card->body()->addWidget(textLabel(joinedParts(words), Type::Small, Token::InkSoft, card));
        auto *look = new QPushButton(tr("View and print"));
        look->setObjectName(u"viewPaper"_s);
        setButtonIcon(look, u"printer"_s);
        connect(look, &QPushButton::clicked, this,
                [this, id = paper.id, code = paper.code] { Q_EMIT paperWanted(id, code); });
        card->body()->addWidget(buttonsOf(entry.card, look));
    }
    column->addWidget(card);
}

void PapersSection::addFiles(QVBoxLayout *column, const QList<FileEntry> &files)
{
    auto *card = new Card(tr("Files"), widget());
    card->setObjectName(u"files"_s);
    for (const FileEntry &entry : files) {
        const AttachmentLine &file = entry.attachment;
        auto *head = new QHBoxLayout;
        head->setSpacing(Theme::of(this).size(Size::Related));
        head->addWidget(textLabel(joinedParts({file.name, file.item}), Type::Base, Token::Ink, card), 1);
        head->addWidget(new WordChip(file.kindWord, WordChip::Tone::Neutral, card), 0, Qt::AlignTop);
        card->body()->addLayout(head);
        const QString serves = file.provesWord.isEmpty() ? QString() : tr("serves as: %1").arg(file.provesWord);
        card->body()->addWidget(textLabel(
            joinedParts({QLocale().formattedDataSize(file.size), file.formWord, serves, file.addedBy,
                         file.addedAt.display(), file.here ? QString() : tr("its content is not on this desk yet")}),
            Type::Small, Token::InkSoft, card));
        QPushButton *open = nullptr;
        if (entry.readable) {
            open = new QPushButton(tr("Save as…"));
            open->setObjectName(u"saveFile"_s);
            setButtonIcon(open, u"download"_s);
            connect(open, &QPushButton::clicked, this, [this, file] { save(file); });
        }
        card->body()->addWidget(buttonsOf(entry.card, open));
    }
    column->addWidget(card);
}

QWidget *PapersSection::buttonsOf(const OverlayCard &card, QPushButton *first)
{
    auto *row = new QWidget(widget());
    auto *flow = new FlowLayout(row, Theme::of(this).size(Size::Inside));
    flow->setContentsMargins(0, 0, 0, 0);
    if (first)
        flow->addWidget(first);
    const QList<Desk::Offer> offers = card.row ? m_desk.offers(card.kind, *card.row) : QList<Desk::Offer>();
    for (const Desk::Offer &offer : offers) {
        if (!offer.allowed)
            continue;
        const QString name = offer.action->text("action"_L1);
        auto *button = new QPushButton(offer.action->word(), row);
        button->setProperty("action", name);
        connect(button, &QPushButton::clicked, this, [this, name, card] {
            if (name == signAction)
                Q_EMIT signatureWanted(card.id);
            else
                Q_EMIT actionWanted(name, card);
        });
        flow->addWidget(button);
    }
    row->setVisible(flow->count() > 0);
    return row;
}

void PapersSection::addMeter(QVBoxLayout *column, const MatterPapers &papers)
{
    auto *card = new Card(tr("Dossier"), widget());
    card->setObjectName(u"dossierMeter"_s);
    card->header()->setNote(papers.missing == 0 ? tr("nothing is missing")
                                                : tr("%n paper(s) are missing", nullptr, papers.missing));
    auto *bind = new QPushButton(tr("Dossier as PDF"), card);
    bind->setObjectName(u"dossier"_s);
    setButtonIcon(bind, u"folder-open"_s);
    connect(bind, &QPushButton::clicked, this, &PapersSection::dossierWanted);
    card->header()->addWidget(bind);
    QGridLayout *grid = rowGrid(Theme::of(this));
    QStringList later;
    int at = 0;
    for (const DossierRow &row : papers.meter) {
        if (!row.neededNow && !row.present) {
            later << row.word;
            continue;
        }
        // Word and shape, never colour alone.
        MeterMark mark{tr("○ needed"), WordChip::Tone::Neutral};
        if (row.present)
            mark = {tr("✓ there"), WordChip::Tone::Calm};
        else if (row.missing())
            mark = {tr("✕ missing"), WordChip::Tone::Orange};
        else if (row.generated)
            mark = {tr("○ made with the dossier"), WordChip::Tone::Neutral};
        // Papers of the official list go by a number; the others only by their name.
        const bool numbered = row.code.size() <= officialCode;
        auto *code = textLabel(numbered ? row.code : QString(), Type::Small, Token::InkFaint, card);
        code->setWordWrap(false);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(textLabel(row.word, Type::Base, Token::Ink, card));
        if (!row.sentence.isEmpty())
            words->addWidget(textLabel(row.sentence, Type::Small, Token::InkSoft, card));
        grid->addWidget(code, at, 0, Qt::AlignTop);
        grid->addLayout(words, at, 1);
        grid->addWidget(new WordChip(mark.word, mark.tone, card), at++, 2, Qt::AlignTop | Qt::AlignRight);
    }
    card->body()->addLayout(grid);
    if (!later.isEmpty())
        card->body()->addWidget(
            textLabel(tr("Not needed so far: %1.").arg(joinedWords(later)), Type::Small, Token::InkFaint, card));
    column->addWidget(card);
}

void PapersSection::save(const AttachmentLine &file)
{
    auto *dialog = new QFileDialog(this, tr("Save as"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(file.name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id = file.id](const QString &path) { saveTo(id, path); });
    dialog->open();
}

// Written piece by piece where it is read, never by the window.
void PapersSection::saveTo(QUuid attachment, const QString &path)
{
    m_desk
        .read([attachment, path](ReadContext &context) -> Result<> {
            const auto row = readableAttachment(context, attachment.toString(QUuid::WithoutBraces));
            if (!row)
                return fail(row.error());
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly))
                return fail(ErrorKind::Invalid, u"file.not_written"_s,
                            tr("The file cannot be written there: %1").arg(file.errorString()));
            if (const auto written = readBlob(context.tx, row->text("file"_L1), file); !written)
                return fail(written.error());
            if (!file.commit())
                return fail(ErrorKind::Invalid, u"file.not_written"_s,
                            tr("The file cannot be written there: %1").arg(file.errorString()));
            return {};
        })
        .then(this, [this, attachment, path](const Result<> &saved) {
            if (!saved) {
                Toast::showError(this, saved.error());
                return;
            }
            m_desk.noteRead(attachmentKind().name, attachment, u"export"_s);
            Toast::show(this, tr("Saved: %1").arg(path));
        });
}

} // namespace fengqiao
