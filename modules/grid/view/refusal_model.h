#pragma once

#include <QAbstractTableModel>

#include <grid/events.h>

namespace fengqiao {

// Rows of a file that were refused: line, number there, field, reason.
class RefusalModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LineColumn, IdColumn, FieldColumn, ReasonColumn, ColumnCount };

    // `record`: of rule table `fields`, that one row is.
    RefusalModel(const RuleSet &rules, const QString &record, QObject *parent);
    void setRefusals(QList<EventRefusal> refusals);

    [[nodiscard]] const QList<EventRefusal> &refusals() const { return m_refusals; }

    [[nodiscard]] QString shown(const EventRefusal &refusal, int column) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QHash<QString, QString> m_fields; // name -> word
    QString m_id;                     // what a row is told by
    QList<EventRefusal> m_refusals;
};

} // namespace fengqiao
