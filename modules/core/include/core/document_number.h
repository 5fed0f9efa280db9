#pragma once

#include <QDate>
#include <QString>

#include <core/error.h>

namespace fengqiao {

enum class Sex { Unknown = 0, Male = 1, Female = 2, Unstated = 9 }; // GB/T 2261.1

// A citizen number, GB 11643-1999: area 6, birth 8, serial 3, check digit by ISO 7064 MOD 11-2. Full-width digits,
// spaces and a small x are accepted and normalised; a 15-digit number of the first generation is upgraded.
class CitizenId {
public:
    CitizenId() = default;
    // Codes: "citizen_id.format", "citizen_id.date" (impossible or future birth date; `today` is the injected day),
    // "citizen_id.check_digit".
    [[nodiscard]] static Result<CitizenId> parse(const QString &text, QDate today);

    [[nodiscard]] bool isNull() const { return m_digits.isEmpty(); }

    [[nodiscard]] const QString &digits() const { return m_digits; }

    [[nodiscard]] QDate birth() const;
    [[nodiscard]] Sex sex() const;
    [[nodiscard]] QString masked() const; // "620***********0017": three, then stars, then four
    friend bool operator==(const CitizenId &, const CitizenId &) = default;

private:
    QString m_digits;
};

// Any identity document: the type is a code of list `document_type` (citizen_id, passport, hk_macao_permit,
// taiwan_permit, foreign_permanent, officer, uscc, other); a citizen number and a USCC (GB 32100) are checked, the rest
// is trimmed, upper-cased and limited to 40 characters. Codes "document.*", "citizen_id.*", "uscc.*".
struct DocumentNumber {
    QString type;
    QString number;
    [[nodiscard]] static Result<DocumentNumber> parse(const QString &type, const QString &number, QDate today);
};

[[nodiscard]] Result<QString>
parseUscc(const QString &text); // 18 characters, MOD 31; "uscc.format", "uscc.check_digit"
[[nodiscard]] Result<QString>
parsePhone(const QString &text); // digits only, 5 to 15, mobile 11 starting 1; "phone.format"

// How personal data is shown unless a reason was given: the shape stays, the middle goes.
[[nodiscard]] QString maskNumber(const QString &number);   // 110***********002X
[[nodiscard]] QString maskPhone(const QString &phone);     // 138****5678
[[nodiscard]] QString maskName(const QString &name);       // 张*, 欧阳**
[[nodiscard]] QString maskAddress(const QString &address); // keeps the first six characters

} // namespace fengqiao
