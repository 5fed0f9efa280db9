#include <QCoreApplication>

#include <report/document.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Style {
    Q_DECLARE_TR_FUNCTIONS(Style)
};

const QSet<QString> &properties()
{
    static const QSet<QString> all{u"font-family"_s,   u"font-size"_s,    u"font-weight"_s,    u"text-align"_s,
                                   u"text-indent"_s,   u"margin-right"_s, u"line-height"_s,    u"margin-top"_s,
                                   u"margin-bottom"_s, u"color"_s,        u"letter-spacing"_s, u"content"_s};
    return all;
}

// Points, characters or plain numbers; the unit is for the reader of the sheet.
double measure(const QString &value)
{
    qsizetype end = 0;
    while (end < value.size() && (value[end].isDigit() || value[end] == u'.' || value[end] == u'-'))
        ++end;
    return value.left(end).toDouble();
}

QStringList families(const QString &value)
{
    QStringList names;
    for (const QString &name : value.split(u','))
        names << name.trimmed().remove(u'"').remove(u'\'');
    return names;
}

void apply(TextStyle &style, const QHash<QString, QString> &rules)
{
    const auto number = [&rules](QLatin1StringView property, double &target) {
        if (const auto found = rules.constFind(property); found != rules.constEnd())
            target = measure(*found);
    };
    number("font-size"_L1, style.size);
    number("text-indent"_L1, style.indent);
    number("margin-right"_L1, style.marginRight);
    number("line-height"_L1, style.lineHeight);
    number("margin-top"_L1, style.before);
    number("margin-bottom"_L1, style.after);
    number("letter-spacing"_L1, style.letterSpacing);
    if (rules.contains(u"font-family"_s))
        style.families = families(rules.value(u"font-family"_s));
    if (rules.contains(u"font-weight"_s))
        style.bold = rules.value(u"font-weight"_s) == "bold"_L1;
    if (rules.contains(u"content"_s))
        style.content = rules.value(u"content"_s).remove(u'"');
    if (rules.contains(u"color"_s))
        style.colour = rules.value(u"color"_s);
    static const QHash<QString, TextStyle::Align> aligns{{u"left"_s, TextStyle::Align::Left},
                                                         {u"center"_s, TextStyle::Align::Centre},
                                                         {u"right"_s, TextStyle::Align::Right},
                                                         {u"justify"_s, TextStyle::Align::Justify}};
    style.align = aligns.value(rules.value(u"text-align"_s), style.align);
}

std::unexpected<Error> faulty(const QString &place, const QString &what)
{
    return fail(ErrorKind::Invalid, u"report.style"_s,
                Style::tr("The style sheet of the templates is faulty at %1: %2.").arg(place, what));
}

} // namespace

Result<> StyleSheet::rule(const QString &selectors, const QString &body, const QString &place)
{
    QHash<QString, QString> declared;
    for (const QString &line : body.split(u';', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const QString property = line.section(u':', 0, 0).trimmed();
        if (!properties().contains(property) || !line.contains(u':'))
            return faulty(place, Style::tr("\"%1\" is not a property that documents have").arg(property));
        declared.insert(property, line.section(u':', 1).trimmed());
    }
    for (const QString &selector : selectors.split(u',')) {
        const QString key = selector.simplified();
        if (!m_rules.contains(key))
            m_order << key;
        m_rules[key].insert(declared);
    }
    return {};
}

Result<StyleSheet> StyleSheet::parse(const QString &css, const QString &file)
{
    QString text = css;
    for (qsizetype start = text.indexOf(u"/*"_s); start >= 0; start = text.indexOf(u"/*"_s)) {
        const qsizetype end = text.indexOf(u"*/"_s, start);
        const QString comment = text.mid(start, end < 0 ? -1 : end + 2 - start);
        text.replace(start, comment.size(), QString(comment.count(u'\n'), u'\n')); // lines keep their numbers
    }
    StyleSheet sheet;
    for (qsizetype at = 0;;) {
        const qsizetype open = text.indexOf(u'{', at);
        const QString place = u"%1:%2"_s.arg(file).arg(text.left(open < 0 ? at : open).count(u'\n') + 1);
        if (open < 0) {
            if (!text.mid(at).trimmed().isEmpty())
                return faulty(place, Style::tr("words without a rule"));
            break;
        }
        const qsizetype close = text.indexOf(u'}', open);
        if (close < 0)
            return faulty(place, Style::tr("the closing brace is missing"));
        if (const auto done = sheet.rule(text.mid(at, open - at), text.mid(open + 1, close - open - 1), place); !done)
            return fail(done.error());
        at = close + 1;
    }
    return sheet;
}

QStringList StyleSheet::keys() const
{
    return m_order;
}

TextStyle StyleSheet::style(const QString &key, Layout layout) const
{
    TextStyle style;
    QStringList chain{u"body"_s, key.section(u'.', 0, 0)};
    if (key.contains(u'.'))
        chain << key;
    for (const QString &selector : std::as_const(chain)) {
        apply(style, m_rules.value(selector));
        if (layout == Layout::Letter)
            apply(style, m_rules.value(u"letter "_s + selector));
    }
    return style;
}

} // namespace fengqiao
