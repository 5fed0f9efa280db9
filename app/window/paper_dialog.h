#pragma once

#include <QDialog>

#include <access/desk.h>

class QPushButton;

namespace fengqiao {

class DocumentPreview;

// One paper of a matter as it will be printed; printing and keeping it leave an audit row; who may sign it can
// do so here. Use open(); it deletes itself.
class PaperDialog : public QDialog {
    Q_OBJECT

public:
    PaperDialog(Desk &desk, QUuid matter, QUuid document, const QString &code, QWidget *parent);

private:
    void load();
    void sign();
    Desk &m_desk;
    QUuid m_matter;
    QUuid m_document;
    QString m_code;
    DocumentPreview *m_preview;
    QPushButton *m_sign;
};

} // namespace fengqiao
