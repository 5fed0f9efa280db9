#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <report/templates.h>
#include <report/writers.h>

#include "samples.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

// Another program opens what we write for word processors and finds every word in it.
class TestOffice : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { m_templates = *Templates::load(); }

    void theSameDataGivesTheSameFile()
    {
        const QList<Document> documents = all();
        QCOMPARE(*writeOdt(documents, m_templates->styles()), *writeOdt(documents, m_templates->styles()));
        QVERIFY(writeOdt(documents, m_templates->styles())->startsWith("PK\x03\x04"));
        QVERIFY(writeDocx(documents, m_templates->styles())->startsWith("PK\x03\x04"));
    }

    void libreOfficeOpensTheFile_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("odt") << u"odt"_s;
        QTest::newRow("docx") << u"docx"_s;
    }

    void libreOfficeOpensTheFile()
    {
        QFETCH(QString, ending);
        const QString office = QStandardPaths::findExecutable(u"soffice"_s);
        if (office.isEmpty()) {
            qWarning(
                "SKIPPED: LibreOffice (soffice) is not installed, so nobody but this program has opened the files.");
            QSKIP("soffice is not installed");
        }
        const QList<Document> documents = all();
        const auto bytes = ending == "odt"_L1 ? writeOdt(documents, m_templates->styles())
                                              : writeDocx(documents, m_templates->styles());
        QVERIFY(bytes.has_value());
        const QString path = m_folder.filePath(u"all."_s + ending);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(*bytes);
        file.close();
        convert(office, path, u"txt:Text (encoded):UTF8"_s, m_folder.filePath(ending));
        convert(office, path, u"pdf"_s, m_folder.filePath(ending));
        checkText(documents, m_folder.filePath(ending + u"/all.txt"_s));
        checkPages(m_folder.filePath(ending + u"/all.pdf"_s));
    }

private:
    QList<Document> all()
    {
        QList<Document> documents;
        for (const QString &code : sampleCodes()) {
            QJsonObject data = sampleOf(code);
            if (data.contains(u"facts"_s))
                data.insert(u"facts"_s, QString(data.value(u"facts"_s).toString() + u"<甲>&\"乙\"'丙' ]]>"_s));
            documents << *m_templates->render(code, data);
        }
        return documents;
    }

    static QString bare(const QString &text)
    {
        QString out;
        for (const QChar c : text)
            if (!c.isSpace())
                out += c;
        return out;
    }

    void convert(const QString &office, const QString &path, const QString &to, const QString &folder)
    {
        QProcess process;
        process.start(office, {u"--headless"_s, u"-env:UserInstallation=file://"_s + m_folder.filePath(u"profile"_s),
                               u"--convert-to"_s, to, u"--outdir"_s, folder, path});
        QVERIFY(process.waitForFinished(200000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }

    static void checkText(const QList<Document> &documents, const QString &path)
    {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        const QString said = bare(QString::fromUtf8(file.readAll()));
        for (const Document &document : documents)
            for (const QString &line : document.text().split(u'\n'))
                QVERIFY2(said.contains(bare(line)), qPrintable(QString(document.code + u": "_s + line)));
        QVERIFY(said.contains(u"<甲>&\"乙\"'丙']]>"_s));
    }

    // A foot with numbers on each page but covers, and Chinese text in Chinese shapes: 仿宋 and 黑体 are not installed
    // everywhere, and what stands in for them must not be a Japanese face.
    static void checkPages(const QString &pdf)
    {
        QProcess text;
        text.start(u"pdftotext"_s, {pdf, u"-"_s});
        QVERIFY(text.waitForFinished());
        const QString said = bare(QString::fromUtf8(text.readAllStandardOutput()));
        QVERIFY(said.contains(u"第3页"_s));
        QVERIFY(said.count(u"共"_s) > 20);
        QProcess fonts;
        fonts.start(u"pdffonts"_s, {pdf});
        QVERIFY(fonts.waitForFinished());
        const QString faces = QString::fromUtf8(fonts.readAllStandardOutput());
        QVERIFY2(faces.contains(u"CJKsc"_s) && !faces.contains(u"CJKjp"_s), qPrintable(faces));
    }

    std::shared_ptr<Templates> m_templates;
    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestOffice)
#include "tst_office.moc"
