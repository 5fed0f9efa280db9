#pragma once

#include <QDialog>
#include <memory>

#include <access/desk.h>
#include <core/error.h>
#include <grid/import_look.h>

namespace fengqiao {

// Events, posts or grids with their borders from a file: which column is which, a trial that writes nothing, then the
// import with its progress and a way to stop it, and for every row that was refused its line, field and reason. The
// work runs on a thread of its own. Use open(); it deletes itself.
class ImportDialog : public QDialog {
    Q_OBJECT

public:
    using Rows = ImportRows;

    explicit ImportDialog(Desk &desk, Rows rows, QWidget *parent = nullptr);
    ~ImportDialog() override;

    // The refused rows as a table for those who mend the file: CSV in UTF-8 with a mark, as spreadsheets want it. Codes
    // "import.file".
    [[nodiscard]] Result<> saveRefusals(const QString &path) const;

public Q_SLOTS:
    void chooseFile();
    void openFile(const QString &path); // looks into it: layers, encoding, columns
    void check();                       // the whole file, without writing anything
    void run();
    void stop();

Q_SIGNALS:
    void looked();               // the columns are on show, or the reason why not
    void settled();              // a trial or an import ended, also when it was stopped or refused
    void imported(qint64 taken); // rows that brought something

protected:
    void reject() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
