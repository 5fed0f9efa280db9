// The reception panels on a temporary demo county, to be looked at: reception_gallery --shot DIR
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QJsonArray>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>

#include <reception/widgets/queue_panel.h>
#include <reception/widgets/roster_panel.h>
#include <reception/widgets/visit_panel.h>
#include <reception/widgets/visit_slip.h>
#include <widgets/action_form.h>
#include <widgets/theme.h>

#include "demo_desk.h"

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

// The panels beside each other as the reception perspective has them at 1366x768.
class Hall : public QWidget {
public:
    explicit Hall(Desk &desk)
        : queue(new QueuePanel(desk, this))
        , visit(new VisitPanel(desk, this))
        , roster(new RosterPanel(desk, this))
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(8, 8, 8, 8);
        row->setSpacing(8);
        int stretch = 0;
        for (QWidget *panel :
             {static_cast<QWidget *>(queue), static_cast<QWidget *>(visit), static_cast<QWidget *>(roster)}) {
            auto *frame = new QFrame(this);
            frame->setObjectName(u"dock"_s);
            frame->setAutoFillBackground(true);
            frame->setBackgroundRole(QPalette::Base);
            auto *inside = new QVBoxLayout(frame);
            inside->setContentsMargins(0, 0, 0, 0);
            inside->addWidget(panel);
            row->addWidget(frame, stretch++ == 1 ? 1 : 0);
        }
        queue->setFixedWidth(320);
        roster->setFixedWidth(288);
        connect(queue, &QueuePanel::visitActivated, visit, &VisitPanel::showVisit);
        resize(1294, 480);
    }

    QueuePanel *queue;
    VisitPanel *visit;
    RosterPanel *roster;
};

void settle()
{
    for (int pass = 0; pass < 12; ++pass) {
        QTest::qWait(30);
        QCoreApplication::processEvents();
    }
}

void fill(DemoDesk &demo, Desk &desk)
{
    const QDate day(2026, 9, 14);
    demo.setTime(day, QTime(8, 32));
    const auto first = act(desk, u"register_visit"_s,
                           {{u"purpose"_s, u"purpose_legal_advice"_s},
                            {u"head_count"_s, 1},
                            {u"visitor_name"_s, u"张三"_s},
                            {u"claim"_s, u"问宅基地能不能由子女继承。"_s}});
    demo.setTime(day, QTime(8, 40));
    act(desk, u"receive"_s, {{u"visit"_s, text(first.id)}, {u"window"_s, u"1号窗口"_s}});
    act(desk, u"answer_on_spot"_s,
        {{u"visit"_s, text(first.id)},
         {u"answer"_s, u"地上房屋可以继承，宅基地使用权随房走；房屋灭失后由集体收回。"_s}});
    demo.setTime(day, QTime(8, 41));
    const auto second =
        act(desk, u"register_visit"_s,
            {{u"purpose"_s, u"purpose_dispute"_s},
             {u"head_count"_s, 2},
             {u"visitor_name"_s, u"王五"_s},
             {u"claim"_s, u"邻居赵六改了排水沟，雨水流进自家院子，找过几次没有结果，要求恢复原状并赔偿围墙损失。"_s},
             {u"visitors"_s,
              QJsonArray{QJsonObject{{u"name"_s, u"王五"_s},
                                     {u"phone"_s, u"13800001017"_s},
                                     {u"sex"_s, u"1"_s},
                                     {u"address"_s, u"永清镇南道河村12号"_s},
                                     {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                 {u"number"_s, u"999999197001010017"_s}}}}}}});
    demo.setTime(day, QTime(8, 44));
    act(desk, u"receive"_s, {{u"visit"_s, text(second.id)}, {u"window"_s, u"3号窗口"_s}});
    demo.setTime(day, QTime(8, 47));
    act(desk, u"register_visit"_s,
        {{u"purpose"_s, u"purpose_litigation"_s}, {u"head_count"_s, 1}, {u"visitor_name"_s, u"冯十二"_s}});
    demo.setTime(day, QTime(8, 55));
    act(desk, u"register_visit"_s,
        {{u"purpose"_s, u"purpose_dispute"_s},
         {u"head_count"_s, 12},
         {u"visitor_name"_s, u"周九"_s},
         {u"claim"_s, u"被虚构建筑公司拖欠工资。"_s},
         {u"representatives"_s,
          QJsonArray{QJsonObject{{u"name"_s, u"周九"_s}}, QJsonObject{{u"name"_s, u"吴某某"_s}}}}});
    demo.setTime(day, QTime(9, 3));
    act(desk, u"register_visit"_s, {{u"purpose"_s, u"social_relief"_s}, {u"head_count"_s, 1}});
    demo.setTime(day, QTime(9, 5));
}

class Shots {
public:
    Shots(QString folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    void take(QWidget *widget, const QString &name) const
    {
        settle();
        widget->grab().save(QDir(m_folder).filePath(name + u'-' + m_suffix + u".png"_s));
    }

private:
    QString m_folder;
    QString m_suffix;
};

void type(QWidget *field, const QString &words)
{
    field->setFocus();
    QInputMethodEvent event;
    event.setCommitString(words);
    QCoreApplication::sendEvent(field, &event);
}

void walk(Desk &desk, const Shots &shots)
{
    Hall hall(desk);
    hall.show();
    hall.activateWindow();
    hall.visit->newVisit();
    shots.take(&hall, u"hall"_s);
    auto *search = hall.visit->findChild<QLineEdit *>(u"visitorSearch"_s);
    type(search, u"1017"_s);
    shots.take(&hall, u"search"_s);
    QTest::keyClick(search, Qt::Key_Return);
    settle();
    hall.visit->form()->setValues(
        {{u"purpose"_s, u"purpose_dispute"_s}, {u"claim"_s, u"上次调解后水沟还是没有修。"_s}});
    shots.take(&hall, u"chosen"_s);
    QTest::keySequence(hall.visit->form(), QKeySequence(u"Ctrl+Return"_s));
    shots.take(&hall, u"slip"_s);
    hall.visit->newVisit();
    hall.visit->form()->setValues(
        {{u"purpose"_s, u"purpose_dispute"_s}, {u"head_count"_s, 6}, {u"visitor_name"_s, u"王武"_s}});
    QTest::keySequence(&hall, QKeySequence(u"Alt+D"_s));
    settle();
    for (QLineEdit *line : hall.visit->findChildren<QLineEdit *>())
        if (line->isVisible() && line->accessibleName() == u"电话"_s)
            line->setText(u"13800001017"_s);
    shots.take(&hall, u"hints"_s);
    hall.queue->setCurrent({});
    const QModelIndex first = hall.queue->list()->model()->index(0, 0);
    hall.queue->list()->setCurrentIndex(first);
    hall.visit->showVisit(hall.queue->current());
    shots.take(&hall, u"visit-waiting"_s);
    hall.queue->list()->setCurrentIndex(hall.queue->list()->model()->index(4, 0));
    hall.visit->showVisit(hall.queue->current());
    shots.take(&hall, u"visit-receiving"_s);
    if (auto *open = hall.visit->findChild<QPushButton *>(u"open_matter"_s)) {
        open->click();
        settle();
        if (QWidget *dialog = QApplication::activeModalWidget()) {
            shots.take(dialog, u"open-matter"_s);
            dialog->close();
        }
    }
    hall.visit->startEmergency({});
    shots.take(&hall, u"emergency"_s);
    hall.resize(1848, 800);
    hall.visit->showVisit(hall.queue->current());
    shots.take(&hall, u"visit-wide"_s);
    hall.visit->newVisit();
    shots.take(&hall, u"hall-wide"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    installLanguage(u"zh"_s);
    QCommandLineParser options;
    const QCommandLineOption shot(u"shot"_s, u"Writes a picture of each page to this folder."_s, u"folder"_s, u"."_s);
    options.addOption(shot);
    options.addHelpOption();
    options.process(app);
    const auto theme = Theme::install(app);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    QDir().mkpath(options.value(shot));
    for (const auto &[appearance, word] : {std::pair{Appearance::Light, u"light"_s}, {Appearance::Dark, u"dark"_s}}) {
        (*theme)->setAppearance(appearance);
        DemoDesk demo;
        const auto desk = demo.open(u"bing"_s);
        fill(demo, *desk);
        walk(*desk, Shots(options.value(shot), word));
    }
    return 0;
}
