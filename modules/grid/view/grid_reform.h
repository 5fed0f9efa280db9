#pragma once

#include <QDialog>
#include <QJsonObject>

#include "grid_actions.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;
class QStackedWidget;

namespace fengqiao {

class ActionForm;
class InlineError;

// Splitting and merging in two steps: what is wanted, then what will happen (the engine is asked and writes nothing),
// and only then it is done. Use open(); it deletes itself.
class GridReformDialog : public QDialog {
    Q_OBJECT

public Q_SLOTS:
    void next();
    void back();

Q_SIGNALS:
    void acted(const fengqiao::ActionOutcome &outcome);
    void borderWanted(const QUuid &grid); // of a grid that was made without one

protected:
    GridReformDialog(Desk &desk, const QString &action, const GridSubject &grid, QWidget *parent);
    [[nodiscard]] virtual QJsonObject wanted() const = 0;
    [[nodiscard]] QWidget *inputPage() const;
    void finishPage(const QStringList &fields); // what every reform asks: from when, and why
    void setNote(const QString &sentence);      // below what is typed

    Desk &m_desk;
    GridSubject m_grid;

private:
    void ask(bool dryRun);
    void answer(const Result<ActionOutcome> &result, bool dryRun);
    void showOutcome(const ActionOutcome &outcome);

    QString m_action;
    QString m_key;
    QStackedWidget *m_pages;
    QWidget *m_summary;
    ActionForm *m_form = nullptr;
    QLabel *m_note;
    InlineError *m_error;
    QPushButton *m_back;
    QPushButton *m_next;
    bool m_busy = false;
};

// A grid becomes several: the first keeps the code and with it posts and people.
class SplitDialog final : public GridReformDialog {
    Q_OBJECT

public:
    SplitDialog(Desk &desk, const GridSubject &grid, QWidget *parent);
    void addPart();

protected:
    [[nodiscard]] QJsonObject wanted() const override;

private:
    struct Part {
        QWidget *row;
        QLineEdit *code;
        QLineEdit *name;
        QSpinBox *households;
    };

    void removePart(QWidget *row);
    void countHouseholds();
    QList<Part> m_parts;
    QWidget *m_list;
    std::optional<int> m_households; // of the whole
};

// Several grids of one kind in one village become one.
class MergeDialog final : public GridReformDialog {
    Q_OBJECT

public:
    MergeDialog(Desk &desk, const GridSubject &grid, QWidget *parent);

protected:
    [[nodiscard]] QJsonObject wanted() const override;

private:
    void show(const QList<GridItem> &others);
    void follow();
    QListWidget *m_others;
    QLineEdit *m_name;
    QComboBox *m_code;
};

} // namespace fengqiao
