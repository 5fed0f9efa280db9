#pragma once

#include <QRandomGenerator>

#include <access/desk.h>

namespace fengqiao {

// Rows of any entity with values of the right kind and no sense at all: what a figure says about them must still be
// right.
class RandomRows {
public:
    RandomRows(const RuleSet &rules, QStringList areas, quint32 seed);
    void setDays(QDate first, int days); // what happens, happens on these; 620 days from 2025 on otherwise

    void insert(Writer &tx, const Entity &entity, int rows);
    void change(Writer &tx, const Entity &entity, int rows); // some fields of some rows; a few are removed

    [[nodiscard]] QDate day();
    [[nodiscard]] const QString &area();

    [[nodiscard]] QRandomGenerator &random() { return m_random; }

private:
    [[nodiscard]] QVariant value(const Field &field);
    [[nodiscard]] QVariant code(const Field &field);

    const RuleSet &m_rules;
    QRandomGenerator m_random;
    QStringList m_areas;
    QHash<QString, QList<QUuid>> m_ids; // by entity
    QDate m_first = QDate(2025, 1, 1);
    int m_days = 620;
    int m_serial = 0;
};

} // namespace fengqiao
