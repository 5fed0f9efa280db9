#pragma once

#include <QLineEdit>
#include <QMap>
#include <QWidget>

class QAbstractItemView;
class QTimer;
class QToolButton;

namespace fengqiao {

// Search as you type: `search` comes when the hand rests (120 ms) or at once on Enter; Esc and the cross clear; Down
// goes into the list.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);
    void
    setList(QAbstractItemView *list); // Down moves into it, Up from its first row comes back, Enter activates row 1
    void setDelay(int ms);

Q_SIGNALS:
    void search(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void searchNow();
    QTimer *m_timer;
    QAbstractItemView *m_list = nullptr;
    QAction *m_icon;
    QString m_last;
};

// A row of filters, each a chip that opens a menu of its choices; a chosen one is tinted and has a cross.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        QString value;
        QString text;
    };

    explicit FilterBar(QWidget *parent = nullptr);
    void addFilter(const QString &id, const QString &name, const QList<Choice> &choices, bool several = false);
    void addChoice(const QString &id, const Choice &choice); // at the end, unless it is there
    void addWidget(QWidget *widget);                         // before the chips, e.g. a SearchField
    void setValue(const QString &id, const QStringList &values);
    [[nodiscard]] QStringList value(const QString &id) const;
    [[nodiscard]] QMap<QString, QStringList> values() const; // only what is set; to be kept in settings
    void setValues(const QMap<QString, QStringList> &values);
    void clear();

Q_SIGNALS:
    void changed();

private:
    struct Filter;
    void refresh(Filter &filter);
    void openMenu(Filter &filter);
    QList<std::shared_ptr<Filter>> m_filters;
    QLayout *m_row;
    QToolButton *m_clear;
};

} // namespace fengqiao
