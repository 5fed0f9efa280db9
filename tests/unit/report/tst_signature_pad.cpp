#include <QBuffer>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <report/strokes.h>
#include <report/widgets/document_preview.h>
#include <report/widgets/signature_pad.h>
#include <widgets/theme.h>

#include "samples.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestSignaturePad : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        const auto theme = Theme::install(*qApp, Appearance::Light);
        QVERIFY2(theme.has_value(), qPrintable(theme ? QString() : theme.error().message));
    }

    void whatIsDrawnIsKept()
    {
        SignaturePad pad;
        pad.resize(300, 100);
        const QSignalSpy changed(&pad, &SignaturePad::changed);
        draw(pad, {30, 20}, {150, 80});
        draw(pad, {200, 50}, {200, 50}); // a dot
        QCOMPARE(changed.count(), 2);
        const Strokes strokes = pad.strokes();
        QCOMPARE(strokes.lines.size(), 2);
        QCOMPARE(strokes.lines.first().first(), (std::pair<double, double>(100, 200 / 3.0)));
        QCOMPARE(strokesFromJson(toJson(strokes)).lines.size(), 2);
        QVERIFY(pad.svg().contains("<path d=\"M100 67"));
        const QImage png = QImage::fromData(pad.png(600));
        QCOMPARE(png.size(), QSize(600, 200));
        QVERIFY(qAlpha(png.pixel(180, 100)) > 200);
        QCOMPARE(qAlpha(png.pixel(590, 190)), 0);
    }

    void strokesAreTakenBackAndCleared()
    {
        SignaturePad pad;
        pad.resize(300, 100);
        draw(pad, {30, 20}, {150, 80});
        draw(pad, {60, 20}, {90, 80});
        QTest::keySequence(&pad, QKeySequence::Undo);
        QCOMPARE(pad.strokes().lines.size(), 1);
        QTest::keyClick(&pad, Qt::Key_Delete);
        QVERIFY(pad.isBlank());
        QVERIFY(pad.svg().isEmpty());
        QTest::keySequence(&pad, QKeySequence::Undo); // nothing left: harmless
        QVERIFY(pad.isBlank());
    }

    void itSaysWhatItIs()
    {
        const SignaturePad pad;
        QVERIFY(!pad.accessibleName().isEmpty());
        QVERIFY(!pad.accessibleDescription().isEmpty());
        QCOMPARE(pad.focusPolicy(), Qt::StrongFocus);
    }

    void foreignStrokesAreRefused_data()
    {
        QTest::addColumn<QJsonObject>("json");
        QTest::newRow("empty") << QJsonObject{};
        QTest::newRow("no aspect") << QJsonObject{{u"lines"_s, QJsonArray{QJsonArray{QJsonArray{1, 2}}}}};
        QTest::newRow("aspect of nothing") << QJsonObject{{u"aspect"_s, 0}, {u"lines"_s, QJsonArray{}}};
        QTest::newRow("words") << QJsonObject{{u"aspect"_s, 3},
                                              {u"lines"_s, QJsonArray{QJsonArray{QJsonArray{u"1\"/><x"_s, 2}}}}};
        QJsonArray many;
        for (int i = 0; i < 20001; ++i)
            many << QJsonArray{1, 2};
        QTest::newRow("far too many points") << QJsonObject{{u"aspect"_s, 3}, {u"lines"_s, QJsonArray{many}}};
    }

    void foreignStrokesAreRefused()
    {
        QFETCH(QJsonObject, json);
        QVERIFY(strokesFromJson(json).isEmpty());
    }

    void thePreviewShowsPagesAndKeepsThem()
    {
        const auto templates = *Templates::load();
        DocumentPreview preview;
        preview.resize(700, 900);
        QCOMPARE(preview.pageCount(), 0);
        preview.setDocuments({*templates->render(u"D10"_s, sampleOf(u"D10"_s))}, templates);
        QCOMPARE(preview.pageCount(), 2);
        preview.show();
        QVERIFY(QTest::qWaitForWindowExposed(&preview));
        const QImage shot = preview.grab().toImage();
        int dark = 0;
        for (int y = 0; y < shot.height(); y += 2)
            for (int x = 0; x < shot.width(); x += 2)
                dark += qGray(shot.pixel(x, y)) < 100 ? 1 : 0;
        QVERIFY(dark > 500);
        const QTemporaryDir folder;
        for (const QString &ending : {u"pdf"_s, u"odt"_s, u"docx"_s}) {
            const QString path = folder.filePath(u"协议."_s + ending);
            const auto saved = preview.saveAs(path);
            QVERIFY2(saved.has_value(), qPrintable(saved ? QString() : saved.error().message));
            QVERIFY(QFileInfo(path).size() > 2000);
        }
        QCOMPARE(preview.saveAs(folder.filePath(u"协议.txt"_s)).error().code, u"report.format"_s);
        QCOMPARE(preview.saveAs(u"/no/such/folder/x.pdf"_s).error().code, u"report.disk"_s);
        preview.setFailure({ErrorKind::Invalid, u"report.template_field"_s, u"缺少申请事项。"_s, {}, {}});
        QCOMPARE(preview.pageCount(), 0);
    }

private:
    static void draw(SignaturePad &pad, QPoint from, QPoint to)
    {
        QTest::mousePress(&pad, Qt::LeftButton, {}, from);
        QTest::mouseMove(&pad, to);
        QTest::mouseRelease(&pad, Qt::LeftButton, {}, to);
    }
};

QTEST_MAIN(TestSignaturePad)
#include "tst_signature_pad.moc"
