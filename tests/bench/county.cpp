#include "county.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <cstdio>

#include <composition.h>
#include <core/document_number.h>
#include <mediation/mediation.h>
#include <mediation/persons.h>
#include <reception/reception.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString surnames =
    u"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解翟"_s;
const QString given =
    u"伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力建国华志飞玲红玉春梅龙海燕雪琴云峰健林鑫浩宇轩子涵梓萱一诺欣怡博文俊佳琪雨桐晨阳思远嘉懿天佑若曦清源守仁德馨"_s;
const QStringList places{u"永清镇"_s, u"红堡镇"_s, u"白驼镇"_s, u"金集镇"_s, u"秦亭镇"_s, u"山门镇"_s};

QString checked(const QString &digits17)
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += digits17[i].digitValue() * weights[i];
    return digits17 + u"10X98765432"_s[sum % 11];
}

Row personRow(const SyntheticPerson &who)
{
    Row row(personEntity());
    row.set("name"_L1, who.name);
    row.set("document_type"_L1, u"citizen_id"_s);
    row.set("document_number"_L1, who.citizenId);
    row.set("phone"_L1, who.phone);
    row.set("address"_L1, who.address);
    return row;
}

// Work is posted in pieces, so that the store commits as it does in life.
template <typename Make> void fill(Desk &desk, int count, const char *what, Make make)
{
    constexpr int piece = 2000;
    QElapsedTimer timer;
    timer.start();
    QList<QFuture<Result<bool>>> running;
    const auto drain = [&running] {
        const Result<bool> done = running.takeFirst().result();
        if (!done)
            qFatal("%s", qPrintable(done.error().message));
    };
    for (int from = 0; from < count; from += piece) {
        running << desk.store().write([=, &make](Writer &tx) -> Result<bool> {
            for (int i = from; i < std::min(from + piece, count); ++i)
                make(tx, i);
            return true;
        });
        if (running.size() > 2)
            drain();
    }
    while (!running.isEmpty())
        drain();
    std::printf("  %d %s written in %.1f s\n", count, what, static_cast<double>(timer.elapsed()) / 1000);
    std::fflush(stdout);
}

void fillPeople(Desk &desk, BenchCounty &county, int people)
{
    People source(20260914);
    fill(desk, people, "people", [&](Writer &tx, int i) {
        const SyntheticPerson who = source.next();
        Row row = personRow(who);
        setBlockKeys(row);
        tx.insert(row);
        tx.index(row, personKeys(row));
        if (i % 997 == 0)
            county.sample << who;
    });
}

void fillVisits(Desk &desk, int visits)
{
    const QString centre = desk.county();
    const QUuid account = desk.actor().id.value;
    const Instant start = Instant{desk.now().ms - qint64{400} * 24 * 3600 * 1000};
    fill(desk, visits, "visits", [&](Writer &tx, int i) {
        const Instant at{start.ms + qint64{i / 500} * 24 * 3600 * 1000 + qint64{i % 500} * 60000};
        Row row(visitEntity());
        row.set("number"_L1, u"LF-%1-bench-%2"_s.arg(centre).arg(i));
        row.set("ticket"_L1, u"A%1"_s.arg(i % 500));
        row.set("state"_L1, u"V7"_s);
        row.set("org"_L1, centre);
        row.set("day"_L1, QVariant(at.localDate().addDays(-1)));
        row.set("channel"_L1, u"WINDOW"_s);
        row.set("purpose"_L1, u"purpose_dispute"_s);
        row.set("head_count"_L1, QVariant(1));
        row.set("arrived_at"_L1, at);
        row.set("first_contact"_L1, QVariant(account));
        row.set("notice_version"_L1, u"2026-01"_s);
        row.set("visitor_name"_L1, u"张三"_s);
        tx.insert(row);
    });
}

} // namespace

SyntheticPerson People::next()
{
    SyntheticPerson who;
    who.name = surnames[m_random.bounded(static_cast<int>(surnames.size()))];
    for (int left = m_random.bounded(1, 3); left > 0; --left)
        who.name += given[m_random.bounded(static_cast<int>(given.size()))];
    const QDate birth = QDate(1940, 1, 1).addDays(m_random.bounded(25000));
    who.citizenId =
        checked(u"999999"_s + birth.toString(u"yyyyMMdd"_s) + u"%1"_s.arg(m_random.bounded(1000), 3, 10, QChar(u'0')));
    who.phone = u"1%1"_s.arg(m_random.bounded(qint64{3000000000}, qint64{9999999999}));
    who.address = places[m_random.bounded(static_cast<int>(places.size()))] +
                  u"示例村%1组%2号"_s.arg(m_random.bounded(1, 20)).arg(m_random.bounded(1, 400));
    return who;
}

BenchCounty makeCounty(const QString &folder, const QString &name, int people, int visits)
{
    BenchCounty county{folder + u'/' + name + u".fengqiao"_s, folder + u"/password"_s, {}};
    QFile password(county.passwordFile);
    if (!password.exists() && password.open(QIODevice::WriteOnly))
        password.write(QByteArray::number(QRandomGenerator::system()->generate64(), 36) + "-bench\n");
    password.close();
    NewCounty fresh;
    fresh.county = *DivisionCode::parse(u"620521"_s);
    fresh.demo = true;
    const Result<Secret> secret = readPassword(county.passwordFile, {});
    if (const auto made = Desk::create(setupFor(county.file), fresh, *secret); !made)
        qFatal("%s", qPrintable(made.error().message));
    const std::unique_ptr<Desk> desk = openCounty(county, u"bing"_s);
    const auto bulk = desk->store().bulk();
    if (people > 0)
        fillPeople(*desk, county, people);
    if (visits > 0)
        fillVisits(*desk, visits);
    return county;
}

std::unique_ptr<Desk> openCounty(const BenchCounty &county, const QString &login)
{
    auto desk = Desk::open(setupFor(county.file), login, *readPassword(county.passwordFile, {}));
    if (!desk)
        qFatal("%s", qPrintable(desk.error().message));
    return std::move(*desk);
}

} // namespace fengqiao
