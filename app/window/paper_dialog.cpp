#include "paper_dialog.h"

#include <QBoxLayout>
#include <QPushButton>

#include <mediation/papers.h>
#include <report/collect.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/sign_dialog.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

PaperDialog::PaperDialog(Desk &desk, QUuid matter, QUuid document, const QString &code, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_matter(matter)
    , m_document(document)
    , m_code(code)
    , m_preview(new DocumentPreview(this))
    , m_sign(new QPushButton(desk.rules()->table("actions"_L1).find(u"sign_document"_s)->word(), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(desk.rules()->word("document"_L1, code));
    m_sign->setObjectName(u"signPaper"_s);
    m_sign->hide();
    m_preview->addTool(m_sign);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_preview);
    const Theme &theme = Theme::of(parent);
    resize(theme.space(200), theme.space(160));
    connect(m_sign, &QPushButton::clicked, this, &PaperDialog::sign);
    connect(m_preview, &DocumentPreview::exported, this,
            [this](const QString &where) { m_desk.noteRead(u"document"_s, m_document, u"export"_s, where); });
    connect(m_preview, &DocumentPreview::failed, this,
            [this](const Error &error) { Toast::showError(parentWidget(), error); });
    load();
}

// What is signed is what was read: the field to sign in opens over the paper, and the paper then shows it.
void PaperDialog::sign()
{
    auto *dialog = new SignDialog(m_desk, m_document, this);
    connect(dialog, &SignDialog::acted, this, &PaperDialog::load);
    dialog->open();
}

// Read and rendered away from the window's own thread: the county's templates stand beside its file.
void PaperDialog::load()
{
    struct Rendered {
        Document document;
        std::shared_ptr<const Templates> templates;
        std::optional<Row> row;
    };

    m_desk
        .read([matter = m_matter, document = m_document, code = m_code,
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
            return Rendered{std::move(*rendered), std::move(*templates), context.tx.find(documentEntity(), document)};
        })
        .then(this, [this](const Result<Rendered> &rendered) {
            if (!rendered)
                return m_preview->setFailure(rendered.error());
            m_preview->setDocuments({rendered->document}, rendered->templates);
            const QList<Desk::Offer> offers =
                rendered->row ? m_desk.offers(documentKind().name, *rendered->row) : QList<Desk::Offer>();
            m_sign->setVisible(std::ranges::any_of(offers, [](const Desk::Offer &offer) {
                return offer.allowed && offer.action->text("action"_L1) == "sign_document"_L1;
            }));
        });
}

} // namespace fengqiao
