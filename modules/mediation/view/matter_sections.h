#pragma once

#include <QScrollArea>

#include <mediation/queries.h>

class QVBoxLayout;

namespace fengqiao {

class Desk;
class Unmasking;

// One scrolling part of the matter panel; made anew with each reading, the scroll position stays.
class MatterSection : public QScrollArea {
    Q_OBJECT

protected:
    MatterSection(const QString &name, QWidget *parent);
    [[nodiscard]] QVBoxLayout *fresh(); // an empty page in place of the old one
    void finish();                      // the page is filled

private:
    int m_scrolled = 0;
};

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

class ScoreSection final : public MatterSection {
    Q_OBJECT

public:
    ScoreSection(Desk &desk, QWidget *parent);
    void setView(const MatterView &view);

private:
    Desk &m_desk;
};

} // namespace fengqiao
