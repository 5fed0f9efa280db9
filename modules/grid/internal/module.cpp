#include <grid/grid.h>

#include <QCoreApplication>

#include "areas.h"
#include "seed.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// U01, U02 ...: the next free code, for a unit that brings none of its own.
QString nextUnitCode(Reader &reader)
{
    QString code;
    qint64 serial = reader.count(organisationEntity(), u"kind = 'unit'"_s);
    do {
        code = u"U%1"_s.arg(++serial, 2, 10, QLatin1Char('0'));
    } while (reader.findBy(organisationEntity(), "code"_L1, code));
    return code;
}

Result<> addUnit(ActionContext &context)
{
    const QString name = context.data.text("name"_L1);
    const QString code = context.data.text("code"_L1);
    for (const QString &text : {name, code}) {
        if (!text.isEmpty() && findUnit(context.tx, text)) {
            return fail(
                ErrorKind::Conflict, u"unit.exists"_s,
                QCoreApplication::translate("Grid", "There is a member unit %1 already; nothing was added.").arg(text),
                text == name ? u"name"_s : u"code"_s, context.ruleId());
        }
    }
    const DivisionCode county = context.actor.area.county();
    Row row(organisationEntity());
    row.set("code"_L1, code.isEmpty() ? nextUnitCode(context.tx) : code);
    row.set("name"_L1, name);
    row.set("kind"_L1, u"unit"_s);
    row.set("stationing"_L1, context.data.text("stationing"_L1));
    row.set("duties"_L1, context.data.text("duties"_L1));
    row.set("org"_L1, county.digits());
    if (const auto centre = centreOf(context.tx, county))
        row.set("parent"_L1, QVariant(centre->id()));
    context.tx.insert(row);
    context.outcome.id = row.id();
    context.outcome.kind = u"organisation"_s;
    context.outcome.number = row.text("code"_L1);
    return {};
}

// Every town and village hangs under a division of this file, and every centre belongs to one.
QList<VerifyFault> verifyTree(Reader &reader, const RuleSet &)
{
    QList<VerifyFault> faults;
    Query lost = reader.query(u"SELECT code FROM division AS d WHERE deleted = 0 AND level > 6 AND NOT EXISTS "
                              "(SELECT 1 FROM division AS p WHERE p.code = d.parent AND p.deleted = 0)"_s);
    while (lost.next()) {
        faults << VerifyFault{u"division_tree"_s, lost.text(0),
                              QCoreApplication::translate("Grid", "Division %1 has no parent.").arg(lost.text(0))};
    }
    Query homeless = reader.query(u"SELECT o.code FROM organisation AS o WHERE o.deleted = 0 AND NOT EXISTS "
                                  "(SELECT 1 FROM division AS d WHERE d.code = o.org AND d.deleted = 0)"_s);
    while (homeless.next()) {
        faults << VerifyFault{
            u"organisation_tree"_s, homeless.text(0),
            QCoreApplication::translate("Grid", "Organisation %1 belongs to a division that is not in this file.")
                .arg(homeless.text(0))};
    }
    return faults;
}

} // namespace

Module gridModule()
{
    Module module;
    module.name = u"grid"_s;
    module.entities = {&divisionEntity(), &organisationEntity()};
    module.kinds = {
        RecordKind{u"division"_s, &divisionEntity(), {}, "code"_L1, {}, {}},
        // People name a unit by its name ("人社局") and a centre by its division's code.
        RecordKind{u"unit"_s, &organisationEntity(), {}, "name"_L1, {}, {}},
        RecordKind{u"organisation"_s, &organisationEntity(), {}, "code"_L1, {}, {}},
    };
    module.handlers.insert(u"add_unit"_s, addUnit);
    module.verifiers = {verifyTree};
    module.seed = seedGrid;
    addGrids(module);
    addGridFiles(module);
    addPostFiles(module);
    addEvents(module);
    return module;
}

} // namespace fengqiao
