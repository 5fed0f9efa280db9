#include "desk_opener.h"

#include <QThread>
#include <QtConcurrentRun>

namespace fengqiao {

namespace {

// A functor that QtConcurrent copies must not hold the only copy of a secret.
std::shared_ptr<Secret> shared(Secret secret)
{
    return std::make_shared<Secret>(std::move(secret));
}

} // namespace

QFuture<OpenedDesk> openDesk(const Desk::Setup &setup, const QString &login, Secret password)
{
    QThread *home = QThread::currentThread();
    return QtConcurrent::run([setup, login, home, key = shared(std::move(password))]() -> OpenedDesk {
        auto desk = Desk::open(setup, login, *key);
        if (!desk)
            return fail(desk.error());
        (*desk)->store().moveToThread(home);
        (*desk)->moveToThread(home);
        return std::shared_ptr<Desk>(std::move(*desk));
    });
}

QFuture<Result<QString>> createCounty(const Desk::Setup &setup, const NewCounty &county, Secret password)
{
    return QtConcurrent::run(
        [setup, county, key = shared(std::move(password))] { return Desk::create(setup, county, *key); });
}

QFuture<Result<>> checkPassword(const QString &file, const QString &login, Secret password, Instant now)
{
    return QtConcurrent::run([file, login, now, key = shared(std::move(password))]() -> Result<> {
        auto slotFile = KeySlots::load(file);
        if (!slotFile)
            return fail(slotFile.error());
        const auto opened = slotFile->open(login, *key, now);
        return opened ? Result<>() : fail(opened.error());
    });
}

} // namespace fengqiao
