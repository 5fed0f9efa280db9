#include "matter_sections.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QPushButton>

#include <widgets/marks.h>

#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Told elsewhere on the panel, or in the sentences above the facts.
bool toldElsewhere(const QString &field)
{
    static const QSet<QString> names{u"facts"_s, u"title"_s,        u"level"_s,     u"room"_s,       u"dispute_type"_s,
                                     u"score"_s, u"lawful_basis"_s, u"room_kind"_s, u"merged_into"_s};
    return names.contains(field);
}

} // namespace

OverviewSection::OverviewSection(QWidget *parent)
    : MatterSection(tr("Overview"), parent)
{
}

void OverviewSection::setView(const MatterView &view, const MatterLinks &links)
{
    QVBoxLayout *column = fresh();
    const MatterCard &card = view.head;
    const auto facts = std::ranges::find(view.fields, u"facts"_s, &LabelledValue::field);
    if (facts != view.fields.end()) {
        auto *words = textLabel(facts->value, Type::Base, Token::Ink, widget());
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(words);
    }
    FactGrid lines(column, widget());
    if (!view.triageReason.isEmpty())
        lines.add(view.triageOverridden ? tr("Triage, changed by hand") : tr("Triage"),
                  card.routeWord.isEmpty()
                      ? view.triageReason
                      : tr("%1: %2", "route and its reason").arg(card.routeWord, view.triageReason));
    lines.add(tr("Room"), joinedParts({view.room, card.roomKindWord == view.room ? QString() : card.roomKindWord}));
    lines.add(tr("Mediator"), card.mediator);
    lines.add(tr("Lead unit"), view.leadUnit);
    lines.add(tr("Co-units"), view.coUnits);
    lines.add(tr("Dispute type"), card.disputeTypeWord);
    for (const LabelledValue &value : view.fields) {
        const bool no = value.value == QCoreApplication::translate("MatterView", "no");
        if (!toldElsewhere(value.field) && !no)
            lines.add(value.label, value.value);
    }
    if (!links.mergedInto.isNull()) {
        auto *button = linkButton(links.mergedNumber, widget());
        connect(button, &QPushButton::clicked, this, [this, id = links.mergedInto] { Q_EMIT matterWanted(id); });
        lines.add(tr("Merged into"), button);
    }
    if (!view.sourceVisit.isNull()) {
        auto *button = linkButton(tr("Open the visit it came from"), widget());
        connect(button, &QPushButton::clicked, this, [this, id = view.sourceVisit] { Q_EMIT visitWanted(id); });
        lines.add(tr("Visit"), button);
    }
    finish();
}

ClocksSection::ClocksSection(Desk &desk, QWidget *parent)
    : MatterSection(tr("Time limits"), parent)
    , m_desk(desk)
{
}

void ClocksSection::setView(const MatterView &view)
{
    QVBoxLayout *column = fresh();
    if (view.clocks.isEmpty())
        column->addWidget(textLabel(tr("No time limit has started yet."), Type::Base, Token::InkSoft, widget()));
    for (const ClockLine &clock : view.clocks)
        column->addWidget(line(clock));
    finish();
}

QWidget *ClocksSection::line(const ClockLine &clock)
{
    const Theme &theme = Theme::of(this);
    auto *line = new QWidget(widget());
    auto *grid = new QGridLayout(line);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    const bool running = clock.state == "running"_L1;
    grid->addWidget(textLabel(clock.word, Type::Base, running ? Token::Ink : Token::InkSoft, line,
                              running ? QFont::Medium : QFont::Normal),
                    0, 0);
    const QDate due = dueDay(clock.due);
    const QDate raw = dueDay(clock.rawDue);
    if (running) {
        auto *badge = new DueBadge(line);
        badge->setDue(due, raw, clock.provisional, m_desk.now().localDate());
        grid->addWidget(badge, 0, 1, Qt::AlignRight);
    } else {
        const QString word = clock.state == "met"_L1    ? tr("kept")
                             : clock.state == "late"_L1 ? tr("kept late")
                                                        : tr("stopped");
        const auto tone = clock.state == "met"_L1    ? WordChip::Tone::Calm
                          : clock.state == "late"_L1 ? WordChip::Tone::Orange
                                                     : WordChip::Tone::Neutral;
        grid->addWidget(new WordChip(word, tone, line), 0, 1, Qt::AlignRight);
    }
    QString days =
        due == raw
            ? tr("until %1").arg(due.toString(Qt::ISODate))
            : tr("until %1, moved on from the rest day %2").arg(due.toString(Qt::ISODate), raw.toString(Qt::ISODate));
    if (clock.rawDue.local().time() != QTime(0, 0)) // an exact instant, not the end of a day
        days = tr("until %1").arg(clock.due.display());
    const QString started = tr("from %1").arg(clock.started.display());
    grid->addWidget(textLabel(joinedParts({started, days}), Type::Small, Token::InkSoft, line), 1, 0, 1, 2);
    QString source = joinedParts(
        {tr("Basis: %1").arg(clock.source), clock.calendarVersion.isEmpty()
                                                ? QString()
                                                : tr("calendar %1").arg(clock.calendarVersion.section(u':', 0, 0))});
    if (clock.provisional)
        source += u" · "_s + tr("provisional: the holidays of that year are not published yet");
    auto *basis = textLabel(source, Type::Small, Token::InkFaint, line);
    basis->setToolTip(clock.calendarVersion);
    grid->addWidget(basis, 2, 0, 1, 2);
    return line;
}

} // namespace fengqiao
