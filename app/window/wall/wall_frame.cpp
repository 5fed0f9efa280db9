// Head and foot: what is shown, as of when, and which towns sent nothing.
#include <QCoreApplication>

#include "wall_paint.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallWindow)
};

// One dot a scene, the one that is shown filled.
int paintDots(WallPen &pen, const WallLayout &layout, const QRect &box, const WallState &state)
{
    if (state.scenes < 2)
        return 0;
    const int side = layout.gap();
    const int width = state.scenes * side * 2 - side;
    QPainter &painter = pen.painter();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < state.scenes; ++i) {
        painter.setBrush(pen.color(i == state.scene ? Token::Accent : Token::LineStrong));
        painter.drawEllipse(
            QRectF(box.right() + 1 - width + i * side * 2, QRectF(box).center().y() - side / 2.0, side, side));
    }
    return width + 3 * layout.gap();
}

QString asOfWords(const WallPicture &picture)
{
    return picture.asOf.isNull() ? Words::tr("No data yet") : Words::tr("Data as of %1").arg(picture.asOf.display());
}

QString oneSilent(const WallSilence::Division &division)
{
    return division.last.isValid() ? Words::tr("%1 (last %2)").arg(division.word, division.last.toString(u"MM-dd"_s))
                                   : division.word;
}

// As many names as fit; the others as a number.
QString silentWords(const WallPen &pen, const WallSilence &silence, int px, int width)
{
    const QString head =
        Words::tr("No entry for %1 days: %2 of %3").arg(silence.days).arg(silence.silent.size()).arg(silence.divisions);
    QString fitting = head;
    QString names;
    for (qsizetype i = 0; i < silence.silent.size(); ++i) {
        names += (i > 0 ? Words::tr(", ", "between names") : QString()) + oneSilent(silence.silent.at(i));
        const auto left = static_cast<int>(silence.silent.size() - i - 1);
        const QString all = left > 0 ? Words::tr("%1 — %2 and %n more", nullptr, left).arg(head, names)
                                     : Words::tr("%1 — %2").arg(head, names);
        if (pen.width(all, px) > width)
            break;
        fitting = all;
    }
    return fitting;
}

} // namespace

void paintHead(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPicture &picture,
               const WallState &state)
{
    const int px = layout.heading();
    const int dots = paintDots(pen, layout, box, state);
    const QRect right = box.adjusted(box.width() / 2, 0, -dots, 0);
    const QString asOf = state.paused ? Words::tr("%1 · paused").arg(asOfWords(picture)) : asOfWords(picture);
    const QRect said = pen.line(right, asOf, layout.text(), Token::InkSoft, Qt::AlignRight);
    const QRect left(box.left(), box.top(), said.left() - box.left() - 2 * layout.gap(), box.height());
    const QRect area = pen.line(left, picture.areaWord, px, Token::Ink, Qt::AlignLeft, QFont::Medium);
    pen.line(left.adjusted(area.width() + 2 * layout.gap(), 0, 0, 0), picture.word, px, Token::InkSoft);
}

void paintFoot(WallPen &pen, const WallLayout &layout, const QRect &box, const WallPicture &picture)
{
    const int px = layout.text();
    const QRect note = pen.line(box, Words::tr("Fewer than %1 are not shown (<%1 or —)").arg(picture.least), px,
                                Token::InkFaint, Qt::AlignRight);
    const QRect rest(box.left(), box.top(), note.left() - box.left() - 3 * layout.gap(), box.height());
    const WallSilence &silence = picture.silence;
    if (silence.divisions == 0)
        return;
    if (silence.silent.isEmpty())
        pen.line(rest, Words::tr("Entries from everywhere within %n days", nullptr, silence.days), px, Token::InkSoft);
    else
        pen.line(rest, silentWords(pen, silence, px, rest.width()), px, Token::Ink);
}

} // namespace fengqiao
