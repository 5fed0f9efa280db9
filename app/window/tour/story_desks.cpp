// Two desks of the county side by side: a visit registered at one is on the other a moment later.
#include <QPainter>
#include <QTimer>
#include <QtConcurrentRun>
#include <atomic>
#include <cstdio>

#include <reception/widgets/queue_panel.h>
#include <sync/server.h>
#include <sync/sync.h>
#include <widgets/theme.h>

#include "app_window.h"
#include "composition.h"
#include "desk_sync.h"
#include "throwaway_server.h"
#include "tour.h"
#include "window_settings.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int otherDesk = 2;
const QString county = u"620521"_s;

class DesksStory : public QObject {
public:
    explicit DesksStory(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    [[nodiscard]] QString serve();
    void connectFirst();
    void joinSecond();
    void openSecond();
    void registerVisit();
    void sideBySide();

    Tour &t;
    std::unique_ptr<ThrowawayServer> m_server;
    std::unique_ptr<WindowSettings> m_settings;
    std::unique_ptr<AppWindow> m_second; // before the server, so that it goes first
    std::shared_ptr<std::atomic_bool> m_joined = std::make_shared<std::atomic_bool>(false);
    QUuid m_visit;
    QSet<QUuid> m_seen; // by the second desk
};

// What went wrong; empty if nothing did. A machine without PostgreSQL has no second desk, and says so.
QString DesksStory::serve()
{
    QString why;
    m_server = ThrowawayServer::start(&why);
    if (!m_server) {
        std::fputs(qUtf8Printable(Tour::tr("SKIPPED, two desks side by side: %1.").arg(why) + u'\n'), stdout);
        return {};
    }
    const auto model = serverModel(modules());
    if (!model)
        return model.error().message;
    const ServerAddress address{.url = m_server->url(u"postgres"_s, u"postgres"_s), .password = {}};
    if (const auto made = initServer(address, *model, {.certificates = false, .kind = u"demo"_s}); !made)
        return made.error().message;
    for (int desk = 1; desk <= otherDesk; ++desk)
        if (const auto put = registerDesk(address, {.centre = county,
                                                    .desk = desk,
                                                    .name = u"desk %1"_s.arg(desk),
                                                    .certificate = {},
                                                    .rolePassword = {}});
            !put)
            return put.error().message;
    return {};
}

void DesksStory::connectFirst()
{
    t.workspace()->run(u"panel.sync"_s);
    t.workspace()->deskSync().setServer(m_server->url(u"c_"_s + county, u"postgres"_s), {});
}

void DesksStory::joinSecond()
{
    const QString file = t.fileOfSecondDesk();
    const QString url = m_server->url(u"c_"_s + county, u"postgres"_s);
    QtConcurrent::run([file, url, password = t.password(), joined = m_joined] {
        auto model = serverModel(modules());
        if (!model)
            return;
        const auto done = joinCounty(file, modules(), std::move(*model), {.url = url, .password = {}}, otherDesk,
                                     u"bing"_s, Secret(QByteArray(password)));
        if (!done)
            std::fputs(qUtf8Printable(done.error().message + u'\n'), stderr);
        *joined = done.has_value();
    }).then(this, [] {});
}

void DesksStory::openSecond()
{
    m_settings = std::make_unique<WindowSettings>(t.fileOfSecondDesk() + u".ini"_s);
    m_second = std::make_unique<AppWindow>(t.theme(), *m_settings, t.clock());
    m_second->resize(t.window().size());
    m_second->show();
    m_second->signIn(t.fileOfSecondDesk(), u"bing"_s, Secret(t.password()));
}

// At the first desk; the second one only looks.
void DesksStory::registerVisit()
{
    connect(m_second->desk(), &Desk::changed, this, [this](const ChangeSet &changes) {
        for (const Change &change : changes)
            m_seen.insert(change.id);
    });
    const QJsonObject data{{u"purpose"_s, u"purpose_dispute"_s},
                           {u"head_count"_s, 1},
                           {u"visitor_name"_s, u"赵六"_s},
                           {u"claim"_s, u"邻居改建占用共用通道，申请调解。"_s}};
    t.window()
        .desk()
        ->submitAs(u"bing"_s, {u"register_visit"_s, u"tour.two-desks"_s, data, {}})
        .then(this, [this](const Result<ActionOutcome> &done) {
            if (done)
                m_visit = done->id;
            else
                std::fputs(qUtf8Printable(done.error().message + u'\n'), stderr);
        });
}

void DesksStory::sideBySide()
{
    const QPixmap left = t.window().grab();
    const QPixmap right = m_second->grab();
    QImage both(left.width() + right.width() + 8, std::max(left.height(), right.height()), QImage::Format_RGB32);
    both.fill(t.theme().color(Token::Line));
    QPainter painter(&both);
    painter.drawPixmap(0, 0, left);
    painter.drawPixmap(left.width() + 8, 0, right);
    painter.end();
    t.keepPicture(u"two-desks"_s, both);
}

void DesksStory::tell()
{
    t.step(u"a server for two desks"_s, [this] {
        if (const QString wrong = serve(); !wrong.isEmpty()) {
            std::fputs(qUtf8Printable(wrong + u'\n'), stderr);
            m_server.reset();
        }
    });
    const auto only = [this](std::function<void()> work) {
        return [this, work = std::move(work)] {
            if (m_server)
                work();
        };
    };
    const auto once = [this](std::function<bool()> truth) {
        return [this, truth = std::move(truth)] { return !m_server || truth(); };
    };
    t.signInAs(u"bing"_s);
    t.step(u"the first desk finds the server"_s, only([this] { connectFirst(); }),
           once([this] { return t.workspace()->deskSync().standing().kind == SyncStanding::Kind::InStep; }));
    t.step(u"a second desk joins"_s, only([this] { joinSecond(); }), once([this] { return m_joined->load(); }));
    t.step(u"its window"_s, only([this] { openSecond(); }), once([this] {
               return m_second->workspace() &&
                      m_second->workspace()->deskSync().standing().kind == SyncStanding::Kind::InStep;
           }));
    t.step(u"a visit at the first desk is on the second"_s, only([this] { registerVisit(); }),
           once([this] { return !m_visit.isNull() && m_seen.contains(m_visit); }));
    t.step(u"a moment for drawing"_s, {}, [rest = std::make_shared<QElapsedTimer>()] {
        if (!rest->isValid())
            rest->start();
        return rest->elapsed() > 500;
    });
    t.step(u"side by side"_s, only([this] { sideBySide(); }));
    t.step(u"the second desk closes"_s, [this] {
        if (m_server)
            t.workspace()->deskSync().setServer({}, {});
        m_second.reset();
    });
    t.step(u"the server goes"_s, only([this] { m_server.reset(); }));
}

} // namespace

void tellDesks(Tour &tour)
{
    (new DesksStory(tour))->tell(); // lives as long as its steps
}

} // namespace fengqiao
