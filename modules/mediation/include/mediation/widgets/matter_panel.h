#pragma once

#include <QWidget>
#include <memory>

#include <access/desk.h>

namespace fengqiao {

// One matter: where it stands, what this person may do now and why not the rest, what happened, who is in it, which
// time limits run, how its level came about.
class MatterPanel : public QWidget {
    Q_OBJECT

public:
    explicit MatterPanel(Desk &desk, QWidget *parent = nullptr);
    ~MatterPanel() override;
    [[nodiscard]] QUuid matter() const;

public Q_SLOTS:
    void showMatter(const QUuid &matter);
    void start(const QString &action); // on the matter on show, with what is known filled in

Q_SIGNALS:
    void matterActivated(const QUuid &matter); // one that this was merged into
    void visitActivated(const QUuid &visit);   // the visit it came from
    void shown(const QUuid &matter);           // read and on show, or refused
    // A paper of it is to be looked at: rendering lies on a higher floor.
    void paperWanted(const QUuid &matter, const QUuid &document, const QString &code);
    void signatureWanted(const QUuid &document); // on a paper of it, in a field to sign in
    void dossierWanted(const QUuid &matter);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
