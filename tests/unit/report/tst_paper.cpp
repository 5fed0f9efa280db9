#include <QImage>
#include <QPainter>
#include <QTest>
#include <QTextLayout>

#include <flow.h>
#include <report/templates.h>
#include <report/widgets/paper.h>
#include <to_unicode.h>

#include "samples.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// How strips are put on pages: what must not be parted, and what an official letter looks like.
class TestPaper : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { m_templates = *Templates::load(); }

    void aLetterHas22LinesOf28Characters()
    {
        const QString text(28 * 22 * 2, QChar(0x6C34));
        Document letter;
        letter.layout = Layout::Letter;
        letter.blocks = {Paragraph{u"p.to"_s, {{text, false}}}};
        const double width = 156 * unitsPerMm;
        Flow flow(m_templates->styles(), Layout::Letter, width, 225 * unitsPerMm);
        const QList<Strip> lines = flow.strips(letter);
        QCOMPARE(lines.size(), 44);
        Paper paper(m_templates->styles());
        paper.add(letter);
        QCOMPARE(paper.pageCount(), 2);
    }

    void aHeadingIsNeverTheLastLineOfAPage()
    {
        for (int before = 1; before < 60; ++before) {
            Document document;
            for (int i = 0; i < before; ++i)
                document.blocks << Paragraph{u"p.plain"_s, {{u"行"_s, false}}};
            document.blocks << Paragraph{u"h2"_s, {{u"标题"_s, false}}}
                            << Paragraph{u"p"_s, {{QString(120, QChar(0x6587)), false}}};
            Paper paper(m_templates->styles());
            paper.add(document);
            Document without = document;
            without.blocks.removeLast();
            Paper shorter(m_templates->styles());
            shorter.add(without);
            QVERIFY(paper.pageCount() <= shorter.pageCount() + 1);
        }
        // By the strips: everything of a heading is kept with what follows.
        Flow flow(m_templates->styles(), Layout::Form, 160 * unitsPerMm, 250 * unitsPerMm);
        Document document;
        document.blocks = {Paragraph{u"h2"_s, {{u"标题"_s, false}}}, Paragraph{u"p"_s, {{u"文"_s, false}}}};
        const QList<Strip> strips = flow.strips(document);
        for (qsizetype i = 0; i + 1 < strips.size(); ++i)
            QVERIFY(strips[i].keep);
    }

    void signaturesStayWithTheTextAboveThem()
    {
        Flow flow(m_templates->styles(), Layout::Form, 160 * unitsPerMm, 250 * unitsPerMm);
        Document document;
        document.blocks = {Paragraph{u"p"_s, {{u"文"_s, false}}}, Signature{u"申请人："_s, {}, {}, true, {}},
                           Paragraph{u"p.right"_s, {{u"2026年9月16日"_s, false}}}};
        const QList<Strip> strips = flow.strips(document);
        for (qsizetype i = 0; i + 1 < strips.size(); ++i)
            QVERIFY(strips[i].keep);
    }

    void aCellHigherThanAPageIsDividedAndLosesNoLine()
    {
        const QString text = QString(u"排水纠纷经过"_s).repeated(900);
        Table table{{20, 80},
                    {{{Cell{true, 1, 1, {Paragraph{u"th"_s, {{u"项目"_s, false}}}}, {}},
                       Cell{true, 1, 1, {Paragraph{u"th"_s, {{u"内容"_s, false}}}}, {}}},
                      0,
                      true},
                     {{Cell{true, 1, 1, {Paragraph{u"th"_s, {{u"事实"_s, false}}}}, {}},
                       Cell{false, 1, 1, {Paragraph{u"td.text"_s, {{text, false}}}}, {}}},
                      0,
                      false}},
                    true};
        Document document;
        document.blocks = {table};
        Paper paper(m_templates->styles());
        paper.add(document);
        QVERIFY(paper.pageCount() >= 4);
        Flow flow(m_templates->styles(), Layout::Form, 160 * unitsPerMm, 250 * unitsPerMm);
        const QList<Strip> strips = flow.strips(document);
        const auto lines = flow.lines(Paragraph{u"td.text"_s, {{text, false}}}, 128 * unitsPerMm - 2.6 * unitsPerMm);
        QCOMPARE(strips.size(), lines.size() + 1); // the head, and a strip a line
        for (const Strip &strip : strips)
            QVERIFY(strip.height < 30 * unitsPerMm);
    }

    void nothingIsDrawnBeyondTheMargins_data()
    {
        QTest::addColumn<QString>("code");
        for (const QString &code : sampleCodes())
            QTest::newRow(qPrintable(code)) << code;
    }

    // 12 mm around the sheet stay white, whatever the words: long names, long words without a break.
    void nothingIsDrawnBeyondTheMargins()
    {
        QFETCH(QString, code);
        QJsonObject data = sampleOf(code);
        for (const QString &field : {u"applicant_names"_s, u"unit"_s, u"place"_s, u"title"_s, u"purpose"_s})
            if (data.contains(field))
                data.insert(field, QString(QString(40, QChar(0x957F)) + QString(60, u'W')));
        const auto document = m_templates->render(code, data);
        QVERIFY(document.has_value());
        Paper paper(m_templates->styles());
        paper.add(*document);
        constexpr double scale = 1.2;
        for (int page = 0; page < paper.pageCount(); ++page) {
            QImage image((Paper::pageSize() * scale).toSize(), QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.scale(scale, scale);
            paper.paint(painter, page);
            painter.end();
            const int margin = static_cast<int>(12 / 25.4 * 72 * scale);
            int ink = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixel(x, y) == qRgb(255, 255, 255))
                        continue;
                    ++ink;
                    QVERIFY2(x >= margin && x < image.width() - margin, qPrintable(u"ink at %1, %2"_s.arg(x).arg(y)));
                }
            QVERIFY(ink > 100);
        }
    }

    // Two radicals in a row are one range in Qt's table: split, it is longer, and everything behind it moves.
    void aTableOfCharactersMayGrowWithoutBreakingTheFile()
    {
        const QByteArray cmap = "begincmap\n3 beginbfrange\n<0000> <0000> <0000>\n<0001> <0002> <2F08>\n"
                                "<0003> <0005> [<2F6D> <5DE5> <0009>]\nendbfrange\nendcmap\n";
        QByteArray pdf = "%PDF-1.4\n";
        QList<qsizetype> offsets;
        const auto object = [&](const QByteArray &content) {
            offsets << pdf.size();
            pdf += QByteArray::number(offsets.size()) + " 0 obj\n" + content + "endobj\n";
        };
        object("<<\n/Type /Catalog\n>>\n");
        object("<< /Length " + QByteArray::number(cmap.size()) + " >>\nstream\n" + cmap + "endstream\n");
        object("<<\n/After true\n>>\n");
        const qsizetype table = pdf.size();
        pdf += "xref\n0 4\n0000000000 65535 f \n";
        for (const qsizetype offset : std::as_const(offsets))
            pdf += QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
        pdf += "trailer\n<<\n/Size 4\n/Root 1 0 R\n>>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
        QCOMPARE(repairToUnicode(pdf), 4);
        QVERIFY(pdf.contains("<0001> <0002> [<4EBA> <513F>]\n"));
        QVERIFY(pdf.contains("[<77DB> <5DE5> <0020>]\n"));
        const qsizetype stream = pdf.indexOf("stream\n") + 7;
        const qsizetype length = pdf.indexOf("endstream", stream) - stream;
        QVERIFY(pdf.contains(QByteArray("/Length " + QByteArray::number(length) + " >>")));
        const qsizetype moved = pdf.indexOf("\nxref\n") + 1;
        QVERIFY(moved > table);
        QVERIFY(pdf.contains(QByteArray("startxref\n" + QByteArray::number(moved) + "\n")));
        for (int number = 1; number <= 3; ++number) {
            const qsizetype entry = moved + 9 + 20 * number;
            const qsizetype offset = pdf.mid(entry, 10).toLongLong();
            QVERIFY(pdf.mid(offset).startsWith(QByteArray(QByteArray::number(number) + " 0 obj")));
        }
        QCOMPARE(repairToUnicode(pdf), 0); // what is right stays
    }

private:
    std::shared_ptr<Templates> m_templates;
};

QTEST_MAIN(TestPaper)
#include "tst_paper.moc"
