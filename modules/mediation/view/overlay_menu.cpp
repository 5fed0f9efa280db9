#include "overlay_menu.h"

#include <QMenu>

#include <widgets/theme.h>

#include "matter_actions.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

OverlayMenu::OverlayMenu(Desk &desk, MatterActions *actions, QWidget *panel)
    : QObject(panel)
    , m_desk(desk)
    , m_actions(actions)
    , m_panel(panel)
{
}

void OverlayMenu::show(const QString &kindName, QUuid matter, QUuid id, const QPoint &globalPos)
{
    QList<const RecordKind *> kinds = overlayKinds(m_desk);
    kinds.removeIf([&kindName](const RecordKind *kind) { return kind->name != kindName; });
    if (kinds.isEmpty())
        return m_actions->showMenu(matter, globalPos);
    m_desk
        .read([kinds, matter, id](ReadContext &context) -> Result<QList<OverlayCard>> {
            QList<OverlayCard> cards = overlaysOf(context, kinds, matter);
            cards.removeIf([id](const OverlayCard &card) { return card.id != id; });
            return cards;
        })
        .then(this, [this, matter, globalPos](const Result<QList<OverlayCard>> &cards) {
            if (!cards || cards->isEmpty())
                return;
            auto *menu = new QMenu(m_panel);
            menu->setObjectName(u"overlayMenu"_s);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            const Theme &theme = Theme::of(m_panel);
            menu->addAction(theme.icon(u"folder-open"_s, Token::InkSoft), tr("Open the matter"), this,
                            [this, matter] { Q_EMIT m_actions->openWanted(matter); });
            menu->addSeparator();
            const OverlayCard &card = cards->first();
            for (const Desk::Offer &offer : m_desk.offers(card.kind, *card.row)) {
                if (!offer.allowed)
                    continue;
                const QString name = offer.action->text("action"_L1);
                menu->addAction(offer.action->word(), this, [this, name, card] { m_actions->startOn(name, card); })
                    ->setData(name);
            }
            menu->popup(globalPos);
        });
}

} // namespace fengqiao
