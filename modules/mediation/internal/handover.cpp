#include <mediation/handover.h>

#include <QCoreApplication>

#include <grid/grid.h>

#include "cards.h"
#include "watching.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Handover)
};

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

// Running clocks of matters that this person may see, along the index of state and due date. Whistles have a part of
// their own.
QList<HandoverClock> clocks(ReadContext &context, Instant from, Instant until, int limit)
{
    QVariantList binds{u"running"_s, from.ms, until.ms, QString(whistleEntity().name)};
    const QString scope = context.scopeSql(matterKind(), &binds);
    binds << limit;
    const QList<Row> found = context.tx.select(
        clockEntity(),
        u"state = ? AND due > ? AND due <= ? AND matter IS NOT NULL AND subject_kind <> ? AND EXISTS (SELECT 1 FROM "
        "\"matter\" WHERE \"matter\".id = \"clock\".matter AND \"matter\".deleted = 0 AND %1) ORDER BY due, id LIMIT ?"_s
            .arg(scope),
        binds);
    QList<HandoverClock> lines;
    QHash<QUuid, MatterCard> cards;
    QHash<QUuid, QString> units;
    for (const Row &clock : found) {
        const QUuid id = clock.uuid("matter"_L1);
        if (!cards.contains(id)) {
            const auto matter = context.tx.find(matterEntity(), id);
            if (!matter)
                continue;
            cards.insert(id, cardOf(context, *matter));
            units.insert(id, organisationName(context.tx, matter->uuid("lead_unit"_L1)));
        }
        const MatterCard &card = cards[id];
        lines.append({card.number, card.title, card.suggested ? QString() : card.levelWord,
                      tableWord(context.rules, "clocks"_L1, clock.text("code"_L1)),
                      card.mediator.isEmpty() ? units.value(id) : card.mediator, clock.instant("due"_L1)});
    }
    return lines;
}

QList<WhistleLine> unanswered(ReadContext &context, int limit)
{
    const WhistleBoard board = whistleBoard(context, {}, limit);
    QList<WhistleLine> lines = board.waiting + board.refused;
    for (const WhistleLine &line : board.working) // supervised, and still not come
        if (line.acknowledgedAt.isNull() && line.arrivedAt.isNull())
            lines.append(line);
    std::ranges::stable_sort(lines, {}, &WhistleLine::due);
    return lines;
}

QList<SessionCard> sessionsOn(ReadContext &context, QDate day)
{
    QList<SessionCard> sessions = roomDay(context, day, day).sessions;
    sessions.removeIf([](const SessionCard &card) { return !card.open || card.serves; });
    std::ranges::stable_sort(sessions, [](const SessionCard &a, const SessionCard &b) {
        return a.roomName != b.roomName ? a.roomName < b.roomName : a.from < b.from;
    });
    return sessions;
}

// "09-15 18:00", and the end of a day as that day: "09-15".
QString dueText(Instant due)
{
    const QDateTime local = due.local();
    return local.time() == QTime(0, 0) ? Instant{due.ms - 1}.localDate().toString(u"MM-dd"_s)
                                       : local.toString(u"MM-dd HH:mm"_s);
}

QString titled(const QString &words, qsizetype count)
{
    return count > 0 ? Words::tr("%1 (%2)", "title and count").arg(words).arg(count) : words;
}

class Page {
public:
    Page(const HandoverSheet &sheet, int rows)
        : m_sheet(sheet)
        , m_most(rows)
    {
    }

    HandoverPage write();

private:
    template <typename T, typename F>
    void part(const QString &title, const QStringList &columns, const QString &none, const QList<T> &lines, F row)
    {
        HandoverPart part{titled(title, lines.size()), columns, {}, none, 0};
        for (const T &line : lines.first(std::min<qsizetype>(lines.size(), m_most)))
            part.rows.append(row(line));
        part.more = static_cast<int>(lines.size() - part.rows.size());
        m_page.parts.append(std::move(part));
    }

    void clockPart(const QString &title, const QString &none, const QList<HandoverClock> &lines);
    void calledParts();
    void sessionPart();
    void dutyPart();

    const HandoverSheet &m_sheet;
    qsizetype m_most;
    HandoverPage m_page;
};

void Page::clockPart(const QString &title, const QString &none, const QList<HandoverClock> &lines)
{
    part(title,
         {Words::tr("Number"), Words::tr("Matter"), Words::tr("Level"), Words::tr("Time limit"), Words::tr("Held by"),
          Words::tr("Due")},
         none, lines, [](const HandoverClock &line) {
             return QStringList{line.number, line.title, line.levelWord, line.word, line.holder, dueText(line.due)};
         });
}

void Page::calledParts()
{
    part(Words::tr("Whistles without an answer"),
         {Words::tr("Number"), Words::tr("Unit"), Words::tr("State"), Words::tr("Question"), Words::tr("Due")},
         Words::tr("Every whistle was answered."), m_sheet.unanswered, [](const WhistleLine &line) {
             const QString unit = line.lead ? Words::tr("%1 (leads)").arg(line.unitName) : line.unitName;
             return QStringList{line.matterNumber, unit, line.stateWord, line.question,
                                line.due.isNull() ? QString() : dueText(line.due)};
         });
    part(Words::tr("Red matters without the five ones"),
         {Words::tr("Number"), Words::tr("Matter"), Words::tr("State"), Words::tr("Mediator")},
         Words::tr("Every red matter has its leader and the five ones."), m_sheet.redWithoutFiveOnes,
         [](const MatterCard &card) { return QStringList{card.number, card.title, card.stateWord, card.mediator}; });
    part(Words::tr("Supervision letters without a reply"),
         {Words::tr("Letter"), Words::tr("Level"), Words::tr("Matter"), Words::tr("Supervised"), Words::tr("New date")},
         Words::tr("Every letter was replied to."), m_sheet.withoutReply, [](const SupervisionLine &line) {
             QStringList who{line.unit, line.account};
             who.removeAll(QString());
             return QStringList{line.number, line.stateWord, line.matterNumber, who.join(u' '),
                                line.newDate.isValid() ? line.newDate.toString(u"MM-dd"_s) : QString()};
         });
}

void Page::sessionPart()
{
    part(Words::tr("Sessions on %1").arg(m_sheet.tomorrow.toString(u"MM-dd"_s)),
         {Words::tr("Room"), Words::tr("Time"), Words::tr("Number"), Words::tr("Matter"), Words::tr("Mediator")},
         Words::tr("No room is booked."), m_sheet.sessions, [](const SessionCard &card) {
             const QString time = card.from.local().toString(u"HH:mm"_s) + u'–' + card.to.local().toString(u"HH:mm"_s);
             QString title = card.title;
             if (card.apart)
                 title = Words::tr("%1 (sides wait apart)").arg(title);
             return QStringList{card.roomName, time, card.number, title, card.mediator};
         });
}

void Page::dutyPart()
{
    part(Words::tr("On duty"), {Words::tr("Unit"), Words::tr("Officer"), Words::tr("Window"), Words::tr("Phone")},
         Words::tr("No roster was kept for this day."), m_sheet.duty, [](const DutyPerson &person) {
             return QStringList{person.unit, person.officer, person.window, person.phone};
         });
}

HandoverPage Page::write()
{
    m_page.title = Words::tr("Shift handover sheet");
    m_page.subtitle = QStringList{m_sheet.centre, m_sheet.at.display(), Words::tr("written by %1").arg(m_sheet.writer)}
                          .join(u"　"_s)
                          .trimmed();
    clockPart(Words::tr("Overdue"), Words::tr("Nothing is overdue."), m_sheet.overdue);
    clockPart(Words::tr("Due within 24 hours"), Words::tr("Nothing falls due within 24 hours."), m_sheet.dueSoon);
    calledParts();
    sessionPart();
    dutyPart();
    m_page.signatures = {Words::tr("Handed over by"), Words::tr("Taken over by")};
    return std::move(m_page);
}

} // namespace

HandoverSheet handoverSheet(ReadContext &context, Instant now, const DutyReader &duty, int limit)
{
    HandoverSheet sheet;
    sheet.at = now;
    sheet.writer = context.actor.name;
    if (const auto centre = centreOf(context.tx, context.actor.area))
        sheet.centre = centre->text("name"_L1);
    if (duty)
        sheet.duty = duty(context, now.localDate());
    sheet.overdue = clocks(context, Instant{0}, now, limit);
    sheet.dueSoon = clocks(context, now, Instant{now.ms + dayMs}, limit);
    sheet.unanswered = unanswered(context, limit);
    sheet.redWithoutFiveOnes = redWithoutFiveOnes(context, limit);
    for (const SupervisionLine &line : openSupervisions(context, limit))
        if (line.letter && line.repliedAt.isNull())
            sheet.withoutReply.append(line);
    sheet.tomorrow = context.calendar.nextWorkingDay(now.localDate().addDays(1));
    sheet.sessions = sessionsOn(context, sheet.tomorrow);
    return sheet;
}

HandoverPage handoverPage(const HandoverSheet &sheet, int rows)
{
    return Page(sheet, rows).write();
}

} // namespace fengqiao
