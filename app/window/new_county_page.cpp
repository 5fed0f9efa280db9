#include "new_county_page.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStackedLayout>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <core/hanzi.h>
#include <grid/divisions.h>
#include <widgets/filters.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "composition.h"
#include "desk_opener.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int rowsShown = 40;
constexpr auto demoCounty = "620521"_L1; // the county that resources/demo is written for

} // namespace

NewCountyPage::NewCountyPage(QWidget *parent)
    : Page(tr("A new county"), {}, parent)
    , m_steps(new QStackedLayout)
{
    m_steps->addWidget(makeForm());
    m_steps->addWidget(makeRecovery());
    body()->addLayout(m_steps);
}

QLineEdit *NewCountyPage::addLine(QVBoxLayout *column, const QString &word, const QString &name)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    addField(column, word, line);
    return line;
}

QWidget *NewCountyPage::makeForm()
{
    const Theme &theme = Theme::of(parentWidget());
    auto *form = new QWidget(this);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Inside));
    m_search = new SearchField(tr("County: name, pinyin or code"), form);
    m_search->setObjectName(u"countySearch"_s);
    m_list = new QListWidget(form);
    m_list->setObjectName(u"countyList"_s);
    m_list->setAccessibleName(tr("Counties"));
    m_list->setFixedHeight(theme.space(26));
    m_search->setList(m_list);
    column->addWidget(m_search);
    column->addWidget(m_list);
    m_login = addLine(column, tr("Administrator's account"), u"adminLogin"_s);
    m_name = addLine(column, tr("Administrator's name"), u"adminName"_s);
    m_password = addLine(column, tr("Password, at least 10 characters"), u"adminPassword"_s);
    m_again = addLine(column, tr("Password once more"), u"adminPasswordAgain"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_again->setEchoMode(QLineEdit::Password);
    m_file = addLine(column, tr("File"), u"countyFile"_s);
    auto *browse = m_file->addAction(theme.icon(u"folder-open"_s, Token::InkSoft), QLineEdit::TrailingPosition);
    browse->setToolTip(tr("Choose the folder and the name"));
    m_demo = new QCheckBox(tr("With invented demo data"), form);
    m_demo->setObjectName(u"demo"_s);
    m_error = new InlineError(form);
    m_progress = new ProgressStrip(form);
    m_create = new QPushButton(tr("Make the county"), form);
    m_create->setObjectName(u"createCounty"_s);
    setKind(m_create, ButtonKind::Primary);
    auto *back = new QPushButton(tr("Back"), form);
    setKind(back, ButtonKind::Quiet);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_progress, 1);
    row->addStretch();
    row->addWidget(back);
    row->addWidget(m_create);
    column->addWidget(m_demo);
    column->addWidget(m_error);
    column->addLayout(row);
    connect(m_search, &SearchField::search, this, &NewCountyPage::search);
    connect(m_list, &QListWidget::currentRowChanged, this, &NewCountyPage::choose);
    connect(m_list, &QListWidget::itemActivated, m_login, [this] { m_login->setFocus(); });
    connect(browse, &QAction::triggered, this, &NewCountyPage::askForFile);
    connect(m_file, &QLineEdit::textEdited, this, [this] { m_ownFile = true; });
    connect(m_create, &QPushButton::clicked, this, &NewCountyPage::create);
    connect(back, &QPushButton::clicked, this, &NewCountyPage::cancelled);
    return form;
}

QWidget *NewCountyPage::makeRecovery()
{
    const Theme &theme = Theme::of(parentWidget());
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    auto *words =
        new QLabel(tr("The county is made. This recovery code opens it if every password is lost. It is shown "
                      "only now: write it on paper and keep it under lock."),
                   page);
    words->setWordWrap(true);
    m_recovery = new QLabel(page);
    m_recovery->setObjectName(u"recoveryCode"_s);
    m_recovery->setWordWrap(true);
    m_recovery->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTextRole(m_recovery, Type::Heading, Token::Ink, QFont::Medium);
    auto *done = new QPushButton(tr("It is written down"), page);
    done->setObjectName(u"recoveryKept"_s);
    setKind(done, ButtonKind::Primary);
    column->addWidget(words);
    column->addWidget(m_recovery);
    column->addWidget(done, 0, Qt::AlignRight);
    column->addStretch();
    connect(done, &QPushButton::clicked, this, [this] {
        m_recovery->clear();
        Q_EMIT created(m_file->text(), m_login->text().trimmed());
    });
    return page;
}

QList<NewCountyPage::Choice> NewCountyPage::readChoices()
{
    QList<Choice> choices;
    const auto divisions = Divisions::load();
    if (!divisions)
        return choices;
    for (const Division &county : divisions->counties()) {
        Choice choice{county.code.digits(), county.name, divisions->fullName(county.code), {}};
        choice.keys = pinyin(county.name) + initials(county.name) + QStringList{choice.fullName, choice.code};
        choices.append(std::move(choice));
    }
    return choices;
}

void NewCountyPage::begin()
{
    m_steps->setCurrentIndex(0);
    m_error->clear();
    m_code.clear();
    m_ownFile = false;
    m_search->clear();
    m_list->clear();
    m_login->setText(u"admin"_s);
    for (QLineEdit *line : {m_name, m_password, m_again, m_file})
        line->clear();
    m_demo->setChecked(false);
    m_demo->setEnabled(false);
    m_search->setFocus();
    if (!m_choices.isEmpty())
        return search({});
    QtConcurrent::run(&NewCountyPage::readChoices).then(this, [this](const QList<Choice> &choices) {
        m_choices = choices;
        search(m_search->text());
    });
}

void NewCountyPage::setFile(const QString &file)
{
    m_file->setText(file);
    m_ownFile = true;
}

void NewCountyPage::search(const QString &text)
{
    const QString wanted = fold(text).remove(u' ');
    m_list->clear();
    for (const Choice &choice : m_choices) {
        const bool fits = wanted.isEmpty() || choice.fullName.contains(wanted) ||
                          std::ranges::any_of(choice.keys, [&](const QString &key) { return key.startsWith(wanted); });
        if (!fits)
            continue;
        auto *item = new QListWidgetItem(u"%1  %2"_s.arg(choice.fullName, choice.code), m_list);
        item->setData(Qt::UserRole, choice.code);
        item->setData(Qt::UserRole + 1, choice.name);
        if (m_list->count() >= rowsShown)
            break;
    }
    if (m_list->count() == 1)
        m_list->setCurrentRow(0);
}

void NewCountyPage::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    m_code = item ? item->data(Qt::UserRole).toString() : QString();
    m_demo->setEnabled(m_code == demoCounty);
    m_demo->setChecked(m_demo->isEnabled() && m_demo->isChecked());
    if (!item || m_ownFile)
        return;
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    m_file->setText(folder.filePath(u"%1-%2.fengqiao"_s.arg(m_code, item->data(Qt::UserRole + 1).toString())));
}

void NewCountyPage::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("File of the new county"), QFileInfo(m_file->text()).absolutePath(),
                                   tr("County files (*.fengqiao)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"fengqiao"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &NewCountyPage::setFile);
    dialog->open();
}

void NewCountyPage::create()
{
    const auto code = DivisionCode::parse(m_code);
    if (!code) {
        m_error->setText(tr("Please choose a county from the list."));
        return m_search->setFocus();
    }
    if (m_name->text().trimmed().isEmpty()) {
        m_error->setText(tr("Please write the administrator's name."));
        return m_name->setFocus();
    }
    if (m_password->text() != m_again->text()) {
        m_error->setText(tr("The two passwords differ. Please type the second one again."));
        return m_again->setFocus();
    }
    m_error->clear();
    NewCounty county;
    county.county = *code;
    county.demo = m_demo->isChecked();
    county.adminLogin = m_login->text().trimmed();
    county.adminName = m_name->text().trimmed();
    QDir().mkpath(QFileInfo(m_file->text()).absolutePath());
    m_create->setEnabled(false);
    m_progress->start(tr("Making the county…"), false);
    createCounty(setupFor(m_file->text()), county, Secret(m_password->text().toUtf8()))
        .then(this, [this](const Result<QString> &recovery) { finish(recovery); });
}

void NewCountyPage::finish(const Result<QString> &recovery)
{
    m_create->setEnabled(true);
    m_progress->finish();
    if (!recovery)
        return m_error->setError(recovery.error());
    m_password->clear();
    m_again->clear();
    m_recovery->setText(*recovery);
    m_steps->setCurrentIndex(1);
}

} // namespace fengqiao
