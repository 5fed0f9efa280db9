// Public installations as things that stand somewhere (R5): X167 and X168.
#include <QCoreApplication>
#include <cmath>

#include <grid/grid.h>

#include "grid_book.h"
#include "grid_handlers.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Assets {
    Q_DECLARE_TR_FUNCTIONS(GridAssets)
};

Result<> writePlace(const GridBook &book, ActionContext &context, Row &asset)
{
    for (const QLatin1StringView field : {"longitude"_L1, "latitude"_L1}) {
        if (!context.data.has(field))
            continue;
        bool isNumber = false;
        const double degrees = context.data.text(field).toDouble(&isNumber);
        const double most = field == "longitude"_L1 ? 180 : 90;
        if (!isNumber || std::abs(degrees) > most)
            return book.refuse(
                ErrorKind::Invalid, u"asset.%1_format"_s.arg(field), field,
                Assets::tr("“%1” is no number of degrees between -%2 and %2.").arg(context.data.text(field)).arg(most));
        asset.set(field, QVariant(static_cast<qint64>(std::llround(degrees * 1e7))));
    }
    if (context.data.has("datum"_L1))
        asset.set("datum"_L1, context.data.text("datum"_L1));
    return {};
}

Result<> writeGrid(GridBook &book, ActionContext &context, Row &asset)
{
    if (context.data.has("grid"_L1)) {
        const auto grid = book.standing(context.data.uuid("grid"_L1));
        if (!grid)
            return fail(grid.error());
        asset.set("grid"_L1, QVariant(grid->id()));
        asset.set("org"_L1, grid->text("org"_L1));
    } else if (context.data.has("division"_L1)) {
        const auto division = DivisionCode::parse(context.data.text("division"_L1));
        if (!division)
            return fail(division.error());
        if (auto mine = book.checkArea(*division, u"division"_s); !mine)
            return mine;
        asset.set("org"_L1, division->digits());
    }
    return {};
}

Result<> write(GridBook &book, ActionContext &context, Row &asset)
{
    for (const QLatin1StringView field : {"kind"_L1, "owner"_L1, "external_id"_L1, "place"_L1, "state"_L1}) {
        if (context.data.has(field))
            asset.set(field, context.data.value(field));
    }
    if (auto grid = writeGrid(book, context, asset); !grid)
        return grid;
    return writePlace(book, context, asset);
}

} // namespace

Result<> addAsset(ActionContext &context)
{
    GridBook book(context);
    const QString external = context.data.text("external_id"_L1);
    if (!external.isEmpty() && context.tx.findBy(assetEntity(), "external_id"_L1, external))
        return book.refuse(ErrorKind::Conflict, u"asset.exists"_s, u"external_id"_s,
                           Assets::tr("There is an installation %1 already; nothing was added.").arg(external));
    Row asset(assetEntity());
    if (auto written = write(book, context, asset); !written)
        return written;
    context.tx.insert(asset);
    context.outcome.id = asset.id();
    context.outcome.kind = u"asset"_s;
    context.outcome.number = external;
    return {};
}

Result<> changeAsset(ActionContext &context)
{
    GridBook book(context);
    auto asset = context.tx.find(assetEntity(), context.data.uuid("asset"_L1));
    if (!asset)
        return book.refuse(ErrorKind::NotFound, u"asset.not_found"_s, u"asset"_s,
                           Assets::tr("There is no such installation."));
    const auto org = DivisionCode::parse(asset->text("org"_L1));
    if (org) {
        if (auto mine = book.checkArea(*org, u"asset"_s); !mine)
            return mine;
    }
    if (auto written = write(book, context, *asset); !written)
        return written;
    context.tx.update(*asset);
    context.outcome.id = asset->id();
    context.outcome.kind = u"asset"_s;
    context.outcome.number = asset->text("external_id"_L1);
    return {};
}

} // namespace fengqiao
