#pragma once

#include <QStyledItemDelegate>
#include <QUuid>

namespace fengqiao {

// One person as a list shows it. Number and phone come in masked; the reason tells why the row matched.
struct PersonHit {
    QUuid id;
    QString name;
    QString maskedNumber = {};
    QString maskedPhone = {};
    QString address = {};   // masked, optional
    QString matchedBy = {}; // "phone tail", in words
    QString matched = {};   // the part that matched, drawn in bold wherever it stands in name, number or phone
    QString note = {};      // "2 visits, last 2026-08-30"
    friend bool operator==(const PersonHit &, const PersonHit &) = default;
};

// Draws Qt::UserRole = PersonHit in two lines.
class PersonDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int HitRole = Qt::UserRole;
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fengqiao

Q_DECLARE_METATYPE(fengqiao::PersonHit)
