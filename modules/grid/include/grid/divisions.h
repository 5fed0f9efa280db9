#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <optional>

#include <core/division.h>
#include <core/error.h>

namespace fengqiao {

struct Division {
    DivisionCode code;
    QString name;
    // Only there so that the yearly statistics add up: a virtual community (serial 498 or 598) of a park, a farm or a
    // reservoir, or a town that holds nothing else. Nobody governs there, so it gets no centre.
    bool statistical = false;
};

// What stands below one county.
struct CountyDivisions {
    Division county;
    QList<Division> towns;    // in order of codes
    QList<Division> villages; // villages and communities, in order of codes

    [[nodiscard]] QList<Division> villagesOf(const DivisionCode &town) const;
    [[nodiscard]] std::optional<Division> find(const DivisionCode &code) const;
};

// The administrative divisions of the mainland as shipped (resources/divisions: the statistical codes as of 2023).
// Holds provinces, cities and counties in memory; the towns and villages of a county are read from the file when asked
// for, and nothing but that county's. A value that may be copied and shared between threads.
class Divisions {
public:
    // Codes "divisions.missing", "divisions.damaged".
    [[nodiscard]] static Result<Divisions> load(const QString &file = {}); // the shipped file unless a test says so

    [[nodiscard]] QList<Division> provinces() const { return below({}, DivisionLevel::Province); }

    [[nodiscard]] QList<Division> cities(const DivisionCode &province) const
    {
        return below(province, DivisionLevel::City);
    }

    [[nodiscard]] QList<Division> counties(const DivisionCode &area = {}) const // of a province, a city, or all
    {
        return below(area, DivisionLevel::County);
    }

    // Of a province, city or county; empty if there is none of that code. Towns and villages: open the county.
    [[nodiscard]] QString name(const DivisionCode &code) const;
    // "甘肃省天水市清水县"; a city that only says 市辖区 or 县 is left out.
    [[nodiscard]] QString fullName(const DivisionCode &code) const;
    // Counties whose name, or whose city's or province's, holds the text, or whose code begins with it.
    [[nodiscard]] QList<Division> findCounties(const QString &text) const;
    // Codes "divisions.unknown_county", "divisions.damaged".
    [[nodiscard]] Result<CountyDivisions> open(const DivisionCode &county) const;

private:
    struct Entry {
        Division division;
        qint64 offset = 0; // of a county's block, from the start of the file
        qint64 length = 0;
    };

    [[nodiscard]] QList<Division> below(const DivisionCode &area, DivisionLevel level) const;

    QString m_file;
    QList<Entry> m_entries; // in order of codes
    QHash<QString, qsizetype> m_byCode;
};

} // namespace fengqiao
