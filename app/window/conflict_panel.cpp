#include "conflict_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <access/desk.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

ConflictPanel::ConflictPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_read(this,
             [this](const Result<QList<ConflictLine>> &lines) {
                 if (lines)
                     showLines(*lines);
             })
    , m_page(new ScrollPage(tr("Conflicts"), this))
{
    setObjectName(u"conflictPanel"_s);
    panelColumn(this)->addWidget(m_page, 1);
    connect(&desk, &Desk::changed, this, [this](const ChangeSet &changes) {
        if (std::ranges::any_of(changes, [](const Change &c) { return c.entity == &conflictEntity(); }))
            refresh();
    });
    refresh();
}

void ConflictPanel::refresh()
{
    m_read.ask([this] {
        return m_desk.read([this](ReadContext &context) -> Result<QList<ConflictLine>> {
            return conflictLines(context, [this](const QString &kind) { return m_desk.kind(kind); });
        });
    });
}

void ConflictPanel::showLines(const QList<ConflictLine> &lines)
{
    m_count = lines.size();
    QVBoxLayout *column = m_page->fresh();
    if (lines.isEmpty())
        column->addWidget(new EmptyState(
            tr("No two desks have changed the same entry at the same time. If they do, both values stand here."), {},
            m_page->widget()));
    for (const ConflictLine &line : lines)
        addLine(column, line);
    m_page->finish();
}

void ConflictPanel::addLine(QVBoxLayout *column, const ConflictLine &line)
{
    const Theme &theme = Theme::of(this);
    auto *card = new Card(joinedParts({line.recordWord, line.fieldWord}), m_page->widget());
    if (line.item.kind == "matter"_L1 || line.item.kind == "visit"_L1) {
        QPushButton *open = linkButton(tr("Open"), card);
        card->header()->addWidget(open);
        connect(open, &QPushButton::clicked, this,
                [this, line] { Q_EMIT recordActivated(line.item.kind, line.item.record); });
    }
    card->body()->addWidget(textLabel(line.item.sealed ? tr("Waits for a decision: neither value goes on by itself.")
                                                       : tr("The newer value stands; the other one is kept here."),
                                      Type::Small, line.item.sealed ? Token::Red : Token::InkSoft, card));
    QLineEdit *reason = nullptr;
    if (line.item.sealed) {
        reason = new QLineEdit(card);
        reason->setPlaceholderText(tr("Why (for level, outcome and agreement)"));
        reason->setAccessibleName(reason->placeholderText());
    }

    struct Side {
        QString value;
        QString by;
        QString button;
        QString choice;
    };

    const bool removal = line.item.field == "deleted"_L1;
    for (const Side &side :
         {Side{line.keptWord, line.keptBy, tr("Keep this"), u"kept"_s},
          Side{line.otherWord, line.otherBy, removal ? tr("Remove it") : tr("Take this"), u"other"_s}}) {
        auto *row = new QHBoxLayout;
        row->setSpacing(theme.size(Size::Related));
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(textLabel(side.value, Type::Base, Token::Ink, card, QFont::Medium));
        words->addWidget(textLabel(side.by, Type::Small, Token::InkSoft, card));
        row->addLayout(words, 1);
        auto *take = new QPushButton(side.button, card);
        take->setObjectName(u"conflict_"_s + side.choice);
        row->addWidget(take, 0, Qt::AlignTop);
        card->body()->addLayout(row);
        connect(take, &QPushButton::clicked, this, [this, line, reason, choice = side.choice] {
            decide(line, choice, reason ? reason->text().trimmed() : QString());
        });
    }
    if (reason)
        card->body()->addWidget(reason);
    column->addWidget(card);
}

void ConflictPanel::decide(const ConflictLine &line, const QString &choice, const QString &reason)
{
    QJsonObject given{{u"conflict"_s, idText(line.item.id)}, {u"choice"_s, choice}};
    if (!reason.isEmpty())
        given.insert(u"reason"_s, reason);
    m_desk.submit({u"decide_conflict"_s, {}, given, {}}).then(this, [this](const Result<ActionOutcome> &done) {
        if (!done)
            Toast::showError(this, done.error());
        else
            Toast::show(this, tr("Decided; the other desks hear of it."));
        refresh();
    });
}

} // namespace fengqiao
