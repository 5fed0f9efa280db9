#pragma once

#include <memory>

#include "field_editor.h"

class QLabel;
class QPushButton;
class QToolButton;

namespace fengqiao {

// Takes a file into the county's store as soon as it is chosen or dropped here; what was taken and not used goes again
// with the form.
class FileEditor final : public FieldEditor {
    Q_OBJECT

public:
    FileEditor(std::shared_ptr<FileKeeper> files, QWidget *parent);
    ~FileEditor() override;
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;

    [[nodiscard]] bool isEmpty() const override { return m_value.isEmpty() && !m_busy && m_fault.isEmpty(); }

    [[nodiscard]] QString fault() const override;

Q_SIGNALS:
    void taken(const QString &name, const QString &before); // and the name of the file that it replaces

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void choose();
    void take(const QString &path);
    void answer(const Result<TakenFile> &file);
    void dropTaken();
    void refresh();
    std::shared_ptr<FileKeeper> m_files;
    QPushButton *m_choose;
    QLabel *m_words;
    QToolButton *m_remove;
    QString m_value;
    QString m_mine; // taken by this editor, to be dropped by it
    QString m_fileName;
    QString m_said;
    QString m_fault;
    int m_asked = 0; // only the answer to the last question counts
    bool m_busy = false;
};

} // namespace fengqiao
