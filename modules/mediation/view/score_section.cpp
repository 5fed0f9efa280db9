#include <QGridLayout>

#include <access/desk.h>
#include <core/locale.h>
#include <widgets/marks.h>

#include "form_help.h"
#include "matter_sections.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

ScoreSection::ScoreSection(Desk &desk, QWidget *parent)
    : MatterSection(tr("Risk"), parent)
    , m_desk(desk)
{
}

void ScoreSection::setView(const MatterView &view, const ScoreCard &card)
{
    QVBoxLayout *column = fresh();
    QWidget *page = widget();
    if (view.score < 0) {
        column->addWidget(textLabel(tr("The risk has not been assessed yet."), Type::Base, Token::InkSoft, page));
        return finish();
    }
    const Theme &theme = Theme::of(this);
    // Cards of earlier versions hold no explanation.
    const QString because = card.explanation.isEmpty() ? scoreSentence(*m_desk.rules(), view) : card.explanation;
    column->addWidget(textLabel(because, Type::Base, Token::Ink, page));
    if (!view.head.suggested)
        column->addWidget(
            textLabel(tr("Confirmed by a person: %1.").arg(view.head.levelWord), Type::Base, Token::Ink, page));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.space(4));
    grid->setVerticalSpacing(theme.space(1));
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    QStringList unknown;
    int row = 0;
    for (const ScoreLine &line : view.scoreCard) {
        if (line.group == "hard"_L1)
            continue; // told by the sentence
        if (line.unknown) {
            unknown << line.word;
            continue;
        }
        auto *points = textLabel(line.points > 0 ? u"+%1"_s.arg(line.points) : u"0"_s, Type::Base,
                                 line.points > 0 ? Token::Ink : Token::InkSoft, page,
                                 line.points > 0 ? QFont::Medium : QFont::Normal);
        points->setWordWrap(false);
        grid->addWidget(points, row, 0, Qt::AlignTop | Qt::AlignRight);
        grid->addWidget(textLabel(line.reason.isEmpty() ? line.word : line.reason, Type::Base,
                                  line.points > 0 ? Token::Ink : Token::InkSoft, page),
                        row, 1, Qt::AlignTop);
        // What the file says itself, and what was written about it.
        const auto addend = std::ranges::find(card.addends, line.factor, &ScoreAddend::factor);
        QStringList grounds{addend == card.addends.end() ? QString() : addend->source, line.evidence};
        grounds.removeAll(QString());
        grid->addWidget(textLabel(grounds.join(u'\n'), Type::Base, Token::InkSoft, page), row, 2, Qt::AlignTop);
        ++row;
    }
    auto *sum = textLabel(QString::number(view.score), Type::Base, Token::Ink, page, QFont::Bold);
    sum->setWordWrap(false);
    grid->addWidget(sum, row, 0, Qt::AlignTop | Qt::AlignRight);
    grid->addWidget(textLabel(tr("points in all"), Type::Base, Token::Ink, page), row, 1, Qt::AlignTop);
    column->addLayout(grid);
    if (!unknown.isEmpty())
        column->addWidget(
            textLabel(tr("Unknown, counted as 0: %1.").arg(joinedWords(unknown)), Type::Small, Token::InkSoft, page));
    column->addWidget(textLabel(tr("The points are of this matter alone: never of a person, never carried over."),
                                Type::Small, Token::InkFaint, page));
    finish();
}

} // namespace fengqiao
