#pragma once

#include <QAbstractTableModel>

#include <grid/events.h>

class QTableView;

namespace fengqiao {

// Rows of a file that were refused: line, number there, field, reason.
class RefusalModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LineColumn, IdColumn, FieldColumn, ReasonColumn, ColumnCount };

    // `record`: of rule table `fields`, that one row is.
    RefusalModel(const RuleSet &rules, const QString &record, QObject *parent);
    // `byFeature`: they name features of a layer, not lines of a text.
    void setRefusals(QList<EventRefusal> refusals, bool byFeature = false);

    [[nodiscard]] const QList<EventRefusal> &refusals() const { return m_refusals; }

    // As a table for those who mend the file: CSV in UTF-8 with a mark, as spreadsheets want it. Code import.file.
    [[nodiscard]] Result<> save(const QString &path) const;
    [[nodiscard]] QString shown(const EventRefusal &refusal, int column) const;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QHash<QString, QString> m_fields; // name -> word
    QString m_id;                     // what a row is told by
    bool m_byFeature = false;
    QList<EventRefusal> m_refusals;
};

// The table that shows it.
void setUpRefusals(QTableView *table, RefusalModel *refusals);
// Asks for the file and says how it went. `name`: of the file that they were refused from.
void askWhereToSave(const RefusalModel *refusals, const QString &name, QWidget *over);

} // namespace fengqiao
