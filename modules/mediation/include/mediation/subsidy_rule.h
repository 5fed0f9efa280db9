#pragma once

#include <QVariantHash>

#include <core/money.h>
#include <core/rules.h>

namespace fengqiao {

// The rule table `subsidy` (domain.md 6.4) asked with plain values, whether they are of the rows as they are or as they
// stood when something was frozen.
//
// Inputs are columns of the matter by their name, and of what hangs on it: form (of the agreement in force),
// review_grade and dossier_grade (of the latest review), partly (an instalment of it that is done) and confirmed (a
// confirmation in a state that counts); for the last two any value says yes and null says no.

// Names of all inputs that the table may need.
[[nodiscard]] QStringList subsidyInputs(const RuleSet &rules);
// Names as the table has them (see the head of subsidy.csv).
[[nodiscard]] QVariantHash subsidyFacts(QVariantHash inputs);
// Base x result x dossier, rounded half up to whole fen; nothing where the table excludes the case or says nothing.
[[nodiscard]] Money subsidyAmount(const RuleSet &rules, const QVariantHash &inputs);

} // namespace fengqiao
