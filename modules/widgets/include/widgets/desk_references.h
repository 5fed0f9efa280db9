#pragma once

#include <widgets/action_form.h>

namespace fengqiao {

// The records of one desk for the reference fields of its forms; outlives them and not the desk.
class DeskReferences final : public ReferenceProvider {
public:
    explicit DeskReferences(Desk &desk);
    [[nodiscard]] QFuture<QList<ReferenceChoice>> find(const QString &kind, const QString &text) override;
    [[nodiscard]] QFuture<ReferenceChoice> describe(const QString &kind, const QString &value) override;

private:
    Desk &m_desk;
};

} // namespace fengqiao
