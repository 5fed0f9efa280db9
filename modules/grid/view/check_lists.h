#pragma once

#include <QStyledItemDelegate>

#include <grid/board.h>
#include <grid/lint.h>
#include <widgets/record_list_model.h>

namespace fengqiao {

struct VacancyItem {
    VacancyLine line;
    friend bool operator==(const VacancyItem &a, const VacancyItem &b);
};

struct FindingItem {
    QUuid id; // of the row: a finding has none of its own
    GridFinding finding;
    QString kindWord;
    int gathered = 0; // as many of one kind stand behind this row
    friend bool operator==(const FindingItem &a, const FindingItem &b);
};

// Rows of two lines: what stands out, and where it is.
struct CheckRow {
    QString title;
    QString chip;
    QString second;
    QString right;
};

inline constexpr int CheckRowRole = Qt::UserRole + 3;

class VacancyModel final : public RecordListModel<VacancyItem> {
public:
    explicit VacancyModel(QObject *parent);
};

class FindingModel final : public RecordListModel<FindingItem> {
public:
    explicit FindingModel(QObject *parent);
};

class CheckDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::CheckRow)
