#pragma once

#include <QFuture>

#include <access/desk.h>

namespace fengqiao {

// Opening and making a county's file derives keys and reads tables: a quarter of a second and more, so it runs beside
// the window's thread. The desk that comes back belongs to the thread of the caller.
using OpenedDesk = Result<std::shared_ptr<Desk>>;
[[nodiscard]] QFuture<OpenedDesk> openDesk(const Desk::Setup &setup, const QString &login, Secret password);
// The recovery code.
[[nodiscard]] QFuture<Result<QString>> createCounty(const Desk::Setup &setup, const NewCounty &county, Secret password);
// Is it still the same person? For a locked window; counts failures like a sign-in.
[[nodiscard]] QFuture<Result<>> checkPassword(const QString &file, const QString &login, Secret password, Instant now);

} // namespace fengqiao
