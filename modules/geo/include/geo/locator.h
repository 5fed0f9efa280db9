#pragma once

#include <QList>
#include <memory>
#include <span>

#include <geo/shape.h>

namespace fengqiao {

// "Which of these borders is this point in?" Built once, then asked from any number of threads at once. A point on a
// border that two share belongs to the one named first, so a point never has two grids.
class Locator {
public:
    struct Area {
        int index = 0; // what at() answers: the caller's own number, not negative
        GeoShape shape;
    };

    // Points and shapes are in one datum. Invalid shapes are repaired first, empty ones hold nothing.
    explicit Locator(const QList<Area> &areas);
    explicit Locator(const QList<GeoShape> &shapes); // index = place in the list
    ~Locator();
    Locator(Locator &&) noexcept;
    Locator &operator=(Locator &&) noexcept;

    [[nodiscard]] int at(GeoPoint point) const; // -1: in none
    [[nodiscard]] QList<int> at(std::span<const GeoPoint> points) const;
    // The nearest within `metres` if the point is in none: a point in the sliver beside a simplified border.
    [[nodiscard]] int nearest(GeoPoint point, double metres) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
