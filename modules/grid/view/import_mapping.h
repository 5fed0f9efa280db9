#pragma once

#include <QHash>
#include <QWidget>

#include <access/desk.h>
#include <grid/import_look.h>

#include "import_kind.h"

class QComboBox;

namespace fengqiao {

// Which column of the file each field of the record comes from: what was recognised is chosen, and what this person put
// in its place the last time, at this computer. A column fills one field.
class ImportMapping final : public QWidget {
    Q_OBJECT

public:
    ImportMapping(Desk &desk, ImportKind kind, QWidget *parent = nullptr);

    void setLook(const ImportLook &look);
    void clear();

    [[nodiscard]] bool isEmpty() const { return m_boxes.isEmpty(); }

    [[nodiscard]] int rows() const { return m_rows; }

    [[nodiscard]] QHash<QString, QString> columns() const; // as the import wants it
    [[nodiscard]] QStringList missing() const;             // words of fields that need a column and have none
    [[nodiscard]] QStringList unused() const;              // columns of the file
    void remember() const;

Q_SIGNALS:
    void changed();

private:
    void addField(const RuleRow &field);
    void choose(const QString &field, const QString &heading);
    void applyKept();
    void take(const QString &field); // away from the others what it has

    Desk &m_desk;
    ImportKind m_kind;
    ImportLook m_look;
    QHash<QString, QComboBox *> m_boxes; // field -> its heading
    int m_rows = 0;
};

} // namespace fengqiao
