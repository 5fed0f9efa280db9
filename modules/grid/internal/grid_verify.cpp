// What `verify` asks of the grids: the tree is sound, a code names one grid a day, posts and people stay in their
// dates.
#include <QCoreApplication>

#include <grid/grids.h>

#include "areas.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Verify {
    Q_DECLARE_TR_FUNCTIONS(GridVerify)
};

constexpr int mostNamed = 20; // of one kind: a file with a thousand of them says no more

// The first column names the record, the second is put into the sentence.
template <typename Sentence>
void findAll(Reader &reader, QList<VerifyFault> &faults, const QString &check, const QString &sql, Sentence sentence)
{
    Query found = reader.query(sql + u" LIMIT %1"_s.arg(mostNamed));
    while (found.next())
        faults << VerifyFault{check, found.text(0), sentence(found)};
}

void verifyCodes(Reader &reader, QList<VerifyFault> &faults)
{
    findAll(reader, faults, u"grid_code"_s,
            u"SELECT DISTINCT a.code FROM grid a JOIN grid b ON a.code = b.code AND a.rowid < b.rowid AND "
            "a.valid_from < coalesce(b.valid_to, a.valid_from + 1) AND b.valid_from < "
            "coalesce(a.valid_to, b.valid_from + 1) WHERE a.deleted = 0 AND b.deleted = 0"_s,
            [](const Query &found) {
                return Verify::tr("Two grids bear the code %1 on the same day.").arg(found.text(0));
            });
    findAll(reader, faults, u"grid_dates"_s, u"SELECT code FROM grid WHERE deleted = 0 AND valid_to <= valid_from"_s,
            [](const Query &found) {
                return Verify::tr("A version of the grid %1 ends before it begins.").arg(found.text(0));
            });
}

void verifyTree(Reader &reader, QList<VerifyFault> &faults)
{
    findAll(reader, faults, u"grid_division"_s,
            u"SELECT g.code, g.org FROM grid g WHERE g.deleted = 0 AND NOT EXISTS (SELECT 1 FROM division d WHERE "
            "d.code = g.org AND d.deleted = 0)"_s,
            [](const Query &found) {
                return Verify::tr("The grid %1 belongs to the division %2, which is not in this file.")
                    .arg(found.text(0), found.text(1));
            });
    // The version named as the one above may have ended: then the grid of its code goes on in another one.
    findAll(reader, faults, u"grid_tree"_s,
            u"SELECT g.code FROM grid g WHERE g.deleted = 0 AND g.parent IS NOT NULL AND g.valid_to IS NULL AND NOT "
            "EXISTS (SELECT 1 FROM grid p JOIN grid v ON v.code = p.code AND v.deleted = 0 AND v.valid_to IS NULL "
            "WHERE p.id = g.parent)"_s,
            [](const Query &found) {
                return Verify::tr("The grid %1 stands under a grid that is not in force.").arg(found.text(0));
            });
    findAll(
        reader, faults, u"grid_tree"_s,
        u"SELECT g.code, p.code FROM grid g JOIN grid p ON p.id = g.parent WHERE g.deleted = 0 AND (p.id = g.id OR "
        "p.scheme = g.scheme AND p.level >= g.level)"_s,
        [](const Query &found) {
            return Verify::tr("The grid %1 stands under %2, which is not above it.").arg(found.text(0), found.text(1));
        });
}

void verifyPosts(Reader &reader, QList<VerifyFault> &faults)
{
    findAll(reader, faults, u"grid_post"_s,
            u"SELECT g.code FROM grid_post p JOIN grid g ON g.id = p.grid WHERE p.deleted = 0 AND (p.valid_from < "
            "g.valid_from OR g.valid_to IS NOT NULL AND coalesce(p.valid_to, g.valid_to + 1) > g.valid_to)"_s,
            [](const Query &found) {
                return Verify::tr("A post of the grid %1 lies outside the days of the grid.").arg(found.text(0));
            });
    findAll(
        reader, faults, u"posting"_s,
        u"SELECT g.code FROM posting s JOIN grid_post p ON p.id = s.post JOIN grid g ON g.id = p.grid WHERE "
        "s.deleted = 0 AND (p.deleted = 1 OR s.from_date < p.valid_from OR s.to_date < s.from_date OR p.valid_to "
        "IS NOT NULL AND coalesce(s.to_date, p.valid_to + 1) > p.valid_to)"_s,
        [](const Query &found) {
            return Verify::tr("Somebody is in a post of the grid %1 outside the days of that post.").arg(found.text(0));
        });
}

} // namespace

QList<VerifyFault> verifyGrids(Reader &reader, const RuleSet &)
{
    QList<VerifyFault> faults;
    verifyCodes(reader, faults);
    verifyTree(reader, faults);
    verifyPosts(reader, faults);
    return faults;
}

} // namespace fengqiao
