#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QUuid>

namespace fengqiao {

// Why a record matched, so that the list can say so.
enum class SearchKeyKind { Name, Pinyin, Initials, DocumentTail, Document, Phone, Address, Number, Text };

// What one record can be found by. Names and texts are folded (traditional and simplified, full-width and half-width
// meet); names are also found by pinyin and by initials, from any character on; phones by any fragment of four digits
// or more; documents by the last four or six or all; addresses and texts by any two characters or more.
struct SearchKeys {
    QStringList names{};
    QStringList phones{};
    QStringList documents{};
    QStringList addresses{};
    QStringList numbers{}; // record numbers such as LF-620521-20260914-0001; also found by the last four digits
    QStringList texts{};
};

struct SearchRequest {
    QString text{};         // words separated by spaces must all match ("张 8821")
    QStringList entities{}; // empty = all
    int limit = 20;
};

struct SearchHit {
    QString entity;
    qint64 rowid = 0;
    QUuid id;
    SearchKeyKind kind = SearchKeyKind::Name; // of the first word
    int rank = 0;                             // 0 exact, larger is weaker
};

// The tokens of the index; public because the tests and the query side share them.
[[nodiscard]] QStringList indexTokens(const SearchKeys &keys);

struct SearchTerm {
    QString match; // FTS5 expression of one word, alternatives joined by OR
};

[[nodiscard]] QString searchExpression(const QString &text); // FTS5 MATCH text; empty if nothing to look for

} // namespace fengqiao
