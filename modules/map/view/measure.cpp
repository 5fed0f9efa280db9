#include "measure.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>
#include <numbers>

namespace fengqiao {

namespace {

constexpr double major = 6378137.0;
constexpr double flattening = 1 / 298.257223563;
constexpr double e2 = flattening * (2 - flattening);

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

// The area between the equator and a parallel, a radian wide.
double zone(double latitude)
{
    const double e = std::sqrt(e2);
    const double s = std::sin(radians(latitude));
    return major * major * (1 - e2) / 2 * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

} // namespace

// Radii of curvature at the middle latitude: the error grows with the cube of the distance, 3 m at 100 km.
double metresApart(GeoPoint a, GeoPoint b)
{
    const double middle = radians((a.latitude + b.latitude) / 2);
    const double w = 1 - e2 * std::sin(middle) * std::sin(middle);
    const double meridian = major * (1 - e2) / (w * std::sqrt(w));
    const double across = major / std::sqrt(w) * std::cos(middle);
    return std::hypot(meridian * radians(b.latitude - a.latitude), across * radians(b.longitude - a.longitude));
}

double metresAlong(const GeoRing &line)
{
    double sum = 0;
    for (qsizetype i = 1; i < line.size(); ++i)
        sum += metresApart(line[i - 1], line[i]);
    return sum;
}

double squareMetres(const GeoRing &ring)
{
    double sum = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const GeoPoint &a = ring[i];
        const GeoPoint &b = ring[(i + 1) % ring.size()];
        sum += radians(b.longitude - a.longitude) * (zone(a.latitude) + zone(b.latitude)) / 2;
    }
    return std::abs(sum);
}

QString lengthText(double metres)
{
    const QLocale locale;
    if (metres < 1000)
        return QCoreApplication::translate("Map", "%1 m").arg(locale.toString(metres, 'f', metres < 100 ? 1 : 0));
    return QCoreApplication::translate("Map", "%1 km").arg(locale.toString(metres / 1000, 'f', 2));
}

QString extentText(double squareMetres)
{
    const QLocale locale;
    if (squareMetres < 100000)
        return QCoreApplication::translate("Map", "%1 m²").arg(locale.toString(squareMetres, 'f', 0));
    return QCoreApplication::translate("Map", "%1 km²").arg(locale.toString(squareMetres / 1e6, 'f', 2));
}

} // namespace fengqiao
