#pragma once

#include <widgets/desk_references.h>

namespace fengqiao {

// As DeskReferences, but grids are found by code, name and pinyin, their village's too, and only those in force.
class GridReferences final : public ReferenceProvider {
public:
    explicit GridReferences(Desk &desk);
    [[nodiscard]] QFuture<QList<ReferenceChoice>> find(const QString &kind, const QString &text) override;
    [[nodiscard]] QFuture<ReferenceChoice> describe(const QString &kind, const QString &value) override;

private:
    Desk &m_desk;
    DeskReferences m_others;
};

} // namespace fengqiao
