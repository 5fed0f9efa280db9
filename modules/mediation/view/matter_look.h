#pragma once

#include <QStyleOptionViewItem>

#include <mediation/queries.h>
#include <widgets/marks.h>
#include <widgets/record_list_model.h>

namespace fengqiao {

class Desk;
class Theme;

// A matter in a list; differs when anything that is painted differs.
struct MatterItem {
    MatterCard card;
    QString heading = {}; // a heading between matters instead of one
    int count = 0;        // under a heading
    friend bool operator==(const MatterItem &a, const MatterItem &b);
};

// Matters as a list: the card under CardRole, headings can be neither selected nor reached.
class MatterListModel final : public RecordListModel<MatterItem> {
public:
    static constexpr int CardRole = Qt::UserRole + 3;
    explicit MatterListModel(QObject *parent = nullptr);
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] const MatterItem *item(const QModelIndex &index) const;
};

[[nodiscard]] LevelLook levelOf(const MatterCard &card); // "suggested yellow" while nobody confirmed it
[[nodiscard]] bool isPressing(const MatterCard &card);   // red, orange or danger: it has an edge
[[nodiscard]] QDate dueDay(Instant due);                 // the last day of a day clock, which ends at 24:00
[[nodiscard]] DueLook dueOf(const DueNote &due, QDate today);
[[nodiscard]] DueLook briefDueOf(const DueNote &due, QDate today);    // without the date, for a small card
[[nodiscard]] QString shortNumber(const QString &number);             // 清综矛〔2026〕0012号 -> 0012号
[[nodiscard]] QString matterTip(const MatterCard &card, QDate today); // everything a card leaves out, for hovering
[[nodiscard]] QString matterSubtitle(const MatterCard &card);         // number and title, over a form

// May this person's roles read matters at all (not ADM, SEC, AUD)?
[[nodiscard]] bool mayReadMatters(const Desk &desk);
[[nodiscard]] QString mayNotReadSentence();

// A matter in two lines, as wide as the list: level, title, due; number, state, parties.
void drawMatterRow(QPainter &painter, const QStyleOptionViewItem &option, const MatterCard &card, QDate today);
[[nodiscard]] int matterRowHeight(const Theme &theme);
// A matter as a card of the board, in three lines and a fourth with the triage reason where there is room.
void drawMatterCard(QPainter &painter, const QStyleOptionViewItem &option, const MatterCard &card, QDate today,
                    bool withReason);
[[nodiscard]] int matterCardHeight(const Theme &theme, bool withReason);

} // namespace fengqiao
