#include <mediation/widgets/fast_path_dialog.h>

#include <QBoxLayout>
#include <QCheckBox>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>

#include <mediation/fast_path.h>
#include <mediation/mediation.h>
#include <mediation/widgets/desk_files.h>
#include <widgets/action_form.h>
#include <widgets/cards.h>
#include <widgets/desk_references.h>
#include <widgets/notices.h>

#include "matter_actions.h"
#include "panel_parts.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

const QString actionName = u"fast_path"_s;

struct Known {
    QString title;
    QString state;
    QJsonObject values; // what its record says already, step by step
};

} // namespace

struct FastPathDialog::Private {
    FastPathDialog *q;
    Desk &desk;
    Subject subject;
    DeskReferences references;
    QString key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QList<FastStep> steps;
    QHash<QString, ActionForm *> forms; // by step
    QHash<QString, QCheckBox *> boxes;  // of the ending
    QLabel *about;
    QVBoxLayout *list;
    QScrollArea *scroll;
    InlineError *error;
    ProgressStrip *progress;
    QPushButton *ok;
    QPushButton *cancel;
    QPointer<QWidget> focused; // had the focus when it was sent
    bool ready = false;
    bool busy = false;

    Private(FastPathDialog *dialog, Desk &theDesk, const Subject &what);
    void build();
    void load();
    void show(const Known &known);
    void addStep(const FastStep &step, const Known &known);
    void prefill(ActionForm *form, const FastStep &step, const Known &known);
    void follow(const QString &step, bool taken);
    [[nodiscard]] bool isTaken(const FastStep &step) const;
    void setBusy(bool now);
    void say(const Error &fault);
};

FastPathDialog::Private::Private(FastPathDialog *dialog, Desk &theDesk, const Subject &what)
    : q(dialog)
    , desk(theDesk)
    , subject(what)
    , references(theDesk)
    , about(textLabel({}, Type::Base, Token::InkSoft, dialog))
    , list(new QVBoxLayout)
    , scroll(new QScrollArea(dialog))
    , error(new InlineError(dialog))
    , progress(new ProgressStrip(dialog))
    , ok(new QPushButton(dialog))
    , cancel(new QPushButton(tr("Cancel"), dialog))
{
}

void FastPathDialog::Private::build()
{
    const Theme &theme = Theme::of(q->parentWidget());
    const QString word = desk.rules()->table("actions"_L1).find(actionName)->word();
    q->setWindowTitle(word);
    auto *page = new QWidget;
    page->setProperty("clear", true);
    list->setContentsMargins(0, 0, theme.size(Size::Inside), 0);
    list->setSpacing(theme.size(Size::Related));
    page->setLayout(list);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    ok->setText(word);
    ok->setDefault(true);
    ok->setEnabled(false);
    setKind(ok, ButtonKind::Primary);
    cancel->setAutoDefault(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme.size(Size::Inside));
    buttons->addWidget(progress, 1);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto *column = new QVBoxLayout(q);
    const int margin = theme.size(Size::Group);
    column->setContentsMargins(margin, margin, margin, theme.space(5));
    column->setSpacing(theme.size(Size::Related));
    column->addWidget(textLabel(word, Type::Heading, Token::Ink, q, QFont::Medium));
    column->addWidget(about);
    column->addWidget(textLabel(tr("Each step is recorded by itself. If one of them cannot be taken, none is, and "
                                   "nothing is written. Mediation needs the consent of all parties and the rights "
                                   "notice here as well."),
                                Type::Small, Token::InkSoft, q));
    about->hide();
    column->addWidget(scroll, 1);
    column->addWidget(error);
    column->addLayout(buttons);
    const QSize room = q->screen() ? q->screen()->availableGeometry().size() : QSize(1366, 768);
    q->resize(std::min(theme.space(200), room.width() - theme.space(12)),
              std::min(theme.space(176), room.height() - theme.space(12)));
}

// What the records say already is not asked for again.
void FastPathDialog::Private::load()
{
    desk.read([what = subject, rules = desk.rules()](ReadContext &context) -> Result<Known> {
            Known known{what.words, {}, {}};
            if (!what.matter.isNull()) {
                const auto view = matterView(context, what.matter);
                if (!view)
                    return fail(view.error());
                known.title = matterSubtitle(view->head);
                known.state = view->row->text("state"_L1);
                for (const FastStep &step : fastSteps(*rules, {known.state})) {
                    const QString name = step.action->text("action"_L1);
                    known.values.insert(name, knownValues(*rules, name, *view, context.now.localDate()));
                }
            }
            return known;
        })
        .then(q, [this](const Result<Known> &known) {
            if (known)
                show(*known);
            else
                say(known.error());
        });
}

void FastPathDialog::Private::show(const Known &known)
{
    about->setText(known.title);
    about->setVisible(!known.title.isEmpty());
    steps = fastSteps(*desk.rules(), {known.state, !subject.visit.isNull()});
    for (const FastStep &step : std::as_const(steps))
        addStep(step, known);
    list->addStretch();
    ready = true;
    ok->setEnabled(true);
    for (const FastStep &step : std::as_const(steps))
        if (ActionForm *form = forms.value(step.action->text("action"_L1))) {
            form->focusFirst();
            break;
        }
    Q_EMIT q->ready();
}

void FastPathDialog::Private::addStep(const FastStep &step, const Known &known)
{
    const QString name = step.action->text("action"_L1);
    auto *card = new Card(step.action->word(), scroll->widget());
    card->setObjectName(u"step:"_s + name);
    list->addWidget(card);
    if (step.asks.isEmpty()) {
        card->header()->setNote(tr("computed by the rules"));
        return;
    }
    auto *form = new ActionForm(formContextWithFiles(desk, &references), name, card);
    form->setNested();
    form->setOnly(step.asks);
    prefill(form, step, known);
    connect(form, &ActionForm::changed, q, [this] {
        error->clear();
        key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    });
    card->body()->addWidget(form);
    forms.insert(name, form);
    if (step.needed)
        return;
    auto *box = new QCheckBox(tr("Done as well"), card);
    box->setObjectName(u"take:"_s + name);
    card->header()->addWidget(box);
    boxes.insert(name, box);
    form->hide();
    connect(box, &QCheckBox::toggled, q, [this, name](bool taken) { follow(name, taken); });
}

void FastPathDialog::Private::prefill(ActionForm *form, const FastStep &step, const Known &known)
{
    const QString today = desk.now().localDate().toString(Qt::ISODate);
    const bool first = step.action == steps.first().action;
    QJsonObject values = first && !subject.values.isEmpty()
                             ? subject.values
                             : known.values.value(step.action->text("action"_L1)).toObject();
    // A date that can lie only in the past is today in nearly every case: the matter is settled at once.
    for (const RuleRow *row : desk.rules()->table("fields"_L1).where("action"_L1, step.action->text("action"_L1)))
        if (const QString field = row->text("field"_L1); row->text("type"_L1) == "date"_L1 &&
                                                         row->text("max"_L1) == "today"_L1 && step.needed &&
                                                         !values.contains(field))
            values.insert(field, today);
    form->setValues(values);
}

// The ending goes step by step: none without the one before it.
void FastPathDialog::Private::follow(const QString &step, bool taken)
{
    forms.value(step)->setVisible(taken);
    bool before = true;
    for (const FastStep &one : std::as_const(steps)) {
        const QString name = one.action->text("action"_L1);
        QCheckBox *box = boxes.value(name);
        if (!box)
            continue;
        if (name == step) {
            before = false;
            continue;
        }
        if (before && taken)
            box->setChecked(true);
        else if (!before && !taken)
            box->setChecked(false);
    }
}

bool FastPathDialog::Private::isTaken(const FastStep &step) const
{
    const QCheckBox *box = boxes.value(step.action->text("action"_L1));
    return !box || box->isChecked();
}

void FastPathDialog::Private::setBusy(bool now)
{
    busy = now;
    if (now)
        focused = q->focusWidget();
    ok->setEnabled(!now);
    scroll->setEnabled(!now);
    if (now)
        progress->start(tr("Saving…"), false);
    else
        progress->finish();
    if (!now && focused) // disabling took the focus away
        focused->setFocus(Qt::OtherFocusReason);
}

// Where the field is, that step's form marks it; the sentence names the step in any case.
void FastPathDialog::Private::say(const Error &fault)
{
    const QString top = fault.field.section(u'.', 0, 0).section(u'[', 0, 0);
    for (const FastStep &step : std::as_const(steps)) {
        const QString own = step.names.key(top);
        ActionForm *form = forms.value(step.action->text("action"_L1));
        if (own.isEmpty() || !step.asks.contains(own) || !form || !isTaken(step))
            continue;
        Error inner = fault;
        inner.field = own + fault.field.sliced(top.size());
        form->setError(inner);
        scroll->ensureWidgetVisible(form->editor(own) ? form->editor(own) : form);
        return;
    }
    error->setError(fault);
}

FastPathDialog::FastPathDialog(Desk &desk, const Subject &subject, QWidget *parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, desk, subject))
{
    setObjectName(u"fastPathDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    d->build();
    connect(d->ok, &QPushButton::clicked, this, &FastPathDialog::submit);
    connect(d->cancel, &QPushButton::clicked, this, &FastPathDialog::reject);
    d->load();
}

FastPathDialog::~FastPathDialog() = default;

bool FastPathDialog::isReady() const
{
    return d->ready;
}

ActionForm *FastPathDialog::form(const QString &step) const
{
    return d->forms.value(step);
}

void FastPathDialog::setTaken(const QString &step, bool taken)
{
    if (QCheckBox *box = d->boxes.value(step))
        box->setChecked(taken);
}

QJsonObject FastPathDialog::data() const
{
    QJsonObject data;
    if (!d->subject.matter.isNull())
        data.insert(u"matter"_s, idText(d->subject.matter));
    if (!d->subject.visit.isNull())
        data.insert(u"visit"_s, idText(d->subject.visit));
    for (const FastStep &step : std::as_const(d->steps)) {
        const ActionForm *form = d->forms.value(step.action->text("action"_L1));
        if (!form || !d->isTaken(step))
            continue;
        const QJsonObject given = form->data();
        for (auto it = given.begin(); it != given.end(); ++it)
            data.insert(step.names.value(it.key()), it.value());
    }
    return data;
}

void FastPathDialog::submit()
{
    if (d->busy || !d->ready)
        return;
    d->error->clear();
    for (const FastStep &step : std::as_const(d->steps))
        if (ActionForm *form = d->forms.value(step.action->text("action"_L1));
            form && d->isTaken(step) && !form->validate()) {
            d->scroll->ensureWidgetVisible(form);
            return;
        }
    d->setBusy(true);
    d->desk.submit({actionName, d->key, data(), std::nullopt}).then(this, [this](const Result<ActionOutcome> &result) {
        d->setBusy(false);
        if (!result)
            return d->say(result.error());
        Q_EMIT acted(*result);
        accept();
    });
}

void FastPathDialog::reject()
{
    if (!d->busy) // on its way it is waited for: it may already be done
        QDialog::reject();
}

} // namespace fengqiao
