#pragma once

#include <QJsonObject>
#include <memory>

#include <report/document.h>

namespace fengqiao {

// The templates of all documents: <CODE>.html in the syntax of KTextTemplate, with document.css beside them. A county
// puts its own into a folder that is looked at first; what it leaves out is taken from the program's own.
class Templates {
public:
    // Codes "report.templates" (the program's folder is missing), "report.style".
    [[nodiscard]] static Result<std::shared_ptr<Templates>> load(const QString &countyFolder = {});
    // Where a county keeps its own templates: beside its file, "county.fengqiao" -> "county.templates".
    [[nodiscard]] static QString folderOf(const QString &countyFile);
    ~Templates();

    // One document. A field that the template names and the data lacks, or has empty, is refused with
    // "report.template_field", unless the template's line {# optional: a.b c #} allows it. Other codes:
    // "report.template_missing", "report.template_syntax".
    [[nodiscard]] Result<Document> render(const QString &code, const QJsonObject &data) const;

    [[nodiscard]] const StyleSheet &styles() const { return m_styles; }

    [[nodiscard]] QStringList codes() const; // D01 ... E11

private:
    Templates();
    struct Private;
    std::unique_ptr<Private> d;
    StyleSheet m_styles;
};

} // namespace fengqiao
