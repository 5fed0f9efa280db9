#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <report/templates.h>

#include "samples.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

class TestTemplates : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase()
    {
        const auto loaded = Templates::load();
        QVERIFY2(loaded.has_value(), qPrintable(loaded ? QString() : loaded.error().message));
        m_templates = *loaded;
    }

    void everyDocumentOfTheDomainHasATemplateAndIsRendered_data()
    {
        QTest::addColumn<QString>("code");
        for (const auto &[letter, last] : {std::pair{u'D', 16}, std::pair{u'E', 11}})
            for (int i = 1; i <= last; ++i) {
                const QString code = letter + QString::number(i).rightJustified(2, u'0');
                QTest::newRow(qPrintable(code)) << code;
            }
        QTest::newRow("any other") << u"form"_s;
    }

    void everyDocumentOfTheDomainHasATemplateAndIsRendered()
    {
        QFETCH(QString, code);
        const auto document = m_templates->render(code, sampleOf(code));
        QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
        QVERIFY(document->text().size() > 40);
        QVERIFY(!document->text().contains(u"{{"_s) && !document->text().contains(u"{%"_s));
    }

    // Every field of a sample that its template names must be seen on paper; each required one, left out, stops it.
    void aFieldThatIsMissingIsNamedWithItsTemplate_data() { everyDocumentOfTheDomainHasATemplateAndIsRendered_data(); }

    void aFieldThatIsMissingIsNamedWithItsTemplate()
    {
        QFETCH(QString, code);
        const QJsonObject sample = sampleOf(code);
        const QString whole = m_templates->render(code, sample)->text();
        int refused = 0;
        for (auto it = sample.begin(); it != sample.end(); ++it) {
            for (const QJsonValue &blank : {QJsonValue(), QJsonValue(u"  "_s)}) {
                QJsonObject data = sample;
                data.insert(it.key(), blank);
                const auto document = m_templates->render(code, data);
                if (document)
                    continue;
                ++refused;
                QCOMPARE(document.error().code, u"report.template_field"_s);
                QCOMPARE(document.error().field.section(u'.', 0, 0), it.key());
                QVERIFY(document.error().message.contains(code + u".html"_s));
                QVERIFY(document.error().message.contains(it.key()));
            }
            if (it->isString() && m_templates->render(code, sample)->text() == whole) {
                QJsonObject data = sample;
                data.insert(it.key(), u"甲乙丙丁戊"_s);
                QVERIFY(m_templates->render(code, data).has_value());
            }
        }
        QVERIFY2(refused >= 2, "a template that asks for nothing is no form");
    }

    void aFieldWithinAListIsAskedFor()
    {
        QJsonObject data = sampleOf(u"D08"_s);
        data.insert(u"evidence"_s, QJsonArray{QJsonObject{{u"source"_s, u"申请人"_s}}});
        const auto document = m_templates->render(u"D08"_s, data);
        QVERIFY(!document.has_value());
        QCOMPARE(document.error().field, u"evidence.item"_s);
    }

    void hostileTextStaysText_data()
    {
        QTest::addColumn<QString>("given");
        QTest::addColumn<QString>("printed");
        QTest::newRow("markup") << u"<b>甲</b><script>x()</script>"_s << u"<b>甲</b><script>x()</script>"_s;
        QTest::newRow("entity") << u"甲&amp;乙 & 丙 &nbsp;"_s << u"甲&amp;乙 & 丙 &nbsp;"_s;
        QTest::newRow("template") << u"{{ committee }}{% now %}{# x #}"_s << u"{{ committee }}{% now %}{# x #}"_s;
        QTest::newRow("quotes") << u"\"'>甲<'\""_s << u"\"'>甲<'\""_s;
        QTest::newRow("cdata") << u"]]><![CDATA[甲"_s << u"]]><![CDATA[甲"_s;
        QTest::newRow("control") << u"甲\u0001\u0008乙\u001b丙"_s << u"甲乙丙"_s;
        QTest::newRow("direction") << u"甲\u202e乙\u2066丙"_s << u"甲乙丙"_s;
        QTest::newRow("surrogate") << (u"甲"_s + QChar(0xD800) + u"乙"_s) << u"甲乙"_s;
        QTest::newRow("beyond the plane") << u"𠮷野"_s << u"𠮷野"_s;
    }

    void hostileTextStaysText()
    {
        QFETCH(QString, given);
        QFETCH(QString, printed);
        for (const QString &code : {u"D10"_s, u"E02"_s}) {
            QJsonObject data = sampleOf(code);
            data.insert(u"facts"_s, given);
            const auto document = m_templates->render(code, data);
            QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
            QVERIFY2(document->text().contains(printed), qPrintable(document->text()));
        }
        QJsonObject data = sampleOf(u"D03"_s); // within an attribute
        data.insert(u"signatures"_s, QJsonArray{QJsonObject{{u"word"_s, u"申请人"_s}, {u"name"_s, given}}});
        const auto document = m_templates->render(u"D03"_s, data);
        QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
        QVERIFY2(document->text().contains(printed), qPrintable(document->text()));
    }

    void lineBreaksBecomeParagraphs()
    {
        QJsonObject data = sampleOf(u"D07"_s);
        data.insert(u"content"_s, u"问：一\r\n答：二\n\n完"_s);
        const auto document = m_templates->render(u"D07"_s, data);
        int found = 0;
        for (const Block &block : document->blocks)
            if (const auto *paragraph = std::get_if<Paragraph>(&block))
                found += QStringList{u"问：一"_s, u"答：二"_s, u"完"_s}.contains(paragraph->text()) ? 1 : 0;
        QCOMPARE(found, 3);
    }

    void aCountysOwnTemplateIsTakenFirst()
    {
        const QTemporaryDir folder;
        write(folder, u"D06.html"_s,
              u"<document layout=\"form\" title=\"本县样式\"><h1>本县样式</h1><p>{{ agent }}</p></document>"_s);
        const auto own = Templates::load(folder.path());
        QVERIFY(own.has_value());
        QCOMPARE((*own)->render(u"D06"_s, sampleOf(u"D06"_s))->title, u"本县样式"_s);
        QVERIFY((*own)->render(u"D10"_s, sampleOf(u"D10"_s)).has_value()); // what it leaves out is the program's
        QCOMPARE(Templates::folderOf(u"/x/清水.fengqiao"_s), u"/x/清水.templates"_s);
    }

    void aFaultyTemplateIsRefused_data()
    {
        QTest::addColumn<QString>("template_");
        QTest::addColumn<QString>("code");
        const QString head = u"<document layout=\"form\" title=\"x\">"_s;
        QTest::newRow("not well formed") << head + u"<p>甲</document>"_s << u"report.template_syntax"_s;
        QTest::newRow("unknown element") << head + u"<script/></document>"_s << u"report.template_syntax"_s;
        QTest::newRow("unknown layout") << u"<document layout=\"poster\"/>"_s << u"report.template_syntax"_s;
        QTest::newRow("open loop") << head + u"{% for x in facts %}</document>"_s << u"report.template_syntax"_s;
        QTest::newRow("too wide a row")
            << head + u"<table><col width=\"1\"/><tr><td>1</td><td>2</td></tr></table></document>"_s
            << u"report.template_syntax"_s;
        QTest::newRow("table without columns")
            << head + u"<table><tr><td>1</td></tr></table></document>"_s << u"report.template_syntax"_s;
        QTest::newRow("unknown field") << head + u"<p>{{ nobody }}</p></document>"_s << u"report.template_field"_s;
        QTest::newRow("unknown field in a condition")
            << head + u"{% if nobody %}<p>甲</p>{% endif %}</document>"_s << u"report.template_field"_s;
        QTest::newRow("missing part") << head + u"{% include \"no.inc\" %}</document>"_s << u"report.templates"_s;
        QTest::newRow("entity bomb") << u"<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"_s + head +
                                            u"<p>&b;</p></document>"_s
                                     << QString();
    }

    void aFaultyTemplateIsRefused()
    {
        QFETCH(QString, template_);
        QFETCH(QString, code);
        const QTemporaryDir folder;
        write(folder, u"D06.html"_s, template_);
        const auto own = Templates::load(folder.path());
        const auto document = (*own)->render(u"D06"_s, sampleOf(u"D10"_s));
        if (code.isEmpty()) { // small entities are harmless; what matters is that nothing explodes
            QVERIFY(!document || document->text().size() < 100);
            return;
        }
        QVERIFY(!document.has_value());
        QCOMPARE(document.error().code, code);
        QVERIFY(document.error().message.contains(code == "report.templates"_L1 ? u""_s : u"D06.html"_s));
    }

    void aFaultyStyleSheetNamesItsLine()
    {
        const auto unknown = StyleSheet::parse(u"p { font-size: 12 }\n/* a\nb */\nh1 { flot: left }"_s, u"x.css"_s);
        QVERIFY(!unknown.has_value());
        QCOMPARE(unknown.error().code, u"report.style"_s);
        QVERIFY(unknown.error().message.contains(u"x.css:4"_s));
        QVERIFY(!StyleSheet::parse(u"p { font-size: 12"_s, u"x.css"_s).has_value());
    }

    void lettersHaveTheirOwnSizes()
    {
        const StyleSheet &styles = m_templates->styles();
        QCOMPARE(styles.style(u"p"_s, Layout::Letter).size, 16.0); // 3号
        QCOMPARE(styles.style(u"p"_s, Layout::Form).size, 12.0);
        QCOMPARE(styles.style(u"p.right"_s, Layout::Letter).align, TextStyle::Align::Right);
        QVERIFY(styles.style(u"p"_s, Layout::Letter).families.contains(u"Noto Serif CJK SC"_s));
    }

private:
    static void write(const QTemporaryDir &folder, const QString &name, const QString &text)
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }

    std::shared_ptr<Templates> m_templates;
};

QTEST_GUILESS_MAIN(TestTemplates)
#include "tst_templates.moc"
