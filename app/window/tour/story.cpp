#include "tour.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QListWidget>
#include <QTabBar>

#include <mediation/widgets/matter_panel.h>
#include <mediation/widgets/people_panel.h>
#include <reception/widgets/queue_panel.h>
#include <reception/widgets/visit_panel.h>
#include <report/widgets/document_preview.h>
#include <widgets/action_dialog.h>
#include <widgets/command_palette.h>

#include "app_window.h"
#include "paper_dialog.h"
#include "workspace.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// One telling of the scenario: C01 and C03 by hand in the window, the other cases by the same actions.
class Story : public QObject {
public:
    explicit Story(Tour &tour)
        : QObject(&tour)
        , t(tour)
    {
    }

    void tell();

private:
    void beforeSignIn();
    void legalAdvice(); // C01
    void neighbours();  // C03
    void neighboursSigned();
    void family(); // C05, and the way in that is always one key away
    void office();
    void mediator();
    void deputy();
    void director();
    void week();
    void showPart(const QString &key, int part, const QString &picture);
    void showPaper(const QString &key);
    void raise(const QString &dock, const QString &picture);

    void press(const QKeySequence &keys);
    void type(const QString &text);

    void waitFor(const QString &what, std::function<bool()> done) { t.step(what, {}, std::move(done)); }

    // Finds the button of an action in a panel and presses it by key; its form then stands in front.
    template <typename Panel> void take(const QString &action);
    void fillDialog(const QString &key, const QStringList &typed = {});
    void sendDialog(const QString &key, const QString &made = {});
    void registerByKey(const QString &key, int purpose);
    void showVisit(const QString &key);
    void showMatter(const QString &key);

    template <typename Panel> Panel *panel() const { return t.workspace()->findChild<Panel *>(); }

    static ActionDialog *dialog();
    void fill(ActionForm *form, const QJsonObject &data, const QStringList &typed);
    Tour &t;
};

ActionDialog *Story::dialog()
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (auto *found = qobject_cast<ActionDialog *>(widget); found && found->isVisible())
            return found;
    return nullptr;
}

void Story::press(const QKeySequence &keys)
{
    t.step(keys.toString(), [this, keys] { t.hands().press(keys); });
}

void Story::type(const QString &text)
{
    t.step(text, [this, text] { t.hands().type(text); });
}

template <typename Panel> void Story::take(const QString &action)
{
    const auto button = [this, action]() -> QAbstractButton * {
        const QString word = t.window().desk()->rules()->table("actions"_L1).find(action)->word();
        for (auto *candidate : panel<Panel>()->template findChildren<QAbstractButton *>()) {
            const bool named = candidate->objectName() == action || candidate->text() == word;
            if (named && candidate->isVisible() && candidate->isEnabled())
                return candidate;
        }
        return nullptr;
    };
    waitFor(u"the button of "_s + action, [button] { return button() != nullptr; });
    t.step(action, [this, button] {
        button()->setFocus();
        t.hands().press(QKeySequence(Qt::Key_Space));
    });
}

void Story::fill(ActionForm *form, const QJsonObject &data, const QStringList &typed)
{
    QJsonObject rest = data;
    for (const QString &field : typed) {
        form->focusField(field);
        t.hands().type(rest.take(field).toString());
    }
    form->setValues(rest);
}

void Story::fillDialog(const QString &key, const QStringList &typed)
{
    waitFor(u"the form of "_s + key, [] { return dialog() != nullptr; });
    t.step(u"fill "_s + key, [this, key, typed] {
        QJsonObject data = t.scenario().request(*t.scenario().line(key)).data;
        data.remove("visit"_L1);
        data.remove("matter"_L1);
        fill(dialog()->form(), data, typed);
    });
}

void Story::sendDialog(const QString &key, const QString &made)
{
    t.clock(key);
    t.step(
        u"send "_s + key,
        [this] {
            t.forgetMade();
            t.hands().press(QKeySequence(u"Ctrl+Return"_s));
        },
        [this, key, made] {
            if (dialog() || (!made.isEmpty() && t.lastMade(made).isNull()))
                return false;
            if (!made.isEmpty())
                t.scenario().bind(key, t.lastMade(made));
            return true;
        });
}

// F2, the name into the search, Enter, the digit of the purpose, the claim, Ctrl+Enter: nothing else is needed.
void Story::registerByKey(const QString &key, int purpose)
{
    t.clock(key);
    press(QKeySequence(Qt::Key_F2));
    t.step(
        u"name of "_s + key,
        [this, key] { t.hands().type(t.scenario().line(key)->request.data.value("visitor_name"_L1).toString()); },
        [this] {
            const auto *found = panel<VisitPanel>()->findChild<QWidget *>(u"foundPeople"_s);
            return found && found->isVisible();
        });
    t.picture(u"search-before-create"_s);
    press(QKeySequence(Qt::Key_Return));
    press(QKeySequence(Qt::Key_0 + purpose));
    t.step(u"claim of "_s + key, [this, key] {
        const QJsonObject data = t.scenario().line(key)->request.data;
        fill(panel<VisitPanel>()->form(),
             {{u"head_count"_s, data.value("head_count"_L1)}, {u"claim"_s, data.value("claim"_L1)}}, {u"claim"_s});
    });
    t.picture(u"visit-form"_s);
    t.step(
        u"register "_s + key,
        [this] {
            t.forgetMade();
            t.hands().press(QKeySequence(u"Ctrl+Return"_s));
        },
        [this, key] {
            t.scenario().bind(key, t.lastMade(u"visit"_s));
            return !t.lastMade(u"visit"_s).isNull() && panel<QueuePanel>()->counts().waiting == 1;
        });
}

void Story::showVisit(const QString &key)
{
    t.step(
        u"show "_s + key, [this, key] { t.workspace()->openVisit(t.scenario().id(key)); },
        [this, key] { return panel<VisitPanel>()->visit() == t.scenario().id(key); });
}

void Story::showMatter(const QString &key)
{
    t.step(
        u"show "_s + key, [this, key] { t.workspace()->openMatter(t.scenario().id(key)); },
        [this, key] { return panel<MatterPanel>()->matter() == t.scenario().id(key); });
}

void Story::beforeSignIn()
{
    t.picture(u"start"_s);
    t.step(
        u"a county is looked for"_s,
        [this] {
            t.window().showNewCounty();
            t.hands().type(u"qingshui"_s);
        },
        [this] {
            const auto *found = t.window().findChild<QListWidget *>(u"countyList"_s);
            return found && found->count() == 2;
        });
    t.picture(u"new-county"_s);
    t.step({}, [this] { t.window().showSignIn(u"清水县演示.fengqiao"_s, u"bing"_s); });
    t.picture(u"sign-in"_s);
}

void Story::legalAdvice()
{
    registerByKey(u"C01.visit"_s, 1);
    t.picture(u"visit-registered"_s);
    showVisit(u"C01.visit"_s);
    take<VisitPanel>(u"receive"_s);
    fillDialog(u"C01.receive"_s);
    t.picture(u"receive-form"_s);
    sendDialog(u"C01.receive"_s);
    take<VisitPanel>(u"answer_on_spot"_s);
    fillDialog(u"C01.answer"_s, {u"answer"_s});
    t.picture(u"answer-form"_s);
    sendDialog(u"C01.answer"_s);
    take<VisitPanel>(u"close_visit"_s);
    fillDialog(u"C01.close"_s);
    sendDialog(u"C01.close"_s);
    t.picture(u"visit-closed"_s);
}

void Story::neighbours()
{
    t.act(u"C03.visit"_s);
    t.step(
        u"the window where calls go"_s,
        [this] {
            auto *windows = panel<QueuePanel>()->findChild<QComboBox *>();
            const int wanted =
                windows->findText(t.scenario().line(u"C03.receive"_s)->request.data.value("window"_L1).toString());
            windows->setFocus();
            while (windows->currentIndex() < wanted)
                t.hands().press(QKeySequence(Qt::Key_Down));
        },
        [this] { return !panel<QueuePanel>()->window().isNull() && panel<QueuePanel>()->counts().waiting == 1; });
    press(QKeySequence(Qt::Key_F8));
    t.picture(u"called"_s);
    t.act(u"C03.receive"_s);
    showVisit(u"C03.visit"_s);
    take<VisitPanel>(u"open_matter"_s);
    fillDialog(u"C03.open"_s, {u"title"_s});
    t.picture(u"open-matter-form"_s);
    sendDialog(u"C03.open"_s, u"matter"_s);
    t.picture(u"visit-with-matter"_s);
    t.acts({u"C03.analyse"_s, u"C03.assess"_s, u"C03.confirm"_s, u"C03.triage"_s, u"C03.assign"_s});
}

void Story::neighboursSigned()
{
    t.signInAs(u"ding"_s);
    t.picture(u"mediation"_s);
    showMatter(u"C03.open"_s);
    t.picture(u"matter-assigned"_s);
    take<MatterPanel>(u"sign"_s);
    fillDialog(u"C03.sign"_s);
    t.picture(u"sign-form"_s);
    sendDialog(u"C03.sign"_s);
    t.picture(u"matter-signed"_s);
}

void Story::family()
{
    t.acts({u"C05.visit"_s, u"C05.receive"_s, u"C05.open"_s});
    press(QKeySequence(Qt::Key_F12));
    t.picture(u"emergency"_s);
    press(QKeySequence(Qt::Key_Escape));
    t.act(u"C05.emergency"_s);
    t.refused(u"C05.start_mediation"_s, u"ding"_s, u"start_mediation"_s, {{u"matter"_s, u"$C05.open"_s}});
}

void Story::office()
{
    t.picture(u"reception"_s);
    press(QKeySequence(u"Ctrl+K"_s));
    t.picture(u"palette"_s);
    type(u"dengji"_s);
    t.picture(u"palette-pinyin"_s);
    press(QKeySequence(Qt::Key_Escape));
    press(QKeySequence(Qt::Key_F1));
    t.picture(u"shortcuts"_s);
    press(QKeySequence(Qt::Key_Escape));
    press(QKeySequence(Qt::Key_F3));
    type(u"ws"_s);
    t.picture(u"people-search"_s);
    t.step(u"sync panel"_s, [this] { t.workspace()->run(u"panel.sync"_s); });
    t.picture(u"sync"_s);
    t.step({}, [this] { t.workspace()->run(u"layout.reset"_s); });
    press(QKeySequence(u"Ctrl+L"_s));
    t.picture(u"locked"_s);
}

void Story::mediator()
{
    t.signInAs(u"wu"_s);
    showMatter(u"C06.open"_s);
    t.picture(u"mediation-wu"_s);
}

void Story::deputy()
{
    t.signInAs(u"yi"_s);
    press(QKeySequence(u"Ctrl+2"_s));
    showMatter(u"C04.open"_s);
    t.picture(u"mediation-deputy"_s);
}

void Story::director()
{
    t.signInAs(u"jia"_s);
    showMatter(u"C05.open"_s);
    t.picture(u"safety-handover"_s);
}

// One tab of the matter in front.
void Story::showPart(const QString &key, int part, const QString &picture)
{
    showMatter(key);
    t.step(picture,
           [this, part] { panel<MatterPanel>()->findChild<QTabBar *>(u"matterTabs"_s)->setCurrentIndex(part); });
    t.picture(picture);
    t.step({}, [this] { panel<MatterPanel>()->findChild<QTabBar *>(u"matterTabs"_s)->setCurrentIndex(0); });
}

// The papers of the matter, and the first of them as it will be printed.
void Story::showPaper(const QString &key)
{
    showMatter(key);
    const auto look = [this] { return panel<MatterPanel>()->findChild<QAbstractButton *>(u"viewPaper"_s); };
    t.step(
        u"papers"_s, [this] { panel<MatterPanel>()->findChild<QTabBar *>(u"matterTabs"_s)->setCurrentIndex(5); },
        [look] { return look() != nullptr; });
    t.picture(u"papers"_s);
    const auto dialog = [] {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (auto *found = qobject_cast<PaperDialog *>(widget); found && found->isVisible())
                return found;
        return static_cast<PaperDialog *>(nullptr);
    };
    t.step(
        u"a paper"_s, [look] { look()->click(); },
        [dialog] { return dialog() && dialog()->findChild<DocumentPreview *>()->pageCount() > 0; });
    t.picture(u"paper"_s);
    t.step(u"the paper is put away"_s, [dialog] { dialog()->close(); }, [dialog] { return dialog() == nullptr; });
    t.step({}, [this] { panel<MatterPanel>()->findChild<QTabBar *>(u"matterTabs"_s)->setCurrentIndex(0); });
}

void Story::raise(const QString &dock, const QString &picture)
{
    t.step(picture, [this, dock] { t.workspace()->run(u"panel."_s + dock); });
    t.picture(picture);
}

// The other cases until Sunday evening, and how they stand then.
void Story::week()
{
    t.actRest();
    t.signInAs(u"wu"_s);
    showPart(u"C06.open"_s, 3, u"joint-work"_s);
    showPart(u"C06.open"_s, 1, u"history"_s);
    showPaper(u"C06.open"_s);
    raise(u"rooms"_s, u"room-calendar"_s);
    raise(u"whistles"_s, u"whistles"_s);
    t.signInAs(u"zi"_s);
    t.picture(u"unit"_s);
    t.signInAs(u"jia"_s);
    showPart(u"C11.open"_s, 3, u"leader-led"_s);
    showPart(u"C11.open"_s, 7, u"red-because"_s);
    raise(u"mediators"_s, u"mediators"_s);
    t.signInAs(u"yi"_s);
    press(QKeySequence(u"Ctrl+2"_s));
    showPart(u"C04.open"_s, 4, u"agreement"_s);
    showPart(u"C04.open"_s, 6, u"time-limits"_s);
}

void Story::tell()
{
    beforeSignIn();
    t.signInAs(u"bing"_s);
    t.picture(u"reception-empty"_s);
    legalAdvice();
    t.acts({u"C02.visit"_s, u"C02.receive"_s, u"C02.refer"_s});
    neighbours();
    neighboursSigned();
    t.acts({u"C04.visit"_s, u"C04.receive"_s, u"C04.open"_s, u"C04.analyse"_s, u"C04.assess"_s, u"C04.confirm"_s,
            u"C04.triage"_s, u"C04.assign"_s, u"C04.recuse"_s, u"C04.reassign"_s, u"C04.sign"_s});
    t.signInAs(u"bing"_s);
    family();
    t.acts({u"C06.visit"_s, u"C06.receive"_s, u"C06.open"_s, u"C06.analyse"_s, u"C06.assess"_s, u"C06.confirm"_s,
            u"C06.triage"_s, u"C06.assign"_s, u"C06.sign"_s});
    t.acts({u"C07.visit"_s, u"C07.receive"_s, u"C07.open"_s, u"C07.analyse"_s, u"C07.assess"_s, u"C07.confirm"_s,
            u"C07.triage"_s, u"C07.assign"_s, u"C07.sign"_s});
    office();
    mediator();
    deputy();
    director();
    week();
}

} // namespace

void tellStory(Tour &tour)
{
    (new Story(tour))->tell(); // lives as long as its steps
    tellGrids(tour);
    tellFigures(tour);
    tellReports(tour);
    tellWall(tour);
    tellDesks(tour);
    tour.signInAs(u"yi"_s); // what came of the week is read by somebody who may see the sealed matter too
}

} // namespace fengqiao
