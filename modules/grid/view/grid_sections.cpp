#include "grid_sections.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <cmath>

#include <widgets/cards.h>
#include <widgets/marks.h>
#include <widgets/next_step.h>
#include <widgets/unmasking.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int sketchSteps = 30; // of the 4 px grid: the side of the sketch
constexpr int pastShown = 12;
constexpr int roleSteps = 22;    // the widest role in four letters and room
constexpr int besideSteps = 110; // of the 4 px grid: what facts and sketch need side by side

QString dateWords(QDate date)
{
    return date.isValid() ? date.toString(u"yyyy-MM-dd"_s) : QString();
}

// The phone behind the mask for whoever asked for it and gave a reason.
QString phoneOf(const Unmasking &unmasking, QUuid member, const QString &masked)
{
    const QJsonObject *open = unmasking.of(member);
    return open ? open->value("phone"_L1).toString() : masked;
}

// The work phone, and a way to see it whole.
void addPhone(QBoxLayout *row, Unmasking *unmasking, QUuid member, const QString &name, const QString &masked,
              QWidget *parent)
{
    if (masked.isEmpty())
        return;
    auto *phone = textLabel(phoneOf(*unmasking, member, masked), Type::Base, Token::Ink, parent);
    phone->setWordWrap(false);
    phone->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(phone);
    if (!unmasking->isAllowed() || unmasking->of(member))
        return;
    auto *open = new QPushButton(parent);
    setKind(open, ButtonKind::Quiet);
    setButtonIcon(open, u"eye"_s);
    open->setObjectName(u"unmaskPhone"_s);
    open->setToolTip(QCoreApplication::translate("GridSections", "Show the whole number of %1").arg(name));
    open->setAccessibleName(open->toolTip());
    QObject::connect(open, &QPushButton::clicked, unmasking,
                     [unmasking, member, name] { unmasking->request(member, name); });
    row->addWidget(open);
}

void clearLayout(QBoxLayout *layout)
{
    layout->setContentsMargins(0, 0, 0, 0);
}

} // namespace

BorderSketch::BorderSketch(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Border of the grid"));
}

void BorderSketch::setGrid(const GridLine &grid)
{
    m_grid = grid;
    setVisible(!grid.border.isEmpty());
    update();
}

QSize BorderSketch::sizeHint() const
{
    const int side = Theme::of(this).space(sketchSteps);
    return {side, side};
}

void BorderSketch::paintEvent(QPaintEvent *)
{
    const GeoShape shape = m_grid.shape();
    const GeoBox box = boxOf(shape);
    if (box.isEmpty())
        return;
    const Theme &theme = Theme::of(this);
    const qreal shrink = std::cos((box.south + box.north) / 2 * M_PI / 180);
    const qreal wide = std::max(1e-9, (box.east - box.west) * shrink);
    const qreal high = std::max(1e-9, box.north - box.south);
    const qreal inset = theme.space(2);
    const qreal scale = std::min((width() - 2 * inset) / wide, (height() - 2 * inset) / high);
    QPainterPath path;
    const auto ring = [&](const GeoRing &points) {
        QPolygonF line;
        for (const GeoPoint &p : points)
            line << QPointF((width() - wide * scale) / 2 + (p.longitude - box.west) * shrink * scale,
                            (height() - high * scale) / 2 + (box.north - p.latitude) * scale);
        path.addPolygon(line);
        path.closeSubpath();
    };
    for (const GeoPolygon &polygon : shape) {
        ring(polygon.outer);
        for (const GeoRing &hole : polygon.holes)
            ring(hole);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::Sunken));
    painter.drawRoundedRect(rect(), theme.size(Size::Radius), theme.size(Size::Radius));
    painter.setPen(QPen(theme.color(Token::Accent), theme.size(Size::Ring)));
    painter.setBrush(theme.color(Token::AccentSoft));
    painter.drawPath(path);
}

GridOverview::GridOverview(Unmasking *unmasking, QWidget *parent)
    : ScrollPage(tr("Overview"), parent)
    , m_unmasking(unmasking)
{
    connect(unmasking, &Unmasking::changed, this, &GridOverview::rebuild);
}

void GridOverview::setView(const GridView &view, QDate today)
{
    m_view = view;
    m_today = today;
    rebuild();
}

void GridOverview::rebuild()
{
    QVBoxLayout *column = fresh();
    addFacts(column);
    addContacts(column);
    finish();
}

void GridOverview::addFacts(QVBoxLayout *column)
{
    const GridLine &grid = m_view.grid;
    const Theme &theme = Theme::of(this);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight);
    row->setSpacing(theme.size(Size::Group));
    m_beside = row;
    placeSketch();
    auto *left = new QVBoxLayout;
    left->setSpacing(theme.size(Size::Inside));
    row->addLayout(left, 1);
    column->addLayout(row);
    if (!grid.isInForce(m_today)) {
        left->addWidget(textLabel(grid.validFrom > m_today
                                      ? tr("This version comes into force on %1.").arg(dateWords(grid.validFrom))
                                      : tr("This version was in force until %1; reports of that time go on using it.")
                                            .arg(dateWords(grid.validTo.addDays(-1))),
                                  Type::Base, Token::Ink, widget()));
        if (!m_view.current.isNull() && m_view.current != grid.id) {
            auto *now = linkButton(tr("Show it as it is today"), widget());
            connect(now, &QPushButton::clicked, this, [this, id = m_view.current] { Q_EMIT gridWanted(id); });
            left->addWidget(now, 0, Qt::AlignLeft);
        }
    }
    FactGrid facts(left, widget());
    facts.add(tr("Kind"), joinedParts({m_view.kindWord, m_view.schemeWord}));
    facts.add(tr("Place"), m_view.place);
    if (grid.households)
        facts.add(tr("Households"), m_view.limit > 0
                                        ? tr("%1 (in principle at most %2)").arg(*grid.households).arg(m_view.limit)
                                        : QString::number(*grid.households));
    facts.add(tr("In force"),
              grid.validTo.isValid()
                  ? tr("%1 to %2", "two days").arg(dateWords(grid.validFrom), dateWords(grid.validTo.addDays(-1)))
                  : tr("since %1").arg(dateWords(grid.validFrom)));
    facts.add(tr("Border"), grid.border.isEmpty() ? tr("none drawn yet")
                            : grid.generated      ? tr("made up by the program, to be replaced")
                                                  : tr("drawn"));
    if (m_view.knowsEvents) {
        auto *events = linkButton(tr("%1 open, %2 in %3 days", "events")
                                      .arg(m_view.openEvents)
                                      .arg(m_view.recentEvents)
                                      .arg(m_view.shownDays),
                                  widget());
        events->setObjectName(u"eventsOfGrid"_s);
        connect(events, &QPushButton::clicked, this, &GridOverview::eventsWanted);
        facts.add(tr("Events"), events);
    }
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(theme.space(1));
    addBorder(right);
    right->addStretch();
    row->addLayout(right);
}

// In a narrow dock the sketch stands below the facts instead of pushing them out of it.
void GridOverview::placeSketch()
{
    const Theme &theme = Theme::of(this);
    const bool wide = viewport()->width() >= theme.space(besideSteps);
    if (!m_beside)
        return;
    m_beside->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_beside->setSpacing(theme.size(wide ? Size::Group : Size::Related));
}

void GridOverview::resizeEvent(QResizeEvent *event)
{
    ScrollPage::resizeEvent(event);
    placeSketch();
}

void GridOverview::addBorder(QVBoxLayout *column)
{
    if (m_view.grid.border.isEmpty())
        return;
    auto *sketch = new BorderSketch(widget());
    sketch->setGrid(m_view.grid);
    auto *map = linkButton(tr("On the map"), widget());
    map->setObjectName(u"gridOnMap"_s);
    connect(map, &QPushButton::clicked, this, &GridOverview::mapWanted);
    column->addWidget(sketch);
    column->addWidget(map, 0, Qt::AlignLeft);
}

QWidget *GridOverview::contact(const ContactLine &line)
{
    const Theme &theme = Theme::of(this);
    auto *holder = new QWidget(widget());
    auto *rows = new QVBoxLayout(holder);
    clearLayout(rows);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    rows->addLayout(row);
    auto *role = textLabel(line.kindWord, Type::Base, Token::InkSoft, holder);
    role->setFixedWidth(theme.space(roleSteps));
    row->addWidget(role);
    if (line.name.isEmpty()) {
        row->addWidget(textLabel(tr("nobody yet"), Type::Base, Token::InkSoft, holder), 1);
        return holder;
    }
    row->addWidget(textLabel(line.name, Type::Base, Token::Ink, holder, QFont::Medium), 1);
    addPhone(row, m_unmasking, line.member, line.name, line.phone, holder);
    if (line.grid == m_view.grid.name)
        return holder;
    // Under the name and the telephone: beside them it would have the width of a few letters.
    auto *post = textLabel(tr("post of %1").arg(line.grid), Type::Small, Token::InkSoft, holder);
    post->setContentsMargins(theme.space(roleSteps) + theme.size(Size::Inside), 0, 0, 0);
    rows->addWidget(post);
    return holder;
}

void GridOverview::addContacts(QVBoxLayout *column)
{
    if (m_view.contacts.isEmpty())
        return;
    const Theme &theme = Theme::of(this);
    auto *card = new Card(tr("Whom to call"), widget());
    card->body()->setSpacing(theme.size(Size::Inside));
    for (const ContactLine &line : std::as_const(m_view.contacts))
        card->body()->addWidget(contact(line));
    column->addWidget(card);
}

GridPosts::GridPosts(Desk &desk, Unmasking *unmasking, QWidget *parent)
    : ScrollPage(tr("Posts"), parent)
    , m_desk(desk)
    , m_unmasking(unmasking)
{
    connect(unmasking, &Unmasking::changed, this, &GridPosts::rebuild);
}

void GridPosts::setView(const GridView &view)
{
    m_view = view;
    rebuild();
}

void GridPosts::rebuild()
{
    QVBoxLayout *column = fresh();
    for (const PostItem &post : std::as_const(m_view.posts))
        column->addWidget(card(post));
    if (m_view.posts.isEmpty())
        column->addWidget(textLabel(tr("This grid has no posts yet. Set one up, then appoint a person to it."),
                                    Type::Base, Token::InkSoft, widget()));
    if (roleMay(m_desk, u"set_post"_s) && m_view.grid.id == m_view.current) {
        auto *more = new QPushButton(tr("Set up a post"), widget());
        more->setObjectName(u"setPost"_s);
        connect(more, &QPushButton::clicked, this, &GridPosts::postWanted);
        column->addWidget(more, 0, Qt::AlignLeft);
    }
    addPast(column);
    finish();
}

QWidget *GridPosts::card(const PostItem &post)
{
    const Theme &theme = Theme::of(this);
    const bool vacant = post.posting.isNull();
    auto *card = new Card(widget());
    auto *head = new QHBoxLayout;
    head->setSpacing(theme.size(Size::Inside));
    auto *kind = textLabel(post.kindWord, Type::Base, Token::Ink, card, QFont::Medium);
    kind->setWordWrap(false);
    head->addWidget(kind);
    if (vacant)
        head->addWidget(new WordChip(tr("vacant", "a post"), WordChip::Tone::Yellow, card));
    head->addStretch();
    if (!vacant)
        addPhone(head, m_unmasking, post.member, post.name, post.phone, card);
    card->body()->addLayout(head);
    card->body()->addWidget(
        textLabel(vacant ? tr("nobody since %1").arg(dateWords(post.since))
                         : tr("%1, since %2", "a person and a day").arg(post.name, dateWords(post.since)),
                  Type::Base, vacant ? Token::InkSoft : Token::Ink, card));
    if (!post.duties.isEmpty())
        card->body()->addWidget(textLabel(post.duties, Type::Small, Token::InkSoft, card));
    if (m_view.grid.id != m_view.current)
        return card;
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    const auto add = [&](const QString &action, ButtonKind kindOf, auto signal) {
        const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
        if (!row || !roleMay(*row, m_desk.actor()))
            return;
        auto *button = new QPushButton(row->word(), card);
        button->setProperty("action", action);
        setKind(button, kindOf);
        connect(button, &QPushButton::clicked, this, [this, post, signal] { Q_EMIT(this->*signal)(post); });
        buttons->addWidget(button);
    };
    if (vacant)
        add(u"appoint"_s, ButtonKind::Primary, &GridPosts::appointWanted);
    else
        add(u"relieve"_s, ButtonKind::Normal, &GridPosts::relieveWanted);
    add(u"end_post"_s, ButtonKind::Quiet, &GridPosts::endWanted);
    buttons->addStretch();
    card->body()->addLayout(buttons);
    return card;
}

void GridPosts::addPast(QVBoxLayout *column)
{
    if (m_view.past.isEmpty())
        return;
    column->addWidget(textLabel(tr("Who was in these posts"), Type::Base, Token::Ink, widget(), QFont::Medium));
    FactGrid rows(column, widget());
    for (const PastPosting &past : m_view.past.first(std::min<qsizetype>(pastShown, m_view.past.size())))
        rows.add(u"%1 – %2"_s.arg(dateWords(past.from), dateWords(past.to)),
                 joinedParts({past.name, past.kindWord, past.reason}));
    if (m_view.past.size() > pastShown)
        column->addWidget(textLabel(tr("and %n more before", nullptr, static_cast<int>(m_view.past.size() - pastShown)),
                                    Type::Small, Token::InkSoft, widget()));
}

GridHistory::GridHistory(QWidget *parent)
    : ScrollPage(tr("Where it came from"), parent)
{
}

void GridHistory::setView(const GridView &view)
{
    QVBoxLayout *column = fresh();
    const Theme &theme = Theme::of(this);
    if (view.steps.isEmpty())
        column->addWidget(textLabel(tr("The grid is as it was made on %1.").arg(dateWords(view.grid.validFrom)),
                                    Type::Base, Token::InkSoft, widget()));
    const auto link = [&](QUuid id, const QString &code, const QString &name, QBoxLayout *row) {
        const QString words = u"%1 %2"_s.arg(name, code);
        if (id == view.grid.id) {
            row->addWidget(textLabel(tr("%1 (this one)").arg(words), Type::Base, Token::Ink, widget()));
            return;
        }
        auto *button = linkButton(words, widget());
        connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT gridWanted(id); });
        row->addWidget(button);
    };
    for (const GridStep &step : view.steps) {
        auto *entry = new QVBoxLayout;
        entry->setSpacing(0);
        entry->addWidget(textLabel(joinedParts({dateWords(step.date), step.kindWord}), Type::Base, Token::Ink, widget(),
                                   QFont::Medium));
        auto *row = new QHBoxLayout;
        row->setSpacing(theme.size(Size::Inside));
        link(step.from, step.fromCode, step.fromName, row);
        row->addWidget(textLabel(tr("became"), Type::Small, Token::InkSoft, widget()));
        link(step.to, step.toCode, step.toName, row);
        row->addStretch();
        entry->addLayout(row);
        if (!step.reason.isEmpty())
            entry->addWidget(textLabel(step.reason, Type::Base, Token::InkSoft, widget()));
        column->addLayout(entry);
    }
    finish();
}

} // namespace fengqiao
