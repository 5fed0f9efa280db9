// What a matter's dossier still lacks, by rule table `documents`.
#include <QCoreApplication>
#include <QJsonDocument>

#include <core/locale.h>

#include "papers_area.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Dossier {
    Q_DECLARE_TR_FUNCTIONS(Dossier)
};

// What is there already, read once for all rows.
struct Present {
    QHash<QString, QList<Row>> documents; // without void ones
    QHash<QString, QList<QUuid>> attachments;
};

Present presentOf(const PaperScene &scene)
{
    Present present;
    const QVariantList binds{QVariant(scene.matter.id())};
    for (const Row &row : scene.tx.select(documentEntity(), u"matter = ? AND state <> 'W30' ORDER BY rowid"_s, binds))
        present.documents[row.text("code"_L1)] << row;
    for (const Row &row : scene.tx.select(
             attachmentEntity(), u"matter = ? AND state = 'F10' AND proves IS NOT NULL ORDER BY rowid"_s, binds))
        present.attachments[row.text("proves"_L1)] << row.id();
    return present;
}

QString signerWords(const RuleSet &rules, const QStringList &signers)
{
    QStringList words;
    for (const QString &signer : signers)
        words << rules.word("signer_role"_L1, signer);
    return joinedWords(words);
}

QString sentenceOf(const RuleSet &rules, const DossierRow &row, const QList<Row> &drafts)
{
    if (!row.neededNow || row.present || row.generated)
        return {};
    if (!drafts.isEmpty())
        return Dossier::tr("\"%1\" is not signed by all yet; still missing: %2.")
            .arg(row.word, signerWords(rules, missingSignatures(rules, drafts.last())));
    return Dossier::tr("\"%1\" is missing. %2").arg(row.word, row.why);
}

DossierRow rowOf(const PaperScene &scene, const RuleRow &paper, const Present &present)
{
    const RuleSet &rules = scene.rules;
    DossierRow row;
    row.code = paper.text("document"_L1);
    row.word = rules.word("document"_L1, row.code);
    row.need = paper.text("need"_L1);
    row.needWord = rules.word("paper_need"_L1, row.need);
    row.group = paper.text("group"_L1);
    row.counts = paper.flag("counts"_L1);
    row.inDossier = paper.flag("dossier"_L1);
    row.generated = paper.flag("generated"_L1);
    row.why = paper.word();
    const Expression &when = paper.expression("when"_L1);
    const bool asked = row.need == "required"_L1 || !when.isAlwaysTrue();
    row.neededNow = asked && when.matches([&](const QString &name) { return paperFact(scene, name); });
    QList<Row> drafts;
    for (const Row &document : present.documents.value(row.code)) {
        if (isComplete(rules, document))
            row.documents << document.id();
        else
            drafts << document;
    }
    row.attachments = present.attachments.value(row.code);
    row.present = !row.documents.isEmpty() || !row.attachments.isEmpty();
    row.sentence = sentenceOf(rules, row, drafts);
    for (const Row &draft : std::as_const(drafts))
        row.documents << draft.id();
    return row;
}

// One of a group is enough: the others are not asked for once it is there, and until then each says so.
void settleGroups(QList<DossierRow> &rows)
{
    QHash<QString, QStringList> words;
    QSet<QString> served;
    for (const DossierRow &row : std::as_const(rows)) {
        words[row.group] << row.word;
        if (row.present)
            served.insert(row.group);
    }
    for (DossierRow &row : rows) {
        if (row.group.isEmpty() || row.present)
            continue;
        if (served.contains(row.group)) {
            row.neededNow = false;
            row.sentence.clear();
        } else if (!row.sentence.isEmpty() && row.documents.isEmpty()) {
            row.sentence =
                Dossier::tr("One of these is missing: %1. %2").arg(joinedWords(words.value(row.group)), row.why);
        }
    }
}

bool sees(ReadContext &context, QUuid id, std::optional<Row> *matter)
{
    *matter = context.tx.find(matterEntity(), id);
    return *matter && context.maySee(matterKind(), **matter);
}

PaperScene sceneOf(ReadContext &context, const Row &matter)
{
    return {context.tx, context.rules, context.now, matter, context.actor.id.value, {}};
}

} // namespace

std::optional<QJsonObject> lastEvent(const PaperScene &scene, const QString &action)
{
    Query found =
        scene.tx.query(u"SELECT data, at, actor FROM history WHERE action = ? AND (subject = ? OR parent = ?) "
                       "ORDER BY at DESC, id DESC LIMIT 1"_s,
                       {action, QVariant(scene.matter.id()), QVariant(scene.matter.id())});
    if (!found.next())
        return std::nullopt;
    return QJsonObject{{u"data"_s, QJsonDocument::fromJson(found.text(0).toUtf8()).object()},
                       {u"at"_s, found.integer(1)},
                       {u"actor"_s, found.uuid(2).toString(QUuid::WithoutBraces)}};
}

QVariant paperFact(const PaperScene &scene, const QString &name)
{
    if (name.startsWith("did."_L1))
        return lastEvent(scene, name.sliced(4)).has_value();
    if (name.startsWith("last."_L1)) {
        const auto event = lastEvent(scene, name.section(u'.', 1, 1));
        return event ? event->value("data"_L1)[name.section(u'.', 2)].toVariant() : QVariant();
    }
    const QByteArray latin = name.toLatin1();
    const Field *field = matterEntity().field(QLatin1StringView(latin));
    return field ? scene.matter.value(field->name) : QVariant();
}

QList<DossierRow> dossierRows(const PaperScene &scene)
{
    const Present present = presentOf(scene);
    QList<std::pair<int, DossierRow>> ordered;
    for (const RuleRow &paper : scene.rules.table("documents"_L1).rows())
        ordered << std::pair(paper.number("order"_L1), rowOf(scene, paper, present));
    std::ranges::stable_sort(ordered, {}, &std::pair<int, DossierRow>::first);
    QList<DossierRow> rows;
    for (auto &[order, row] : ordered)
        rows << std::move(row);
    settleGroups(rows);
    // A paper that is neither there nor asked for is no news, unless the official list of the dossier names it.
    const bool hasDossier =
        std::ranges::any_of(rows, [](const DossierRow &row) { return row.inDossier && row.neededNow; });
    rows.removeIf([&](const DossierRow &row) {
        return !row.neededNow && !row.present && row.documents.isEmpty() && !(hasDossier && row.inDossier);
    });
    return rows;
}

int dossierMissing(const QList<DossierRow> &rows)
{
    QSet<QString> missing;
    for (const DossierRow &row : rows)
        if (row.missing())
            missing.insert(row.group.isEmpty() ? row.code : u"group "_s + row.group);
    return static_cast<int>(missing.size());
}

QList<DossierRow> dossierMeter(ReadContext &context, QUuid id)
{
    std::optional<Row> matter;
    if (!sees(context, id, &matter))
        return {};
    return dossierRows(sceneOf(context, *matter));
}

QStringList offeredDocuments(ReadContext &context, QUuid id)
{
    std::optional<Row> matter;
    if (!sees(context, id, &matter))
        return {};
    QSet<QString> asked;
    Query steps = context.tx.query(u"SELECT DISTINCT action FROM history WHERE subject = ? OR parent = ?"_s,
                                   {QVariant(id), QVariant(id)});
    while (steps.next())
        if (const RuleRow *action = context.rules.table("actions"_L1).find(steps.text(0)))
            for (const QString &code : action->list("documents"_L1))
                asked.insert(code);
    const PaperScene scene = sceneOf(context, *matter);
    const Present present = presentOf(scene);
    QStringList offered;
    QSet<QString> served;
    const auto there = [&](const QString &code) {
        return present.documents.contains(code) || present.attachments.contains(code);
    };
    const QList<RuleRow> &papers = context.rules.table("documents"_L1).rows();
    for (const RuleRow &paper : papers)
        if (there(paper.text("document"_L1)) && !paper.text("group"_L1).isEmpty())
            served.insert(paper.text("group"_L1));
    for (const RuleRow &paper : papers) {
        const QString code = paper.text("document"_L1);
        if (asked.contains(code) && !there(code) && !served.contains(paper.text("group"_L1)) &&
            paper.expression("when"_L1).matches([&](const QString &name) { return paperFact(scene, name); }))
            offered << code;
    }
    return offered;
}

} // namespace fengqiao
