#include "desk_sync.h"

#include <utility>

#include "composition.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr auto urlKey = "server.url"_L1;
constexpr auto passwordKey = "server.password"_L1;
constexpr auto aloneKey = "server.alone"_L1;

// The desk's own clock: what a test or the tour says is the time, the server's offset is measured against.
class ClockOfDesk final : public Clock {
public:
    explicit ClockOfDesk(const Desk &desk)
        : m_desk(desk)
    {
    }

    [[nodiscard]] Instant now() const override { return m_desk.now(); }

private:
    const Desk &m_desk;
};

SyncStanding::Kind kindOf(const QString &code)
{
    using Kind = SyncStanding::Kind;
    if (code == "server.no_space"_L1 || code == "store.disk"_L1 || code == "store.full"_L1)
        return Kind::NoSpace;
    if (code == "server.certificate"_L1 || code == "server.fq012"_L1)
        return Kind::Certificate;
    if (code == "server.newer"_L1 || code == "server.older"_L1)
        return Kind::Version;
    return code == "server.unreachable"_L1 || code == "server.fault"_L1 ? Kind::NoServer : Kind::Refused;
}

} // namespace

QString SyncStanding::heading() const
{
    switch (kind) {
    case Kind::NotSetUp:
        return DeskSync::tr("This desk works alone");
    case Kind::Alone:
        return DeskSync::tr("Working alone on purpose");
    case Kind::Connecting:
        return DeskSync::tr("Looking for the server");
    case Kind::InStep:
        return DeskSync::tr("In step with the other desks");
    case Kind::NoServer:
        return DeskSync::tr("The server cannot be reached");
    case Kind::NoSpace:
        return DeskSync::tr("No room left on a disk");
    case Kind::Certificate:
        return DeskSync::tr("The certificate does not fit");
    case Kind::Version:
        return DeskSync::tr("Program and server are of different age");
    case Kind::Refused:
        return DeskSync::tr("The server refuses this desk");
    }
    Q_UNREACHABLE_RETURN({});
}

QString SyncStanding::icon() const
{
    if (isTrouble())
        return u"triangle-alert"_s;
    if (kind == Kind::Connecting)
        return u"refresh-cw"_s;
    return kind == Kind::InStep ? u"cloud"_s : u"cloud-off"_s;
}

bool SyncStanding::isTrouble() const
{
    return kind == Kind::NoSpace || kind == Kind::Certificate || kind == Kind::Version || kind == Kind::Refused;
}

DeskSync::DeskSync(Desk &desk, QObject *parent)
    : QObject(parent)
    , m_desk(desk)
{
    m_aside.setMaxThreadCount(1);
}

DeskSync::~DeskSync()
{
    Q_EMIT ending();
    m_service.reset();
    m_aside.waitForDone();
}

void DeskSync::begin()
{
    m_desk
        .read([](ReadContext &context) -> Result<Setting> {
            return Setting{context.tx.meta(urlKey), context.tx.meta(passwordKey), context.tx.meta(aloneKey) == "1"_L1,
                           context.tx.meta("desk"_L1).toInt()};
        })
        .then(this, [this](const Result<Setting> &setting) {
            if (setting)
                apply(*setting);
        });
}

void DeskSync::setServer(const QString &url, const QString &password)
{
    m_desk.store()
        .write([url, password](Writer &tx) -> Result<> {
            tx.setMeta(urlKey, url);
            tx.setMeta(passwordKey, password);
            tx.setMeta(aloneKey, u"0"_s);
            return {};
        })
        .then(this, [this](const Result<> &) { begin(); });
}

void DeskSync::setAlone(bool alone)
{
    m_desk.store()
        .write([alone](Writer &tx) -> Result<> {
            tx.setMeta(aloneKey, alone ? u"1"_s : u"0"_s);
            return {};
        })
        .then(this, [this](const Result<> &) { begin(); });
}

void DeskSync::tryNow()
{
    if (m_service)
        m_service->tryNow();
}

std::unexpected<Error> DeskSync::noEngine()
{
    return fail(ErrorKind::Conflict, u"sync.ended"_s, tr("The exchange was ended meanwhile. Please try once more."));
}

void DeskSync::post(SyncService::Job job)
{
    ++m_busy;
    const auto done = std::make_shared<QPromise<void>>();
    done->start();
    done->future().then(this, [this] { settled(); });
    auto whole = [done, job = std::move(job)](SyncEngine *engine) {
        job(engine);
        done->finish();
    };
    if (m_service)
        return m_service->post(std::move(whole));
    m_aside.start([&store = m_desk.store(), rules = m_desk.rules(), clock = std::make_shared<ClockOfDesk>(m_desk),
                   whole = std::move(whole)] {
        auto model = serverModel(modules());
        if (!model)
            return whole(nullptr);
        model->rules = rules;
        SyncEngine engine(store, std::move(*model), {}, clock);
        whole(&engine);
    });
}

void DeskSync::settled()
{
    --m_busy;
    if (m_busy == 0 && std::exchange(m_beginLater, false))
        begin();
    Q_EMIT changed(m_standing);
}

void DeskSync::apply(const Setting &setting)
{
    if (m_busy > 0) {
        m_beginLater = true;
        return;
    }
    m_service.reset();
    m_standing.url = setting.url;
    m_standing.desk = setting.desk;
    if (setting.url.isEmpty())
        return tell(SyncStanding::Kind::NotSetUp);
    if (setting.alone)
        return tell(SyncStanding::Kind::Alone);
    auto model = serverModel(modules());
    if (!model)
        return tell(SyncStanding::Kind::Refused, model.error().message);
    model->rules = m_desk.rules();
    tell(SyncStanding::Kind::Connecting);
    m_service = std::make_unique<SyncService>(
        m_desk.store(), std::move(*model),
        ServerAddress{.url = setting.url, .password = Secret(setting.password.toUtf8()), .answerSeconds = 60},
        std::make_shared<ClockOfDesk>(m_desk));
    connect(m_service.get(), &SyncService::changed, this, &DeskSync::hear);
}

void DeskSync::hear(SyncService::State state, const SyncReport &report, const QString &sentence, const QString &code)
{
    if (!m_service || sender() != m_service.get())
        return; // of a service that was ended meanwhile
    if (state != SyncService::State::Idle)
        return tell(kindOf(code), sentence);
    m_standing.lastInStep = m_desk.now();
    m_standing.offsetMs = report.offsetMs;
    tell(SyncStanding::Kind::InStep, report.warnings.join(u' '));
}

void DeskSync::tell(SyncStanding::Kind kind, const QString &sentence)
{
    m_standing.kind = kind;
    m_standing.sentence = sentence;
    Q_EMIT changed(m_standing);
}

} // namespace fengqiao
