#pragma once

#include <QFont>
#include <QScrollArea>
#include <QStringList>
#include <functional>

#include <core/parts.h>
#include <widgets/theme.h>

class QAbstractItemView;
class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fengqiao {

// Small parts that docked panels share.

// The panel's own surface and its one column, with the margins that all docks have.
[[nodiscard]] QVBoxLayout *panelColumn(QWidget *panel);
[[nodiscard]] QLabel *textLabel(const QString &text, Type type, Token ink, QWidget *parent,
                                QFont::Weight weight = QFont::Normal); // plain text, wraps

// Label and value in two columns; long values take the width.
class FactGrid {
public:
    FactGrid(QBoxLayout *column, QWidget *page);
    void add(const QString &name, const QString &value); // nothing for an empty value
    void add(const QString &name, QWidget *value);

private:
    QWidget *m_page;
    QGridLayout *m_grid;
};

// A button that reads as a link, at the left edge of its column.
[[nodiscard]] QPushButton *linkButton(const QString &text, QWidget *parent);

// One scrolling part of a panel; made anew with each reading, the scroll position stays.
class ScrollPage : public QScrollArea {
    Q_OBJECT

public:
    ScrollPage(const QString &name, QWidget *parent);
    [[nodiscard]] QVBoxLayout *fresh(); // an empty page in place of the old one
    void finish();                      // the page is filled

private:
    int m_scrolled = 0;
};

// A list of rows that all say what they are by painting: no frame, no editing, hover on, Enter activates.
void setUpList(QAbstractItemView *list, const QString &name);
// What is due becomes overdue without anybody writing anything.
void refreshByTheMinute(QWidget *panel, std::function<void()> refresh);

} // namespace fengqiao
