#pragma once

#include <QTest>

#include "test_county.h"

namespace fengqiao {

// Matters on their way to an end: put where a test begins, then moved by real actions only.
class OutcomeCounty : public TestCounty {
public:
    using TestCounty::TestCounty;

    // Registered by the window and put into M40 for this mediator, without walking the first four stages.
    QUuid assignedTo(const QString &mediator, const QVariantHash &columns = {});
    // The same, signed for and with mediation begun: M51.
    QUuid mediating(const QString &mediator, const QVariantHash &columns = {});
    // M60 with an agreement of 1,000 yuan in two halves, 2026-09-20 and 2026-10-09.
    QUuid performing(const QString &mediator);
    void put(QUuid matter, const QVariantHash &columns);
    Result<ActionOutcome> go(const QString &login, const QString &action, QUuid matter, const QJsonObject &more = {});
    Result<ActionOutcome> agree(const QString &login, QUuid matter, const QJsonObject &more = {});
    Result<ActionOutcome> perform(const QString &login, QUuid matter, const QJsonObject &more = {});
    Result<ActionOutcome> followUp(const QString &login, QUuid matter, const QJsonObject &more = {});
    Result<ActionOutcome> writeOff(const QString &login, QUuid matter, const QJsonObject &more = {});
    void clearWarnings(QUuid matter);
    void completeDossier(QUuid matter); // a file for every paper that is missing
    [[nodiscard]] QString today() const;
    [[nodiscard]] QDate dateOf(QUuid matter, QLatin1StringView column);
    [[nodiscard]] QString textOf(QUuid matter, QLatin1StringView column);
};

[[nodiscard]] QJsonObject joined(QJsonObject data, const QJsonObject &more);
[[nodiscard]] QString codeOf(const Result<ActionOutcome> &result);
[[nodiscard]] QByteArray whyOf(const Result<ActionOutcome> &result);

} // namespace fengqiao

#define DONE(result) QVERIFY2((result).has_value(), fengqiao::whyOf(result).constData())
