#pragma once

#include <mediation/warning_board.h>
#include <widgets/marks.h>
#include <widgets/record_list_model.h>

#include "card_look.h"

namespace fengqiao {

// A warning as a card of its board, with the words for its review date as of the reading.
struct WarningItem {
    WarningCard card;
    DueLook due;
    friend bool operator==(const WarningItem &a, const WarningItem &b);
};

class WarningListModel final : public RecordListModel<WarningItem> {
public:
    explicit WarningListModel(QObject *parent);
    [[nodiscard]] const WarningItem *item(const QModelIndex &index) const;
};

[[nodiscard]] WarningItem warningItem(const WarningCard &card, QDate today);
[[nodiscard]] QString warningTip(const WarningItem &item);    // rich text with everything a card leaves out
[[nodiscard]] QString fiveOnesWords(const WarningCard &card); // "five ones 3 of 5"; empty where none are asked for

// Five lines: title and what it waits for; place; reason; measures; who answers for it, five ones, review date.
class WarningDelegate final : public CardDelegate<WarningListModel, &warningTip> {
public:
    using CardDelegate::CardDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fengqiao
