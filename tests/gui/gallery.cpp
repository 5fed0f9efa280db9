// Every shared part of the window in both appearances, to be looked at. `widgets_gallery` opens it;
// `widgets_gallery --shot DIR` writes a picture of each page and leaves.
#include <QApplication>
#include <QCalendarWidget>
#include <QCheckBox>
#include <QCommandLineParser>
#include <QDir>
#include <QDockWidget>
#include <QHeaderView>
#include <QJsonArray>
#include <QListView>
#include <QMainWindow>
#include <QPromise>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTabWidget>
#include <QTableView>
#include <QUuid>

#include <core/locale.h>
#include <widgets/action_dialog.h>
#include <widgets/cards.h>
#include <widgets/command_palette.h>
#include <widgets/filters.h>
#include <widgets/marks.h>
#include <widgets/notices.h>
#include <widgets/person_row.h>
#include <widgets/record_list_model.h>
#include <widgets/stage_bar.h>
#include <widgets/theme.h>
#include <widgets/timeline.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

Rules loadRules()
{
    const auto files = RuleSet::readFolder(resourcePath(u"rules"_s));
    if (!files)
        qFatal("%s", qPrintable(files.error().message));
    const auto rules = RuleSet::load(*files);
    if (!rules)
        qFatal("%s", qPrintable(rules.error().constFirst().toString()));
    return *rules;
}

FormContext context()
{
    static const Rules rules = loadRules();
    return {rules, nullptr, [] { return QDate(2026, 9, 14); }};
}

QHBoxLayout *row(const QList<QWidget *> &widgets)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(Theme::of().size(Size::Inside));
    for (QWidget *widget : widgets)
        line->addWidget(widget);
    line->addStretch();
    return line;
}

Card *marks()
{
    auto *card = new Card(u"等级与期限"_s);
    QList<QWidget *> levels;
    for (const QString &level : {u"red"_s, u"orange"_s, u"yellow"_s, u"none"_s})
        levels << new LevelChip(LevelLook::of(*context().rules, level));
    card->body()->addLayout(row(levels));
    QList<QWidget *> badges;
    for (const int days : {12, 3, 0, -5}) {
        auto *badge = new DueBadge;
        const QDate today(2026, 9, 14);
        badge->setDue(today.addDays(days), today.addDays(days), false, today);
        badges << badge;
    }
    card->body()->addLayout(row(badges));
    auto *count = new BadgeCount;
    count->setCount(7);
    auto *many = new BadgeCount;
    many->setCount(128);
    card->body()->addLayout(
        row({new WordChip(u"已登记"_s), new WordChip(u"调解中"_s, WordChip::Tone::Accent),
             new WordChip(u"已办结"_s, WordChip::Tone::Calm), new WordChip(u"紧急"_s, WordChip::Tone::Red), count, many,
             new KeyHint(QKeySequence(u"Ctrl+K"_s)), new KeyHint(QKeySequence(u"F2"_s))}));
    return card;
}

Card *buttons()
{
    auto *card = new Card(u"按钮与字段"_s);
    auto *primary = new QPushButton(u"登记"_s);
    setKind(primary, ButtonKind::Primary);
    auto *quiet = new QPushButton(u"查看全部"_s);
    setKind(quiet, ButtonKind::Quiet);
    auto *danger = new QPushButton(u"作废"_s);
    setKind(danger, ButtonKind::Danger);
    auto *off = new QPushButton(u"签收"_s);
    off->setEnabled(false);
    auto *focused = new QPushButton(u"叫下一位"_s);
    setButtonIcon(focused, u"megaphone"_s);
    card->body()->addLayout(row({primary, focused, quiet, danger, off}));
    auto *agreed = new QCheckBox(u"已告知隐私政策"_s);
    agreed->setChecked(true);
    card->body()->addLayout(row({agreed, new QCheckBox(u"需要手语翻译"_s)}));
    auto *progress = new ProgressStrip;
    progress->start(u"正在导入 3,120 / 7,800 行"_s);
    progress->setProgress(0.4);
    card->body()->addWidget(progress);
    return card;
}

Card *tile(const QString &caption, const QString &figure, const QString &unit, FigureTile::Trend trend,
           const QString &words)
{
    auto *tile = new FigureTile;
    tile->setCaption(caption);
    tile->setFigure(figure, unit);
    tile->setComparison(trend, words);
    tile->setAsOf(u"09:05"_s);
    return tile;
}

Card *people()
{
    auto *card = new Card(u"查找人员"_s);
    auto *field = new SearchField(u"姓名、拼音、首字母、证件后四位、电话"_s);
    field->setText(u"1017"_s);
    card->body()->addWidget(field);
    auto *list = new QListView;
    list->setItemDelegate(new PersonDelegate(list));
    auto *model = new QStandardItemModel(list);
    const QList<PersonHit> hits{{{},
                                 u"辛大山"_s,
                                 u"999***********1017"_s,
                                 u"138****5678"_s,
                                 u"山门镇白河村**"_s,
                                 u"证件后四位"_s,
                                 u"1017"_s,
                                 u"来访 2 次，最近 2026-08-30"_s},
                                {{},
                                 u"欧阳小翠"_s,
                                 u"999***********2214"_s,
                                 u"139****1017"_s,
                                 u"永清镇**"_s,
                                 u"电话"_s,
                                 u"1017"_s,
                                 u"事项当事人 1 件"_s},
                                {{}, u"壬某"_s, u"护照 E1****17"_s, {}, {}, u"拼音"_s, u"壬"_s, {}}};
    for (const PersonHit &hit : hits) {
        auto *item = new QStandardItem(hit.name);
        item->setData(QVariant::fromValue(hit), PersonDelegate::HitRole);
        model->appendRow(item);
    }
    list->setModel(model);
    list->setCurrentIndex(model->index(0, 0));
    field->setList(list);
    card->body()->addWidget(list, 1);
    return card;
}

Card *matter()
{
    auto *card = new Card(u"清综矛〔2026〕0001号 用水纠纷"_s);
    auto *bar = new StageBar;
    QStringList stages;
    for (const RuleRow &stage : context().rules->table("stages"_L1).rows())
        stages << stage.word();
    bar->setStages(stages);
    bar->setCurrent(4);
    bar->setNote(u"待签收 · 还剩 1 天"_s);
    card->body()->addWidget(bar);
    auto *timeline = new Timeline;
    const auto at = [](int hour, int minute) { return Instant::fromLocal(QDate(2026, 9, 14), QTime(hour, minute)); };
    timeline->setRows(
        {{u"1"_s, at(9, 5), u"丙窗口"_s, u"来访登记"_s, {}, u"已登记"_s, {}, false},
         {u"2"_s,
          at(9, 12),
          u"丙窗口"_s,
          u"转为事项"_s,
          u"接待中"_s,
          u"待研判"_s,
          {{u"标题"_s, u"两户因灌溉用水先后发生争执"_s},
           {u"事实"_s,
            u"八月以来，上游一户多次在夜间截水，下游一户的玉米减产。双方在村口发生过一次争执，没有人受伤，村委会调解过一次，没有达成协议。"_s}},
          false},
         {u"3"_s,
          at(9, 13),
          u"系统"_s,
          u"分流建议"_s,
          {},
          {},
          {{u"理由"_s, u"双方在本地，事实清楚，适合特色调解室"_s}},
          false},
         {u"4"_s, at(9, 20), u"甲主任"_s, u"紧急处置"_s, u"待研判"_s, u"待签收"_s, {}, true}});
    card->body()->addWidget(timeline, 1);
    return card;
}

QWidget *rail()
{
    auto *rail = new QWidget;
    auto *column = new QVBoxLayout(rail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::of().space(1));
    const QList<std::pair<QString, QString>> entries{
        {u"door-open"_s, u"接待"_s}, {u"handshake"_s, u"调解"_s}, {u"layout-dashboard"_s, u"指挥"_s}};
    for (const auto &[icon, word] : entries) {
        auto *button = new RailButton(icon, word);
        button->setCount(word == u"调解"_s ? 3 : 0);
        button->setChecked(word == u"接待"_s);
        column->addWidget(button);
    }
    column->addStretch();
    auto *person = new RailButton(u"user"_s, u"丙窗口"_s);
    column->addWidget(person);
    return rail;
}

QWidget *partsPage()
{
    auto *page = new QWidget;
    const Theme &theme = Theme::of(page);
    auto *whole = new QHBoxLayout(page);
    whole->setSpacing(theme.size(Size::Related));
    whole->addWidget(rail());
    auto *left = new QVBoxLayout;
    left->setSpacing(theme.size(Size::Related));
    auto *filters = new FilterBar;
    filters->addFilter(u"state"_s, u"状态"_s, {{u"a"_s, u"待签收"_s}, {u"b"_s, u"调解中"_s}}, true);
    filters->addFilter(u"level"_s, u"等级"_s, {{u"red"_s, u"红"_s}});
    filters->addFilter(u"room"_s, u"调解室"_s, {});
    filters->setValue(u"state"_s, {u"a"_s, u"b"_s});
    left->addWidget(filters);
    auto *tiles = new QHBoxLayout;
    tiles->setSpacing(theme.size(Size::Related));
    tiles->addWidget(tile(u"今日来访"_s, u"37"_s, u"批次"_s, FigureTile::Trend::Up, u"比上周一多 5"_s));
    tiles->addWidget(tile(u"超期未签收"_s, u"2"_s, u"件"_s, FigureTile::Trend::Down, u"比昨日少 1"_s));
    left->addLayout(tiles);
    left->addWidget(marks());
    left->addWidget(buttons());
    auto *empty = new Card;
    auto *nothing = new EmptyState(u"今天还没有来访。来人时按 F2 登记。"_s, u"登记来访"_s);
    nothing->setIcon(u"inbox"_s);
    empty->body()->addWidget(nothing);
    left->addWidget(empty, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(theme.size(Size::Related));
    right->addWidget(people(), 2);
    right->addWidget(matter(), 3);
    whole->addLayout(left, 1);
    whole->addLayout(right, 1);
    return page;
}

QJsonObject someVisit()
{
    return {{u"purpose"_s, u"purpose_dispute"_s},
            {u"head_count"_s, 6},
            {u"visitor_name"_s, u"辛大山"_s},
            {u"claim"_s, u"因灌溉用水与邻居发生争执，希望有人主持公道。"_s},
            {u"representatives"_s,
             QJsonArray{QJsonObject{
                 {u"name"_s, u"辛大山"_s},
                 {u"phone"_s, u"13800000000"_s},
                 {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s}, {u"number"_s, u"11010519491231002Y"_s}}}}}}};
}

QWidget *formPage()
{
    auto *page = new QWidget;
    const Theme &theme = Theme::of(page);
    auto *whole = new QHBoxLayout(page);
    whole->setSpacing(theme.size(Size::Related));
    const auto put = [&](const QString &title, const QString &action, const QJsonObject &values, bool check) {
        auto *card = new Card(title);
        auto *scroll = new QScrollArea;
        scroll->setWidgetResizable(true);
        auto *inside = new QWidget;
        inside->setProperty("clear", true);
        auto *column = new QVBoxLayout(inside);
        column->setContentsMargins(0, 0, 0, 0);
        auto *form = new ActionForm(context(), action);
        form->setFolded(
            {u"channel"_s, u"window"_s, u"arrived_at"_s, u"first_contact"_s, u"notice_version"_s, u"visitors"_s});
        form->setFixed({{u"visit"_s, u"LF-620521-20260914-0001"_s}});
        form->setValues(values);
        if (check)
            (void)form->validate();
        column->addWidget(form);
        scroll->setWidget(inside);
        card->body()->addWidget(scroll, 1);
        whole->addWidget(card, 1);
    };
    put(u"来访登记"_s, u"register_visit"_s, someVisit(), true);
    put(u"其他字段"_s, u"request_account"_s, {}, false);
    put(u"转为事项"_s, u"open_matter"_s, {{u"weapon"_s, true}, {u"amount"_s, u"2000.50"_s}}, false);
    return page;
}

struct QueueLine {
    QUuid id;
    QString ticket;
    QString name;
    QString state;
    bool operator==(const QueueLine &) const = default;
};

// A window with docks, a table, tabs and a calendar: what the style sheet does to Qt's own parts.
QWidget *docksPage()
{
    auto *window = new QMainWindow;
    auto *model = new RecordListModel<QueueLine>(
        {{u"号码"_s, [](const QueueLine &l) { return QVariant(l.ticket); }},
         {u"来访人"_s, [](const QueueLine &l) { return QVariant(l.name); }},
         {u"状态"_s, [](const QueueLine &l) { return QVariant(l.state); }}},
        [](const QueueLine &l) { return l.id; }, window);
    QList<QueueLine> lines;
    for (int i = 1; i <= 30; ++i)
        lines << QueueLine{QUuid::createUuid(), u"A%1"_s.arg(i, 3, 10, QChar(u'0')), u"来访人 %1"_s.arg(i),
                           u"已登记"_s};
    model->setRows(lines);
    auto *card = new Card(u"队列"_s);
    auto *table = new QTableView;
    table->setModel(model);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(Theme::of().size(Size::ControlTall));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->selectRow(2);
    card->body()->addWidget(table);
    auto *tabs = new QTabWidget;
    tabs->addTab(card, u"今日"_s);
    tabs->addTab(new QWidget, u"昨日"_s);
    window->setCentralWidget(tabs);
    QDockWidget *before = nullptr;
    for (const QString &title : {u"事项"_s, u"人员"_s}) {
        auto *dock = new QDockWidget(title, window);
        auto *inside = new QWidget;
        auto *column = new QVBoxLayout(inside);
        auto *calendar = new QCalendarWidget;
        calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
        calendar->setSelectedDate(QDate(2026, 9, 14));
        column->addWidget(calendar);
        column->addWidget(new ActionForm(context(), u"set_duty"_s), 1);
        dock->setWidget(inside);
        window->addDockWidget(Qt::RightDockWidgetArea, dock);
        if (before)
            window->tabifyDockWidget(before, dock);
        before = dock;
    }
    window->statusBar()->showMessage(u"本机独立工作 · 数据截至 2026-09-14 周一 09:05"_s);
    return window;
}

QList<Command> commands()
{
    QList<Command> all;
    for (const RuleRow &action : context().rules->table("actions"_L1).rows()) {
        Command command{action.text("action"_L1), action.word(), action.text("en"_L1)};
        command.group = action.text("machine"_L1) == "visit"_L1 ? u"接待"_s : u"调解"_s;
        command.enabled = all.size() != 3;
        command.whyNot = command.enabled ? QString() : u"这件来访已经办结，不能再转办。"_s;
        if (all.isEmpty())
            command.shortcut = QKeySequence(u"F2"_s);
        all << command;
    }
    return all;
}

QFuture<Result<ActionOutcome>> refuse(const ActionRequest &)
{
    QPromise<Result<ActionOutcome>> promise;
    promise.start();
    promise.addResult(fail(ErrorKind::Forbidden, u"visit.state"_s,
                           u"这件来访已经办结，不能作废。内容仍保留在这里；请先由副主任重新打开。"_s));
    promise.finish();
    return promise.future();
}

class Shots {
public:
    explicit Shots(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void take(QWidget *window, const QString &name) const
    {
        // Layouts that follow the width settle in a second pass.
        for (int pass = 0; pass < 5; ++pass)
            QCoreApplication::processEvents();
        window->grab().save(QDir(m_folder).filePath(name + u".png"_s));
    }

    void all(Theme &theme) const
    {
        for (const auto &[appearance, word] :
             {std::pair{Appearance::Light, u"light"_s}, {Appearance::Dark, u"dark"_s}}) {
            theme.setAppearance(appearance);
            std::unique_ptr<QWidget> parts(partsPage());
            parts->resize(1366, 768);
            parts->show();
            take(parts.get(), u"parts-"_s + word);
            CommandPalette palette(parts.get());
            palette.setProvider(commands);
            palette.openPalette(u"zhuan"_s);
            take(parts.get(), u"palette-"_s + word);
            palette.openPalette();
            take(parts.get(), u"palette-all-"_s + word);
            palette.hide();
            Toast::show(parts.get(), u"来访 LF-620521-20260914-0001 已登记，号码 A001。"_s, u"撤销"_s, [] {});
            take(parts.get(), u"toast-"_s + word);
            std::unique_ptr<QWidget> docks(docksPage());
            docks->resize(1366, 768);
            docks->show();
            take(docks.get(), u"docks-"_s + word);
            std::unique_ptr<QWidget> form(formPage());
            form->resize(1366, 768);
            form->show();
            take(form.get(), u"form-"_s + word);
            auto *dialog = new ActionDialog(context(), refuse, u"void"_s, form.get());
            dialog->setSubject({{u"visit"_s, u"LF-620521-20260914-0001"_s}});
            dialog->setSubtitle(u"LF-620521-20260914-0001 · 辛大山 · 用水纠纷"_s);
            dialog->setDanger(true);
            dialog->form()->setValues({{u"reason"_s, u"重复登记"_s}});
            dialog->open();
            dialog->submit();
            take(dialog, u"dialog-"_s + word);
            auto *guide = new ActionDialog(context(), refuse, u"guide"_s, form.get());
            guide->setSubject({{u"visit"_s, u"LF-620521-20260914-0001"_s}});
            guide->open();
            take(guide, u"dialog-guide-"_s + word);
        }
    }

private:
    QString m_folder;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QCommandLineParser options;
    const QCommandLineOption shot(u"shot"_s, u"Writes a picture of each page to this folder."_s, u"folder"_s);
    options.addOption(shot);
    options.addHelpOption();
    options.process(app);
    const auto theme = Theme::install(app);
    if (!theme)
        qFatal("%s", qPrintable(theme.error().message));
    if (options.isSet(shot)) {
        QDir().mkpath(options.value(shot));
        Shots(options.value(shot)).all(**theme);
        return 0;
    }
    std::unique_ptr<QWidget> page(partsPage());
    page->resize(1366, 768);
    page->show();
    return QApplication::exec();
}
