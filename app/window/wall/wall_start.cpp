#include "wall_start.h"

#include <QVBoxLayout>

#include <widgets/theme.h>

#include "composition.h"
#include "desk_opener.h"
#include "sign_in_page.h"
#include "wall_display.h"

using namespace Qt::StringLiterals;

namespace fengqiao {

WallStart::WallStart(const QString &file, const QString &login, const QString &screens, std::shared_ptr<Clock> clock)
    : m_file(file)
    , m_screens(screens)
    , m_clock(std::move(clock))
    , m_page(nullptr)
{
    setObjectName(u"wallStart"_s);
    setWindowTitle(tr("Big screen"));
    Theme::pin(this, Appearance::Dark);
    auto *column = new QVBoxLayout(this);
    m_page = new SignInPage(this);
    column->addWidget(m_page);
    m_page->setFile(file, login);
    m_page->setOnlyFile();
    connect(m_page, &SignInPage::signInWanted, this, [this] { signIn(m_page->login(), m_page->takePassword()); });
}

WallStart::~WallStart()
{
    m_display.reset();
}

void WallStart::signIn(const QString &login, Secret password)
{
    m_page->setBusy(true);
    openDesk(setupFor(m_file, m_clock), login, std::move(password)).then(this, [this](const OpenedDesk &desk) {
        if (!desk)
            return refuse(desk.error());
        hang(*desk);
    });
}

void WallStart::hang(std::shared_ptr<Desk> desk)
{
    m_desk = std::move(desk);
    openWallReader(*m_desk).then(this, [this](const Result<std::shared_ptr<WallReader>> &reader) {
        if (!reader) {
            m_desk.reset(); // whoever may not show it keeps nothing open
            return refuse(reader.error());
        }
        m_display = std::make_unique<WallDisplay>(*m_desk, *reader, WallWindow::Leaving::ByKeySequence);
        connect(m_display.get(), &WallDisplay::left, this, &WallStart::left);
        for (QScreen *screen : screensOf(m_screens))
            m_display->addScreen(screen);
        hide();
        Q_EMIT opened();
    });
}

void WallStart::refuse(const Error &error)
{
    m_page->setError(error);
    Q_EMIT refused(error);
}

} // namespace fengqiao
