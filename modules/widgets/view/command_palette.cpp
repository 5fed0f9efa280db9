#include <widgets/command_palette.h>

#include <QAbstractListModel>
#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

class CommandListModel : public QAbstractListModel {
public:
    explicit CommandListModel(const CommandMatcher &matcher, QObject *parent)
        : QAbstractListModel(parent)
        , m_matcher(matcher)
    {
    }

    void setOrder(QList<int> order)
    {
        beginResetModel();
        m_order = std::move(order);
        endResetModel();
    }

    [[nodiscard]] const Command &at(int row) const { return m_matcher.commands().at(m_order.at(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_order.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::DisplayRole)
            return at(index.row()).text;
        return role == Qt::AccessibleDescriptionRole ? QVariant(at(index.row()).whyNot) : QVariant();
    }

private:
    const CommandMatcher &m_matcher;
    QList<int> m_order;
};

namespace {

// Icon, text, reason underneath, then group and shortcut at the right.
class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        const Command &command = static_cast<const CommandListModel *>(index.model())->at(index.row());
        const int second = command.enabled ? 0 : QFontMetrics(theme.font(Type::Small)).height();
        return {0, theme.size(Size::ControlTall) + theme.space(1) + second};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        const Command &command = static_cast<const CommandListModel *>(index.model())->at(index.row());
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.color(Token::AccentSoft));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(0, 1, 0, -1), theme.size(Size::RadiusSmall),
                                     theme.size(Size::RadiusSmall));
        }
        QRect area = option.rect.adjusted(theme.size(Size::Related), 0, -theme.size(Size::Related), 0);
        const int side = theme.size(Size::Icon);
        const QRect first(area.left(), area.top(), area.width(), theme.size(Size::ControlTall) + theme.space(1));
        theme.drawIcon(*painter, QRect(first.left(), first.center().y() - side / 2, side, side),
                       command.icon.isEmpty() ? u"arrow-right"_s : command.icon,
                       command.enabled ? Token::InkSoft : Token::InkFaint);
        const int right = drawRight(*painter, first, command, theme);
        QRect text = first.adjusted(side + theme.size(Size::Related), 0, 0, 0);
        text.setRight(right);
        painter->setFont(theme.font());
        painter->setPen(theme.color(command.enabled ? Token::Ink : Token::InkFaint));
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(command.text, Qt::ElideRight, text.width()));
        if (!command.enabled) {
            const QFont small = theme.font(Type::Small);
            painter->setFont(small);
            painter->setPen(theme.color(Token::InkSoft));
            const QRect why(text.left(), first.bottom() - theme.space(2), area.right() - text.left(),
                            QFontMetrics(small).height());
            painter->drawText(why, Qt::AlignLeft | Qt::AlignVCenter,
                              QFontMetrics(small).elidedText(command.whyNot, Qt::ElideRight, why.width()));
        }
        painter->restore();
    }

private:
    static int drawRight(QPainter &painter, const QRect &row, const Command &command, const Theme &theme)
    {
        painter.setFont(theme.font(Type::Small));
        painter.setPen(theme.color(Token::InkSoft));
        int right = row.right();
        for (const QString &words : {command.shortcut.toString(QKeySequence::NativeText), command.group}) {
            if (words.isEmpty())
                continue;
            const int width = painter.fontMetrics().horizontalAdvance(words);
            painter.drawText(QRect(right - width, row.top(), width + 1, row.height()), Qt::AlignVCenter, words);
            right -= width + theme.size(Size::Related);
        }
        return right;
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_input(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new CommandListModel(m_matcher, this))
    , m_none(new QLabel(tr("Nothing matches. Try another word, its pinyin or its initials."), this))
{
    const Theme &theme = Theme::of(window);
    setAccessibleName(tr("Command palette"));
    m_input->setPlaceholderText(tr("What would you like to do?"));
    m_input->setAccessibleName(m_input->placeholderText());
    m_input->addAction(theme.icon(u"search"_s, Token::InkSoft), QLineEdit::LeadingPosition);
    m_input->setProperty("tall", true);
    m_input->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setMouseTracking(true);
    setTextRole(m_none, Type::Base, Token::InkSoft);
    m_none->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme.space(3), theme.space(3), theme.space(3), theme.space(3));
    column->setSpacing(theme.size(Size::Inside));
    column->addWidget(m_input);
    column->addWidget(m_none);
    column->addWidget(m_list, 1);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    connect(m_list, &QListView::entered, m_list, &QListView::setCurrentIndex);
    window->installEventFilter(this);
    hide();
}

CommandPalette::~CommandPalette() = default;

void CommandPalette::setProvider(std::function<QList<Command>()> provider)
{
    m_provider = std::move(provider);
}

void CommandPalette::setRecent(const QStringList &ids)
{
    m_recent = ids;
}

void CommandPalette::openPalette(const QString &typed)
{
    if (m_provider)
        m_matcher.setCommands(m_provider());
    m_before = QApplication::focusWidget();
    m_input->setText(typed);
    refill();
    place();
    show();
    raise();
    m_input->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::refill()
{
    m_model->setOrder(m_matcher.match(m_input->text(), m_recent));
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    if (any)
        m_list->setCurrentIndex(m_model->index(0, 0));
    place();
}

void CommandPalette::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const Command &command = m_model->at(index.row());
    if (!command.enabled)
        return;
    const QString id = command.id;
    m_recent.removeAll(id);
    m_recent.prepend(id);
    m_recent = m_recent.mid(0, 8);
    closePalette();
    Q_EMIT triggered(id);
}

void CommandPalette::closePalette()
{
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::place()
{
    const Theme &theme = Theme::of(this);
    const QWidget *window = parentWidget();
    const int width = std::min(theme.space(150), window->width() - theme.space(12));
    int rows = 0;
    for (int row = 0; row < std::min(8, m_model->rowCount()); ++row)
        rows += m_list->sizeHintForRow(row);
    const int head = theme.size(Size::ControlTall) + theme.space(8);
    const int list = rows > 0 ? rows + theme.space(1) : theme.space(12);
    const int height = std::min(head + list, window->height() - theme.space(12));
    setGeometry((window->width() - width) / 2, std::max(theme.space(6), window->height() / 8), width, height);
}

bool CommandPalette::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (object != m_input)
        return QFrame::eventFilter(object, event);
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide(); // clicking elsewhere closes it and keeps the new focus
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const int row = m_list->currentIndex().row();
    const int rows = m_model->rowCount();
    const auto go = [this, rows](int to) {
        if (rows > 0)
            m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, rows - 1), 0));
        return true;
    };
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        return go(row + 1 >= rows ? 0 : row + 1);
    case Qt::Key_Up:
        return go(row <= 0 ? rows - 1 : row - 1);
    case Qt::Key_PageDown:
        return go(row + 7);
    case Qt::Key_PageUp:
        return go(row - 7);
    case Qt::Key_Tab:
        return true; // there is nowhere else to go
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(m_list->currentIndex());
        return true;
    case Qt::Key_Escape:
        closePalette();
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.color(Token::LineStrong), 1));
    painter.setBrush(theme.color(Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.size(Size::Radius),
                            theme.size(Size::Radius));
}

} // namespace fengqiao
