#include "start_page.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

StartPage::StartPage(QWidget *parent)
    : Page(tr("Fengqiao"), tr("Open the file of your county, or make a new one."), parent)
    , m_recentTitle(new QLabel(tr("Opened before"), this))
    , m_recent(new QListWidget(this))
{
    const Theme &theme = Theme::of(parent);
    auto *open = new QPushButton(tr("Open a county's file…"), this);
    open->setObjectName(u"openCounty"_s);
    setKind(open, ButtonKind::Primary);
    auto *create = new QPushButton(tr("Make a new county…"), this);
    create->setObjectName(u"newCounty"_s);
    auto *join = new QPushButton(tr("Join a county on a server…"), this);
    join->setObjectName(u"joinWanted"_s);
    setTextRole(m_recentTitle, Type::Small, Token::InkSoft);
    m_recent->setObjectName(u"recentFiles"_s);
    m_recent->setAccessibleName(tr("Opened before"));
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setMaximumHeight(theme.space(45));
    body()->addWidget(open);
    body()->addWidget(create);
    body()->addWidget(join);
    body()->addWidget(m_recentTitle);
    body()->addWidget(m_recent);
    connect(open, &QPushButton::clicked, this, &StartPage::askForFile);
    connect(create, &QPushButton::clicked, this, &StartPage::newCountyWanted);
    connect(join, &QPushButton::clicked, this, &StartPage::joinWanted);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT fileChosen(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT fileChosen(item->data(Qt::UserRole).toString()); });
    setRecent({});
}

void StartPage::setRecent(const QStringList &files)
{
    m_recent->clear();
    for (const QString &file : files) {
        auto *item = new QListWidgetItem(QFileInfo(file).fileName(), m_recent);
        item->setData(Qt::UserRole, file);
        item->setToolTip(file);
    }
    m_recentTitle->setVisible(!files.isEmpty());
    m_recent->setVisible(!files.isEmpty());
}

void StartPage::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a county's file"),
                                   QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation),
                                   tr("County files (*.fengqiao)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &StartPage::fileChosen);
    dialog->open();
}

} // namespace fengqiao
