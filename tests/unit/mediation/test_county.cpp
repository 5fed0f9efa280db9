#include "test_county.h"

#include <grid/grid.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

Secret password()
{
    static const QByteArray ofThisRun = randomKey().bytes().toHex();
    return Secret(QByteArray(ofThisRun));
}

} // namespace

TestCounty::TestCounty(const QList<Module> &above)
    : clock(std::make_shared<FixedClock>(Instant::fromLocal(QDate(2026, 9, 14), QTime(9, 0))))
{
    const Desk::Setup setup{.file = folder.filePath(u"test.fengqiao"_s),
                            .modules = QList<Module>{gridModule(), mediationModule()} + above,
                            .clock = clock};
    NewCounty county;
    county.county = DivisionCode::parse(u"620521"_s).value();
    county.demo = true;
    county.adminName = u"管理员"_s;
    if (const auto made = Desk::create(setup, county, password()); !made) {
        problem = made.error().code + u": "_s + made.error().message;
        return;
    }
    auto opened = Desk::open(setup, u"jia"_s, password());
    if (opened)
        desk = std::move(*opened);
    else
        problem = opened.error().code + u": "_s + opened.error().message;
}

void TestCounty::at(const QString &local)
{
    const QDateTime time = QDateTime::fromString(local, u"yyyy-MM-dd HH:mm"_s);
    Q_ASSERT(time.isValid());
    clock->set(Instant::fromLocal(time.date(), time.time()));
}

Result<ActionOutcome> TestCounty::act(const QString &login, const QString &action, const QJsonObject &data)
{
    return desk->submitAs(login, {.action = action, .key = {}, .data = data, .at = clock->now()}).result();
}

std::optional<Row> TestCounty::matter(QUuid id)
{
    return desk->store()
        .read([id](Reader &reader) -> Result<std::optional<Row>> { return reader.find(matterEntity(), id); })
        .result()
        .value();
}

Actor TestCounty::actor(const QString &login)
{
    return desk->store()
        .read([&login](Reader &reader) -> Result<Actor> {
            return actorOf(*reader.findBy(accountEntity(), "login"_L1, login));
        })
        .result()
        .value();
}

QString TestCounty::room(const QString &kind)
{
    return desk->store()
        .read([&kind](Reader &reader) -> Result<QString> {
            const QList<Row> rooms = reader.select(roomEntity(), u"kind = ? ORDER BY name LIMIT 1"_s, {kind});
            return rooms.isEmpty() ? QString() : idText(rooms.first().id());
        })
        .result()
        .value();
}

Result<ActionOutcome> TestCounty::registerMatter(const QJsonObject &more)
{
    QJsonObject data{{u"channel"_s, u"WINDOW"_s},
                     {u"title"_s, u"排水纠纷"_s},
                     {u"facts"_s, u"两家因院墙排水争执。"_s},
                     {u"place"_s, u"620521105"_s},
                     {u"lawful_basis"_s, desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
                     {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s), party(u"赵六"_s, u"respondent"_s)}}};
    for (auto it = more.begin(); it != more.end(); ++it)
        data.insert(it.key(), it.value());
    return act(u"bing"_s, u"register_matter"_s, data);
}

QJsonObject party(const QString &name, const QString &side, const QJsonObject &more)
{
    QJsonObject person{{u"name"_s, name}};
    for (auto it = more.begin(); it != more.end(); ++it)
        person.insert(it.key(), it.value());
    return {{u"person"_s, person}, {u"side"_s, side}};
}

} // namespace fengqiao
