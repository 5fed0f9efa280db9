#pragma once

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace fengqiao {

class Card;

// A page before anybody is signed in: one card in the middle of the window, its parts from top to bottom.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(const QString &title, const QString &sentence, QWidget *parent = nullptr);

protected:
    [[nodiscard]] QVBoxLayout *body() const;
    void addField(QVBoxLayout *column, const QString &word, QWidget *field); // its word close above it
    void setTitle(const QString &title);
    void setSentence(const QString &sentence);

private:
    QLabel *m_title;
    QLabel *m_sentence;
    Card *m_card;
};

} // namespace fengqiao
