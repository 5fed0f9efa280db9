#pragma once

#include "gui_fixture.h"

#include <QContextMenuEvent>
#include <QDialog>
#include <QListView>
#include <QMenu>

#include "mediation_county.h"

namespace fengqiao {

// A demo county before one board after another, in Chinese as at work, and what a person does to a list of cards.
class BoardTest : public QObject {
protected:
    void makeCounty()
    {
        setLanguage(Language::Chinese);
        m_county = std::make_unique<MediationCounty>(m_login);
        m_county->at(QStringLiteral("2026-09-14 09:05"));
    }

    void as(const QString &login)
    {
        if (std::exchange(m_login, login) != login)
            m_county->signIn(login);
    }

    static void closeAll()
    {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (qobject_cast<QMenu *>(widget) || qobject_cast<QDialog *>(widget))
                widget->close();
    }

    // The menu of a row, by the keyboard or as the list asks for it.
    static QMenu *menuAt(QListView *list, int row, const QString &name)
    {
        list->setCurrentIndex(list->model()->index(row, 0));
        const QPoint pos = list->visualRect(list->currentIndex()).center();
        if (list->contextMenuPolicy() == Qt::CustomContextMenu) {
            Q_EMIT list->customContextMenuRequested(pos);
        } else {
            QContextMenuEvent event(QContextMenuEvent::Keyboard, pos, list->viewport()->mapToGlobal(pos));
            QApplication::sendEvent(list->viewport(), &event);
        }
        const auto found = [list, name] { return list->window()->findChild<QMenu *>(name); };
        return QTest::qWaitFor([&] { return found() != nullptr; }) ? found() : nullptr;
    }

    static QStringList actionsOf(const QMenu &menu)
    {
        QStringList names;
        for (const QAction *action : menu.actions())
            if (const QString name = action->data().toString(); !name.isEmpty())
                names << name;
        return names;
    }

    static QString spoken(const QListView *list, int row)
    {
        return list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
    }

    std::unique_ptr<MediationCounty> m_county;
    QString m_login = QStringLiteral("jia");
};

} // namespace fengqiao
