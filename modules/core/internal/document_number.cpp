#include <core/document_number.h>

#include <QCoreApplication>
#include <array>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

// Full-width forms become half-width, letters upper case, white space and invisible marks of pasted text go.
QString normalise(const QString &text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        const char16_t code = c.unicode();
        if (code >= 0xff01 && code <= 0xff5e) {
            result += QChar(static_cast<char16_t>(code - 0xfee0));
        } else if (!c.isSpace() && c.category() != QChar::Other_Format) {
            result += c;
        }
    }
    return result.toUpper();
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool areDigits(QStringView text)
{
    return std::ranges::all_of(text, isDigit);
}

// GB 11643-1999 with ISO 7064 MOD 11-2.
QChar citizenCheckDigit(QStringView first17)
{
    static constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr QStringView checks = u"10X98765432";
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * (first17[static_cast<qsizetype>(i)].unicode() - u'0');
    }
    return checks[sum % 11];
}

// The first generation (15 digits, until 1999) wrote the year with two digits and had no check digit.
QString upgrade(const QString &first15)
{
    const QString body = first15.left(6) + u"19" + first15.sliced(6);
    return body + citizenCheckDigit(body);
}

QDate birthIn(QStringView digits)
{
    return QDate(digits.sliced(6, 4).toInt(), digits.sliced(10, 2).toInt(), digits.sliced(12, 2).toInt());
}

std::unexpected<Error> invalid(const QString &code, const QString &message)
{
    return fail(ErrorKind::Invalid, code, message);
}

bool isCitizenShape(const QString &number)
{
    if (number.isEmpty() || number[0] == u'0') {
        return false;
    }
    return (number.size() == 15 && areDigits(number)) ||
           (number.size() == 18 && areDigits(QStringView(number).first(17)) &&
            (isDigit(number[17]) || number[17] == u'X'));
}

} // namespace

Result<CitizenId> CitizenId::parse(const QString &text, QDate today)
{
    QString digits = normalise(text);
    if (!isCitizenShape(digits)) {
        return invalid(u"citizen_id.format"_s,
                       QCoreApplication::translate("CitizenId", "A citizen number has 18 digits, the last of which may "
                                                                "be X, or 15 digits on old documents. Please check."));
    }
    if (digits.size() == 15) {
        digits = upgrade(digits);
    }
    const QDate birth = birthIn(digits);
    if (!birth.isValid() || birth.year() < 1850 || (today.isValid() && birth > today)) {
        return invalid(u"citizen_id.date"_s,
                       QCoreApplication::translate("CitizenId", "The birth date in the citizen number (digits 7 to 14) "
                                                                "is not a possible one. Please check the number."));
    }
    if (citizenCheckDigit(QStringView(digits).first(17)) != digits[17]) {
        return invalid(u"citizen_id.check_digit"_s,
                       QCoreApplication::translate("CitizenId", "The citizen number does not agree with its check "
                                                                "digit, so a digit is wrong. Please check it."));
    }
    CitizenId id;
    id.m_digits = digits;
    return id;
}

QDate CitizenId::birth() const
{
    return isNull() ? QDate() : birthIn(m_digits);
}

Sex CitizenId::sex() const
{
    if (isNull()) {
        return Sex::Unknown;
    }
    return (m_digits[16].unicode() - u'0') % 2 == 1 ? Sex::Male : Sex::Female;
}

QString CitizenId::masked() const
{
    return maskNumber(m_digits);
}

Result<DocumentNumber> DocumentNumber::parse(const QString &type, const QString &number, QDate today)
{
    if (type == "citizen_id"_L1) {
        return CitizenId::parse(number, today).transform([&type](const CitizenId &id) {
            return DocumentNumber{type, id.digits()};
        });
    }
    if (type == "uscc"_L1) {
        return parseUscc(number).transform([&type](const QString &code) { return DocumentNumber{type, code}; });
    }
    const QString plain = normalise(number);
    if (plain.isEmpty()) {
        return invalid(u"document.empty"_s,
                       QCoreApplication::translate("DocumentNumber", "The number of the document is missing."));
    }
    if (plain.size() > 40) {
        return invalid(u"document.length"_s,
                       QCoreApplication::translate("DocumentNumber",
                                                   "The number of a document has at most 40 characters; this has %1.")
                           .arg(plain.size()));
    }
    if (!std::ranges::all_of(plain, [](QChar c) { return c.isPrint(); })) {
        return invalid(u"document.format"_s,
                       QCoreApplication::translate("DocumentNumber",
                                                   "The number of the document has characters that cannot be printed. "
                                                   "Please type it again."));
    }
    return DocumentNumber{type, plain};
}

// GB 32100-2015: registration authority 1, kind 1, division 6, organisation code 9, check character MOD 31.
Result<QString> parseUscc(const QString &text)
{
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHJKLMNPQRTUWXY"; // no I O S V Z
    static constexpr std::array weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    const QString code = normalise(text);
    const bool shaped = code.size() == 18 && areDigits(QStringView(code).sliced(2, 6)) &&
                        std::ranges::all_of(code, [](QChar c) { return alphabet.contains(c); });
    if (!shaped) {
        return invalid(u"uscc.format"_s,
                       QCoreApplication::translate("Uscc", "A unified social credit code has 18 digits and capital "
                                                           "letters without I, O, S, V and Z. Please check."));
    }
    qsizetype sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * alphabet.indexOf(code[static_cast<qsizetype>(i)]);
    }
    if (alphabet[(31 - sum % 31) % 31] != code[17]) {
        return invalid(u"uscc.check_digit"_s,
                       QCoreApplication::translate("Uscc", "The unified social credit code does not agree with its "
                                                           "check character. Please check it."));
    }
    return code;
}

Result<QString> parsePhone(const QString &text)
{
    QString digits = normalise(text).remove(u'-').remove(u'(').remove(u')');
    if (digits.startsWith("+86"_L1)) {
        digits.remove(0, 3);
    } else if (digits.startsWith("0086"_L1)) {
        digits.remove(0, 4);
    } else if (digits.size() == 13 && digits.startsWith("861"_L1)) {
        digits.remove(0, 2);
    }
    const bool shaped = digits.size() >= 5 && digits.size() <= 15 && areDigits(digits);
    // Short service numbers (12345, 10086) also begin with 1; from seven digits on it is a mobile number.
    const bool mobile = shaped && digits[0] == u'1' && digits.size() >= 7;
    if (!shaped || (mobile && (digits.size() != 11 || digits[1] < u'3'))) {
        return invalid(u"phone.format"_s,
                       QCoreApplication::translate("Phone", "A mobile number has 11 digits and begins with 1; another "
                                                            "number has 5 to 15 digits with its area code."));
    }
    return digits;
}

} // namespace fengqiao
