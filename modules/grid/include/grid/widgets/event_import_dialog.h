#pragma once

#include <QDialog>
#include <memory>

#include <access/desk.h>
#include <core/error.h>

namespace fengqiao {

// Events from a file, or posts of the grids: which column is which, a trial that writes nothing, then the import with
// its speed and a way to stop it, and for every row that was refused its line, field and reason. The work runs on a
// thread of its own. Use open(); it deletes itself.
class EventImportDialog : public QDialog {
    Q_OBJECT

public:
    enum class Rows { Events, Posts };

    explicit EventImportDialog(Desk &desk, QWidget *parent = nullptr, Rows rows = Rows::Events);
    ~EventImportDialog() override;

    // The refused rows as a table for those who mend the file: CSV in UTF-8 with a mark, as spreadsheets want it. Codes
    // "import.file".
    [[nodiscard]] Result<> saveRefusals(const QString &path) const;

public Q_SLOTS:
    void chooseFile();
    void openFile(const QString &path); // looks into it: encoding, columns
    void check();                       // the whole file, without writing anything
    void run();
    void stop();

Q_SIGNALS:
    void looked();  // the columns are on show, or the reason why not
    void settled(); // a trial or an import ended, also when it was stopped or refused
    void imported(qint64 added);

protected:
    void reject() override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
