#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <mediation/papers.h>
#include <reception/reception.h>
#include <report/collect.h>
#include <report/strokes.h>
#include <test_county.h>

using namespace fengqiao;
using namespace Qt::StringLiterals;

// What stands in a document comes from the record, seen with the eyes of whoever asks.
class TestCollect : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void initTestCase() { m_templates = *Templates::load(); }

    void init()
    {
        m_county = std::make_unique<TestCounty>(QList<Module>{receptionModule()});
        QVERIFY2(m_county->desk, qPrintable(m_county->problem));
        const auto made = m_county->registerMatter(
            {{u"facts"_s, u"王五的院墙挡水，王五电话13800005678，两家争执。"_s},
             {u"parties"_s, QJsonArray{party(u"王五"_s, u"applicant"_s,
                                             {{u"phone"_s, u"13800005678"_s},
                                              {u"document"_s, QJsonObject{{u"type"_s, u"citizen_id"_s},
                                                                          {u"number"_s, u"999999196001010047"_s}}}}),
                                       party(u"赵六"_s, u"respondent"_s)}}});
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message));
        m_matter = made->id;
    }

    void aPaperThatWasNotMadeSaysWhatItWouldSay()
    {
        const auto data = collect(u"jia"_s, u"event_sheet"_s);
        QVERIFY2(data.has_value(), qPrintable(data ? QString() : data.error().message));
        QCOMPARE(data->value("matter_number"_L1).toString(), m_county->matter(m_matter)->text("number"_L1));
        QVERIFY(!data->value("office"_L1).toString().isEmpty());
        const auto document = renderDocument(*m_templates, u"event_sheet"_s, *data); // by the form for any other paper
        QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
        QCOMPARE(document->code, u"event_sheet"_s);
        QVERIFY(document->text().contains(u"两家争执"_s));
        QCOMPARE(document->title, u"事件单"_s);
    }

    void whatIsMissingIsNamed()
    {
        const auto data = collect(u"jia"_s, u"D10"_s);
        QVERIFY(data.has_value());
        const auto document = renderDocument(*m_templates, u"D10"_s, *data);
        QVERIFY(!document.has_value());
        QCOMPARE(document.error().code, u"report.template_field"_s);
        QVERIFY(document.error().message.contains(u"D10.html"_s));
    }

    void particularsAreMaskedUntilTheMatterIsUnmasked()
    {
        const auto made = m_county->act(
            u"bing"_s, u"make_document"_s,
            {{u"matter"_s, idText(m_matter)},
             {u"code"_s, u"D03"_s},
             {u"values"_s, QJsonArray{QJsonObject{{u"field"_s, u"requests"_s}, {u"text"_s, u"请求恢复排水。"_s}}}}});
        QVERIFY2(made.has_value(), qPrintable(made ? QString() : made.error().message));
        const QString masked = textOf(u"jia"_s, u"D03"_s, false);
        QVERIFY(masked.contains(u"999***********0047"_s));
        QVERIFY(!masked.contains(u"999999196001010047"_s));
        const QString full = textOf(u"jia"_s, u"D03"_s, true);
        QVERIFY(full.contains(u"999999196001010047"_s));
        QVERIFY(full.contains(u"请求恢复排水。"_s));
    }

    // R6: a letter to a unit never says who complained, not even within the facts, and not even unmasked.
    void aLetterToAUnitHidesWhoComplained_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("assignment") << u"E02"_s;
        QTest::newRow("supervision") << u"E03"_s;
    }

    void aLetterToAUnitHidesWhoComplained()
    {
        QFETCH(QString, code);
        for (const bool full : {false, true}) {
            const auto data = collect(u"jia"_s, code, full);
            QVERIFY2(data.has_value(), qPrintable(data ? QString() : data.error().message));
            const QString all = QString::fromUtf8(QJsonDocument(*data).toJson());
            QVERIFY2(!all.contains(u"王五"_s), qPrintable(all));
            QVERIFY(!all.contains(u"13800005678"_s));
            QVERIFY(!all.contains(u"999999196001010047"_s));
        }
    }

    void aMatterThatIsNotOpenHasNoPapers()
    {
        for (const QString &login : {u"chen"_s, u"si"_s, u"zi"_s}) { // system, security, a unit without the matter
            const auto data = collect(login, u"event_sheet"_s);
            QVERIFY2(!data.has_value(), qPrintable(login));
            QCOMPARE(data.error().code, u"matter.not_found"_s);
        }
    }

    void aSignatureOnThePadStandsInTheDocument()
    {
        Strokes strokes;
        strokes.aspect = 3;
        strokes.lines = {{{10, 10}, {500, 200}}};
        const QByteArray file = QJsonDocument(toJson(strokes)).toJson();
        const auto kept = keepBytes(*m_county->desk, file, u"strokes.json"_s).result();
        QVERIFY2(kept.has_value(), qPrintable(kept ? QString() : kept.error().message));
        const auto made = m_county->act(
            u"bing"_s, u"make_document"_s,
            {{u"matter"_s, idText(m_matter)},
             {u"code"_s, u"D03"_s},
             {u"values"_s, QJsonArray{QJsonObject{{u"field"_s, u"requests"_s}, {u"text"_s, u"排水。"_s}}}}});
        QVERIFY(made.has_value());
        const auto done = m_county->act(u"bing"_s, u"sign_document"_s,
                                        {{u"document"_s, idText(made->id)},
                                         {u"signer"_s, u"applicant"_s},
                                         {u"party"_s, idText(applicant())},
                                         {u"stroke"_s, kept->hash}});
        QVERIFY2(done.has_value(), qPrintable(done ? QString() : done.error().message));
        const auto document = renderDocument(*m_templates, u"D03"_s, *collect(u"jia"_s, u"D03"_s));
        QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
        int found = 0;
        for (const Block &block : document->blocks)
            if (const auto *sign = std::get_if<Signature>(&block))
                found += sign->strokes.lines.size() == 1 && sign->date == u"2026年9月14日"_s ? 1 : 0;
        QCOMPARE(found, 1);
    }

    void aVisitHasItsForm()
    {
        const auto visit = m_county->act(
            u"bing"_s, u"register_visit"_s,
            {{u"purpose"_s, u"purpose_legal_advice"_s}, {u"head_count"_s, 1}, {u"visitor_name"_s, u"张三"_s}});
        QVERIFY2(visit.has_value(), qPrintable(visit ? QString() : visit.error().message));
        const auto document = m_county->read(u"bing"_s, [&](ReadContext &context) -> Result<Document> {
            const PaperSubject subject = findSubject(context, visit->number);
            const auto data = visitData(context, subject.id, u"E01"_s);
            return data && subject.kind == "visit"_L1 ? renderDocument(*m_templates, u"E01"_s, *data)
                                                      : fail(ErrorKind::Fault, u"x"_s, subject.kind);
        });
        QVERIFY2(document.has_value(), qPrintable(document ? QString() : document.error().message));
        QVERIFY(document->text().contains(visit->number));
        QVERIFY(document->text().contains(u"法律咨询"_s));
    }

    void anEmptyDossierIsRefused()
    {
        const auto dossier = m_county->read(u"jia"_s, [&](ReadContext &context) -> Result<Dossier> {
            return collectDossier(context, *m_templates, m_matter, false);
        });
        QVERIFY(!dossier.has_value());
    }

private:
    // The county reads as T; an error travels inside.
    Result<QJsonObject> collect(const QString &login, const QString &code, bool full = false)
    {
        return m_county->read(login, [&](ReadContext &context) -> Result<QJsonObject> {
            return documentData(context, {m_matter, code, full, {}});
        });
    }

    QString textOf(const QString &login, const QString &code, bool full)
    {
        const auto data = collect(login, code, full);
        const auto document = data ? renderDocument(*m_templates, code, *data) : fail(data.error());
        if (!document)
            qFatal("%s", qPrintable(document.error().message));
        return document->text();
    }

    QUuid applicant()
    {
        return m_county->read(u"jia"_s, [&](ReadContext &context) {
            return context.tx.select(partyEntity(), u"matter = ? AND side = 'applicant'"_s, {QVariant(m_matter)})
                .first()
                .id();
        });
    }

    std::shared_ptr<Templates> m_templates;
    std::unique_ptr<TestCounty> m_county;
    QUuid m_matter;
};

QTEST_GUILESS_MAIN(TestCollect)
#include "tst_collect.moc"
