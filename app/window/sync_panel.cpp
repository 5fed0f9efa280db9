#include "sync_panel.h"

#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <access/desk.h>
#include <widgets/cards.h>
#include <widgets/theme.h>

#include "desk_watch.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

SyncPanel::SyncPanel(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_outbox(new QLabel(this))
    , m_backup(new QLabel(this))
    , m_asOf(new QLabel(this))
{
    const Theme &theme = Theme::of(parent);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.size(Size::Related), theme.size(Size::Related), theme.size(Size::Related),
                               theme.size(Size::Related));
    column->setSpacing(theme.size(Size::Related));
    auto *title = new QLabel(tr("This desk works alone"), this);
    setTextRole(title, Type::Heading, Token::Ink, QFont::Medium);
    auto *words = new QLabel(tr("Everything is kept in the encrypted file on this computer. What is written here is "
                                "also kept in order for a shared database, and is sent once one is set up."),
                             this);
    words->setWordWrap(true);
    setTextRole(words, Type::Base, Token::InkSoft);
    auto *rows = new QFormLayout;
    rows->setLabelAlignment(Qt::AlignLeft);
    rows->setHorizontalSpacing(theme.size(Size::Related));
    rows->setVerticalSpacing(theme.size(Size::Inside));
    auto *file = new ElidedLabel(QFileInfo(desk.store().path()).fileName(), this);
    rows->addRow(tr("File"), file);
    rows->addRow(tr("Waiting to be sent"), m_outbox);
    rows->addRow(tr("Last backup"), m_backup);
    rows->addRow(tr("As of"), m_asOf);
    for (int row = 0; row < rows->rowCount(); ++row)
        setTextRole(rows->itemAt(row, QFormLayout::LabelRole)->widget(), Type::Base, Token::InkSoft);
    m_backup->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(words);
    column->addLayout(rows);
    column->addStretch();
}

void SyncPanel::setStatus(const DeskStatus &status)
{
    m_outbox->setText(tr("%n changes", nullptr, static_cast<int>(status.outbox)));
    m_backup->setText(status.lastBackup.isEmpty() ? tr("None on record yet") : status.lastBackup);
    m_asOf->setText(status.asOf.display());
}

} // namespace fengqiao
