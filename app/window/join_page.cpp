#include "join_page.h"

#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <widgets/notices.h>
#include <widgets/theme.h>

#include "composition.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

constexpr int mostDesks = 2047;
constexpr qint64 tellEveryMs = 200;
constexpr qint64 roughAfterMs = 1500; // before that nobody can say how long it takes
constexpr double shareOfRows = 0.8;   // the rest is the search index

// Work of another thread: everything it needs, nothing of the page's.
struct Order {
    QString file;
    QString url;
    QString login;
    int desk = 0;
    std::shared_ptr<Secret> rolePassword;
    std::shared_ptr<Secret> password;
    std::shared_ptr<std::atomic_bool> stop;
};

Result<SyncReport> carryOut(const Order &order, const std::function<void(const JoinProgress &)> &tell)
{
    auto model = serverModel(modules());
    if (!model)
        return fail(model.error());
    ServerAddress address{.url = order.url, .password = order.rolePassword->clone(), .answerSeconds = 60};
    return joinCounty(order.file, modules(), std::move(*model), std::move(address), order.desk, order.login,
                      *order.password, [&](const JoinProgress &at) {
                          tell(at);
                          return !order.stop->load();
                      });
}

} // namespace

JoinPage::JoinPage(QWidget *parent)
    : Page(tr("A further desk of a county"),
           tr("The county's file is fetched from the server. Whoever looks after the server has registered this desk "
              "and "
              "told you its number."),
           parent)
    , m_url(addLine(tr("Address of the server"), u"joinUrl"_s))
    , m_rolePassword(addLine(tr("Password of the server's role, if it has one"), u"joinRolePassword"_s))
    , m_desk(new QSpinBox(this))
    , m_login(addLine(tr("Your account"), u"joinLogin"_s))
    , m_password(addLine(tr("Password on this desk, at least 10 characters"), u"joinPassword"_s))
    , m_again(addLine(tr("Password once more"), u"joinPasswordAgain"_s))
    , m_file(addLine(tr("File"), u"joinFile"_s))
    , m_error(new InlineError(this))
    , m_progress(new ProgressStrip(this))
    , m_join(new QPushButton(tr("Fetch the county"), this))
    , m_back(new QPushButton(tr("Back"), this))
{
    m_url->setPlaceholderText(u"postgresql://c_620521@db.example/county"_s);
    for (QLineEdit *line : {m_rolePassword, m_password, m_again})
        line->setEchoMode(QLineEdit::Password);
    m_desk->setRange(1, mostDesks);
    m_desk->setObjectName(u"joinDesk"_s);
    addField(body(), tr("Number of this desk"), m_desk);
    m_join->setObjectName(u"joinCounty"_s);
    setKind(m_join, ButtonKind::Primary);
    setKind(m_back, ButtonKind::Quiet);
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::of(parent).size(Size::Inside));
    row->addWidget(m_progress, 1);
    row->addStretch();
    row->addWidget(m_back);
    row->addWidget(m_join);
    body()->addWidget(m_error);
    body()->addLayout(row);
    connect(m_join, &QPushButton::clicked, this, &JoinPage::join);
    connect(m_back, &QPushButton::clicked, this, &JoinPage::cancelled);
    connect(m_progress, &ProgressStrip::cancelled, this, [this] {
        if (m_stop)
            *m_stop = true;
    });
}

JoinPage::~JoinPage()
{
    if (m_stop)
        *m_stop = true;
}

QLineEdit *JoinPage::addLine(const QString &word, const QString &name)
{
    auto *line = new QLineEdit(this);
    line->setObjectName(name);
    addField(body(), word, line);
    return line;
}

void JoinPage::begin()
{
    m_error->clear();
    for (QLineEdit *line : {m_rolePassword, m_login, m_password, m_again})
        line->clear();
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    m_file->setText(folder.filePath(tr("county") + u".fengqiao"_s));
    m_url->setFocus();
}

QString JoinPage::fault() const
{
    if (m_url->text().trimmed().isEmpty())
        return tr("Please write the address of the server.");
    if (const auto checked = checkServerUrl(m_url->text().trimmed()); !checked)
        return checked.error().message;
    if (m_login->text().trimmed().isEmpty())
        return tr("Please write your account.");
    if (m_password->text() != m_again->text())
        return tr("The two passwords differ. Please type the second one again.");
    return QFileInfo::exists(m_file->text()) ? tr("This file exists already; choose another name.") : QString();
}

void JoinPage::join()
{
    if (const QString wrong = fault(); !wrong.isEmpty())
        return m_error->setText(wrong);
    m_error->clear();
    QDir().mkpath(QFileInfo(m_file->text()).absolutePath());
    m_stop = std::make_shared<std::atomic_bool>(false);
    const Order order{m_file->text(),
                      m_url->text().trimmed(),
                      m_login->text().trimmed(),
                      m_desk->value(),
                      std::make_shared<Secret>(m_rolePassword->text().toUtf8()),
                      std::make_shared<Secret>(m_password->text().toUtf8()),
                      m_stop};
    m_join->setEnabled(false);
    m_back->setEnabled(false);
    m_progress->start(tr("Looking for the server…"));
    m_since.start();
    // Said in the window's thread, a few times a second.
    auto *said = new QObject(this);
    const auto last = std::make_shared<QElapsedTimer>();
    const auto say = [this, guard = QPointer<QObject>(said), last](const JoinProgress &at) {
        if (last->isValid() && last->elapsed() < tellEveryMs)
            return;
        last->start();
        if (guard)
            QMetaObject::invokeMethod(guard.data(), [this, at] { tell(at); }, Qt::QueuedConnection);
    };
    QtConcurrent::run([order, say] {
        return carryOut(order, say);
    }).then(this, [this, said](const Result<SyncReport> &done) {
        delete said;
        finish(done);
    });
}

void JoinPage::tell(const JoinProgress &at)
{
    const QLocale locale;
    const double part =
        at.total > 0 ? std::min(1.0, static_cast<double>(at.rows) / static_cast<double>(at.total)) * shareOfRows : -1;
    QString words = at.total > 0 ? tr("%1 of %2 rows").arg(locale.toString(at.rows), locale.toString(at.total))
                                 : tr("%1 rows").arg(locale.toString(at.rows));
    if (part > 0 && m_since.elapsed() > roughAfterMs) {
        const auto left = static_cast<int>(static_cast<double>(m_since.elapsed()) * (1 - part) / part / 1000);
        words += u" · "_s + (left < 60 ? tr("about %n seconds left", nullptr, left + 1)
                                       : tr("about %n minutes left", nullptr, left / 60 + 1));
    }
    m_progress->setProgress(part, words);
}

void JoinPage::finish(const Result<SyncReport> &done)
{
    m_join->setEnabled(true);
    m_back->setEnabled(true);
    m_progress->finish();
    m_stop.reset();
    if (!done)
        return m_error->setError(done.error());
    for (QLineEdit *line : {m_rolePassword, m_password, m_again})
        line->clear();
    Q_EMIT joined(m_file->text(), m_login->text().trimmed());
}

} // namespace fengqiao
