#include <widgets/command_palette.h>

#include <core/hanzi.h>

namespace fengqiao {

namespace {

constexpr int looseScore = 10;

// The letters of `typed` stand in `text` in this order, close together.
bool inOrder(const QString &text, const QString &typed)
{
    qsizetype at = 0;
    qsizetype first = -1;
    for (const QChar letter : typed) {
        at = text.indexOf(letter, at);
        if (at < 0)
            return false;
        first = first < 0 ? at : first;
        ++at;
    }
    return at - first <= typed.size() * 3;
}

int scoreOf(const QString &text, const QString &typed, int whole, int start, int inside)
{
    if (text == typed)
        return whole;
    const qsizetype at = text.indexOf(typed);
    if (at == 0)
        return start;
    if (at > 0)
        return text.at(at - 1).isSpace() ? (start + inside) / 2 : inside;
    return 0;
}

int best(const QStringList &texts, const QString &typed, int whole, int start, int inside)
{
    int score = 0;
    for (const QString &text : texts)
        score = std::max(score, scoreOf(text, typed, whole, start, inside));
    return score;
}

} // namespace

void CommandMatcher::setCommands(QList<Command> commands)
{
    m_commands = std::move(commands);
    m_keys.clear();
    for (const Command &command : std::as_const(m_commands)) {
        Keys keys;
        for (const QString &text : QStringList{command.text, command.english} + command.keywords) {
            if (text.isEmpty())
                continue;
            keys.words << fold(text);
            keys.pinyin << pinyin(text);
            keys.initials << initials(text);
        }
        m_keys << keys;
    }
}

int CommandMatcher::score(int index, const QString &typed) const
{
    const QString words = fold(typed);
    if (words.isEmpty())
        return 1;
    const Keys &keys = m_keys.at(index);
    int score = best(keys.words, words, 100, 80, 60);
    QString joined = words;
    joined.remove(u' ');
    score = std::max({score, best(keys.pinyin, joined, 75, 70, 45), best(keys.initials, joined, 72, 65, 40)});
    if (score == 0 && joined.size() >= 3) {
        for (const QString &text : keys.words + keys.pinyin)
            if (inOrder(text, joined))
                score = looseScore;
    }
    return score;
}

QList<int> CommandMatcher::match(const QString &typed, const QStringList &recent) const
{
    struct Hit {
        int index;
        int score;
    };

    QList<Hit> hits;
    int top = 0;
    for (int i = 0; i < m_commands.size(); ++i)
        top = std::max(top, score(i, typed));
    for (int i = 0; i < m_commands.size(); ++i) {
        int points = score(i, typed);
        // Letters merely in order are a guess: shown only where nothing better answers.
        if (points == 0 || (points <= looseScore && top > looseScore && !typed.isEmpty()))
            continue;
        if (const qsizetype used = recent.indexOf(m_commands.at(i).id); used >= 0)
            points += std::max(1, 9 - static_cast<int>(used));
        // What cannot be done now is still found, so that the reason can be read, but after what can.
        hits << Hit{i, m_commands.at(i).enabled ? points + 1000 : points};
    }
    std::ranges::stable_sort(hits, std::ranges::greater{}, &Hit::score);
    QList<int> order;
    for (const Hit &hit : std::as_const(hits))
        order << hit.index;
    return order;
}

} // namespace fengqiao
