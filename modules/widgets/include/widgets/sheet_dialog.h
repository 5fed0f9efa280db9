#pragma once

#include <QDialog>
#include <memory>

#include <core/error.h>

class QPrinter;
class QTextDocument;

namespace fengqiao {

// One A4 page, black on white paper whatever the window looks like: looked at, printed, kept as PDF. Open it with
// open(); it deletes itself when it is closed.
class SheetDialog : public QDialog {
    Q_OBJECT

public:
    // `code` begins the codes of its errors: "<code>.file", "<code>.printer".
    SheetDialog(const QString &title, const QString &code, QWidget *parent = nullptr);
    ~SheetDialog() override;

    // An empty document with the page's font and styles: h1, p.sub, p.part, p.more, th, td.
    [[nodiscard]] static std::unique_ptr<QTextDocument> blank(Qt::Orientation orientation = Qt::Vertical);
    [[nodiscard]] static bool fits(const QTextDocument &document); // on its one page

    void setSheet(std::unique_ptr<QTextDocument> document, const QString &fileName); // without ".pdf"
    [[nodiscard]] const QTextDocument *sheet() const;                                // null before there is one

    [[nodiscard]] Result<> savePdf(const QString &path) const;
    [[nodiscard]] Result<> printOn(QPrinter &printer) const;

public Q_SLOTS:
    void print(); // on the printer that is standard here, else as PDF
    void saveAs();

Q_SIGNALS:
    void kept(const QString &where); // printed or saved

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
