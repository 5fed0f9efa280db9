#pragma once

#include <QPointer>

#include <access/desk.h>
#include <widgets/action_form.h>

namespace fengqiao {

// Puts the files of forms into the store of one desk; may outlive the desk and then does nothing.
class DeskFiles final : public FileKeeper {
public:
    explicit DeskFiles(Desk &desk);
    [[nodiscard]] QFuture<Result<TakenFile>> take(const QString &path) override;
    void drop(const QString &value) override;

private:
    QPointer<Desk> m_desk;
};

// The same as FormContext::of, for forms that may hold a file.
[[nodiscard]] FormContext formContextWithFiles(Desk &desk, ReferenceProvider *references);

} // namespace fengqiao
