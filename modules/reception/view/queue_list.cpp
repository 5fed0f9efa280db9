#include "queue_list.h"

#include <QLabel>
#include <QPainter>

#include <widgets/marks.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

struct QueueWords {
    Q_DECLARE_TR_FUNCTIONS(QueueWords)
};

QString nameOf(const QueueRow &row)
{
    const QString name = row.visitorName.isEmpty() ? QueueWords::tr("Unnamed") : row.visitorName;
    return row.headCount > 1
               ? QueueWords::tr("%1 and others, %n person(s)", "name and head-count", row.headCount).arg(name)
               : name;
}

QString waited(Instant since, Instant now)
{
    constexpr qint64 minuteMs = 60'000;
    const int minutes = static_cast<int>(std::max<qint64>(0, (now.ms - since.ms) / minuteMs));
    return minutes < 1 ? QueueWords::tr("just now") : QueueWords::tr("%n min", "how long somebody waits", minutes);
}

// When a batch comes to its turn within its phase; smaller is earlier.
qint64 turnOf(const QueueLine &line)
{
    switch (line.phase) {
    case VisitPhase::Waiting:
        return line.row.arrived.ms;
    case VisitPhase::Receiving:
        return line.row.called.isNull() ? line.row.arrived.ms : line.row.called.ms;
    case VisitPhase::Done:
        break;
    }
    return -line.row.arrived.ms;
}

} // namespace

bool operator==(const QueueLine &a, const QueueLine &b)
{
    const auto parts = [](const QueueRow &row) {
        return std::tie(row.id, row.number, row.ticket, row.visitorName, row.purposeWord, row.state, row.stateWord,
                        row.window, row.headCount, row.repeatVisit, row.emergency, row.arrived, row.called, row.matter);
    };
    return parts(a.row) == parts(b.row);
}

QueueLine QueueLine::of(const RuleSet &rules, const QueueRow &row)
{
    const RuleRow *state = rules.table("states"_L1).find(row.state);
    return {row, phaseOf(rules, row.state), !state || !state->flag("uncounted"_L1)};
}

QueueModel::QueueModel(const RuleSet &, QObject *parent)
    : RecordListModel(
          {{.title = {},
            .text = [](const QueueLine &line) -> QVariant {
                return u"%1 %2 %3 %4"_s.arg(line.row.ticket, nameOf(line.row), line.row.purposeWord,
                                            line.row.stateWord);
            }}},
          [](const QueueLine &line) { return line.row.id; }, parent)
{
}

void QueueModel::setLines(QList<QueueLine> lines)
{
    std::ranges::stable_sort(lines, [](const QueueLine &a, const QueueLine &b) {
        return std::pair(a.phase, turnOf(a)) < std::pair(b.phase, turnOf(b));
    });
    setRows(std::move(lines));
}

void QueueModel::put(const QueueLine &line)
{
    QList<QueueLine> lines = rows();
    lines.removeIf([&](const QueueLine &other) { return other.row.id == line.row.id; });
    lines << line;
    setLines(std::move(lines));
}

QueueDelegate::QueueDelegate(std::function<Instant()> now, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_now(std::move(now))
{
}

QSize QueueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    const int text = QFontMetrics(theme.font()).height() + QFontMetrics(theme.font(Type::Small)).height();
    return {theme.space(60), text + theme.space(5)};
}

// At the right of the first line: the waiting time, or what became of it. Gives the width used.
int QueueDelegate::paintState(QPainter &painter, const QRect &line, const QueueLine &entry, const Theme &theme) const
{
    const QueueRow &row = entry.row;
    if (entry.phase == VisitPhase::Waiting && row.called.isNull()) {
        const QString words = waited(row.arrived, m_now());
        painter.setFont(theme.font());
        painter.setPen(theme.color(Token::Ink));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, words);
        return painter.fontMetrics().horizontalAdvance(words);
    }
    const QString word = entry.phase == VisitPhase::Waiting ? QueueWords::tr("called") : row.stateWord;
    const int width = wordChipWidth(word, theme);
    drawWordChip(painter, QRect(line.right() - width, line.top(), width, line.height()), word,
                 entry.phase == VisitPhase::Done ? WordChip::Tone::Neutral : WordChip::Tone::Accent, theme);
    return width;
}

void QueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *model = static_cast<const QueueModel *>(index.model());
    const QueueLine &entry = model->rowAt(index.row());
    const Theme &theme = Theme::of(option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const int inside = theme.size(Size::Inside);
    const int round = theme.size(Size::RadiusSmall);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF face = QRectF(option.rect).adjusted(1, 1, -1, -1);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.color(selected ? Token::AccentSoft : Token::Surface));
        painter->drawRoundedRect(face, round, round);
    }
    const QFontMetrics big(theme.font());
    const QFontMetrics fine(theme.font(Type::Small));
    const QRect area = option.rect.adjusted(inside, theme.space(2), -inside, -theme.space(2));
    const QRect first(area.left(), area.top(), area.width(), big.height() + theme.space(1) / 2);
    const QRect second(area.left(), area.bottom() - fine.height(), area.width(), fine.height() + 1);
    const bool done = entry.phase == VisitPhase::Done;

    const int ticketWidth = theme.space(15);
    painter->setFont(theme.font(Type::Heading, QFont::Medium));
    painter->setPen(theme.color(done ? Token::InkSoft : Token::Ink));
    painter->drawText(QRect(area.left(), area.top(), ticketWidth, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                      entry.row.ticket);

    QRect words = first.adjusted(ticketWidth, 0, -paintState(*painter, first, entry, theme) - inside, 0);
    if (entry.row.emergency) {
        const int side = theme.space(4);
        theme.drawIcon(*painter, QRectF(words.left(), words.center().y() - side / 2.0, side, side), u"siren"_s,
                       Token::Red);
        words.setLeft(words.left() + side + theme.space(1));
    }
    painter->setFont(theme.font(Type::Base, done ? QFont::Normal : QFont::Medium));
    painter->setPen(theme.color(done || entry.row.visitorName.isEmpty() ? Token::InkSoft : Token::Ink));
    painter->drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(nameOf(entry.row), Qt::ElideRight, words.width()));

    painter->setFont(theme.font(Type::Small));
    painter->setPen(theme.color(Token::InkSoft));
    const QString place =
        !entry.row.window.isEmpty() ? entry.row.window : entry.row.arrived.local().time().toString(u"HH:mm"_s);
    painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter, place);
    const int left = fine.horizontalAdvance(place) + inside;
    const QString purpose =
        entry.row.repeatVisit ? QueueWords::tr("%1 · repeat visit").arg(entry.row.purposeWord) : entry.row.purposeWord;
    const QRect beneath = second.adjusted(ticketWidth, 0, -left, 0);
    painter->drawText(beneath, Qt::AlignLeft | Qt::AlignVCenter,
                      fine.elidedText(purpose, Qt::ElideRight, beneath.width()));
    if (option.state.testFlag(QStyle::State_HasFocus) && selected)
        drawFocusRing(*painter, face, theme, round);
    painter->restore();
}

CountStrip::CountStrip(QWidget *parent)
    : Card(parent)
    , m_total(new QLabel(this))
{
    const Theme &theme = Theme::of(parent);
    body()->setContentsMargins(theme.space(4), theme.space(2), theme.space(4), theme.space(3));
    body()->setSpacing(theme.space(1));
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Related));
    for (const QString &caption : {tr("Waiting"), tr("Receiving"), tr("Done")}) {
        auto *figure = new QLabel(u"0"_s, this);
        setTextRole(figure, Type::Figure, m_figures.isEmpty() ? Token::Accent : Token::Ink, QFont::Bold);
        auto *words = new QLabel(caption, this);
        setTextRole(words, Type::Small, Token::InkSoft);
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(figure);
        column->addWidget(words);
        row->addLayout(column, 1);
        m_figures << figure;
    }
    body()->addLayout(row);
    setTextRole(m_total, Type::Small, Token::InkSoft);
    body()->addWidget(m_total);
    setCounts({});
}

void CountStrip::setCounts(const QueueCounts &counts)
{
    const int figures[] = {counts.waiting, counts.receiving, counts.done};
    for (int i = 0; i < 3; ++i)
        m_figures.at(i)->setText(QString::number(figures[i]));
    const QString batches = tr("%n batch(es)", "visits of today", counts.batches);
    const QString persons = tr("%n person-time(s)", "people of today's visits", counts.persons);
    m_total->setText(tr("Today %1, %2", "batches, person-times").arg(batches, persons));
    setAccessibleName(tr("Waiting %1, receiving %2, done %3").arg(figures[0]).arg(figures[1]).arg(figures[2]));
}

} // namespace fengqiao
