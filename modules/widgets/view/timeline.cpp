#include <widgets/timeline.h>

#include <QGridLayout>
#include <QLabel>
#include <QPainter>

#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/theme.h>

namespace fengqiao {

namespace {

QLabel *label(const QString &text, Type type, Token ink, QWidget *parent, QFont::Weight weight = QFont::Normal)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextRole(label, type, ink, weight);
    return label;
}

// One event: a dot on a line that joins it to its neighbours, the words at the right.
class TimelineItem : public QWidget {
public:
    TimelineItem(const TimelineRow &row, bool first, bool last, QWidget *parent)
        : QWidget(parent)
        , m_first(first)
        , m_last(last)
        , m_marked(row.marked)
    {
        const Theme &theme = Theme::of(this);
        auto *column = new QVBoxLayout(this);
        column->setContentsMargins(theme.space(6), 0, 0, last ? 0 : theme.space(4));
        column->setSpacing(theme.space(1));
        column->addLayout(head(row, theme));
        auto *who = label(row.at.display() + (row.actor.isEmpty() ? QString() : QStringLiteral(" · ") + row.actor),
                          Type::Small, Token::InkSoft, this);
        column->addWidget(who);
        if (!row.details.isEmpty())
            column->addLayout(details(row, theme));
        setAccessibleName(row.action + u' ' + who->text());
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = Theme::of(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal radius = theme.space(1) + 0.5;
        const QPointF dot(theme.space(2), theme.space(3));
        painter.setPen(QPen(theme.color(Token::Line), theme.size(Size::Ring)));
        if (!m_first)
            painter.drawLine(QPointF(dot.x(), 0), dot);
        if (!m_last)
            painter.drawLine(dot, QPointF(dot.x(), height()));
        const Token colour = m_marked ? Token::Red : m_first ? Token::Accent : Token::LineStrong;
        painter.setPen(QPen(theme.color(Token::Raised), theme.size(Size::Ring)));
        painter.setBrush(theme.color(colour));
        painter.drawEllipse(dot, radius, radius);
    }

private:
    QHBoxLayout *head(const TimelineRow &row, const Theme &theme)
    {
        auto *line = new QHBoxLayout;
        line->setSpacing(theme.size(Size::Inside));
        line->addWidget(label(row.action, Type::Base, Token::Ink, this, QFont::Medium));
        if (!row.to.isEmpty()) {
            if (!row.from.isEmpty()) {
                line->addWidget(label(row.from, Type::Small, Token::InkSoft, this));
                line->addWidget(label(QStringLiteral("→"), Type::Small, Token::InkFaint, this));
            }
            line->addWidget(new WordChip(row.to, m_marked ? WordChip::Tone::Red : WordChip::Tone::Accent, this));
        }
        line->addStretch();
        return line;
    }

    QGridLayout *details(const TimelineRow &row, const Theme &theme)
    {
        auto *grid = new QGridLayout;
        grid->setContentsMargins(0, theme.space(1), 0, 0);
        grid->setHorizontalSpacing(theme.size(Size::Related));
        grid->setVerticalSpacing(theme.space(1));
        grid->setColumnStretch(1, 1);
        int at = 0;
        for (const auto &[name, value] : row.details) {
            auto *words = label(value, Type::Base, Token::Ink, this);
            words->setWordWrap(true);
            words->setTextInteractionFlags(Qt::TextSelectableByMouse);
            grid->addWidget(label(name, Type::Small, Token::InkSoft, this), at, 0, Qt::AlignTop);
            grid->addWidget(words, at++, 1, Qt::AlignTop);
        }
        return grid;
    }

    bool m_first;
    bool m_last;
    bool m_marked;
};

} // namespace

Timeline::Timeline(QWidget *parent)
    : QScrollArea(parent)
    , m_emptyText(tr("Nothing has happened yet."))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Timeline"));
    rebuild();
}

void Timeline::setRows(const QList<TimelineRow> &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    rebuild();
}

void Timeline::setNewestFirst(bool newestFirst)
{
    m_newestFirst = newestFirst;
    rebuild();
}

int Timeline::count() const
{
    return static_cast<int>(m_rows.size());
}

void Timeline::setEmptyText(const QString &sentence)
{
    m_emptyText = sentence;
    rebuild();
}

void Timeline::rebuild()
{
    QList<TimelineRow> rows = m_rows;
    std::ranges::stable_sort(
        rows, [this](const TimelineRow &a, const TimelineRow &b) { return m_newestFirst ? b.at < a.at : a.at < b.at; });
    auto *content = new QWidget;
    content->setProperty("clear", true);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, Theme::of(this).size(Size::Inside), 0);
    column->setSpacing(0);
    if (rows.isEmpty())
        column->addWidget(label(m_emptyText, Type::Base, Token::InkSoft, content));
    for (qsizetype i = 0; i < rows.size(); ++i)
        column->addWidget(new TimelineItem(rows.at(i), i == 0, i == rows.size() - 1, content));
    column->addStretch();
    setWidget(content);
}

} // namespace fengqiao
