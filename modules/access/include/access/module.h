#pragma once

#include <QHash>
#include <QList>

#include <access/action.h>
#include <store/store.h>

namespace fengqiao {

// A fault that `verify` found: which check, which record, one sentence. Empty `record` = the whole file.
struct VerifyFault {
    QString check;
    QString record;
    QString message;
};

class ReadContext;

// A kind that `show`, `list` and references know: how to find one, and how a list of it is limited to what a person may
// see.
struct RecordKind {
    QString name; // "visit"
    const Entity *entity = nullptr;
    QString permission;            // row of the matrix that reading it needs; empty = every signed-in account
    QLatin1StringView numberField; // what people call it by; empty if none
    QString ownSql; // SQL condition of "own/assigned" with ? for the account id, see ReadContext::scopeSql
    std::function<QJsonObject(ReadContext &, const Row &)>
        details; // parties, timeline ... beside the fields (may be null)
    // What it belongs to, by the field of that name: area and seal are those of the parent (may be null).
    const RecordKind *parent = nullptr;
};

// What one module brings to the house. The composition root in app/ lists the modules; nobody else names them all.
struct Module {
    QString name;
    QList<const Entity *> entities;
    QList<Migration> migrations;
    QList<Machine> machines;
    QList<RecordKind> kinds;
    QHash<QString, ActionHandler> handlers;                          // by action name
    QList<std::function<Result<>(ActionContext &)>> afterTransition; // e.g. start and stop clocks
    // A calendar year was loaded: what depends on working days is computed anew with the calendar coming into force.
    QList<std::function<Result<>(ActionContext &, const WorkCalendar &)>> afterCalendar;
    QList<std::function<QList<VerifyFault>(Reader &, const RuleSet &)>> verifiers;
    // Faults in rule tables that only this module can find, such as a metric over a field that no record has: tables
    // with one are not loaded.
    QList<std::function<QList<RuleFault>(const RuleSet &)>> ruleChecks;
    // Work beside the actions while a county is open, such as folding counters when nobody waits: what it gives lives
    // as long as the desk and goes before the store.
    QList<std::function<std::shared_ptr<void>(class Desk &)>> companions;
    // Rows a new county needs, and the fictitious staff and rooms of --demo.
    std::function<Result<>(Writer &, const RuleSet &, const struct NewCounty &)> seed;
};

} // namespace fengqiao
