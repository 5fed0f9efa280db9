#include "desk_window.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

QString settingKey(const Desk &desk)
{
    return u"reception/%1/window"_s.arg(desk.county());
}

QSettings settings()
{
    return QSettings(QSettings::IniFormat, QSettings::UserScope, u"fengqiao"_s, u"desk"_s);
}

} // namespace

QUuid deskWindow(const Desk &desk)
{
    return QUuid::fromString(settings().value(settingKey(desk)).toString());
}

void setDeskWindow(const Desk &desk, QUuid window)
{
    settings().setValue(settingKey(desk), window.toString(QUuid::WithoutBraces));
}

VisitPhase phaseOf(const RuleSet &rules, const QString &state)
{
    const RuleRow *row = rules.table("states"_L1).find(state);
    const QString phase = row ? row->text("phase"_L1) : QString();
    return phase == "waiting"_L1     ? VisitPhase::Waiting
           : phase == "receiving"_L1 ? VisitPhase::Receiving
                                     : VisitPhase::Done;
}

} // namespace fengqiao
