#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <access/entities.h>
#include <core/locale.h>

#include "county.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct RuleStore {
    Q_DECLARE_TR_FUNCTIONS(RuleStore)
};

constexpr qsizetype faultsShown = 20;

QString hashOf(const QByteArray &content)
{
    return QString::fromLatin1(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
}

// Rows that hold what once came with the program and has a newer text now.
QList<Row> outdated(Reader &reader, const Entity &entity, const Contents &shipped)
{
    QList<Row> rows;
    for (const Row &row : reader.select(entity, u"1"_s)) {
        const auto it = shipped.constFind(row.text("name"_L1));
        const bool unedited = row.text("version"_L1) == row.text("bundled"_L1);
        if (it != shipped.cend() && unedited && hashOf(*it) != row.text("version"_L1))
            rows << row;
    }
    return rows;
}

QStringList missing(Reader &reader, const Entity &entity, const Contents &shipped)
{
    const Contents stored = storedContents(reader, entity);
    QStringList names;
    for (auto it = shipped.cbegin(); it != shipped.cend(); ++it)
        if (!stored.contains(it.key()))
            names << it.key();
    return names;
}

Result<Rules> checkedRules(const Contents &tables, const QList<Module> &modules, const QString &edited)
{
    auto loaded = RuleSet::load(tables);
    QList<RuleFault> faults;
    if (!loaded)
        faults = loaded.error();
    for (const Module &module : modules)
        for (const auto &check : module.ruleChecks)
            if (loaded)
                faults += check(**loaded);
    if (faults.isEmpty())
        return *loaded;
    std::ranges::stable_partition(faults, [&edited](const RuleFault &fault) {
        return !edited.isEmpty() && fault.file.startsWith(edited % u'.');
    });
    QStringList lines;
    for (const RuleFault &fault : faults.first(std::min(faults.size(), faultsShown)))
        lines << fault.toString();
    const RuleFault first = faults.isEmpty() ? RuleFault{} : faults.first();
    return fail(ErrorKind::Invalid, u"rules.faulty"_s,
                RuleStore::tr("The rule tables have %n fault(s); nothing was loaded:", nullptr,
                              static_cast<int>(faults.size())) %
                    u'\n' % lines.join(u'\n'),
                u"content"_s, first.file % u':' % QString::number(first.line));
}

Result<WorkCalendar> checkedCalendar(const Contents &years)
{
    WorkCalendar calendar;
    for (auto it = years.cbegin(); it != years.cend(); ++it)
        if (const auto added = calendar.addYear(it.value(), it.key()); !added)
            return fail(added.error());
    return calendar;
}

} // namespace

Result<Contents> shippedRules()
{
    return RuleSet::readFolder(resourcePath(u"rules"_s));
}

Result<Contents> shippedCalendars()
{
    Contents years;
    const QDir folder(resourcePath(u"calendars"_s));
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::Fault, u"calendar.format"_s,
                        RuleStore::tr("The calendar %1 cannot be read: %2.").arg(name, file.errorString()));
        years.insert(name, file.readAll());
    }
    return years;
}

Contents storedContents(Reader &reader, const Entity &entity)
{
    Contents contents;
    for (const Row &row : reader.select(entity, u"1"_s))
        contents.insert(row.text("name"_L1), row.text("content"_L1).toUtf8());
    return contents;
}

Result<std::shared_ptr<const RuleBundle>> makeBundle(const Contents &tables, const Contents &years,
                                                     const QList<Module> &modules, const QString &edited)
{
    auto rules = checkedRules(tables, modules, edited);
    if (!rules)
        return fail(rules.error());
    auto calendar = checkedCalendar(years);
    if (!calendar)
        return fail(calendar.error());
    return std::make_shared<const RuleBundle>(std::move(*rules), std::move(*calendar), modules);
}

void storeContent(Writer &tx, const Entity &entity, const QString &name, const QByteArray &content, bool bundled)
{
    auto known = tx.findBy(entity, "name"_L1, name);
    Row row = known ? std::move(*known) : Row(entity);
    row.set("name"_L1, name);
    row.set("content"_L1, QString::fromUtf8(content));
    row.set("version"_L1, hashOf(content));
    if (bundled)
        row.set("bundled"_L1, hashOf(content));
    if (known)
        tx.update(row);
    else
        tx.insert(row);
}

bool wantsRefresh(Reader &reader, const Entity &entity, const Contents &shipped)
{
    return !outdated(reader, entity, shipped).isEmpty() || !missing(reader, entity, shipped).isEmpty();
}

QStringList refreshBundled(Writer &tx, const Entity &entity, const Contents &shipped)
{
    QStringList names = missing(tx, entity, shipped);
    for (const Row &row : outdated(tx, entity, shipped))
        names << row.text("name"_L1);
    for (const QString &name : std::as_const(names))
        storeContent(tx, entity, name, shipped.value(name), true);
    return names;
}

} // namespace fengqiao
