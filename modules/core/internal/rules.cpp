#include <core/rules.h>

#include <QDir>
#include <QFile>

#include <core/locale.h>

#include "rule_loader.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

// ---- RuleRow ----

const QString &RuleRow::cell(QLatin1StringView column) const
{
    const int index = m_table->columnIndex(column);
    Q_ASSERT_X(index >= 0, "RuleRow", qPrintable(QString(m_table->name() + u'.' + column)));
    static const QString none;
    return index < 0 ? none : m_cells.at(index);
}

QString RuleRow::text(QLatin1StringView column) const
{
    return cell(column);
}

int RuleRow::number(QLatin1StringView column) const
{
    return cell(column).toInt();
}

bool RuleRow::flag(QLatin1StringView column) const
{
    return cell(column) == "1"_L1;
}

QStringList RuleRow::list(QLatin1StringView column) const
{
    QStringList items;
    for (const ListItem &item : listItems(cell(column)))
        items.append(item.text);
    return items;
}

const Expression &RuleRow::expression(QLatin1StringView column) const
{
    static const Expression always;
    const auto found = m_expressions.constFind(m_table->columnIndex(column));
    return found == m_expressions.cend() ? always : *found;
}

QString RuleRow::word() const
{
    const QString &zh = cell("zh"_L1);
    const QString &en = cell("en"_L1);
    return language() == Language::Chinese || en.isEmpty() ? zh : en;
}

QString RuleRow::word(QLatin1StringView stem) const
{
    const QByteArray name(stem.data(), stem.size());
    const QString &zh = cell(QLatin1StringView(QByteArray(name + "_zh")));
    const QString &en = cell(QLatin1StringView(QByteArray(name + "_en")));
    return language() == Language::Chinese || en.isEmpty() ? zh : en;
}

// ---- RuleTable ----

int RuleTable::columnIndex(QLatin1StringView column) const
{
    return static_cast<int>(m_columns.indexOf(column));
}

const RuleRow *RuleTable::find(const QString &key) const
{
    const auto found = m_byKey.constFind(key);
    return found == m_byKey.cend() ? nullptr : &m_rows.at(*found);
}

QList<const RuleRow *> RuleTable::where(QLatin1StringView column, const QString &value) const
{
    const int index = columnIndex(column);
    Q_ASSERT_X(index >= 0, "RuleTable", qPrintable(QString(m_name + u'.' + column)));
    if (index == 0)
        return m_byFirst.value(value);
    QList<const RuleRow *> result;
    for (const RuleRow &row : m_rows) {
        if (row.m_cells.value(index) == value)
            result.append(&row);
    }
    return result;
}

// ---- RuleSet ----

std::expected<std::shared_ptr<const RuleSet>, QList<RuleFault>> RuleSet::load(const QMap<QString, QByteArray> &files)
{
    return RuleLoader().load(files);
}

Result<QMap<QString, QByteArray>> RuleSet::readFolder(const QString &folder)
{
    // A rule table is some hundred lines; a file beyond this is something else.
    constexpr qint64 maxBytes = 8 * 1024 * 1024;
    const QDir dir(folder);
    const QStringList names = dir.entryList({u"*.csv"_s}, QDir::Files | QDir::Readable, QDir::Name);
    if (names.isEmpty())
        return fail(ErrorKind::NotFound, u"rules.folder"_s,
                    RuleLoader::tr("The folder %1 holds no rule tables.").arg(QDir::toNativeSeparators(folder)));
    QMap<QString, QByteArray> files;
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        if (file.size() > maxBytes)
            return fail(ErrorKind::Invalid, u"rules.too_large"_s,
                        RuleLoader::tr("The file %1 is too large for a rule table.").arg(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Unopenable, u"rules.read"_s,
                        RuleLoader::tr("The file %1 cannot be read: %2.").arg(name, file.errorString()));
        files.insert(name.chopped(4), file.readAll());
    }
    return files;
}

const RuleTable &RuleSet::table(QLatin1StringView name) const
{
    const auto found = m_tables.constFind(QString(name));
    Q_ASSERT_X(found != m_tables.cend(), "RuleSet::table", name.data());
    static const RuleTable none;
    return found == m_tables.cend() ? none : **found;
}

QString RuleSet::word(QLatin1StringView list, const QString &code) const
{
    for (const RuleRow *row : codes(QString(list))) {
        if (row->text("code"_L1) == code)
            return row->word();
    }
    return code;
}

bool RuleSet::hasCode(const QString &list, const QString &code) const
{
    return std::ranges::any_of(codes(list), [&](const RuleRow *row) { return row->text("code"_L1) == code; });
}

QList<const RuleRow *> RuleSet::codes(const QString &list) const
{
    return m_codes.value(list);
}

QString RuleSet::setting(QLatin1StringView key) const
{
    const auto settings = m_tables.constFind(u"settings"_s);
    const RuleRow *row = settings == m_tables.cend() ? nullptr : (*settings)->find(QString(key));
    return row ? row->text("value"_L1) : QString();
}

int RuleSet::settingNumber(QLatin1StringView key) const
{
    return setting(key).toInt();
}

} // namespace fengqiao
