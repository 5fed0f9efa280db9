#include <core/locale.h>

#include <QCoreApplication>
#include <QDir>
#include <atomic>

namespace fengqiao {

namespace {

std::atomic<Language> current = Language::Chinese;

} // namespace

void setLanguage(Language language)
{
    current.store(language, std::memory_order_relaxed);
}

Language language()
{
    return current.load(std::memory_order_relaxed);
}

QString joinedWords(const QStringList &words)
{
    return words.join(language() == Language::Chinese ? QStringLiteral("、") : QStringLiteral(", "));
}

QString joinedClauses(const QStringList &clauses)
{
    return clauses.join(language() == Language::Chinese ? QStringLiteral("；") : QStringLiteral("; "));
}

QString resourcePath(const QString &relative)
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/fengqiao/") + relative);
}

} // namespace fengqiao
