#pragma once

#include <mediation/queries.h>
#include <widgets/person_row.h>

#include "matter_look.h"

namespace fengqiao {

// A person or a matter that a search found.
struct FoundItem {
    PersonHit person; // id null: a matter
    std::optional<MatterItem> matter;
    friend bool operator==(const FoundItem &, const FoundItem &) = default;
};

class FoundModel final : public RecordListModel<FoundItem> {
public:
    explicit FoundModel(QObject *parent);
    [[nodiscard]] const FoundItem *item(const QModelIndex &index) const;
};

[[nodiscard]] PersonHit hitOf(const PersonMatch &match, const QString &typed);
// "2 visits, 1 matter"; empty if the person never came.
[[nodiscard]] QString historyWords(int visits, int matters);

// People as PersonDelegate draws them, matters in rows of the same height.
class FoundDelegate final : public PersonDelegate {
    Q_OBJECT

public:
    FoundDelegate(std::function<QDate()> today, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    std::function<QDate()> m_today;
};

} // namespace fengqiao
