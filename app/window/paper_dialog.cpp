#include "paper_dialog.h"

#include <QBoxLayout>

#include <report/collect.h>
#include <report/widgets/document_preview.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

PaperDialog::PaperDialog(Desk &desk, QUuid matter, QUuid document, const QString &code, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_preview(new DocumentPreview(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(desk.rules()->word("document"_L1, code));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_preview);
    const Theme &theme = Theme::of(parent);
    resize(theme.space(200), theme.space(160));
    connect(m_preview, &DocumentPreview::exported, this,
            [this, document](const QString &where) { m_desk.noteRead(u"document"_s, document, u"export"_s, where); });
    connect(m_preview, &DocumentPreview::failed, this,
            [this](const Error &error) { Toast::showError(parentWidget(), error); });
    load(matter, document, code);
}

// Read and rendered away from the window's own thread: the county's templates stand beside its file.
void PaperDialog::load(QUuid matter, QUuid document, const QString &code)
{
    struct Rendered {
        Document document;
        std::shared_ptr<const Templates> templates;
    };

    m_desk
        .read([matter, document, code,
               folder = Templates::folderOf(m_desk.store().path())](ReadContext &context) -> Result<Rendered> {
            auto templates = Templates::load(folder);
            if (!templates)
                return fail(templates.error());
            const auto content = documentData(context, {matter, code, false, document});
            if (!content)
                return fail(content.error());
            auto rendered = renderDocument(**templates, code, *content);
            if (!rendered)
                return fail(rendered.error());
            return Rendered{std::move(*rendered), std::move(*templates)};
        })
        .then(this, [this](const Result<Rendered> &rendered) {
            if (rendered)
                m_preview->setDocuments({rendered->document}, rendered->templates);
            else
                m_preview->setFailure(rendered.error());
        });
}

} // namespace fengqiao
