#pragma once

#include <QWidget>

#include <access/desk.h>

#include "import_kind.h"

class QCheckBox;
class QComboBox;
class QDateEdit;
class QGridLayout;
class QLabel;

namespace fengqiao {

// What is asked about the file as a whole: its layer or sheet, and of grids the datum, the level scheme, from when they
// hold, and whether borders that cross themselves are resolved.
class ImportChoices final : public QWidget {
    Q_OBJECT

public:
    ImportChoices(Desk &desk, ImportRows rows, QWidget *parent = nullptr);

    void setLook(const ImportLook &look);
    void write(ImportAsk *ask) const;
    [[nodiscard]] QString missing() const; // the sentence that says what must be chosen first; empty: nothing

Q_SIGNALS:
    void layerChosen(const QString &layer);
    void changed();

private:
    QLabel *addLabel(const QString &word);
    QComboBox *addBox(const QString &name, const QString &word);
    void arrange(); // without gaps
    void addGridChoices();
    void fillDatum();

    Desk &m_desk;
    ImportRows m_rows;
    ImportLook m_look;
    QGridLayout *m_grid;
    QList<std::pair<QLabel *, QWidget *>> m_pairs; // in the order that they are asked
    QComboBox *m_layer;
    QComboBox *m_datum = nullptr;
    QComboBox *m_scheme = nullptr;
    QDateEdit *m_from = nullptr;
    QCheckBox *m_repair = nullptr;
};

} // namespace fengqiao
