#pragma once

#include <QTemporaryDir>
#include <memory>

#include <access/desk.h>
#include <sync/sync.h>

namespace fengqiao {

// Of a machine whose clock is wrong by so many milliseconds.
class SkewedClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return Instant{SystemClock().now().ms + shift}; }

    qint64 shift = 0;
};

// Files of desks of one demo county, opened as stores: the tests write what the engine of the actions writes (row,
// event, log entry), so that thousands of actions cost seconds.
class DeskFile {
public:
    DeskFile(QString path, Secret key, const Schema &schema, std::shared_ptr<Clock> clock);
    [[nodiscard]] bool open();

    void close() { m_store.reset(); }

    [[nodiscard]] Store &store() { return *m_store; }

    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] const Secret &key() const { return m_key; }

    template <typename F> auto write(F fn) { return m_store->write(std::move(fn)).result(); }

    template <typename F> auto read(F fn) { return m_store->read(std::move(fn)).result(); }

    // As the actions do it: the record with its state, and the event, in one transaction.
    [[nodiscard]] Result<QUuid> registerVisit(const QString &visitor, const QString &area = QStringLiteral("620521"));
    [[nodiscard]] Result<> step(QUuid visit, const QString &action, const QString &role, const QString &to = {});
    [[nodiscard]] Result<> edit(const QString &entity, QUuid id, const QByteArray &field, const QVariant &value);
    [[nodiscard]] Result<QUuid> addPerson(const QString &name);
    // A row of an attachment with its content, as the action leaves them; the answer is the name of the content.
    [[nodiscard]] Result<QString> attach(const QByteArray &bytes, QUuid matter = QUuid::createUuid());
    // As an import does it: events without a history, and the batch that they name.
    [[nodiscard]] Result<QList<QUuid>> importEvents(const QString &area, int count);
    [[nodiscard]] Result<> stepEvent(QUuid event, const QString &action, const QString &to = {});
    [[nodiscard]] std::optional<Row> find(const QString &entity, QUuid id);
    [[nodiscard]] QUuid account(const QString &login);
    [[nodiscard]] int desk();
    [[nodiscard]] const Entity &entity(const QString &name) const;

private:
    const QString m_path;
    const Secret m_key;
    const Schema &m_schema;
    std::shared_ptr<Clock> m_clock;
    std::unique_ptr<Store> m_store;
};

class CountyFiles {
public:
    CountyFiles();

    [[nodiscard]] bool isValid() const { return m_model.has_value(); }

    [[nodiscard]] const ServerModel &model() const { return *m_model; }

    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    // The first desk's file, with the demo county; the others by a first sync.
    [[nodiscard]] std::unique_ptr<DeskFile> found(const QString &name, std::shared_ptr<Clock> clock = {});
    [[nodiscard]] std::unique_ptr<DeskFile> join(const QString &name, const QString &url, int desk,
                                                 std::shared_ptr<Clock> clock = {});
    // The same file once more, as a copied disk has it.
    [[nodiscard]] std::unique_ptr<DeskFile> copy(const DeskFile &of, const QString &name,
                                                 std::shared_ptr<Clock> clock = {});

    [[nodiscard]] Result<SyncReport> sync(DeskFile &file, const QString &url, std::shared_ptr<Clock> clock = {}) const;

private:
    QTemporaryDir m_folder;
    std::optional<ServerModel> m_model;
};

[[nodiscard]] const char *message(const Error &error); // for a failed check

} // namespace fengqiao

#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto &verified = (result);                                                                               \
        QVERIFY2(verified.has_value(), verified.has_value() ? "" : fengqiao::message(verified.error()));               \
    } while (false)
