#pragma once

#include <QPointer>
#include <QWidget>

class QVBoxLayout;

namespace fengqiao {

class Card;

// A card over the dimmed window: a question, a page of help. Esc closes it; the keyboard stays within; the focus goes
// back to where it was. Never a second event loop.
class Overlay : public QWidget {
    Q_OBJECT

public:
    explicit Overlay(QWidget *window, const QString &title);
    [[nodiscard]] QVBoxLayout *body() const;
    void setCardWidth(int width);
    void open();

public Q_SLOTS:
    void dismiss();

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void place();
    Card *m_card;
    QPointer<QWidget> m_before;
    int m_cardWidth;
};

// One sentence and its answers, the first being the one to take.
class QuestionOverlay : public Overlay {
    Q_OBJECT

public:
    QuestionOverlay(QWidget *window, const QString &title, const QString &sentence);
    // `answer` runs after the question has gone.
    void addAnswer(const QString &word, bool primary, std::function<void()> answer);

private:
    class QHBoxLayout *m_answers;
};

} // namespace fengqiao
