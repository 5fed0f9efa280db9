#pragma once

#include <QDir>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include <access/desk.h>
#include <access/entities.h>
#include <grid/grid.h>
#include <grid/grids.h>

namespace fengqiao {

// The demo county 清水县 in a temporary folder, on the 14th of September 2026. Made once a program; each further one is
// a copy of it.
class GridCounty {
public:
    GridCounty()
    {
        using namespace Qt::StringLiterals;
        static const QTemporaryDir first;
        static const QString fault = make(first.path());
        problem = fault;
        for (const QFileInfo &file : QDir(first.path()).entryInfoList(QDir::Files))
            QFile::copy(file.filePath(), folder.filePath(file.fileName()));
        auto opened = Desk::open(setup(folder.path()), u"ji"_s, password());
        if (opened)
            desk = *std::move(opened);
        else if (problem.isEmpty())
            problem = opened.error().message;
    }

    // A new one, as `init --demo` makes it; what went wrong, or nothing.
    [[nodiscard]] static QString make(const QString &path)
    {
        NewCounty county;
        county.county = DivisionCode::parse(QStringLiteral("620521")).value();
        county.demo = true;
        county.adminName = QStringLiteral("管理员");
        const auto made = Desk::create(setup(path), county, password());
        return made ? QString() : made.error().message;
    }

    [[nodiscard]] static Secret password() { return Secret(QByteArray("correct horse")); }

    [[nodiscard]] static Desk::Setup setup(const QString &path)
    {
        return {.file = QDir(path).filePath(QStringLiteral("grids.fengqiao")),
                .modules = {gridModule()},
                .clock = std::make_shared<FixedClock>(Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 0)))};
    }

    Result<ActionOutcome> act(const QString &login, const QString &action, const QJsonObject &data)
    {
        return desk->submitAs(login, {.action = action, .key = {}, .data = data, .at = {}}).result();
    }

    // fn: T(ReadContext &), as the information officer of the county.
    template <typename F> auto read(F fn) const
    {
        using T = std::invoke_result_t<F, ReadContext &>;
        return desk->read([fn](ReadContext &context) -> Result<T> { return fn(context); }).result().value();
    }

    template <typename F> auto readAs(const QString &login, F fn) const
    {
        using T = std::invoke_result_t<F, ReadContext &>;
        return desk->store()
            .read([&, this](Reader &reader) -> Result<T> {
                const Actor who = actorOf(*reader.findBy(accountEntity(), QLatin1StringView("login"), login));
                ReadContext context(reader, who, *desk->rules(), desk->calendar(), desk->now(), &desk->fieldRules(),
                                    &desk->store().schema());
                return fn(context);
            })
            .result()
            .value();
    }

    [[nodiscard]] std::optional<GridLine> grid(const QString &code, QDate day) const
    {
        return read([=](ReadContext &context) { return findGrid(context.tx, code, day); });
    }

    QTemporaryDir folder;
    std::unique_ptr<Desk> desk;
    QString problem;
};

// A rectangle as GeoJSON text, in degrees.
[[nodiscard]] inline QString rectangle(double west, double south, double east, double north)
{
    return QStringLiteral(R"({"type":"Polygon","coordinates":[[[%1,%2],[%3,%2],[%3,%4],[%1,%4],[%1,%2]]]})")
        .arg(west, 0, 'f', 7)
        .arg(south, 0, 'f', 7)
        .arg(east, 0, 'f', 7)
        .arg(north, 0, 'f', 7);
}

} // namespace fengqiao
