#include <QGridLayout>
#include <QPushButton>

#include <widgets/marks.h>
#include <widgets/unmasking.h>

#include "matter_sections.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto countdownName = "unmaskCountdown"_L1;

} // namespace

PartiesSection::PartiesSection(Unmasking *unmasking, QWidget *parent)
    : MatterSection(tr("Parties"), parent)
    , m_unmasking(unmasking)
{
    connect(unmasking, &Unmasking::changed, this, &PartiesSection::countDown);
}

void PartiesSection::setView(const MatterView &view)
{
    m_parties = view.parties;
    m_reporter = view.reporter;
    rebuild();
}

// Each second only the figures change; the page is made again when masks come or go.
void PartiesSection::countDown()
{
    QList<QUuid> open;
    for (const PartyLine &party : std::as_const(m_parties)) {
        if (m_unmasking->of(party.person))
            open << party.person;
    }
    if (open != m_open)
        return rebuild();
    for (QLabel *label : findChildren<QLabel *>(QString(countdownName)))
        label->setText(tr("masked again in %1 s").arg(m_unmasking->secondsLeft(label->property("person").toUuid())));
}

void PartiesSection::rebuild()
{
    QVBoxLayout *column = fresh();
    m_open.clear();
    m_sideWidth = 0;
    for (const PartyLine &party : std::as_const(m_parties))
        m_sideWidth = std::max(m_sideWidth, wordChipWidth(party.sideWord, Theme::of(this)));
    for (const PartyLine &party : std::as_const(m_parties)) {
        if (m_unmasking->of(party.person))
            m_open << party.person;
        column->addWidget(line(party));
    }
    if (m_parties.isEmpty())
        column->addWidget(textLabel(tr("No party is on file yet."), Type::Base, Token::InkSoft, widget()));
    if (!m_reporter.isEmpty())
        column->addWidget(textLabel(tr("Reported by %1. Kept apart: the parties never learn it.").arg(m_reporter),
                                    Type::Small, Token::InkSoft, widget()));
    finish();
}

QWidget *PartiesSection::line(const PartyLine &party)
{
    const Theme &theme = Theme::of(this);
    auto *line = new QWidget(widget());
    auto *grid = new QGridLayout(line);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme.size(Size::Related));
    grid->setVerticalSpacing(theme.space(1));
    grid->setColumnStretch(1, 1);
    const QJsonObject *full = m_unmasking->of(party.person);
    const auto value = [full](QLatin1StringView field, const QString &masked) {
        return full && full->contains(field) ? full->value(field).toString() : masked;
    };
    auto *name = textLabel(party.organisation ? party.name : value("name"_L1, party.name), Type::Base, Token::Ink, line,
                           QFont::Medium);
    auto *role = textLabel(party.roleWord, Type::Small, Token::InkSoft, line);
    for (QLabel *label : {name, role})
        label->setWordWrap(false);
    auto *who = new QHBoxLayout;
    who->setSpacing(theme.size(Size::Inside));
    who->addWidget(name);
    who->addWidget(role);
    who->addStretch();
    // As wide as the widest side, so that the names stand below each other.
    grid->setColumnMinimumWidth(0, m_sideWidth);
    grid->addWidget(new WordChip(party.sideWord, WordChip::Tone::Neutral, line), 0, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addLayout(who, 0, 1);
    QStringList details{value("document_number"_L1, party.document), value("phone"_L1, party.phone),
                        value("address"_L1, party.address)};
    details.removeAll(QString());
    if (!details.isEmpty()) {
        auto *words = textLabel(details.join(u"   "_s), Type::Base, full ? Token::Ink : Token::InkSoft, line);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(words, 1, 1);
    }
    if (full) {
        auto *countdown = textLabel(tr("masked again in %1 s").arg(m_unmasking->secondsLeft(party.person)), Type::Small,
                                    Token::InkSoft, line);
        countdown->setObjectName(QString(countdownName));
        countdown->setProperty("person", party.person);
        countdown->setWordWrap(false);
        grid->addWidget(countdown, 0, 2, Qt::AlignTop);
    } else if (!party.person.isNull() && m_unmasking->isAllowed()) {
        auto *button = new QPushButton(tr("Full data"), line);
        button->setObjectName(u"unmask"_s);
        button->setToolTip(tr("Shows the full data for a minute; a reason is asked for."));
        setKind(button, ButtonKind::Quiet);
        setButtonIcon(button, u"eye"_s);
        connect(button, &QPushButton::clicked, this, [this, party] { m_unmasking->request(party.person, party.name); });
        grid->addWidget(button, 0, 2, 2, 1, Qt::AlignTop);
    }
    return line;
}

} // namespace fengqiao
