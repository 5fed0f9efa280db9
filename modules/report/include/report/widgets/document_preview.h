#pragma once

#include <QWidget>
#include <functional>
#include <memory>

#include <report/templates.h>
#include <report/widgets/paper.h>

class QHBoxLayout;
class QLabel;
class QPrinter;
class QPushButton;
class QScrollArea;

namespace fengqiao {

// Documents as they will be printed, page below page, with what can be done with them: print, and keep as PDF or for a
// word processor. Whoever shows it decides what may be shown, and leaves the audit row when exported() says that the
// papers went out.
class DocumentPreview : public QWidget {
    Q_OBJECT

public:
    explicit DocumentPreview(QWidget *parent = nullptr);
    ~DocumentPreview() override;

    void setDocuments(const QList<Document> &documents, std::shared_ptr<const Templates> templates);
    // Pages that were laid out before; `save` writes them to a file by the ending of its name, on another thread.
    using Save = std::function<Result<>(const QString &path)>;
    void setPaper(std::shared_ptr<const Paper> paper, const QString &title, Save save);
    void addTool(QWidget *tool);         // beside printing and keeping
    void setFailure(const Error &error); // instead of pages: what is missing, in words
    [[nodiscard]] int pageCount() const;
    [[nodiscard]] const Paper *paper() const; // null before the first document

    [[nodiscard]] Result<> printOn(QPrinter &printer) const; // code "report.printer"
    // By the ending of the name: .pdf, .odt, .docx. Codes "report.format", "report.disk".
    [[nodiscard]] Result<> saveAs(const QString &path) const;

public Q_SLOTS:
    void print();  // asks for the printer
    void choose(); // asks for the file

Q_SIGNALS:
    void exported(const QString &where); // printer or file
    void failed(const fengqiao::Error &error);

private:
    class Pages;
    void showState();

    QString m_title;
    Save m_keep;
    std::shared_ptr<const Paper> m_paper;
    QHBoxLayout *m_bar;
    Pages *m_pages = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_trouble = nullptr;
    QPushButton *m_print = nullptr;
    QPushButton *m_save = nullptr;
};

// Writes documents to a file by the ending of its name, whole or not at all; the command line does the same.
[[nodiscard]] Result<> saveDocuments(const QString &path, const QList<Document> &documents, const Templates &templates);

} // namespace fengqiao
