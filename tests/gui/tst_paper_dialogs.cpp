// Signing a paper, the dossier, and a simple matter on one page: as a person at the desk does it.
#include "gui_fixture.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

#include <mediation/fast_path.h>
#include <mediation/papers.h>
#include <mediation/widgets/fast_path_dialog.h>
#include <mediation/widgets/matter_panel.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/dossier_dialog.h>
#include <report/widgets/sign_dialog.h>
#include <report/widgets/signature_pad.h>
#include <widgets/action_form.h>
#include <widgets/notices.h>
#include <widgets/theme.h>

#include "mediation_county.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 30000; // on a busy machine

void draw(SignaturePad &pad, QPoint from, QPoint to)
{
    QTest::mousePress(&pad, Qt::LeftButton, {}, from);
    QTest::mouseMove(&pad, to);
    QTest::mouseRelease(&pad, Qt::LeftButton, {}, to);
}

QString allText(const QWidget &widget)
{
    QStringList words;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        if (label->isVisibleTo(&widget))
            words << label->text();
    return words.join(u'\n');
}

QPushButton *actionButton(const QWidget &widget, const QString &action)
{
    for (QPushButton *button : widget.findChildren<QPushButton *>())
        if (button->property("action") == action)
            return button;
    return nullptr;
}

} // namespace

class TestPaperDialogs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sign_whatIsDrawn_isKeptWithThePaper();
    void sign_nothingDrawn_saysSo();
    void sign_onPaper_needsNoStroke();
    void sign_refused_keepsTheDrawingAndNoFile();
    void sign_anotherPerson_drawsAnew();
    void sign_strokesAreTakenBack();
    void papers_signButton_asksForTheField();
    void papers_dossierButton_asksForTheDossier();
    void dossier_isShownAndSaysWhatItLacks();
    void dossier_isKeptWhole();
    void dossier_stopped_showsNothing();
    void dossier_withoutPapers_isAPlainSentence();
    void fastPath_takesAllSteps();
    void fastPath_refusedStep_marksItsField();
    void fastPath_ending_goesStepByStep();

private:
    QUuid made(const QString &code, const QJsonObject &more = {});
    [[nodiscard]] QUuid paper(const QString &code); // made before
    [[nodiscard]] QJsonArray signatures(QUuid document);
    [[nodiscard]] QStringList unusedFiles();
    [[nodiscard]] SignDialog *signing(QUuid document);
    void fill(FastPathDialog &dialog);
    std::unique_ptr<MediationCounty> m_county;
    std::unique_ptr<QWidget> m_window;
    QUuid m_matter;
};

void TestPaperDialogs::initTestCase()
{
    const auto theme = Theme::install(*qApp, Appearance::Light);
    QVERIFY2(theme.has_value(), qPrintable(theme ? QString() : theme.error().message));
    m_window = std::make_unique<QWidget>();
    m_window->resize(1366, 768);
    m_window->show();
    m_county = std::make_unique<MediationCounty>(u"ding"_s);
    m_matter = m_county->performing(u"两户院墙排水纠纷"_s, u"ding"_s);
    QVERIFY(!m_matter.isNull());
    const auto granted = m_county->desk->store()
                             .write([](Writer &tx) -> Result<> {
                                 auto account = tx.findBy(accountEntity(), "login"_L1, u"xin"_s);
                                 account->set("roles"_L1, u"TWN MED"_s);
                                 tx.update(*account);
                                 return {};
                             })
                             .result();
    QVERIFY(granted.has_value());
}

QUuid TestPaperDialogs::made(const QString &code, const QJsonObject &more)
{
    const auto done =
        m_county->act(u"ding"_s, u"make_document"_s, with({{u"matter"_s, idText(m_matter)}, {u"code"_s, code}}, more));
    return done ? done->id : QUuid();
}

QUuid TestPaperDialogs::paper(const QString &code)
{
    return m_county->desk->store()
        .read([code](Reader &reader) -> Result<QUuid> {
            return reader.select(documentEntity(), u"code = ?"_s, {code}).first().id();
        })
        .result()
        .value();
}

QJsonArray TestPaperDialogs::signatures(QUuid document)
{
    return m_county->desk->store()
        .read([document](Reader &reader) -> Result<QJsonArray> {
            return reader.find(documentEntity(), document)->json("signed"_L1).toArray();
        })
        .result()
        .value();
}

QStringList TestPaperDialogs::unusedFiles()
{
    return m_county->desk->store()
        .read([](Reader &reader) -> Result<QStringList> { return unusedBlobs(reader); })
        .result()
        .value();
}

SignDialog *TestPaperDialogs::signing(QUuid document)
{
    auto *dialog = new SignDialog(*m_county->desk, document, m_window.get());
    dialog->open();
    return QTest::qWaitFor([dialog] { return !dialog->findChildren<QRadioButton *>().isEmpty(); }) ? dialog : nullptr;
}

void TestPaperDialogs::sign_whatIsDrawn_isKeptWithThePaper()
{
    const QUuid document = made(u"D05"_s);
    QVERIFY(!document.isNull());
    SignDialog *dialog = signing(document);
    QVERIFY(dialog);
    QVERIFY(allText(*dialog).contains(m_county->desk->rules()->word("document"_L1, u"D05"_s)));
    const auto who = dialog->findChildren<QRadioButton *>();
    QCOMPARE(who.size(), 2); // each party of each side
    QVERIFY(who.first()->text().contains(u"王五"_s));
    draw(*dialog->pad(), {60, 30}, {220, 90});
    const QSignalSpy acted(dialog, &SignDialog::acted);
    const QPointer<SignDialog> open(dialog);
    dialog->submit();
    QTRY_VERIFY(open.isNull());
    const QJsonArray entries = signatures(document);
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0]["signer"_L1].toString(), u"applicant"_s);
    QVERIFY(!entries[0]["party"_L1].toString().isEmpty());
    QVERIFY(entries[0]["stroke"_L1].toString().startsWith("sha256:"_L1));
    QTRY_VERIFY(unusedFiles().isEmpty());
    // The next one to sign stands in front; who has signed cannot again.
    SignDialog *next = signing(document);
    QVERIFY(next);
    const auto rest = next->findChildren<QRadioButton *>();
    QVERIFY(!rest[0]->isEnabled());
    QVERIFY(rest[1]->isChecked());
    next->close();
}

void TestPaperDialogs::sign_nothingDrawn_saysSo()
{
    const QUuid document = made(u"D04"_s);
    QVERIFY(!document.isNull());
    SignDialog *dialog = signing(document);
    QVERIFY(dialog);
    dialog->submit();
    QVERIFY(!dialog->findChild<InlineError *>()->text().isEmpty());
    QVERIFY(signatures(document).isEmpty());
    dialog->close();
}

void TestPaperDialogs::sign_onPaper_needsNoStroke()
{
    const QUuid document = made(u"D10"_s);
    QVERIFY(!document.isNull());
    SignDialog *dialog = signing(document);
    QVERIFY(dialog);
    const auto boxes = dialog->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 2);
    QVERIFY(!boxes[1]->isEnabled()); // a fingerprint is given on paper only
    boxes[0]->setChecked(true);
    QVERIFY(!dialog->pad()->isEnabled());
    QVERIFY(boxes[1]->isEnabled());
    boxes[1]->setChecked(true);
    const QPointer<SignDialog> open(dialog);
    dialog->submit();
    QTRY_VERIFY(open.isNull());
    const QJsonArray entries = signatures(document);
    QCOMPARE(entries.size(), 1);
    QVERIFY(entries[0]["paper"_L1].toBool());
    QVERIFY(entries[0]["fingerprint"_L1].toBool());
    QVERIFY(!entries[0].toObject().contains("stroke"_L1));
}

void TestPaperDialogs::sign_refused_keepsTheDrawingAndNoFile()
{
    const QUuid agreement = paper(u"D10"_s);
    SignDialog *one = signing(agreement);
    SignDialog *other = signing(agreement); // the same signature twice, at two windows
    QVERIFY(one && other);
    draw(*one->pad(), {60, 30}, {220, 90});
    draw(*other->pad(), {70, 30}, {200, 80});
    const QPointer<SignDialog> open(one);
    one->submit();
    QTRY_VERIFY(open.isNull());
    other->submit();
    QTRY_VERIFY(!other->findChild<InlineError *>()->text().isEmpty());
    QVERIFY(!other->pad()->isBlank());
    QTRY_VERIFY(unusedFiles().isEmpty());
    QCOMPARE(signatures(agreement).size(), 2); // on paper before, and this one
    other->close();
}

void TestPaperDialogs::sign_anotherPerson_drawsAnew()
{
    SignDialog *dialog = signing(paper(u"D10"_s));
    QVERIFY(dialog);
    const auto who = dialog->findChildren<QRadioButton *>();
    QVERIFY(who.size() >= 4); // two sides, the mediator and the seal
    draw(*dialog->pad(), {60, 30}, {220, 90});
    QVERIFY(!dialog->pad()->isBlank());
    QTest::mouseClick(who[2], Qt::LeftButton, {}, QPoint(8, who[2]->height() / 2));
    QVERIFY(who[2]->isChecked());
    QVERIFY(dialog->pad()->isBlank());
    dialog->close();
}

void TestPaperDialogs::sign_strokesAreTakenBack()
{
    SignDialog *dialog = signing(paper(u"D10"_s));
    QVERIFY(dialog);
    auto *undo = dialog->findChild<QPushButton *>(u"undoStroke"_s);
    auto *clear = dialog->findChild<QPushButton *>(u"clearStrokes"_s);
    QVERIFY(!undo->isEnabled() && !clear->isEnabled());
    QVERIFY(undo->geometry().top() > dialog->pad()->geometry().bottom()); // nothing lies over the field
    draw(*dialog->pad(), {60, 30}, {220, 90});
    draw(*dialog->pad(), {90, 30}, {120, 90});
    undo->click();
    QCOMPARE(dialog->pad()->strokes().lines.size(), 1);
    clear->click();
    QVERIFY(dialog->pad()->isBlank());
    QVERIFY(!undo->isEnabled());
    dialog->close();
}

void TestPaperDialogs::papers_signButton_asksForTheField()
{
    MatterPanel panel(*m_county->desk);
    const QSignalSpy shown(&panel, &MatterPanel::shown);
    panel.showMatter(m_matter);
    QTRY_VERIFY(!shown.isEmpty());
    QPushButton *button = actionButton(panel, u"sign_document"_s);
    QVERIFY(button);
    const QSignalSpy wanted(&panel, &MatterPanel::signatureWanted);
    button->click();
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!wanted.first().first().toUuid().isNull());
}

void TestPaperDialogs::papers_dossierButton_asksForTheDossier()
{
    MatterPanel panel(*m_county->desk);
    const QSignalSpy shown(&panel, &MatterPanel::shown);
    panel.showMatter(m_matter);
    QTRY_VERIFY(!shown.isEmpty());
    const QSignalSpy wanted(&panel, &MatterPanel::dossierWanted);
    panel.findChild<QPushButton *>(u"dossier"_s)->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toUuid(), m_matter);
}

void TestPaperDialogs::dossier_isShownAndSaysWhatItLacks()
{
    auto *dialog = new DossierDialog(*m_county->desk, m_matter, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview()->pageCount() > 3, patience);
    const auto meter = m_county->desk
                           ->read([matter = m_matter](ReadContext &context) -> Result<QList<DossierRow>> {
                               return dossierMeter(context, matter);
                           })
                           .result();
    const QString lacks = dialog->findChild<QLabel *>(u"dossierLacks"_s)->text();
    int missing = 0;
    for (const DossierRow &row : *meter)
        if (row.missing()) {
            ++missing;
            QVERIFY2(lacks.contains(row.sentence), qPrintable(row.code));
        }
    QVERIFY(missing > 0);
    dialog->close();
}

void TestPaperDialogs::dossier_isKeptWhole()
{
    auto *dialog = new DossierDialog(*m_county->desk, m_matter, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->preview()->pageCount() > 3, patience);
    for (const QString &ending : {u"pdf"_s, u"odt"_s, u"docx"_s}) {
        const QString path = m_county->folder.filePath(u"卷宗."_s + ending);
        const auto kept = dialog->preview()->saveAs(path);
        QVERIFY2(kept.has_value(), qPrintable(kept ? QString() : kept.error().message));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() > 2000);
        QVERIFY(file.read(2) == (ending == "pdf"_L1 ? "%P" : "PK"));
    }
    QCOMPARE(dialog->preview()->saveAs(m_county->folder.filePath(u"卷宗.txt"_s)).error().code, u"report.format"_s);
    dialog->close();
}

void TestPaperDialogs::dossier_stopped_showsNothing()
{
    auto *dialog = new DossierDialog(*m_county->desk, m_matter, m_window.get());
    dialog->open();
    const QSignalSpy settled(dialog, &DossierDialog::settled);
    Q_EMIT dialog->findChild<ProgressStrip *>()->cancelled();
    QCOMPARE(settled.size(), 1);
    QCOMPARE(dialog->preview()->pageCount(), 0);
    QTest::qWait(300); // whatever was on its way has arrived by then
    QCOMPARE(settled.size(), 1);
    QCOMPARE(dialog->preview()->pageCount(), 0);
    QVERIFY(!allText(*dialog).isEmpty());
    dialog->close();
}

void TestPaperDialogs::dossier_withoutPapers_isAPlainSentence()
{
    const QUuid bare = m_county->registered(u"新登记的纠纷"_s);
    m_county->signIn(u"yi"_s);
    auto *dialog = new DossierDialog(*m_county->desk, bare, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->findChild<ProgressStrip *>()->isVisible(), patience);
    QCOMPARE(dialog->preview()->pageCount(), 0);
    QVERIFY(!allText(*dialog->preview()).isEmpty());
    delete dialog;
}

void TestPaperDialogs::fill(FastPathDialog &dialog)
{
    dialog.form(u"register_matter"_s)
        ->setValues({{u"channel"_s, u"WINDOW"_s},
                     {u"title"_s, u"院墙滴水"_s},
                     {u"facts"_s, u"两家因院墙滴水争执，当场说开。"_s},
                     {u"place"_s, u"620521105"_s},
                     {u"lawful_basis"_s, m_county->desk->rules()->codes(u"lawful_basis"_s).first()->text("code"_L1)},
                     {u"parties"_s, QJsonArray{MediationCounty::person(u"吴九"_s, u"applicant"_s),
                                               MediationCounty::person(u"郑十"_s, u"respondent"_s)}}});
    dialog.form(u"analyse"_s)
        ->setValues({{u"dispute_type"_s, u"02"_s}, {u"amount"_s, u"0"_s}, {u"persons_affected"_s, 2}});
    dialog.form(u"assign"_s)
        ->setValues({{u"room"_s, idText(m_county->room(u"room_signature"_s))},
                     {u"handler_due"_s, u"2026-09-30"_s},
                     {u"reason"_s, u"就近调解"_s}});
    dialog.form(u"sign"_s)->setValues({{u"no_conflict"_s, true}});
    dialog.form(u"start_mediation"_s)
        ->setValues({{u"all_consent"_s, true},
                     {u"rights_notice_read"_s, true},
                     {u"mediator_agreed"_s, true},
                     {u"session_mode"_s, u"open"_s},
                     {u"application_form"_s, u"registration"_s}});
}

void TestPaperDialogs::fastPath_takesAllSteps()
{
    m_county->signIn(u"xin"_s);
    auto *dialog = new FastPathDialog(*m_county->desk, {}, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), patience);
    fill(*dialog);
    const QSignalSpy acted(dialog, &FastPathDialog::acted);
    dialog->submit();
    QTRY_VERIFY2_WITH_TIMEOUT(!acted.isEmpty(), qPrintable(allText(*dialog)), patience);
    QCOMPARE(acted.first().first().value<ActionOutcome>().state, u"M51"_s);
}

void TestPaperDialogs::fastPath_refusedStep_marksItsField()
{
    auto *dialog = new FastPathDialog(*m_county->desk, {}, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), patience);
    fill(*dialog);
    dialog->form(u"start_mediation"_s)->setValues({{u"all_consent"_s, QJsonValue::Null}});
    const QSignalSpy acted(dialog, &FastPathDialog::acted);
    dialog->submit(); // what may be left empty nowhere is asked for here
    QTest::qWait(50);
    QVERIFY(acted.isEmpty());
    dialog->form(u"start_mediation"_s)->setValues({{u"all_consent"_s, true}});
    dialog->form(u"assess"_s)
        ->setValues({{u"conduct"_s, u"physical"_s}, {u"conduct_evidence"_s, u"伤情照片"_s}, {u"self_harm"_s, true}});
    dialog->submit();
    QTRY_VERIFY_WITH_TIMEOUT(allText(*dialog).contains(u"(B05)"_s), patience);
    QVERIFY(acted.isEmpty());
    dialog->close();
}

void TestPaperDialogs::fastPath_ending_goesStepByStep()
{
    auto *dialog = new FastPathDialog(*m_county->desk, {}, m_window.get());
    dialog->open();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->isReady(), patience);
    auto *agree = dialog->findChild<QCheckBox *>(u"take:agree"_s);
    auto *perform = dialog->findChild<QCheckBox *>(u"take:perform"_s);
    QVERIFY(agree && perform);
    QVERIFY(dialog->form(u"agree"_s)->isHidden());
    perform->setChecked(true);
    QVERIFY(agree->isChecked());
    QVERIFY(!dialog->form(u"agree"_s)->isHidden());
    agree->setChecked(false);
    QVERIFY(!perform->isChecked());
    dialog->close();
}

QTEST_MAIN(TestPaperDialogs)
#include "tst_paper_dialogs.moc"
