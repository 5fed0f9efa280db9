#pragma once

#include <QRandomGenerator>
#include <QTemporaryDir>

#include <access/desk.h>

namespace fengqiao {

struct SyntheticPerson {
    QString name;
    QString citizenId; // valid check digit, area 999999 (no such area)
    QString phone;
    QString address;
};

// People who do not exist, the same for the same seed.
class People {
public:
    explicit People(quint32 seed)
        : m_random(seed)
    {
    }

    [[nodiscard]] SyntheticPerson next();

private:
    QRandomGenerator m_random;
};

// A demo county in `folder`, with so many people and visits of earlier days written through the store in bulk. The
// password is the file `folder`/password.
struct BenchCounty {
    QString file;
    QString passwordFile;
    QList<SyntheticPerson> sample; // some of the people in it
};

[[nodiscard]] BenchCounty makeCounty(const QString &folder, const QString &name, int people, int visits);
[[nodiscard]] std::unique_ptr<Desk> openCounty(const BenchCounty &county, const QString &login);

} // namespace fengqiao
