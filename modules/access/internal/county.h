#pragma once

#include "action_service.h"

namespace fengqiao {

// What ships beside the program: rule tables by name, calendar years by file name.
using Contents = QMap<QString, QByteArray>;

[[nodiscard]] Result<Contents> shippedRules();
[[nodiscard]] Result<Contents> shippedCalendars();
// What the file holds.
[[nodiscard]] Contents storedContents(Reader &reader, const Entity &entity);

// Codes "rules.faulty" (faults with file, line and column in the message, those of the table that was edited first),
// "calendar.format", "calendar.date".
[[nodiscard]] Result<std::shared_ptr<const RuleBundle>>
makeBundle(const Contents &tables, const Contents &years, const QList<Module> &modules, const QString &edited = {});

// Stores one table or year; `bundled` tells a text that came with the program from one that the county edited.
void storeContent(Writer &tx, const Entity &entity, const QString &name, const QByteArray &content, bool bundled);
// Newer shipped texts for whatever the county left as it came, as long as all tables still fit together; the county's
// edits stay. Gives the names that changed.
[[nodiscard]] QStringList refreshBundled(Writer &tx, const Entity &entity, const Contents &shipped);
// True if a refresh would change something: the usual start writes nothing.
[[nodiscard]] bool wantsRefresh(Reader &reader, const Entity &entity, const Contents &shipped);

[[nodiscard]] Schema schemaOf(const QList<Module> &modules);
[[nodiscard]] std::shared_ptr<Clock> clockOf(const Desk::Setup &setup);

} // namespace fengqiao
