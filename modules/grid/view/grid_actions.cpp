#include "grid_actions.h"

#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <widgets/action_dialog.h>
#include <widgets/next_step.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

#include "grid_reform.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr auto managing = "grid.manage"_L1;
constexpr auto staffing = "grid.staff"_L1;

bool asks(const RuleSet &rules, const QString &action, QLatin1StringView field)
{
    return rules.table("fields"_L1).find(action + u'/' + field) != nullptr;
}

// Of a version that stands, such as a name to be corrected; dates, borders and reasons are asked anew.
QJsonObject knownOf(const RuleSet &rules, const QString &action, const Row &grid)
{
    QJsonObject known;
    for (const RuleRow *rule : rules.table("fields"_L1).where("action"_L1, action)) {
        const QByteArray name = rule->text("field"_L1).toLatin1();
        const Field *field = gridEntity().field(QLatin1StringView(name));
        const bool plain = field && (field->type == FieldType::Text || field->type == FieldType::Code ||
                                     field->type == FieldType::Integer);
        if (plain && !grid.isNull(field->name) && field->name != "code"_L1 && field->name != "datum"_L1)
            known.insert(rule->text("field"_L1), fieldJson(*field, grid));
    }
    return known;
}

} // namespace

GridActions::GridActions(Desk &desk, QWidget *panel)
    : QObject(panel)
    , m_desk(desk)
    , m_panel(panel)
    , m_references(desk)
{
}

bool GridActions::mayManage(const Desk &desk)
{
    return roleMay(desk, u"change_grid"_s);
}

QString GridActions::word(const QString &action) const
{
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    return row ? row->word() : action;
}

void GridActions::done(const QString &action, const ActionOutcome &outcome)
{
    QStringList lines{outcome.number.isEmpty() ? tr("%1: done.").arg(word(action))
                                               : tr("%1: %2 is done.").arg(word(action), outcome.number)};
    lines << outcome.warnings;
    Toast::show(m_panel, lines.join(u'\n'));
    Q_EMIT acted(action, outcome.kind == gridKind().name ? outcome.id : QUuid());
}

// Owned by the panel: gone with it and with the desk's session.
ActionDialog *GridActions::dialogFor(const QString &action, const QJsonObject &subject, const QString &subtitle)
{
    auto *dialog = new ActionDialog(
        FormContext::of(m_desk, &m_references),
        [this](ActionRequest request) { return m_desk.submit(std::move(request)); }, action, m_panel);
    dialog->setObjectName(u"actionDialog"_s);
    dialog->setSubject(subject);
    dialog->setSubtitle(subtitle);
    // A border is drawn, not typed.
    dialog->form()->setHidden({u"border"_s, u"datum"_s});
    connect(dialog, &ActionDialog::acted, this,
            [this, action](const ActionOutcome &outcome) { done(action, outcome); });
    return dialog;
}

void GridActions::prefill(ActionDialog *dialog, const QString &action, const GridSubject &grid)
{
    m_desk
        .read([id = grid.id, action](ReadContext &context) -> Result<QJsonObject> {
            const auto row = context.tx.find(gridEntity(), id);
            return row ? knownOf(context.rules, action, *row) : QJsonObject();
        })
        .then(dialog, [dialog](const Result<QJsonObject> &known) {
            if (known && dialog->form()->isEmpty())
                dialog->form()->setValues(*known);
            dialog->open();
        });
}

void GridActions::openReform(const QString &action, const GridSubject &grid)
{
    auto *dialog = action == "split_grid"_L1 ? static_cast<GridReformDialog *>(new SplitDialog(m_desk, grid, m_panel))
                                             : new MergeDialog(m_desk, grid, m_panel);
    connect(dialog, &GridReformDialog::acted, this,
            [this, action](const ActionOutcome &outcome) { done(action, outcome); });
    connect(dialog, &GridReformDialog::borderWanted, this, &GridActions::borderWanted);
    dialog->open();
}

void GridActions::start(const QString &action, const GridSubject &grid)
{
    if (action == "set_border"_L1) {
        Q_EMIT borderWanted(grid.id);
        return;
    }
    if (action == "split_grid"_L1 || action == "merge_grids"_L1)
        return openReform(action, grid);
    ActionDialog *dialog =
        dialogFor(action, {{u"grid"_s, idText(grid.id)}}, joinedParts({grid.code, grid.name, grid.place}));
    dialog->setDanger(action == "retire_grid"_L1);
    prefill(dialog, action, grid);
}

void GridActions::addGrid(const QString &division)
{
    ActionDialog *dialog = dialogFor(u"add_grid"_s, {}, {});
    dialog->form()->setFolded({u"external_id"_s, u"note"_s, u"from"_s});
    m_desk
        .read([division](ReadContext &context) -> Result<QJsonObject> {
            QJsonObject known;
            if (!division.isEmpty())
                known.insert(u"division"_s, division);
            // As its neighbours are.
            const QList<GridLine> beside =
                gridsAsOf(context.tx, context.now.localDate(), division, groundKinds(context.rules));
            if (!division.isEmpty() && !beside.isEmpty()) {
                known.insert(u"kind"_s, beside.first().kind);
                known.insert(u"scheme"_s, beside.first().scheme);
            }
            return known;
        })
        .then(dialog, [dialog](const Result<QJsonObject> &known) {
            if (known)
                dialog->form()->setValues(*known);
            dialog->open();
        });
}

void GridActions::appoint(const PostItem &post, const QString &gridName, QUuid member)
{
    ActionDialog *dialog =
        dialogFor(u"appoint"_s, {{u"post"_s, idText(post.post)}}, joinedParts({post.kindWord, gridName}));
    dialog->form()->setHidden({u"grid"_s, u"kind"_s, u"post"_s});
    if (!member.isNull())
        dialog->form()->setValues({{u"member"_s, idText(member)}});
    if (roleMay(m_desk, u"add_member"_s)) {
        auto *somebody = linkButton(tr("The person is not on file yet: %1").arg(word(u"add_member"_s)), dialog);
        somebody->setObjectName(u"newMember"_s);
        somebody->setAutoDefault(false);
        static_cast<QBoxLayout *>(dialog->layout())->insertWidget(2, somebody, 0, Qt::AlignLeft);
        connect(somebody, &QPushButton::clicked, this, [this, dialog, post, gridName] {
            dialog->close();
            addMember({}, [this, post, gridName](QUuid added) { appoint(post, gridName, added); });
        });
    }
    dialog->open();
}

void GridActions::relieve(const PostItem &post, const QString &gridName)
{
    ActionDialog *dialog = dialogFor(u"relieve"_s, {{u"posting"_s, idText(post.posting)}},
                                     joinedParts({post.kindWord, post.name, gridName}));
    dialog->setDanger(true);
    dialog->open();
}

void GridActions::endPost(const PostItem &post, const QString &gridName)
{
    ActionDialog *dialog =
        dialogFor(u"end_post"_s, {{u"post"_s, idText(post.post)}}, joinedParts({post.kindWord, gridName}));
    dialog->setDanger(true);
    dialog->open();
}

void GridActions::addMember(const QString &division, std::function<void(QUuid member)> then)
{
    ActionDialog *dialog = dialogFor(u"add_member"_s, {}, {});
    if (!division.isEmpty())
        dialog->form()->setValues({{u"division"_s, division}});
    if (then)
        connect(dialog, &ActionDialog::acted, this,
                [then = std::move(then)](const ActionOutcome &outcome) { then(outcome.id); });
    dialog->open();
}

void GridActions::fillMenu(QMenu *menu, const GridSubject &grid)
{
    const RuleSet &rules = *m_desk.rules();
    for (const RuleRow &action : rules.table("actions"_L1).rows()) {
        const QString permission = action.text("permission"_L1);
        const QString name = action.text("action"_L1);
        const bool about = asks(rules, name, "grid"_L1) || name == "merge_grids"_L1;
        if ((permission != managing && permission != staffing) || !about || !roleMay(action, m_desk.actor()))
            continue;
        if (name == "appoint"_L1)
            continue; // begun at the post that is vacant
        menu->addAction(action.word(), this, [this, name, grid] { start(name, grid); })->setData(name);
    }
    if (menu->isEmpty()) {
        const RuleRow *change = rules.table("actions"_L1).find(u"change_grid"_s);
        QAction *none =
            menu->addAction(change ? tr("Grids are kept by: %1").arg(whoMay(rules, *change)) : tr("Nothing to do"));
        none->setEnabled(false);
    }
}

} // namespace fengqiao
