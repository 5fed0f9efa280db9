#pragma once

#include "desk_files.h"

namespace fengqiao {

// With some value in every field that must have one.
[[nodiscard]] Row filledRow(const Entity &entity);

struct Dossier {
    QUuid matter;
    QUuid person;
};

// The record, its event, a party, and one of each kind that hangs on it; null ids if it could not be written.
[[nodiscard]] Dossier openMatter(DeskFile &file, const QString &org, const QString &name, QUuid person = {},
                                 const QString &clerk = QStringLiteral("bing"),
                                 const QString &deputy = QStringLiteral("yi"));

} // namespace fengqiao
