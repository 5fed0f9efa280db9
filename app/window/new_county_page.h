#pragma once

#include <QFuture>

#include <access/desk.h>
#include <core/division.h>
#include <store/key_slots.h>

#include "page.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedLayout;

namespace fengqiao {

class InlineError;
class ProgressStrip;
class SearchField;

// Makes a county's file: which county, who administers it, a password twice; then the recovery code, once.
class NewCountyPage : public Page {
    Q_OBJECT

public:
    explicit NewCountyPage(QWidget *parent = nullptr);
    void begin();
    void setFile(const QString &file);

Q_SIGNALS:
    void created(const QString &file, const QString &login);
    void cancelled();

private:
    // A county as the list finds it: by name, pinyin, initials or code.
    struct Choice {
        QString code;
        QString name;
        QString fullName;
        QStringList keys;
    };

    [[nodiscard]] static QList<Choice> readChoices();
    QWidget *makeForm();
    QWidget *makeRecovery();
    QLineEdit *addLine(class QVBoxLayout *column, const QString &word, const QString &name);
    void askForFile();
    void search(const QString &text);
    void choose();
    void create();
    void finish(const Result<QString> &recovery);
    QList<Choice> m_choices;
    QString m_code;
    bool m_ownFile = false;
    QStackedLayout *m_steps;
    SearchField *m_search;
    QListWidget *m_list;
    QLineEdit *m_login;
    QLineEdit *m_name;
    QLineEdit *m_password;
    QLineEdit *m_again;
    QLineEdit *m_file;
    QCheckBox *m_demo;
    InlineError *m_error;
    ProgressStrip *m_progress;
    QPushButton *m_create;
    QLabel *m_recovery;
};

} // namespace fengqiao
