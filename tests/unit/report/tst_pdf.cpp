#include <QBuffer>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <report/templates.h>
#include <report/widgets/dossier_pdf.h>

#include "samples.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestPdf : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        QVERIFY2(!QStandardPaths::findExecutable(u"pdftotext"_s).isEmpty(), "pdftotext is missing: run setup.sh");
        m_templates = *Templates::load();
    }

    void everyWordOfADocumentIsFoundInItsPdf_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString &code : sampleCodes())
            QTest::newRow(qPrintable(code)) << code;
    }

    // Compared without white space: a table's cells are read in another order, but no character may be lost or changed.
    void everyWordOfADocumentIsFoundInItsPdf()
    {
        QFETCH(QString, code);
        const auto document = m_templates->render(code, sampleOf(code));
        QVERIFY(document.has_value());
        const QString text = textOf(pdf({*document}));
        const QString bare = withoutSpace(text);
        QVERIFY(bare.contains(withoutSpace(document->title)) || document->layout != Layout::Form);
        for (const QString &line : document->text().split(u'\n'))
            if (line.size() < 9) // what is longer may be broken over lines of different cells
                QVERIFY2(bare.contains(withoutSpace(line)), qPrintable(line + u" in "_s + text));
        QMap<QChar, int> missing;
        for (const QChar c : withoutSpace(document->text()))
            ++missing[c];
        for (const QChar c : bare)
            --missing[c];
        for (auto it = missing.cbegin(); it != missing.cend(); ++it)
            QVERIFY2(it.value() <= 0, qPrintable(u"%1 U+%2"_s.arg(it.key()).arg(it.key().unicode(), 4, 16)));
    }

    void radicalsAreReadAsTheCharactersPeopleType_data()
    {
        QTest::addColumn<QString>("words");
        QTest::newRow("of the brief") << u"矛盾 工作 一 人 门 月 用"_s;
        QTest::newRow("all strokes") << u"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又"_s;
        QTest::newRow("in a row") << u"儿入八 用田 人儿"_s; // neighbours in both blocks: the table must grow
        QTest::newRow("simplified") << u"见贝车长门页风飞马鱼鸟麦黄齐齿龙龟户"_s;
        QTest::newRow("of other blocks") << u"阿胶 （一）／～ 〔二〇二六〕"_s;
        QTest::newRow("numbers behind letters") << u"LF-620521-20260914-0001 A001 fi ffl"_s;
        QTest::newRow("with Latin") << u"A区 3号 12.50 元"_s;
    }

    void radicalsAreReadAsTheCharactersPeopleType()
    {
        QFETCH(QString, words);
        for (const QString &style : {u"p"_s, u"h2"_s}) { // the serif face and the sans
            const Document document{.code = {},
                                    .title = u"x"_s,
                                    .number = {},
                                    .office = {},
                                    .layout = Layout::Cover,
                                    .watermark = {},
                                    .blocks = {Paragraph{style, {{words, false}}}}};
            QCOMPARE(textOf(pdf({document})).simplified(), words);
        }
    }

    // The growing tables must not break the file: a strict reader and the page count say so.
    void theFileStaysWholeWhenATableGrows()
    {
        QList<Document> documents;
        for (const QString &code : sampleCodes())
            documents << *m_templates->render(code, sampleOf(code));
        Paper paper(m_templates->styles());
        QList<Bookmark> marks;
        for (const Document &document : std::as_const(documents)) {
            marks << Bookmark{document.title, paper.pageCount()};
            paper.add(document);
        }
        const auto bytes = writePdf(paper, u"卷宗"_s, marks);
        QVERIFY(bytes.has_value());
        QProcess info;
        info.start(u"pdfinfo"_s, {store(*bytes)});
        QVERIFY(info.waitForFinished());
        const QString said = QString::fromUtf8(info.readAllStandardOutput());
        QCOMPARE(info.readAllStandardError(), QByteArray());
        QVERIFY(said.contains(u"卷宗"_s));
        QVERIFY2(said.contains(QRegularExpression(u"Pages:\\s+%1\\b"_s.arg(paper.pageCount()))), qPrintable(said));
        QVERIFY(said.contains(u"A4"_s));
        QCOMPARE(bytes->count("/Title <FEFF"), marks.size());
    }

    void fontsAreNamedAndEmbedded()
    {
        QProcess fonts;
        fonts.start(u"pdffonts"_s, {store(pdf({*m_templates->render(u"E03"_s, sampleOf(u"E03"_s))}))});
        QVERIFY(fonts.waitForFinished());
        const QString said = QString::fromUtf8(fonts.readAllStandardOutput());
        QVERIFY2(said.contains(u"NotoSerifCJKsc"_s), qPrintable(said)); // never the Japanese or Korean shapes
        QVERIFY(!said.contains(u"CJKjp"_s) && !said.contains(u"CJKkr"_s));
        for (const QString &line : said.split(u'\n').mid(2))
            if (!line.isEmpty())
                QVERIFY2(line.contains(u"yes no  yes"_s) || line.contains(u"yes yes yes"_s), qPrintable(line));
    }

    void aWatermarkStandsOnEveryPage()
    {
        Document document = *m_templates->render(u"D10"_s, sampleOf(u"D10"_s));
        document.watermark = u"甲主任 2026-09-20 导出"_s;
        const QString text = textOf(pdf({document}));
        QCOMPARE(text.count(QChar(0x5BFC)), 2 * text.count(u'\f')); // 导: slanted words are read letter by letter
    }

    void aDossierIsOneFileWithContentsAndNumbers()
    {
        const Dossier dossier = sampleDossier();
        const auto written = writeDossierPdf(dossier, *m_templates);
        QVERIFY2(written.has_value(), qPrintable(written ? QString() : written.error().message));
        const QStringList pages = textOf(written->bytes).split(u'\f', Qt::SkipEmptyParts);
        QCOMPARE(pages.size(), written->pages);
        QCOMPARE(written->notPrinted, QStringList{u"证据材料　录音"_s});
        QVERIFY(withoutSpace(pages[0]).contains(u"人民调解卷宗"_s));
        QVERIFY(withoutSpace(pages[1]).contains(u"卷内目录"_s));
        // What the contents say is where it is, by the stamped number in the corner.
        int checked = 0;
        for (const QString &line : pages[1].split(u'\n')) {
            const auto entry = QRegularExpression(u"^\\s*\\d+\\s+(\\S+).*?\\s(\\d+)\\s*$"_s).match(line);
            if (!entry.hasMatch())
                continue;
            const int number = entry.captured(2).toInt();
            const QString page = pages.value(1 + number);
            QVERIFY2(page.split(u'\n').value(0).simplified().split(u' ').contains(QString::number(number)) ||
                         page.simplified().startsWith(QString::number(number)),
                     qPrintable(page.left(80)));
            QVERIFY2(withoutSpace(page).contains(withoutSpace(entry.captured(1))), qPrintable(line + page));
            ++checked;
        }
        QVERIFY(checked >= 6);
        QVERIFY(pages.last().contains(u"%1 页"_s.arg(written->numbered)));
        QVERIFY(!pages[0].simplified().startsWith(u'1'));
        QVERIFY(written->bytes.contains("/Outlines"));
    }

private:
    QByteArray pdf(const QList<Document> &documents)
    {
        const auto bytes = writePdf(documents, m_templates->styles());
        if (!bytes)
            qFatal("%s", qPrintable(bytes.error().message));
        return *bytes;
    }

    QString store(const QByteArray &bytes)
    {
        const QString path = m_folder.filePath(u"%1.pdf"_s.arg(++m_count));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no disk");
        return path;
    }

    QString textOf(const QByteArray &bytes)
    {
        QProcess process;
        process.start(u"pdftotext"_s, {u"-layout"_s, store(bytes), u"-"_s});
        if (!process.waitForFinished() || process.exitCode() != 0)
            qFatal("pdftotext: %s", process.readAllStandardError().constData());
        return QString::fromUtf8(process.readAllStandardOutput());
    }

    static QString withoutSpace(const QString &text)
    {
        QString bare;
        for (const QChar c : text)
            if (!c.isSpace())
                bare += c;
        return bare;
    }

    Dossier sampleDossier()
    {
        Dossier dossier;
        dossier.title = u"(2026)清综人调字第0001号"_s;
        dossier.cover = {u"D01"_s, sampleOf(u"D01"_s)};
        dossier.contents = {u"D02"_s, sampleOf(u"D02"_s)};
        dossier.back = {u"D15"_s, sampleOf(u"D15"_s)};
        for (const QString &code : {u"D03"_s, u"D05"_s, u"D07"_s, u"D09"_s, u"D10"_s, u"D13"_s}) {
            const Document document = *m_templates->render(code, sampleOf(code));
            dossier.parts << DossierPart{code, document.title, document.number, document, {}, {}};
        }
        QImage scan(1200, 1700, QImage::Format_RGB32);
        scan.fill(Qt::lightGray);
        QByteArray png;
        QBuffer buffer(&png);
        buffer.open(QIODevice::WriteOnly);
        scan.save(&buffer, "PNG");
        dossier.parts << DossierPart{u"D08"_s, u"户口簿"_s, {}, std::nullopt, png, u"图片"_s};
        dossier.parts << DossierPart{
            u"D08"_s, u"票据"_s, {}, std::nullopt, pdf({*m_templates->render(u"D10"_s, sampleOf(u"D10"_s))}), u"PDF"_s};
        dossier.parts << DossierPart{u"D08"_s,     u"证据材料　录音"_s,    {},
                                     std::nullopt, QByteArray("RIFF...."), u"录音"_s};
        return dossier;
    }

    std::shared_ptr<Templates> m_templates;
    QTemporaryDir m_folder;
    int m_count = 0;
};

QTEST_MAIN(TestPdf)
#include "tst_pdf.moc"
