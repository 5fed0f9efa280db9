#pragma once

#include <QDialog>
#include <memory>

#include <access/desk.h>
#include <report/export.h>

namespace fengqiao {

// A list on its way out: which columns in which order, the format, what for, and the file. The work runs on threads of
// its own, with its progress and a way to stop it. Any panel may open it for its list, or for the figure of a tile. Use
// open(); it deletes itself.
class ExportDialog : public QDialog {
    Q_OBJECT

public:
    // `request` names kind, condition, period and filters; columns, format and reason are asked for.
    ExportDialog(Desk &desk, ExportRequest request, const QString &title, QWidget *parent = nullptr);
    ~ExportDialog() override;

    // Kinds of lists that this person may take out, with their words, in the order of rule table `export_kinds`.
    [[nodiscard]] static QList<std::pair<QString, QString>> kindsFor(const Desk &desk);

public Q_SLOTS:
    void chooseFile();                  // asks for the file, then exports
    void exportTo(const QString &path); // at once
    void stop();

Q_SIGNALS:
    void ready();   // the columns are on show, or the reason why not
    void settled(); // written, stopped or refused
    void exported(const QString &path, qint64 rows);

protected:
    void reject() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
