#pragma once

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <store/store.h>

namespace fengqiao::test {

using namespace Qt::StringLiterals;

// 2026-09-14 09:05 in China, a Monday.
inline const Instant monday{1789347900000};

inline const Entity &person()
{
    static const Entity entity{
        .name = "person"_L1,
        .purpose = u"test"_s,
        .fields = {{.name = "name"_L1, .required = true, .personal = Personal::Name},
                   {.name = "born"_L1, .type = FieldType::Date},
                   {.name = "seen"_L1, .type = FieldType::Instant},
                   {.name = "visits"_L1, .type = FieldType::Integer},
                   {.name = "sealed"_L1, .type = FieldType::Bool},
                   {.name = "fee"_L1, .type = FieldType::Money},
                   {.name = "notes"_L1, .type = FieldType::Json},
                   {.name = "sex"_L1, .type = FieldType::Code, .list = "sex"_L1},
                   {.name = "phone"_L1, .personal = Personal::Phone},
                   {.name = "spouse"_L1, .type = FieldType::Id, .refers = "person"_L1}},
        .indexes = {{.fields = {"phone"_L1}, .unique = true, .where = "deleted = 0"_L1}, {.fields = {"visits"_L1}}}};
    return entity;
}

inline const Entity &history()
{
    static const Entity entity{.name = "event"_L1,
                               .purpose = u"test"_s,
                               .fields = {{.name = "what"_L1, .required = true}},
                               .appendOnly = true};
    return entity;
}

inline const Entity &setting()
{
    static const Entity entity{
        .name = "setting"_L1, .purpose = u"test"_s, .fields = {{.name = "value"_L1}}, .synced = false};
    return entity;
}

inline Schema schema()
{
    return {{&person(), &history(), &setting()}, {}};
}

inline StoreIdentity identity()
{
    return {u"620521"_s, 7, u"test"_s};
}

// A file in a folder of its own that goes with the fixture.
class Fixture {
public:
    explicit Fixture(const Schema &description = schema())
        : key(Secret(QByteArray(32, 'k')))
        , clock(std::make_shared<FixedClock>(monday))
    {
        auto made = Store::create(path(), key, description, identity(), clock);
        if (!made)
            qFatal("fixture: %s", qUtf8Printable(made.error().message));
        store = std::move(*made);
    }

    [[nodiscard]] QString path(const QString &name = u"county.fengqiao"_s) const { return dir.filePath(name); }

    void close() { store.reset(); }

    [[nodiscard]] Result<> reopen(const Schema &description = schema())
    {
        store.reset();
        auto opened = Store::open(path(), key, description, clock);
        if (!opened)
            return fail(opened.error());
        store = std::move(*opened);
        return {};
    }

    template <typename F> auto write(F fn) { return store->write(std::move(fn)).result(); }

    template <typename F> auto read(F fn) { return store->read(std::move(fn)).result(); }

    [[nodiscard]] Result<QUuid> addPerson(const QString &name, const QString &phone = {})
    {
        return write([=](Writer &tx) -> Result<QUuid> {
            Row row(person());
            row.set("name"_L1, name);
            row.set("phone"_L1, phone);
            tx.insert(row);
            return row.id();
        });
    }

    [[nodiscard]] qint64 people()
    {
        return read([](Reader &tx) -> Result<qint64> { return tx.count(person(), {}); }).value();
    }

    [[nodiscard]] QByteArray bytes(const QString &suffix = {}) const
    {
        QFile file(path() + suffix);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void overwrite(qint64 at, const QByteArray &with) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(at) && file.write(with) == with.size());
    }

    QTemporaryDir dir;
    Secret key;
    std::shared_ptr<FixedClock> clock;
    std::unique_ptr<Store> store;
};

template <typename T> QString codeOf(const Result<T> &result)
{
    return result ? QString() : result.error().code;
}

} // namespace fengqiao::test
