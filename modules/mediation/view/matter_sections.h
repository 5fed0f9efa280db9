#pragma once

#include <access/desk.h>
#include <mediation/assessment.h>
#include <mediation/outcomes.h>
#include <mediation/overlays.h>
#include <mediation/papers.h>
#include <widgets/panel_parts.h>

class QPushButton;
class QVBoxLayout;

namespace fengqiao {

class Unmasking;

using MatterSection = ScrollPage;

// Other records that this one names.
struct MatterLinks {
    QUuid mergedInto;
    QString mergedNumber;
};

// What it is about, where triage sends it and who is in charge.
class OverviewSection final : public MatterSection {
    Q_OBJECT

public:
    explicit OverviewSection(QWidget *parent);
    void setView(const MatterView &view, const MatterLinks &links);

Q_SIGNALS:
    void matterWanted(const QUuid &matter);
    void visitWanted(const QUuid &visit);
};

class PartiesSection final : public MatterSection {
    Q_OBJECT

public:
    PartiesSection(Unmasking *unmasking, QWidget *parent);
    void setView(const MatterView &view);

private:
    void rebuild();
    [[nodiscard]] QWidget *line(const PartyLine &party);
    void countDown();
    Unmasking *m_unmasking;
    QList<PartyLine> m_parties;
    QString m_reporter;
    QList<QUuid> m_open; // unmasked when the page was made
    int m_sideWidth = 0;
};

class ClocksSection final : public MatterSection {
    Q_OBJECT

public:
    ClocksSection(Desk &desk, QWidget *parent);
    void setView(const MatterView &view);

private:
    [[nodiscard]] QWidget *line(const ClockLine &clock);
    Desk &m_desk;
};

// What runs beside the matter: whistles, supervisions, consultations ... each with what this person may do on it, and
// above them what may be begun.
class OverlaysSection final : public MatterSection {
    Q_OBJECT

public:
    OverlaysSection(Desk &desk, QWidget *parent);
    void setView(const QList<OverlayCard> &overlays, const QList<Desk::Offer> &beginnings);

Q_SIGNALS:
    void beginWanted(const QString &action);
    void actionWanted(const QString &action, const fengqiao::OverlayCard &overlay);

private:
    void addBeginnings(QVBoxLayout *column, const QList<Desk::Offer> &beginnings);
    [[nodiscard]] QWidget *card(const OverlayCard &overlay);
    Desk &m_desk;
};

// How a matter ends: read for the panel in one go.
struct MatterOutcome {
    std::optional<AgreementView> agreement;
    FollowUps followUps;
    QList<WriteOffCondition> conditions; // empty while writing off is far away
    std::optional<Subsidy> subsidy;      // for those who compute or approve it
};

[[nodiscard]] MatterOutcome matterOutcome(ReadContext &context, const Row &matter);

// What was agreed, what of it is done, who asked how it went, what a write-off still needs and what is paid for it.
class AgreementSection final : public MatterSection {
    Q_OBJECT

public:
    explicit AgreementSection(QWidget *parent);
    void setView(const MatterOutcome &outcome, const QList<Desk::Offer> &offers);

Q_SIGNALS:
    void stepWanted(const QString &action, const QJsonObject &values);

private:
    void addAgreement(QVBoxLayout *column, const AgreementView &agreement, const Desk::Offer *record);
    void addInstalments(QVBoxLayout *column, const AgreementView &agreement, const Desk::Offer *record);
    void addFollowUps(QVBoxLayout *column, const FollowUps &followUps);
    void addConditions(QVBoxLayout *column, const QList<WriteOffCondition> &conditions);
    void addSubsidy(QVBoxLayout *column, const Subsidy &subsidy);
};

// A paper or a file of the matter with its record, for what may be done on it.
struct PaperEntry {
    DocumentLine document;
    OverlayCard card;
};

struct FileEntry {
    AttachmentLine attachment;
    OverlayCard card;
    bool readable = false; // its content is here and open to this person
};

struct MatterPapers {
    struct Offered {
        QString code;
        QString word;
        QJsonArray values; // fields that only whoever makes it knows, empty
    };

    QList<DossierRow> meter;
    int missing = 0;
    QList<PaperEntry> documents;
    QList<FileEntry> attachments;
    QList<Offered> offered;
};

[[nodiscard]] MatterPapers matterPapers(ReadContext &context, QUuid matter);

// What the dossier has and lacks, the papers made so far with what may be done on each, and the files.
class PapersSection final : public MatterSection {
    Q_OBJECT

public:
    PapersSection(Desk &desk, QWidget *parent);
    void setView(const MatterPapers &papers, const QList<Desk::Offer> &beginnings);

Q_SIGNALS:
    void beginWanted(const QString &action, const QJsonObject &values);
    void actionWanted(const QString &action, const fengqiao::OverlayCard &paper);
    void paperWanted(const QUuid &document, const QString &code); // to look at, print and keep
    void signatureWanted(const QUuid &document);
    void dossierWanted();

private:
    void addBeginnings(QVBoxLayout *column, const MatterPapers &papers, const QList<Desk::Offer> &beginnings);
    void addMeter(QVBoxLayout *column, const MatterPapers &papers);
    void addDocuments(QVBoxLayout *column, const QList<PaperEntry> &documents);
    void addFiles(QVBoxLayout *column, const QList<FileEntry> &files);
    [[nodiscard]] QWidget *buttonsOf(const OverlayCard &card, QPushButton *first = nullptr);
    void save(const AttachmentLine &file);
    void saveTo(QUuid attachment, const QString &path);
    Desk &m_desk;
};

class ScoreSection final : public MatterSection {
    Q_OBJECT

public:
    ScoreSection(Desk &desk, QWidget *parent);
    void setView(const MatterView &view, const ScoreCard &card);

private:
    Desk &m_desk;
};

} // namespace fengqiao
