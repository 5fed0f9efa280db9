#include <widgets/stage_bar.h>

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <widgets/theme.h>

namespace fengqiao {

StageBar::StageBar(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StageBar::setStages(const QStringList &words)
{
    m_words = words;
    updateGeometry();
    update();
}

void StageBar::setCurrent(int stage)
{
    m_current = stage;
    const int index = stage - 1;
    setAccessibleName(index >= 0 && index < m_words.size()
                          ? tr("Stage %1 of %2: %3").arg(stage).arg(m_words.size()).arg(m_words.at(index))
                          : QString());
    update();
}

void StageBar::setNote(const QString &note)
{
    m_note = note;
    updateGeometry();
    update();
}

QSize StageBar::sizeHint() const
{
    const Theme &theme = Theme::of(this);
    const int line = QFontMetrics(theme.font(Type::Small)).height();
    const int height = theme.space(6) + theme.space(1) + line * (m_lines + (m_note.isEmpty() ? 0 : 1));
    return {static_cast<int>(m_words.size()) * theme.space(24), height};
}

QSize StageBar::minimumSizeHint() const
{
    return {static_cast<int>(m_words.size()) * Theme::of(this).space(11), sizeHint().height()};
}

// Where a word does not fit beside its neighbours, all words get a second line.
void StageBar::resizeEvent(QResizeEvent *event)
{
    const QFontMetrics metrics(Theme::of(this).font(Type::Small, QFont::Medium));
    const qreal room = cell(0).width() - Theme::of(this).space(1);
    const bool fits =
        std::ranges::all_of(m_words, [&](const QString &w) { return metrics.horizontalAdvance(w) <= room; });
    if (const int lines = fits ? 1 : 2; lines != m_lines) {
        m_lines = lines;
        updateGeometry();
    }
    QWidget::resizeEvent(event);
}

QRectF StageBar::cell(int index) const
{
    const qreal width = static_cast<qreal>(this->width()) / std::max(1.0, static_cast<qreal>(m_words.size()));
    return {index * width, 0, width, static_cast<qreal>(height())};
}

// A word of four characters breaks in the middle, as one reads it: 收集 / 汇总.
QString StageBar::shown(int index, qreal room, const QFontMetrics &metrics) const
{
    QString word = m_words.at(index);
    if (m_lines == 2 && !word.contains(u' ') && metrics.horizontalAdvance(word) > room)
        word.insert((word.size() + 1) / 2, u'\n');
    return m_lines == 2 ? word : metrics.elidedText(word, Qt::ElideRight, static_cast<int>(room));
}

void StageBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal disc = theme.space(6);
    const QFontMetrics metrics(theme.font(Type::Small));
    for (int i = 0; i < m_words.size(); ++i) {
        const bool done = i + 1 < m_current;
        const bool here = i + 1 == m_current;
        const QRectF box = cell(i);
        const QRectF circle(box.left() + 1, 1, disc - 2, disc - 2);
        if (i + 1 < m_words.size()) {
            painter.setPen(QPen(theme.color(done ? Token::Accent : Token::Line), theme.size(Size::Ring)));
            const qreal y = disc / 2;
            painter.drawLine(QPointF(circle.right() + theme.space(1), y),
                             QPointF(cell(i + 1).left() - theme.space(1) + 1, y));
        }
        painter.setPen(here || done ? QPen(theme.color(Token::Accent), 1.5) : QPen(theme.color(Token::LineStrong), 1));
        painter.setBrush(theme.color(here ? Token::Accent : done ? Token::AccentSoft : Token::Raised));
        painter.drawEllipse(circle);
        if (done) {
            theme.drawIcon(painter, circle.adjusted(4, 4, -4, -4), QStringLiteral("check"), Token::Accent);
        } else {
            painter.setPen(theme.color(here ? Token::OnAccent : Token::InkSoft));
            painter.setFont(theme.font(Type::Small, here ? QFont::Bold : QFont::Normal));
            painter.drawText(circle, Qt::AlignCenter, QString::number(i + 1));
        }
        painter.setFont(theme.font(Type::Small, here ? QFont::Medium : QFont::Normal));
        painter.setPen(theme.color(here ? Token::Ink : Token::InkSoft));
        QRectF words(box.left(), disc + theme.space(1), box.width() - theme.space(1), metrics.height() * m_lines);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, shown(i, words.width(), metrics));
        if (here && !m_note.isEmpty()) {
            painter.setPen(theme.color(Token::Accent));
            painter.setFont(theme.font(Type::Small));
            words.translate(0, words.height());
            words.setHeight(metrics.height());
            words.setRight(std::min<qreal>(width(), words.left() + metrics.horizontalAdvance(m_note) + 2));
            words.moveLeft(std::min(words.left(), width() - words.width()));
            painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, m_note);
        }
    }
}

bool StageBar::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        for (int i = 0; i < m_words.size(); ++i)
            if (cell(i).contains(help->pos()))
                QToolTip::showText(help->globalPos(), m_words.at(i), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace fengqiao
