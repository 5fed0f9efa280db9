#include <QCoreApplication>
#include <QCryptographicHash>
#include <QMutex>

#include "computed.h"
#include "dictionary.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

class BookCompiler {
    Q_DECLARE_TR_FUNCTIONS(MetricBook)

public:
    explicit BookCompiler(const RuleSet &rules)
        : m_rules(rules)
        , m_book(std::make_shared<MetricBook>())
    {
        for (const RuleRow &row : rules.table("metric_bases"_L1).rows())
            addBase(row);
        for (const RuleRow &row : rules.table("metrics"_L1).rows())
            addMetric(row);
        for (const auto &metric : std::as_const(m_book->m_metrics))
            checkRatio(*metric);
        for (const RuleRow &row : rules.table("metric_crosses"_L1).rows())
            addCross(row);
        for (const RuleRow &row : rules.table("metric_bands"_L1).rows())
            m_book->m_bands.append({row.text("band"_L1), row.number("from"_L1),
                                    row.text("to"_L1).isEmpty() ? std::nullopt : std::optional(row.number("to"_L1)),
                                    row.text("zh"_L1), row.text("en"_L1)});
        numberSeries();
        sign();
    }

    [[nodiscard]] std::shared_ptr<const MetricBook> book() const { return m_book; }

    [[nodiscard]] const QList<RuleFault> &faults() const { return m_faults; }

private:
    void fault(const char *table, int line, const QString &message)
    {
        m_faults.append({QLatin1StringView(table) + ".csv"_L1, line, 1, message});
    }

    void addBase(const RuleRow &row);
    void addField(MetricBase &base, const RuleRow &row);
    void addJoin(MetricBase &base, const MetricField &field, int line);
    void addChild(MetricBase &base, const RuleRow &row);
    [[nodiscard]] QString childWhere(const ChildField &child, const RuleRow &row);
    void addCases(MetricBase &base, const MetricField &field, int line);
    [[nodiscard]] QStringList mapCases(const MetricBase &base, const QString &map) const;
    [[nodiscard]] QStringList tableCases(const QString &table, const QString &column) const;
    void addMetric(const RuleRow &row);
    void compileWhen(Metric &metric, MetricBase &base, const RuleRow &row);
    void checkCounted(const Metric &metric);
    void checkRatio(const Metric &metric);
    void addCross(const RuleRow &row);
    [[nodiscard]] bool loops(const Metric &metric, QSet<QString> above) const;
    void numberSeries();
    void sign();

    const RuleSet &m_rules;
    std::shared_ptr<MetricBook> m_book;
    QHash<QString, MetricBase *> m_bases;
    QList<RuleFault> m_faults;
};

namespace {

constexpr std::array functions{"same"_L1, "parent"_L1, "day"_L1,   "days"_L1, "minutes"_L1,
                               "map"_L1,  "table"_L1,  "level"_L1, "pair"_L1, "json"_L1};

// A word of a rule table as an SQL literal: codes have no quotes (checked by the loader), but nothing here relies on
// it.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', "''"_L1) + u'\'';
}

} // namespace

void BookCompiler::addBase(const RuleRow &row)
{
    auto base = std::make_shared<MetricBase>();
    base->name = row.text("base"_L1);
    base->entity = entityNamed(row.text("entity"_L1));
    base->area = row.text("area"_L1);
    base->number = row.text("number"_L1);
    base->listed = row.list("listed"_L1);
    base->zh = row.text("zh"_L1);
    base->en = row.text("en"_L1);
    if (!base->entity) {
        fault("metric_bases", row.line(), tr("There is no kind of record \"%1\".").arg(row.text("entity"_L1)));
        return;
    }
    for (const RuleRow &setting : m_rules.table("settings"_L1).rows()) {
        const QString value = setting.text("value"_L1);
        base->settings.insert(u"setting."_s + setting.text("setting"_L1),
                              setting.text("type"_L1) == "int"_L1 ? value : quoted(value));
    }
    for (const RuleRow *field : m_rules.table("metric_fields"_L1).where("base"_L1, base->name))
        addField(*base, *field);
    for (const RuleRow *child : m_rules.table("metric_children"_L1).where("base"_L1, base->name))
        addChild(*base, *child);
    for (const QString &name : QStringList{base->area} + base->listed)
        if (!base->knows(name))
            fault("metric_bases", row.line(), tr("%1 has no field \"%2\".").arg(base->name, name));
    m_bases.insert(base->name, base.get());
    m_book->m_bases << base;
}

void BookCompiler::addField(MetricBase &base, const RuleRow &row)
{
    MetricField field{row.text("field"_L1),     row.text("function"_L1), row.list("args"_L1), row.text("list"_L1),
                      row.flag("dimension"_L1), row.text("units"_L1),    row.text("zh"_L1),   row.text("en"_L1)};
    if (!std::ranges::contains(functions, field.function))
        fault("metric_fields", row.line(), tr("There is no function \"%1\".").arg(field.function));
    const QByteArray latin = field.name.toLatin1();
    if (const Field *column = base.entity->field(QLatin1StringView(latin)); column && column->personal != Personal::No)
        fault("metric_fields", row.line(), tr("%1 is personal data; no figure is grouped by it.").arg(field.name));
    if (field.function == "parent"_L1)
        addJoin(base, field, row.line());
    if (field.function == "map"_L1 || field.function == "table"_L1)
        addCases(base, field, row.line());
    base.fields.insert(field.name, field);
    if ((field.function != "parent"_L1 || base.joined.contains(field.name)) && !base.knows(field.name))
        fault("metric_fields", row.line(),
              tr("\"%1\" reads a field that %2 does not have.").arg(field.name, base.name));
}

void BookCompiler::addJoin(MetricBase &base, const MetricField &field, int line)
{
    const QStringList path = field.args.value(0).split(u'.');
    const QString named = path.size() == 3 ? path.at(1) : QString();
    const QByteArray link = path.value(0).toLatin1();
    const QByteArray name = path.last().toLatin1();
    const Field *column = base.entity->field(QLatin1StringView(link));
    const Entity *parent = column ? entityNamed(named.isEmpty() ? QString(column->refers) : named) : nullptr;
    if (!parent || !parent->field(QLatin1StringView(name)))
        fault("metric_fields", line,
              tr("\"%1\" is no link of %2 and a field behind it.").arg(field.args.value(0), base.name));
    else
        base.joined.insert(field.name, {field.name, path.value(0), parent, path.last()});
}

// The condition over c. Its values stand in the text, because a trigger binds none.
QString BookCompiler::childWhere(const ChildField &child, const RuleRow &row)
{
    QVariantList binds;
    const auto column = [&child](const QString &name) {
        const QByteArray latin = name.toLatin1();
        return child.entity->field(QLatin1StringView(latin)) ? u"c.\""_s + name + u'"' : QString();
    };
    const auto sql = row.expression("when"_L1).toSql(column, &binds);
    if (!sql) {
        fault("metric_children", row.line(), sql.error().message);
        return {};
    }
    QStringList parts = sql->split(u'?');
    QString where = parts.takeFirst();
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QVariant &value = binds.at(i);
        where += (value.typeId() == QMetaType::QString ? quoted(value.toString()) : value.toString()) + parts.at(i);
    }
    const QString states = row.text("states"_L1);
    if (states.isEmpty())
        return where;
    QStringList codes;
    for (const QString &code : m_rules.setting(QLatin1StringView(states.toLatin1())).split(u' ', Qt::SkipEmptyParts))
        codes << quoted(code);
    return where + u" AND c.state IN (%1)"_s.arg(codes.join(u", "_s));
}

void BookCompiler::addChild(MetricBase &base, const RuleRow &row)
{
    ChildField child{.name = row.text("field"_L1),
                     .entity = entityNamed(row.text("entity"_L1)),
                     .link = row.text("link"_L1),
                     .value = row.text("value"_L1),
                     .where = {},
                     .latest = row.text("latest"_L1),
                     .same = row.text("same"_L1),
                     .as = row.text("as"_L1)};
    if (!child.entity) {
        fault("metric_children", row.line(), tr("There is no kind of record \"%1\".").arg(row.text("entity"_L1)));
        return;
    }
    child.where = childWhere(child, row);
    child.read = row.expression("when"_L1).names() + QSet{child.link, child.value, child.latest, child.same};
    if (!row.text("states"_L1).isEmpty())
        child.read.insert(u"state"_s);
    child.read.subtract({QString(), u"id"_s});
    for (const QString &name : std::as_const(child.read))
        if (const QByteArray latin = name.toLatin1(); !child.entity->field(QLatin1StringView(latin))) {
            fault("metric_children", row.line(), tr("%1 has no field \"%2\".").arg(child.entity->name, name));
            return;
        }
    if (!child.as.isEmpty() && !base.children.contains(child.as)) {
        fault("metric_children", row.line(), tr("%1 has no field \"%2\".").arg(base.name, child.as));
        return;
    }
    base.children.insert(child.name, child);
}

QStringList BookCompiler::mapCases(const MetricBase &base, const QString &map) const
{
    QStringList cases;
    const QString name = map.startsWith("setting."_L1) ? base.settings.value(map).remove(u'\'') : map;
    for (const RuleRow *row : m_rules.table("metric_maps"_L1).where("map"_L1, name))
        cases << u"WHEN %1 THEN %2"_s.arg(quoted(row->text("code"_L1)), quoted(row->text("to"_L1)));
    return cases;
}

QStringList BookCompiler::tableCases(const QString &tableName, const QString &columnName) const
{
    const QByteArray name = tableName.toLatin1();
    const QByteArray column = columnName.toLatin1();
    const RuleTable &schema = m_rules.table("schema"_L1);
    if (!schema.find(tableName + u'/' + columnName))
        return {};
    const QByteArray key = schema.where("table"_L1, tableName).first()->text("column"_L1).toLatin1();
    QStringList cases;
    for (const RuleRow &row : m_rules.table(QLatin1StringView(name)).rows())
        if (const QString value = row.text(QLatin1StringView(column)); !value.isEmpty() && value != "0"_L1)
            cases << u"WHEN %1 THEN %2"_s.arg(quoted(row.text(QLatin1StringView(key))),
                                              value == "1"_L1 ? value : quoted(value));
    cases << u"ELSE 0"_s;
    return cases;
}

void BookCompiler::addCases(MetricBase &base, const MetricField &field, int line)
{
    const QString what = field.args.value(1);
    const QStringList cases =
        field.function == "map"_L1 ? mapCases(base, what) : tableCases(what.section(u'.', 0, 0), what.section(u'.', 1));
    if (cases.isEmpty())
        fault("metric_fields", line, tr("There is no map or table \"%1\".").arg(what));
    base.m_cases.insert(field.name, cases.join(u' '));
}

void BookCompiler::addMetric(const RuleRow &row)
{
    static const QHash<QString, MetricKind> kinds{
        {u"count"_s, MetricKind::Count},      {u"sum"_s, MetricKind::Sum},
        {u"stock"_s, MetricKind::Stock},      {u"ratio"_s, MetricKind::Ratio},
        {u"median"_s, MetricKind::Median},    {u"difference"_s, MetricKind::Difference},
        {u"computed"_s, MetricKind::Computed}};
    auto metric = std::make_shared<Metric>();
    metric->name = row.text("metric"_L1);
    metric->group = row.text("group"_L1);
    metric->line = row.line();
    metric->date = row.text("date"_L1);
    metric->until = row.text("until"_L1);
    metric->measure = row.text("measure"_L1);
    metric->numerator = row.list("numerator"_L1);
    metric->denominator = row.list("denominator"_L1);
    metric->unit = row.text("unit"_L1);
    metric->decimals = row.number("decimals"_L1);
    metric->permission = row.text("permission"_L1);
    metric->zh = row.text("zh"_L1);
    metric->en = row.text("en"_L1);
    metric->sentenceZh = row.text("sentence_zh"_L1);
    metric->sentenceEn = row.text("sentence_en"_L1);
    metric->source = row.text("source"_L1);
    m_book->m_metrics << metric;
    m_book->m_byName.insert(metric->name, metric.get());
    const auto kind = kinds.constFind(row.text("kind"_L1));
    if (kind == kinds.cend()) {
        fault("metrics", row.line(), tr("There is no kind of metric \"%1\".").arg(row.text("kind"_L1)));
        return;
    }
    metric->kind = *kind;
    if (metric->isComposed())
        return;
    MetricBase *base = m_bases.value(row.text("base"_L1));
    if (!base) {
        fault("metrics", row.line(), tr("%1 counts nothing: it has no base.").arg(metric->name));
        return;
    }
    metric->base = base;
    compileWhen(*metric, *base, row);
    if (metric->kind == MetricKind::Computed)
        for (const QString &fact : factsOfRule(m_rules, metric->measure))
            if (base->knows(fact)) // what it reads is part of an image
                metric->facts << fact;
    checkCounted(*metric);
}

void BookCompiler::compileWhen(Metric &metric, MetricBase &base, const RuleRow &row)
{
    const Expression &when = row.expression("when"_L1);
    metric.whenText = when.text();
    for (const RowSource source : {RowSource::Live, RowSource::Image}) {
        QVariantList binds;
        const auto sql = when.toSql([&](const QString &name) { return base.sql(name, source); }, &binds);
        if (!sql) {
            fault("metrics", row.line(), sql.error().message);
            return;
        }
        (source == RowSource::Live ? metric.when.live : metric.when.image) = *sql;
        metric.when.binds = binds;
    }
}

void BookCompiler::checkCounted(const Metric &metric)
{
    const auto isDate = [&](const QString &field) { return metric.base->typeOf(field) == FieldType::Date; };
    const bool summed = metric.kind == MetricKind::Sum || metric.kind == MetricKind::Median;
    if (!isDate(metric.date) || !metric.base->knows(metric.date))
        fault("metrics", metric.line, tr("%1 is taken by \"%2\", which is no date.").arg(metric.name, metric.date));
    if (metric.kind == MetricKind::Stock && (!isDate(metric.until) || !metric.base->knows(metric.until)))
        fault("metrics", metric.line, tr("%1 ends by \"%2\", which is no date.").arg(metric.name, metric.until));
    const auto type = metric.base->typeOf(metric.measure);
    const bool whole = type == FieldType::Integer || type == FieldType::Money;
    const bool optional = metric.kind == MetricKind::Stock && metric.measure.isEmpty();
    if ((summed || metric.kind == MetricKind::Stock) && !optional && (!whole || !metric.base->knows(metric.measure)))
        fault("metrics", metric.line, tr("%1 sums \"%2\", which is no whole number.").arg(metric.name, metric.measure));
    if (metric.kind == MetricKind::Computed && metric.measure.isEmpty())
        fault("metrics", metric.line, tr("%1 does not say what is computed.").arg(metric.name));
    if (metric.kind == MetricKind::Computed && metric.facts.isEmpty())
        fault("metrics", metric.line, tr("There is no rule \"%1\" that computes.").arg(metric.measure));
}

// Ratios may be made of ratios' parts only: counts and sums.
bool BookCompiler::loops(const Metric &metric, QSet<QString> above) const
{
    if (above.contains(metric.name))
        return true;
    above.insert(metric.name);
    return std::ranges::any_of(metric.numerator + metric.denominator, [&](const QString &name) {
        const Metric *part = m_book->find(name);
        return part && loops(*part, above);
    });
}

void BookCompiler::addCross(const RuleRow &row)
{
    const auto metric = std::ranges::find(m_book->m_metrics, row.text("metric"_L1), &Metric::name);
    if (metric == m_book->m_metrics.end() || !(*metric)->base || (*metric)->kind == MetricKind::Computed) {
        fault("metric_crosses", row.line(), tr("%1 is no figure that is counted.").arg(row.text("metric"_L1)));
        return;
    }
    const QString first = row.text("first"_L1);
    const QString second = row.text("second"_L1);
    const QStringList possible = (*metric)->base->dimensions();
    if (first == second || !possible.contains(first) || !possible.contains(second))
        fault("metric_crosses", row.line(),
              tr("%1 cannot be split by \"%2\" and \"%3\" at once.").arg((*metric)->name, first, second));
    else
        (*metric)->crosses.append({first, second});
}

void BookCompiler::checkRatio(const Metric &metric)
{
    if (!metric.isComposed())
        return;
    if (metric.numerator.isEmpty() || metric.denominator.isEmpty())
        fault("metrics", metric.line, tr("%1 is a ratio without numerator or denominator.").arg(metric.name));
    if (loops(metric, {})) {
        fault("metrics", metric.line, tr("%1 is made of itself: the ratios form a loop.").arg(metric.name));
        return;
    }
    for (const QString &name : metric.numerator + metric.denominator) {
        const Metric *part = m_book->find(name);
        const bool plain =
            part && !part->isComposed() && part->kind != MetricKind::Median && part->kind != MetricKind::Computed;
        if (!plain)
            fault("metrics", metric.line,
                  tr("%1 divides by or through %2, which is no count or sum.").arg(metric.name, name));
    }
}

void BookCompiler::numberSeries()
{
    int next = 0;
    for (const auto &metric : std::as_const(m_book->m_metrics)) {
        if (!metric->base || metric->kind == MetricKind::Computed)
            continue;
        metric->series = next;
        next += metric->kind == MetricKind::Stock ? 2 : 1;
    }
}

void BookCompiler::sign()
{
    constexpr int format = 4; // of the counters themselves
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto feed = [&hash](const QString &text) {
        hash.addData(text.toUtf8());
        hash.addData(QByteArrayView("\n"));
    };
    feed(QString::number(format));
    for (const auto &metric : std::as_const(m_book->m_metrics)) {
        if (metric->series < 0)
            continue;
        feed(metric->name + u' ' + metric->base->name + u' ' + QString::number(static_cast<int>(metric->kind)));
        for (const QString &field : {metric->date, metric->until, metric->measure})
            feed(field.isEmpty() ? QString() : metric->base->sql(field, RowSource::Live));
        feed(metric->when.live);
        for (const QVariant &bind : metric->when.binds)
            feed(bind.toString());
        for (const auto &[first, second] : metric->crosses)
            feed(first + u' ' + second);
    }
    for (const auto &base : std::as_const(m_book->m_bases)) {
        feed(base->name + u' ' + base->sql(base->area, RowSource::Live));
        base->compiling = false;
        feed(base->imageColumns().join(u' '));
        for (const ChildField &child : base->children)
            feed(child.name + u' ' + base->childSql(child, u"t.id"_s));
        for (const QString &dimension : base->dimensions())
            feed(dimension + u' ' + base->valueSql(dimension, RowSource::Live));
    }
    m_book->m_version = QString::fromLatin1(hash.result().toHex().left(32));
}

std::shared_ptr<const MetricBook> MetricBook::of(const RuleSet &rules)
{
    static QMutex mutex;
    static QHash<QString, std::shared_ptr<const MetricBook>> books;
    const QMutexLocker lock(&mutex);
    const QString version = rules.version();
    if (const auto known = books.constFind(version); known != books.cend())
        return *known;
    return *books.insert(version, BookCompiler(rules).book());
}

QList<RuleFault> metricFaults(const RuleSet &rules)
{
    return BookCompiler(rules).faults();
}

} // namespace fengqiao
