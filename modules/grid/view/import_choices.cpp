#include "import_choices.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QLabel>

#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int pairsARow = 2;

QString wordOf(const RuleSet &rules, const QString &list, const QString &code)
{
    for (const RuleRow *row : rules.codes(list))
        if (row->text("code"_L1) == code)
            return row->word();
    return code;
}

QString fieldWord(const RuleSet &rules, const QString &key)
{
    const RuleRow *row = rules.table("fields"_L1).find(key);
    return row ? row->word() : key;
}

} // namespace

ImportChoices::ImportChoices(Desk &desk, ImportRows rows, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_rows(rows)
    , m_grid(new QGridLayout(this))
    , m_layer(addBox(u"importLayer"_s, tr("Layer or sheet")))
{
    const Theme &theme = Theme::of(parent);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(theme.size(Size::Related));
    m_grid->setVerticalSpacing(theme.size(Size::Inside));
    for (int pair = 0; pair < pairsARow; ++pair)
        m_grid->setColumnStretch(pair * 2 + 1, 1);
    connect(m_layer, &QComboBox::activated, this, [this] { Q_EMIT layerChosen(m_layer->currentText()); });
    if (rows == ImportRows::Grids)
        addGridChoices();
}

QLabel *ImportChoices::addLabel(const QString &word)
{
    auto *label = textLabel(word, Type::Base, Token::InkSoft, this);
    label->setWordWrap(false);
    return label;
}

QComboBox *ImportChoices::addBox(const QString &name, const QString &word)
{
    auto *box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(word);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
    m_pairs.append({addLabel(word), box});
    return box;
}

void ImportChoices::arrange()
{
    int cell = 0;
    for (const auto &[label, part] : std::as_const(m_pairs)) {
        if (label)
            label->setVisible(!part->isHidden());
        if (part->isHidden())
            continue;
        const int row = cell / pairsARow;
        const int side = cell % pairsARow * 2;
        if (label)
            m_grid->addWidget(label, row, side);
        m_grid->addWidget(part, row, label ? side + 1 : side, 1, label ? 1 : 2);
        ++cell;
    }
}

void ImportChoices::addGridChoices()
{
    const RuleSet &rules = *m_desk.rules();
    m_datum = addBox(u"importDatum"_s, fieldWord(rules, u"import_grid/datum"_s));
    m_scheme = addBox(u"importScheme"_s, fieldWord(rules, u"import_grid/scheme"_s));
    m_scheme->addItem(tr("As the row says, else as its village"), QString());
    for (const RuleRow *row : rules.codes(u"grid_scheme"_s))
        m_scheme->addItem(row->word(), row->text("code"_L1));
    const QString word = fieldWord(rules, u"import_grids/from"_s);
    m_from = new QDateEdit(m_desk.now().localDate(), this);
    m_from->setObjectName(u"importFrom"_s);
    m_from->setAccessibleName(word);
    m_from->setCalendarPopup(true);
    m_from->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_pairs.append({addLabel(word), m_from});
    m_repair = new QCheckBox(tr("Resolve borders that cross themselves"), this);
    m_repair->setToolTip(tr("Otherwise they are refused."));
    m_repair->setObjectName(u"importRepair"_s);
    m_pairs.append({nullptr, m_repair});
    connect(m_datum, &QComboBox::activated, this, &ImportChoices::changed);
}

void ImportChoices::fillDatum()
{
    const RuleSet &rules = *m_desk.rules();
    m_datum->clear();
    if (m_look.datumByRow)
        m_datum->addItem(tr("As each feature says"), QString());
    else if (m_look.datum)
        m_datum->addItem(tr("As the file says: %1").arg(wordOf(rules, u"datum"_s, datumCode(*m_look.datum))),
                         QString());
    else
        m_datum->addItem(tr("Please choose"), QString());
    for (const RuleRow *row : rules.codes(u"datum"_s))
        m_datum->addItem(row->word(), row->text("code"_L1));
    m_datum->setVisible(!m_look.table);
}

void ImportChoices::setLook(const ImportLook &look)
{
    m_look = look;
    m_layer->clear();
    m_layer->addItems(look.layers);
    m_layer->setCurrentText(look.layer);
    const bool several = look.layers.size() > 1;
    m_layer->setVisible(several);
    if (m_rows == ImportRows::Grids) {
        fillDatum();
        m_repair->setVisible(!look.table);
    }
    arrange();
    setVisible(several || m_rows == ImportRows::Grids);
}

void ImportChoices::write(ImportAsk *ask) const
{
    ask->layer = m_look.layer;
    if (m_rows != ImportRows::Grids)
        return;
    ask->datum = datumFromCode(m_datum->currentData().toString());
    ask->scheme = m_scheme->currentData().toString();
    ask->from = m_from->date();
    ask->repair = m_repair->isChecked();
}

QString ImportChoices::missing() const
{
    const bool open = m_rows == ImportRows::Grids && !m_look.table && !m_look.datum && !m_look.datumByRow;
    if (!open || m_datum->currentIndex() > 0)
        return {};
    return m_look.crs.isEmpty()
               ? tr("The file does not say its coordinate system: choose it.")
               : tr("The file is in %1, which is not known here: choose the datum that it means.").arg(m_look.crs);
}

} // namespace fengqiao
