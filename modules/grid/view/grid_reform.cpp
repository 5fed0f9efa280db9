#include "grid_reform.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

#include <widgets/action_form.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHouseholds = 100'000;
constexpr int fewestParts = 2;
constexpr int mostParts = 50;

QVBoxLayout *columnOn(QWidget *page)
{
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of(page).size(Size::Inside));
    return column;
}

QLabel *caption(const QString &text, QWidget *parent)
{
    auto *label = textLabel(text, Type::Small, Token::InkSoft, parent);
    label->setWordWrap(false);
    return label;
}

} // namespace

GridReformDialog::GridReformDialog(Desk &desk, const QString &action, const GridSubject &grid, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_grid(grid)
    , m_action(action)
    , m_key(idText(QUuid::createUuid()))
    , m_pages(new QStackedWidget(this))
    , m_summary(new QWidget)
    , m_note(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_error(new InlineError(this))
    , m_back(new QPushButton(tr("Cancel"), this))
    , m_next(new QPushButton(tr("Next"), this))
{
    setObjectName(u"reformDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    const RuleRow *row = desk.rules()->table("actions"_L1).find(action);
    setWindowTitle(row ? row->word() : action);
    const Theme &theme = Theme::of(parent);
    auto *column = new QVBoxLayout(this);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(textLabel(windowTitle(), Type::Heading, Token::Ink, this, QFont::Medium));
    column->addWidget(textLabel(joinedParts({grid.code, grid.name, grid.place}), Type::Base, Token::InkSoft, this));
    auto *input = new QWidget;
    columnOn(input);
    columnOn(m_summary);
    m_pages->addWidget(input);
    m_pages->addWidget(m_summary);
    column->addWidget(m_pages, 1);
    column->addWidget(m_note);
    column->addWidget(m_error);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addStretch();
    m_back->setObjectName(u"reformBack"_s);
    m_next->setObjectName(u"reformNext"_s);
    m_back->setAutoDefault(false);
    m_next->setDefault(true);
    setKind(m_next, ButtonKind::Primary);
    buttons->addWidget(m_back);
    buttons->addWidget(m_next);
    column->addLayout(buttons);
    m_note->hide();
    connect(m_back, &QPushButton::clicked, this, &GridReformDialog::back);
    connect(m_next, &QPushButton::clicked, this, &GridReformDialog::next);
    setMinimumWidth(theme.space(150));
}

QWidget *GridReformDialog::inputPage() const
{
    return m_pages->widget(0);
}

void GridReformDialog::finishPage(const QStringList &fields)
{
    m_form = new ActionForm(FormContext::of(m_desk, nullptr), m_action, inputPage());
    m_form->setNested();
    m_form->setOnly(fields);
    m_form->setColumns(2);
    static_cast<QVBoxLayout *>(inputPage()->layout())->addWidget(m_form);
    static_cast<QVBoxLayout *>(inputPage()->layout())->addStretch();
}

void GridReformDialog::setNote(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

void GridReformDialog::back()
{
    if (m_pages->currentIndex() == 0)
        return reject();
    m_pages->setCurrentIndex(0);
    m_back->setText(tr("Cancel"));
    m_next->setText(tr("Next"));
    m_error->clear();
}

void GridReformDialog::next()
{
    if (!m_busy)
        ask(m_pages->currentIndex() == 0);
}

void GridReformDialog::ask(bool dryRun)
{
    QJsonObject asked = wanted();
    const QJsonObject more = m_form ? m_form->data() : QJsonObject();
    for (auto it = more.begin(); it != more.end(); ++it)
        asked.insert(it.key(), it.value());
    ActionRequest request;
    request.action = m_action;
    request.data = asked;
    request.dryRun = dryRun;
    if (!dryRun)
        request.key = m_key; // a double click is one action
    m_busy = true;
    m_next->setEnabled(false);
    m_desk.submit(std::move(request)).then(this, [this, dryRun](const Result<ActionOutcome> &result) {
        answer(result, dryRun);
    });
}

void GridReformDialog::answer(const Result<ActionOutcome> &result, bool dryRun)
{
    m_busy = false;
    m_next->setEnabled(true);
    if (!result) {
        m_error->setError(result.error());
        return;
    }
    m_error->clear();
    if (dryRun)
        return showOutcome(*result);
    Q_EMIT acted(*result);
    accept();
}

void GridReformDialog::showOutcome(const ActionOutcome &outcome)
{
    auto *column = static_cast<QVBoxLayout *>(m_summary->layout());
    while (QLayoutItem *item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    column->addWidget(textLabel(tr("This is what will happen"), Type::Base, Token::Ink, m_summary, QFont::Medium));
    const QJsonArray made = outcome.extra.value("grids"_L1).toArray();
    for (const QJsonValue &grid : made)
        column->addWidget(textLabel(
            tr("New grid %1 “%2”")
                .arg(grid.toObject().value("code"_L1).toString(), grid.toObject().value("name"_L1).toString()),
            Type::Base, Token::Ink, m_summary));
    if (made.isEmpty())
        column->addWidget(
            textLabel(tr("The grid goes on as %1.").arg(outcome.number), Type::Base, Token::Ink, m_summary));
    column->addWidget(textLabel(tr("The grids as they are now end on the day before and stay in the reports of their "
                                   "time."),
                                Type::Base, Token::InkSoft, m_summary));
    for (const QString &warning : outcome.warnings) {
        auto *line = new InlineError(m_summary);
        line->setText(warning);
        column->addWidget(line);
    }
    column->addStretch();
    m_pages->setCurrentIndex(1);
    m_back->setText(tr("Back"));
    m_next->setText(windowTitle());
    m_next->setFocus();
}

SplitDialog::SplitDialog(Desk &desk, const GridSubject &grid, QWidget *parent)
    : GridReformDialog(desk, u"split_grid"_s, grid, parent)
    , m_list(new QWidget(inputPage()))
{
    auto *column = static_cast<QVBoxLayout *>(inputPage()->layout());
    columnOn(m_list);
    column->addWidget(m_list);
    auto *more = linkButton(tr("One more part"), inputPage());
    more->setObjectName(u"addPart"_s);
    more->setAutoDefault(false);
    column->addWidget(more, 0, Qt::AlignLeft);
    connect(more, &QPushButton::clicked, this, &SplitDialog::addPart);
    for (int i = 0; i < fewestParts; ++i)
        addPart();
    m_parts.first().code->setText(grid.code);
    finishPage({u"from"_s, u"reason"_s});
    setNote(tr("The part that keeps the code keeps the posts and the people in them. Borders are drawn on the map "
               "afterwards."));
    m_desk
        .read([id = grid.id](ReadContext &context) -> Result<std::optional<int>> {
            const auto line = gridById(context.tx, id);
            return line ? line->households : std::nullopt;
        })
        .then(this, [this](const Result<std::optional<int>> &households) {
            m_households = households.value_or(std::nullopt);
            countHouseholds();
        });
    m_parts.first().name->setFocus();
}

void SplitDialog::addPart()
{
    if (m_parts.size() >= mostParts)
        return;
    const Theme &theme = Theme::of(this);
    Part part{new QWidget(m_list), nullptr, nullptr, nullptr};
    part.code = new QLineEdit(part.row);
    part.name = new QLineEdit(part.row);
    part.households = new QSpinBox(part.row);
    auto *row = new QHBoxLayout(part.row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    const int number = static_cast<int>(m_parts.size()) + 1;
    part.name->setAccessibleName(tr("Name of part %1").arg(number));
    part.name->setPlaceholderText(tr("Name"));
    part.name->setObjectName(u"partName"_s);
    part.code->setAccessibleName(tr("Code of part %1").arg(number));
    part.code->setPlaceholderText(tr("Code: the next free one"));
    part.code->setObjectName(u"partCode"_s);
    part.households->setAccessibleName(tr("Households of part %1").arg(number));
    part.households->setRange(-1, mostHouseholds);
    part.households->setValue(-1);
    part.households->setSpecialValueText(tr("Households"));
    part.households->setObjectName(u"partHouseholds"_s);
    auto *gone = new QToolButton(part.row);
    gone->setIcon(theme.icon(u"x"_s, Token::InkSoft));
    gone->setToolTip(tr("Without this part"));
    gone->setAccessibleName(gone->toolTip());
    row->addWidget(part.name, 3);
    row->addWidget(part.code, 3);
    row->addWidget(part.households, 1);
    row->addWidget(gone);
    connect(gone, &QToolButton::clicked, this, [this, widget = part.row] { removePart(widget); });
    connect(part.households, &QSpinBox::valueChanged, this, &SplitDialog::countHouseholds);
    m_list->layout()->addWidget(part.row);
    m_parts << part;
    if (m_parts.size() > fewestParts)
        part.name->setFocus();
}

void SplitDialog::removePart(QWidget *row)
{
    if (m_parts.size() <= fewestParts)
        return;
    m_parts.removeIf([row](const Part &part) { return part.row == row; });
    row->deleteLater();
    countHouseholds();
}

void SplitDialog::countHouseholds()
{
    int sum = 0;
    bool known = false;
    for (const Part &part : std::as_const(m_parts)) {
        sum += std::max(0, part.households->value());
        known = known || part.households->value() >= 0;
    }
    const QString keeps = tr("The part that keeps the code keeps the posts and the people in them. Borders are drawn "
                             "on the map afterwards.");
    setNote(known && m_households ? keeps + u'\n' + tr("Together %1 of %2 households.").arg(sum).arg(*m_households)
                                  : keeps);
}

QJsonObject SplitDialog::wanted() const
{
    QJsonArray parts;
    for (const Part &part : m_parts) {
        QJsonObject given;
        if (const QString name = part.name->text().trimmed(); !name.isEmpty())
            given.insert(u"name"_s, name);
        if (const QString code = part.code->text().trimmed(); !code.isEmpty())
            given.insert(u"code"_s, code);
        if (part.households->value() >= 0)
            given.insert(u"households"_s, part.households->value());
        parts << given;
    }
    return {{u"grid"_s, idText(m_grid.id)}, {u"parts"_s, parts}};
}

MergeDialog::MergeDialog(Desk &desk, const GridSubject &grid, QWidget *parent)
    : GridReformDialog(desk, u"merge_grids"_s, grid, parent)
    , m_others(new QListWidget(inputPage()))
    , m_name(new QLineEdit(grid.name, inputPage()))
    , m_code(new QComboBox(inputPage()))
{
    auto *column = static_cast<QVBoxLayout *>(inputPage()->layout());
    column->addWidget(caption(tr("Together with"), inputPage()));
    m_others->setObjectName(u"mergeWith"_s);
    m_others->setAccessibleName(tr("Grids to merge with %1").arg(grid.name));
    m_others->setMinimumHeight(Theme::of(this).space(35));
    column->addWidget(m_others, 1);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(this).size(Size::Related));
    const auto add = [&](const QString &words, QWidget *editor, int stretch) {
        auto *cell = new QVBoxLayout;
        cell->setSpacing(Theme::of(this).space(1));
        cell->addWidget(caption(words, inputPage()));
        cell->addWidget(editor);
        editor->setAccessibleName(words);
        row->addLayout(cell, stretch);
    };
    add(tr("Name *"), m_name, 3);
    add(tr("Code that goes on"), m_code, 2);
    m_code->addItem(u"%1 %2"_s.arg(grid.code, grid.name), grid.code);
    column->addLayout(row);
    finishPage({u"from"_s, u"reason"_s});
    connect(m_others, &QListWidget::itemChanged, this, &MergeDialog::follow);
    m_desk.read([id = grid.id](ReadContext &context) -> Result<QList<GridItem>> { return mergeable(context, id); })
        .then(this, [this](const Result<QList<GridItem>> &others) {
            if (others)
                show(*others);
        });
}

void MergeDialog::show(const QList<GridItem> &others)
{
    for (const GridItem &other : others) {
        auto *item = new QListWidgetItem(joinedParts({other.code, other.name}), m_others);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, other.id);
        item->setData(Qt::UserRole + 1, other.code);
        item->setData(Qt::UserRole + 2, other.name);
    }
    if (others.isEmpty())
        setNote(tr("There is no other grid of this kind in the village; move one here first."));
    else
        follow();
    m_others->setFocus();
    if (m_others->count() > 0)
        m_others->setCurrentRow(0);
}

void MergeDialog::follow()
{
    const QString kept = m_code->currentData().toString();
    m_code->clear();
    m_code->addItem(u"%1 %2"_s.arg(m_grid.code, m_grid.name), m_grid.code);
    for (int i = 0; i < m_others->count(); ++i) {
        const QListWidgetItem *item = m_others->item(i);
        if (item->checkState() == Qt::Checked)
            m_code->addItem(
                u"%1 %2"_s.arg(item->data(Qt::UserRole + 1).toString(), item->data(Qt::UserRole + 2).toString()),
                item->data(Qt::UserRole + 1));
    }
    m_code->setCurrentIndex(std::max(0, m_code->findData(kept)));
    setNote(tr("Its posts and people go on; those of the other grids end and are appointed anew. The borders are put "
               "together."));
}

QJsonObject MergeDialog::wanted() const
{
    QJsonArray grids{QJsonObject{{u"grid"_s, idText(m_grid.id)}}};
    for (int i = 0; i < m_others->count(); ++i) {
        if (m_others->item(i)->checkState() == Qt::Checked)
            grids << QJsonObject{{u"grid"_s, idText(m_others->item(i)->data(Qt::UserRole).toUuid())}};
    }
    return {{u"grids"_s, grids}, {u"code"_s, m_code->currentData().toString()}, {u"name"_s, m_name->text().trimmed()}};
}

} // namespace fengqiao
