#pragma once

#include <functional>

#include "county.h"

namespace fengqiao {

inline constexpr int denseYears = 3; // every such file holds the same time, one more densely than the other

// A county with the visits and matters of three years up to today, their counters folded. For what is measured of
// figures: no parties, no history, only what is counted.
struct DenseCounty {
    BenchCounty county;
    std::unique_ptr<Desk> desk; // of the director
};

// Sets what a matter has besides: who led it, where it came from.
using MatterDetail = std::function<void(Row &matter, QRandomGenerator &random)>;
using DetailFor = std::function<MatterDetail(Desk &desk)>; // asked once, for accounts and units that there are
// What else the file holds, written after the matters and folded with them.
using MoreRows = std::function<void(Desk &desk)>;

[[nodiscard]] DenseCounty makeDenseCounty(const QString &folder, const QString &name, int visits, int matters,
                                          const DetailFor &detailFor = {}, const MoreRows &more = {});

// The county of this name in the folder FENGQIAO_BENCH_KEEP, made there if it is not; without the variable in `folder`.
[[nodiscard]] BenchCounty keptCounty(const QString &folder, const QString &name,
                                     const std::function<BenchCounty(const QString &, const QString &)> &make);

[[nodiscard]] Row visitRow(const Desk &desk, int serial, QDate day, QRandomGenerator &random);
// Row after row as `make` gives them, some thousands a transaction.
void insertRows(Desk &desk, int rows, const std::function<Row(int)> &make);

} // namespace fengqiao
