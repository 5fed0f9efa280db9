#pragma once

#include <mediation/oversight.h>
#include <widgets/marks.h>
#include <widgets/record_list_model.h>

#include "card_look.h"

namespace fengqiao {

// A called unit as a card, with the words for its time as of the reading.
struct WhistleItem {
    WhistleLine line;
    DueLook due; // empty once it is done
    friend bool operator==(const WhistleItem &a, const WhistleItem &b);
};

class WhistleListModel final : public RecordListModel<WhistleItem> {
public:
    explicit WhistleListModel(QObject *parent);
    [[nodiscard]] const WhistleItem *item(const QModelIndex &index) const;
};

// "12 minutes left" for what is counted in minutes and hours, days beyond that.
[[nodiscard]] DueLook shortDue(Instant due, Instant now);
[[nodiscard]] QString whistleTip(const WhistleItem &item);

class WhistleDelegate final : public CardDelegate<WhistleListModel, &whistleTip> {
public:
    using CardDelegate::CardDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

// An open reminder or letter as a row.
struct SupervisionItem {
    SupervisionLine line;
    WordChip::Tone tone = WordChip::Tone::Neutral;
    DueLook over; // working days over, or until the new date
    friend bool operator==(const SupervisionItem &a, const SupervisionItem &b);
};

class SupervisionListModel final : public RecordListModel<SupervisionItem> {
public:
    explicit SupervisionListModel(QObject *parent);
    [[nodiscard]] const SupervisionItem *item(const QModelIndex &index) const;
};

[[nodiscard]] SupervisionItem supervisionItem(const RuleSet &rules, const WorkCalendar &calendar,
                                              const SupervisionLine &line, QDate today);
[[nodiscard]] QString supervisionTip(const SupervisionItem &item);

class SupervisionDelegate final : public CardDelegate<SupervisionListModel, &supervisionTip> {
public:
    using CardDelegate::CardDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fengqiao
