#pragma once

#include <QDialog>

#include <access/desk.h>

namespace fengqiao {

class DocumentPreview;

// One paper of a matter as it will be printed; printing and keeping it leave an audit row. Use open(); it deletes
// itself.
class PaperDialog : public QDialog {
    Q_OBJECT

public:
    PaperDialog(Desk &desk, QUuid matter, QUuid document, const QString &code, QWidget *parent);

private:
    void load(QUuid matter, QUuid document, const QString &code);
    Desk &m_desk;
    DocumentPreview *m_preview;
};

} // namespace fengqiao
