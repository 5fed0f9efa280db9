#include <report/templates.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QMutex>
#include <QRegularExpression>

#include <KTextTemplate/Context>
#include <KTextTemplate/Engine>
#include <KTextTemplate/Template>
#include <core/locale.h>

#include "markup.h"
#include "strict_data.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Paper {
    Q_DECLARE_TR_FUNCTIONS(Paper)
};

constexpr QLatin1StringView sheetName("document.css");

Result<QString> readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Fault, u"report.templates"_s,
                    Paper::tr("The template %1 cannot be read: %2.").arg(path, file.errorString()));
    return QString::fromUtf8(file.readAll());
}

// Fields that may stay blank: {# optional: parties.occupation cc #}, in as many lines as it takes.
QSet<QString> optionalFields(const QString &source)
{
    static const QRegularExpression note(u"\\{#\\s*optional:([^#]*)#\\}"_s);
    QSet<QString> fields;
    for (auto it = note.globalMatch(source); it.hasNext();)
        for (const QString &field : it.next().captured(1).simplified().split(u' ', Qt::SkipEmptyParts))
            fields.insert(field);
    return fields;
}

// The first words of every expression, less those that the template itself defines: what the data must have. Deeper
// fields are looked up through StrictNode, which notes what is missing.
QStringList rootsOf(const QString &source)
{
    static const QRegularExpression expression(u"\\{\\{(.*?)\\}\\}|\\{%\\s*(\\w+)(.*?)%\\}"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression word(u"\"[^\"]*\"|(?<![\\w.|:])[A-Za-z_]\\w*"_s);
    static const QSet<QString> own{u"in"_s, u"and"_s, u"or"_s, u"not"_s, u"as"_s, u"forloop"_s, u"reversed"_s, u"by"_s};
    QSet<QString> defined;
    QStringList used;
    for (auto it = expression.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        const QString tag = match.captured(2);
        QStringList words;
        for (auto at = word.globalMatch(tag.isEmpty() ? match.captured(1) : match.captured(3)); at.hasNext();)
            if (const QString found = at.next().captured(0); !found.startsWith(u'"') && !own.contains(found))
                words << found;
        if (tag == "for"_L1 && !words.isEmpty())
            defined.insert(words.takeFirst());
        else if (tag == "with"_L1 && !words.isEmpty())
            defined.insert(words.takeLast());
        else if (tag == "load"_L1 || tag == "autoescape"_L1)
            words.clear();
        used += words;
    }
    erase_if(used, [&defined](const QString &root) { return defined.contains(root); });
    used.removeDuplicates();
    return used;
}

} // namespace

struct Templates::Private {
    QStringList folders; // a county's own first
    std::unique_ptr<KTextTemplate::Engine> engine;
    mutable QMutex lock; // the engine is not made for several threads

    [[nodiscard]] QString find(const QString &name) const
    {
        for (const QString &folder : folders)
            if (const QString path = QDir(folder).filePath(name); QFileInfo::exists(path))
                return path;
        return {};
    }

    // With the parts that several templates share, {% include "parties.inc" %}, put in their places; parts have none.
    [[nodiscard]] Result<QString> source(const QString &path) const
    {
        static const QRegularExpression include(u"\\{%\\s*include\\s+\"([\\w.-]+)\"\\s*%\\}"_s);
        auto text = readText(path);
        for (auto match = text ? include.match(*text) : QRegularExpressionMatch(); match.hasMatch();
             match = include.match(*text)) {
            const QString file = find(match.captured(1));
            const auto part = readText(file.isEmpty() ? QFileInfo(path).dir().filePath(match.captured(1)) : file);
            if (!part)
                return part;
            if (include.match(*part).hasMatch())
                return fail(ErrorKind::Invalid, u"report.template_syntax"_s,
                            Paper::tr("The template %1 is faulty: %2.")
                                .arg(match.captured(1), Paper::tr("a shared part cannot include another")));
            text->replace(match.capturedStart(), match.capturedLength(), *part);
        }
        return text;
    }
};

Templates::Templates()
    : d(std::make_unique<Private>())
{
}

Templates::~Templates() = default;

QString Templates::folderOf(const QString &countyFile)
{
    const QFileInfo file(countyFile);
    return file.dir().filePath(file.completeBaseName() + u".templates"_s);
}

Result<std::shared_ptr<Templates>> Templates::load(const QString &countyFolder)
{
    const QString shipped = resourcePath(u"templates"_s);
    std::shared_ptr<Templates> templates(new Templates);
    if (!countyFolder.isEmpty() && QFileInfo(countyFolder).isDir())
        templates->d->folders << countyFolder;
    templates->d->folders << shipped;
    const QString sheet = templates->d->find(sheetName);
    if (sheet.isEmpty())
        return fail(ErrorKind::Fault, u"report.templates"_s,
                    Paper::tr("The folder of document templates, %1, is missing or empty.").arg(shipped));
    const auto css = readText(sheet);
    if (!css)
        return fail(css.error());
    auto styles = StyleSheet::parse(*css, sheetName);
    if (!styles)
        return fail(styles.error());
    templates->m_styles = std::move(*styles);
    registerStrictNode();
    templates->d->engine = std::make_unique<KTextTemplate::Engine>();
    return templates;
}

QStringList Templates::codes() const
{
    QSet<QString> names;
    for (const QString &folder : d->folders)
        for (const QString &file : QDir(folder).entryList({u"*.html"_s}, QDir::Files))
            if (file.size() > 5 && file[0].isUpper())
                names.insert(file.chopped(5));
    QStringList sorted(names.begin(), names.end());
    sorted.sort();
    return sorted;
}

namespace {

Error missingField(const QString &file, const QString &field)
{
    return {
        ErrorKind::Invalid, u"report.template_field"_s,
        Paper::tr("The document was not made: its template %1 asks for \"%2\", which is not recorded yet. Record it "
                  "first, or let the template allow a blank there (optional: %2).")
            .arg(file, field),
        field, file};
}

} // namespace

Result<Document> Templates::render(const QString &code, const QJsonObject &data) const
{
    const QString name = code + u".html"_s;
    const QString path = d->find(name);
    if (code.contains(u'/') || code.contains(u'\\') || path.isEmpty())
        return fail(ErrorKind::NotFound, u"report.template_missing"_s,
                    Paper::tr("There is no template for a document \"%1\".").arg(code), u"code"_s);
    const auto source = d->source(path);
    if (!source)
        return fail(source.error());
    const auto session = std::make_shared<StrictSession>();
    session->optional = optionalFields(*source);
    const QStringList roots = rootsOf(*source);
    const QMutexLocker locked(&d->lock);
    const KTextTemplate::Template parsed = d->engine->newTemplate(*source, name);
    if (parsed->error() != KTextTemplate::NoError)
        return fail(ErrorKind::Invalid, u"report.template_syntax"_s,
                    Paper::tr("The template %1 is faulty: %2.").arg(name, parsed->errorString()));
    KTextTemplate::Context context;
    for (const QString &root : roots)
        context.insert(root, strictValue(session, data.value(root), root));
    const QString markup = parsed->render(&context);
    if (parsed->error() != KTextTemplate::NoError)
        return fail(ErrorKind::Invalid, u"report.template_syntax"_s,
                    Paper::tr("The template %1 is faulty: %2.").arg(name, parsed->errorString()));
    if (!session->missing.isEmpty())
        return fail(missingField(name, session->missing));
    auto document = parseMarkup(markup, name);
    if (document) {
        document->code = code;
        document->watermark = data.value("watermark"_L1).toString();
    }
    return document;
}

} // namespace fengqiao
