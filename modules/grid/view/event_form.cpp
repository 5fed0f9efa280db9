#include "event_form.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QTimer>
#include <cmath>

#include <widgets/action_form.h>
#include <widgets/cards.h>
#include <widgets/notices.h>
#include <widgets/panel_parts.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int typingMs = 250;
constexpr double smallestLongitude = 73; // of China
constexpr double largestLatitude = 54;
const QString action = u"report_event"_s;

// Degrees, minutes and seconds, or decimal degrees.
std::optional<double> degreesOf(const QRegularExpressionMatch &match)
{
    bool fine = false;
    double degrees = match.captured(1).toDouble(&fine);
    if (!fine)
        return std::nullopt;
    degrees += match.captured(2).toDouble() / 60 + match.captured(3).toDouble() / 3600;
    return degrees;
}

} // namespace

std::optional<GeoPoint> readCoordinates(const QString &text)
{
    static const QRegularExpression number(
        uR"((\d{1,3}(?:\.\d+)?)\s*(?:[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分]\s*(?:(\d{1,2}(?:\.\d+)?)\s*["″秒])?)?)?)"_s);
    QList<double> values;
    for (auto it = number.globalMatch(text); it.hasNext();) {
        const auto degrees = degreesOf(it.next());
        if (!degrees)
            return std::nullopt;
        values << *degrees;
    }
    if (values.size() != 2)
        return std::nullopt;
    if (values.first() <= largestLatitude && values.last() >= smallestLongitude)
        std::swap(values.first(), values.last());
    if (values.first() < smallestLongitude || values.first() > 136 || values.last() > largestLatitude)
        return std::nullopt;
    return GeoPoint{values.first(), values.last()};
}

QString coordinateText(GeoPoint point)
{
    return u"%1, %2"_s.arg(point.longitude, 0, 'f', 6).arg(point.latitude, 0, 'f', 6);
}

EventForm::EventForm(Desk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_references(desk)
    , m_form(new ActionForm(FormContext::of(desk, &m_references), action, this))
    , m_coordinates(new QLineEdit(this))
    , m_datum(new QComboBox(this))
    , m_pick(new QPushButton(tr("Pick on the map"), this))
    , m_where(textLabel({}, Type::Small, Token::InkSoft, this))
    , m_wrong(new InlineError(this))
    , m_near(new Card(this))
    , m_nearWords(textLabel({}, Type::Base, Token::Ink, m_near))
    , m_submit(new QPushButton(this))
    , m_soon(new QTimer(this))
    , m_key(idText(QUuid::createUuid()))
{
    build();
    m_soon->setSingleShot(true);
    m_soon->setInterval(typingMs);
    connect(m_soon, &QTimer::timeout, this, &EventForm::look);
    connect(m_form, &ActionForm::changed, this, [this](const QString &field) {
        if (field == "kind"_L1 || field == "happened_at"_L1)
            m_soon->start();
    });
    connect(m_form, &ActionForm::submitted, this, &EventForm::submit);
    connect(m_coordinates, &QLineEdit::textChanged, this, &EventForm::placeChanged);
    connect(m_datum, &QComboBox::currentIndexChanged, this, &EventForm::placeChanged);
    connect(m_pick, &QPushButton::clicked, this, &EventForm::pickWanted);
    connect(m_submit, &QPushButton::clicked, this, &EventForm::submit);
}

QWidget *EventForm::buildPlace()
{
    const Theme &theme = Theme::of(this);
    auto *place = new QWidget(this);
    auto *column = new QVBoxLayout(place);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.space(1));
    auto *label = textLabel(tr("Coordinates"), Type::Small, Token::InkSoft, place);
    label->setBuddy(m_coordinates);
    column->addWidget(label);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme.size(Size::Inside));
    m_coordinates->setObjectName(u"coordinates"_s);
    m_coordinates->setPlaceholderText(tr("longitude, latitude; instead of the grid"));
    m_coordinates->setAccessibleName(tr("Coordinates: longitude, latitude"));
    for (const RuleRow *code : m_desk.rules()->codes(u"datum"_s))
        m_datum->addItem(code->word(), code->text("code"_L1));
    m_datum->setCurrentIndex(std::max(0, m_datum->findData(datumCode(Datum::Wgs84))));
    m_datum->setAccessibleName(tr("Datum of the coordinates"));
    m_datum->setToolTip(m_datum->accessibleName());
    m_datum->hide(); // until there is something that it is the datum of
    m_pick->setObjectName(u"pickPlace"_s);
    setButtonIcon(m_pick, u"map-pin"_s);
    row->addWidget(m_coordinates, 1);
    row->addWidget(m_pick);
    column->addLayout(row);
    column->addWidget(m_datum, 0, Qt::AlignLeft);
    column->addWidget(m_where);
    column->addWidget(m_wrong);
    m_where->hide();
    m_where->setObjectName(u"placeFound"_s);
    return place;
}

void EventForm::build()
{
    const Theme &theme = Theme::of(this);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, theme.size(Size::Related), 0);
    rows->setSpacing(theme.size(Size::Related));
    const RuleRow *row = m_desk.rules()->table("actions"_L1).find(action);
    const QString word = row ? row->word() : action;
    rows->addWidget(textLabel(tr("New event"), Type::Heading, Token::Ink, page, QFont::Medium));
    // Coordinates have an editor of their own; a village is only asked for where nothing else is known.
    m_form->setHidden({u"longitude"_s, u"latitude"_s, u"datum"_s});
    m_form->setOnly(
        {u"kind"_s, u"text"_s, u"grid"_s, u"place"_s, u"happened_at"_s, u"reporter_role"_s, u"village"_s, u"family"_s});
    m_form->setFolded({u"happened_at"_s, u"reporter_role"_s, u"village"_s, u"family"_s});
    m_form->setDense();
    rows->addWidget(m_form);
    rows->addWidget(buildPlace());
    auto *nearRow = new QHBoxLayout;
    nearRow->setSpacing(theme.size(Size::Related));
    auto *open = new QPushButton(tr("Look at it"), m_near);
    open->setObjectName(u"openNear"_s);
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT eventActivated(m_nearEvent); });
    nearRow->addWidget(m_nearWords, 1);
    nearRow->addWidget(open, 0, Qt::AlignTop);
    m_near->body()->addLayout(nearRow);
    m_near->setObjectName(u"nearEvent"_s);
    m_near->hide();
    rows->addWidget(m_near);
    rows->addStretch();
    scroll->setWidget(page);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    auto *cancel = new QPushButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &EventForm::cancelled);
    m_submit->setText(word);
    m_submit->setObjectName(u"submitEvent"_s);
    m_submit->setToolTip(tr("Ctrl+Enter"));
    setKind(m_submit, ButtonKind::Primary);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(scroll, 1);
    column->addLayout(buttons);
}

void EventForm::begin()
{
    m_form->focusField(u"kind"_s);
}

Datum EventForm::datum() const
{
    return datumFromCode(m_datum->currentData().toString()).value_or(Datum::Wgs84);
}

std::optional<GeoPoint> EventForm::point() const
{
    const auto given = readCoordinates(m_coordinates->text());
    return given ? std::optional(converted(*given, datum(), Datum::Wgs84)) : std::nullopt;
}

void EventForm::setPoint(GeoPoint wgs84)
{
    m_datum->setCurrentIndex(std::max(0, m_datum->findData(datumCode(Datum::Wgs84))));
    m_coordinates->setText(coordinateText(wgs84));
}

void EventForm::setGrid(const QString &code)
{
    m_form->setValues({{u"grid"_s, code}});
}

void EventForm::placeChanged()
{
    const QString text = m_coordinates->text().trimmed();
    const auto given = readCoordinates(text);
    m_wrong->clear();
    m_datum->setVisible(!text.isEmpty());
    QJsonObject fixed;
    if (given) {
        const auto whole = [](double degrees) { return static_cast<qint64>(std::llround(degrees * 1e7)); };
        fixed = {{u"longitude"_s, whole(given->longitude)},
                 {u"latitude"_s, whole(given->latitude)},
                 {u"datum"_s, datumCode(datum())}};
    }
    m_form->setFixed(fixed);
    m_soon->start();
}

// Where it is, and what stands there already: asked while one writes.
void EventForm::look()
{
    const auto at = point();
    const int question = ++m_question;
    const QJsonObject given = m_form->data();
    if (!m_coordinates->text().trimmed().isEmpty() && !at)
        m_wrong->setText(tr("Please write longitude and latitude, such as 106.134500, 34.750100."));
    if (!at) {
        m_where->hide();
        m_near->hide();
        return;
    }
    const Instant when = Instant::parse(given.value("happened_at"_L1).toString()).value_or(m_desk.now());
    m_desk
        .read([kind = given.value("kind"_L1).toString(), at = *at, when](ReadContext &context) -> Result<PlaceHint> {
            return placeHint(context, kind, at, when);
        })
        .then(this, [this, question](const Result<PlaceHint> &hint) {
            if (hint && question == m_question)
                show(*hint);
        });
}

void EventForm::show(const PlaceHint &hint)
{
    m_where->setText(hint.grid.isNull() ? tr("No grid covers this place.")
                                        : tr("In %1 (%2)").arg(hint.gridPlace, hint.gridCode));
    m_where->show();
    m_near->setVisible(hint.similar.has_value());
    if (!hint.similar)
        return;
    m_nearEvent = hint.similar->id;
    m_nearWords->setText(tr("The same was perhaps reported already: %1, %2, %3 m away, %4, %5.")
                             .arg(hint.similar->number, hint.similar->kindWord)
                             .arg(qRound(hint.similar->metres))
                             .arg(hint.similar->happenedAt.display(), hint.similar->stateWord));
}

bool EventForm::isEmpty() const
{
    return m_form->isEmpty() && m_coordinates->text().trimmed().isEmpty();
}

void EventForm::clear()
{
    m_form->clear();
    m_coordinates->clear();
    m_form->setFixed({});
    m_near->hide();
    m_where->hide();
    m_wrong->clear();
    m_key = idText(QUuid::createUuid());
}

void EventForm::submit()
{
    if (m_busy || !m_form->validate())
        return;
    m_busy = true;
    m_submit->setEnabled(false);
    ActionRequest request;
    request.action = action;
    request.key = m_key;
    request.data = m_form->data();
    m_desk.submit(std::move(request)).then(this, [this](const Result<ActionOutcome> &result) { answer(result); });
}

void EventForm::answer(const Result<ActionOutcome> &result)
{
    m_busy = false;
    m_submit->setEnabled(true);
    if (!result) {
        const bool place = result.error().field == "longitude"_L1 || result.error().field == "latitude"_L1;
        if (place)
            m_wrong->setError(result.error());
        else
            m_form->setError(result.error());
        return;
    }
    clear();
    Q_EMIT reported(*result);
}

} // namespace fengqiao
