#include "gui_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPromise>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>

#include <widgets/action_dialog.h>
#include <widgets/notices.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

template <typename T> T *part(const ActionForm &form, const QString &field)
{
    return form.editor(field)->findChild<T *>();
}

QStringList shownErrors(const QWidget &form)
{
    QStringList texts;
    for (const InlineError *error : form.findChildren<InlineError *>())
        if (!error->isHidden())
            texts << error->text();
    return texts;
}

class FixedReferences : public ReferenceProvider {
public:
    QFuture<QList<ReferenceChoice>> find(const QString &kind, const QString &text) override
    {
        asked << kind + u':' + text;
        QPromise<QList<ReferenceChoice>> promise;
        promise.start();
        promise.addResult(QList<ReferenceChoice>{{u"id-1"_s, u"公安局"_s, u"常驻"_s}, {u"id-2"_s, u"司法局"_s, {}}});
        promise.finish();
        return promise.future();
    }

    QFuture<ReferenceChoice> describe(const QString &, const QString &value) override
    {
        QPromise<ReferenceChoice> promise;
        promise.start();
        promise.addResult(ReferenceChoice{value, u"山门镇"_s, {}});
        promise.finish();
        return promise.future();
    }

    QStringList asked;
};

QJsonObject visit()
{
    return {
        {u"purpose"_s, u"purpose_dispute"_s},
        {u"head_count"_s, 6},
        {u"visitor_name"_s, u"庚某"_s},
        {u"claim"_s, u"邻里用水纠纷"_s},
        {u"arrived_at"_s, u"2026-09-14T09:05:00+08:00"_s},
        {u"representatives"_s,
         QJsonArray{QJsonObject{{u"name"_s, u"辛某"_s}, {u"phone"_s, u"13800000000"_s}},
                    QJsonObject{{u"name"_s, u"壬某"_s},
                                {u"document"_s, QJsonObject{{u"type"_s, u"passport"_s}, {u"number"_s, u"E123"_s}}}}}}};
}

} // namespace

class TestActionForm : public QObject {
    Q_OBJECT

private Q_SLOTS:

    void everyAction_formIsBuilt_namesEveryField_data()
    {
        QTest::addColumn<QString>("action");
        QSet<QString> seen;
        for (const RuleRow &row : ruleTables()->table("fields"_L1).rows()) {
            const QString action = row.text("action"_L1);
            if (seen.contains(action))
                continue;
            seen << action;
            QTest::newRow(qPrintable(action)) << action;
        }
    }

    void everyAction_formIsBuilt_namesEveryField()
    {
        QFETCH(QString, action);
        ActionForm form(formContext(), action);
        for (const RuleRow *row : ruleTables()->table("fields"_L1).where("action"_L1, action)) {
            QWidget *editor = form.editor(row->text("field"_L1));
            QVERIFY(editor);
            QCOMPARE(editor->accessibleName(), row->word());
        }
        QVERIFY(form.isEmpty());
    }

    void values_setAndRead_areTheSame()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        form.setValues(visit());
        QCOMPARE(form.data(), visit());
        form.clear();
        QVERIFY(form.isEmpty());
        QCOMPARE(form.data(), QJsonObject());
    }

    void values_ofOpenMatter_areTheSame()
    {
        const QJsonObject matter{
            {u"title"_s, u"用水纠纷"_s},
            {u"place"_s, u"620521105"_s},
            {u"amount"_s, u"2000.50"_s},
            {u"first_known"_s, u"2026-09-01"_s},
            {u"weapon"_s, true},
            {u"dispute_type"_s, u"06"_s},
            {u"persons_affected"_s, 0},
            {u"parties"_s, QJsonArray{QJsonObject{{u"person"_s, QJsonObject{{u"name"_s, u"辛某"_s}}}}}}};
        ActionForm form(formContext(), u"open_matter"_s);
        QJsonObject known = matter;
        known[u"dispute_type"_s] = ruleTables()->codes(u"dispute_type"_s).constFirst()->text("code"_L1);
        form.setValues(known);
        QCOMPARE(form.data(), known);
    }

    void requiredWhen_conditionComesAndGoes_fieldFollows()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        QVERIFY(!form.shownFields().contains(u"representatives"_s));
        part<QSpinBox>(form, u"head_count"_s)->setValue(5);
        QVERIFY(form.shownFields().contains(u"representatives"_s));
        part<QSpinBox>(form, u"head_count"_s)->setValue(4);
        QVERIFY(!form.shownFields().contains(u"representatives"_s));
        form.setValues({{u"head_count"_s, 5}});
        form.setValues({{u"representatives"_s, QJsonArray{QJsonObject{{u"name"_s, u"辛某"_s}}}}});
        form.setValues({{u"head_count"_s, 1}});
        QVERIFY2(form.shownFields().contains(u"representatives"_s), "what was typed is not hidden");
    }

    void validate_requiredEmpty_marksEachAndFocusesTheFirst()
    {
        ActionForm form(formContext(), u"guide"_s);
        form.setFixed({{u"visit"_s, u"LF-620521-20260914-0001"_s}});
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        QVERIFY(!form.validate());
        QCOMPARE(shownErrors(form).size(), 4);
        form.setValues({{u"reason"_s, ruleTables()->codes(u"guide_reason"_s).constFirst()->text("code"_L1)},
                        {u"competent_body"_s, u"县人民法院"_s},
                        {u"competent_address"_s, u"永清镇"_s},
                        {u"deadline_warned"_s, u"无"_s}});
        QVERIFY(form.validate());
        QVERIFY(shownErrors(form).isEmpty());
        QCOMPARE(form.data().value(u"visit"_s).toString(), u"LF-620521-20260914-0001"_s);
    }

    void fault_whatCanBeSeenHere_isSaidUnderTheField_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<bool>("good");
        const auto citizen = [](const QString &number) {
            return QJsonValue(QJsonObject{{u"type"_s, u"citizen_id"_s}, {u"number"_s, number}});
        };
        QTest::newRow("check digit wrong") << u"person"_s << u"document"_s << citizen(u"11010519491231002Y"_s) << false;
        QTest::newRow("check digit right") << u"person"_s << u"document"_s << citizen(u"11010519491231002X"_s) << true;
        QTest::newRow("phone too short") << u"person"_s << u"phone"_s << QJsonValue(u"12"_s) << false;
        QTest::newRow("phone") << u"person"_s << u"phone"_s << QJsonValue(u"13800000000"_s) << true;
        QTest::newRow("name too long") << u"person"_s << u"name"_s << QJsonValue(QString(51, u'某')) << false;
        QTest::newRow("impossible day") << u"instalment"_s << u"due_on"_s << QJsonValue(u"2026-02-30"_s) << false;
        QTest::newRow("day") << u"instalment"_s << u"due_on"_s << QJsonValue(u"2026-02-28"_s) << true;
        QTest::newRow("money") << u"instalment"_s << u"amount"_s << QJsonValue(u"12.345"_s) << false;
    }

    void fault_whatCanBeSeenHere_isSaidUnderTheField()
    {
        QFETCH(QString, action);
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        QFETCH(bool, good);
        ActionForm form(formContext(), action);
        form.setValues({{u"name"_s, u"辛某"_s}, {u"due_on"_s, u"2026-09-20"_s}, {u"amount"_s, u"1"_s}});
        form.setValues({{field, value}});
        QCOMPARE(form.validate(), good);
        QCOMPARE(shownErrors(form).size(), good ? 0 : 1);
        QVERIFY(form.data().contains(field));
    }

    void setError_named_isShownThereAndGoesWhenWorkedOn()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        form.setValues(visit());
        form.setError({ErrorKind::Invalid, u"visit.claim_too_long"_s, u"诉求太长。"_s, u"claim"_s, u"A01"_s});
        QCOMPARE(shownErrors(form), QStringList{u"诉求太长。"_s});
        QCOMPARE(form.data(), visit());
        part<QPlainTextEdit>(form, u"claim"_s)->setPlainText(u"短"_s);
        QVERIFY(shownErrors(form).isEmpty());
    }

    void setError_placed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("general");
        QTest::newRow("no field") << QString() << true;
        QTest::newRow("unknown field") << u"nosuch"_s << true;
        QTest::newRow("record in a list") << u"representatives[1].document"_s << false;
        QTest::newRow("folded field") << u"window"_s << false;
    }

    void setError_placed()
    {
        QFETCH(QString, field);
        QFETCH(bool, general);
        ActionForm form(formContext(), u"register_visit"_s);
        form.setFolded({u"window"_s});
        form.setValues(visit());
        form.setError({ErrorKind::Invalid, u"x.y"_s, u"有误。"_s, field, {}});
        QCOMPARE(shownErrors(form), QStringList{u"有误。"_s});
        const auto *above = form.findChild<InlineError *>(QString(), Qt::FindDirectChildrenOnly);
        QCOMPARE(!above->isHidden(), general);
        form.clearErrors();
        QVERIFY(shownErrors(form).isEmpty());
    }

    void everyCodeField_hasChoices()
    {
        for (const RuleRow &row : ruleTables()->table("fields"_L1).rows()) {
            const QString type = row.text("type"_L1);
            if (type != "code"_L1 && type != "codes"_L1)
                continue;
            ActionForm form(formContext(), row.text("action"_L1));
            const QWidget *editor = form.editor(row.text("field"_L1));
            const auto *combo = editor->findChild<QComboBox *>();
            const qsizetype choices = combo ? combo->count() - 1 : editor->findChildren<QToolButton *>().size();
            QVERIFY2(choices > 0, qPrintable(row.text("action"_L1) + u'.' + row.text("field"_L1)));
        }
    }

    void object_optional_opensByItsButtonAndClosesEmpty()
    {
        ActionForm form(formContext(), u"open_matter"_s);
        QWidget *editor = form.editor(u"reporter"_s);
        auto *nested = editor->findChild<ActionForm *>();
        QVERIFY(!nested->isVisibleTo(&form));
        editor->findChild<QPushButton *>(QString(), Qt::FindDirectChildrenOnly)->click();
        QVERIFY(nested->isVisibleTo(&form));
        nested->setValues({{u"name"_s, u"辛某"_s}});
        QVERIFY(form.data().contains(u"reporter"_s));
        form.clear();
        QVERIFY(!form.data().contains(u"reporter"_s));
        QVERIFY(!nested->isVisibleTo(&form));
    }

    void segments_arrowsAndSecondPress_chooseAndTakeBack()
    {
        ActionForm form(formContext(), u"representative"_s);
        const QList<QToolButton *> buttons = form.editor(u"sex"_s)->findChildren<QToolButton *>();
        QVERIFY(buttons.size() >= 3);
        QTest::mouseClick(buttons.at(0), Qt::LeftButton);
        QTest::keyClick(buttons.at(0), Qt::Key_Right);
        QVERIFY(buttons.at(1)->isChecked() && !buttons.at(0)->isChecked());
        QTest::mouseClick(buttons.at(1), Qt::LeftButton);
        QVERIFY(form.data().isEmpty());
    }

    void combo_pinyinTyped_choosesTheItem()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        auto *combo = part<QComboBox>(form, u"purpose"_s);
        QVERIFY(combo);
        for (const QChar letter : u"maodun"_s)
            QTest::keyClick(combo, letter.toLatin1());
        QCOMPARE(form.data().value(u"purpose"_s).toString(), u"purpose_dispute"_s);
    }

    void date_typedShort_becomesTheWholeDay_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::newRow("digits") << u"20260920"_s;
        QTest::newRow("month and day") << u"0920"_s;
        QTest::newRow("dashes") << u"9-20"_s;
        QTest::newRow("Chinese") << u"2026年9月20日"_s;
    }

    void date_typedShort_becomesTheWholeDay()
    {
        QFETCH(QString, typed);
        ActionForm form(formContext(), u"instalment"_s);
        part<QLineEdit>(form, u"due_on"_s)->setText(typed);
        QCOMPARE(form.data().value(u"due_on"_s).toString(), u"2026-09-20"_s);
    }

    void reference_typed_takesTheChosenRecord()
    {
        FixedReferences references;
        ActionForm form(formContext(&references), u"refer"_s);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.activateWindow();
        form.focusField(u"unit"_s);
        auto *line = part<QLineEdit>(form, u"unit"_s);
        QTRY_VERIFY(line->hasFocus());
        QTest::keyClick(line, 'g');
        QTRY_COMPARE(references.asked, QStringList{u"unit:g"_s});
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(line->text(), u"司法局"_s);
        QCOMPARE(form.data().value(u"unit"_s).toString(), u"id-2"_s);
        line->setText({});
        QTest::keyClick(line, 'x');
        QCOMPARE(form.data().value(u"unit"_s).toString(), u"x"_s);
    }

    void reference_valueSet_isDescribedInWords()
    {
        FixedReferences references;
        ActionForm form(formContext(&references), u"person"_s);
        form.setValues({{u"place"_s, u"620521105"_s}});
        QTRY_COMPARE(part<QLineEdit>(form, u"place"_s)->text(), u"山门镇"_s);
        QCOMPARE(form.data().value(u"place"_s).toString(), u"620521105"_s);
    }

    void records_addAndRemove_countAndLimit()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        form.setValues(visit());
        QWidget *editor = form.editor(u"representatives"_s);
        QCOMPARE(editor->findChildren<ActionForm *>().size(), 2);
        auto *add = editor->findChild<QPushButton *>(QString(), Qt::FindDirectChildrenOnly);
        for (int i = 0; i < 3; ++i)
            add->click();
        QVERIFY2(!add->isEnabled(), "five at most");
        QCOMPARE(form.data().value(u"representatives"_s).toArray().size(), 2);
    }

    void ctrlEnter_inANestedForm_submitsOnce()
    {
        ActionForm form(formContext(), u"register_visit"_s);
        form.setValues(visit());
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.activateWindow();
        QSignalSpy submitted(&form, &ActionForm::submitted);
        for (auto *line : {part<QLineEdit>(form, u"representatives"_s), part<QLineEdit>(form, u"visitor_name"_s)}) {
            line->setFocus();
            QTRY_VERIFY(line->hasFocus());
            QTest::keyClick(line, Qt::Key_Return, Qt::ControlModifier);
        }
        auto *claim = part<QPlainTextEdit>(form, u"claim"_s);
        claim->setFocus();
        QTest::keyClick(claim, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(submitted.count(), 3);
        QCOMPARE(form.data(), visit());
    }

    void tab_throughTheForm_followsTheTable()
    {
        ActionForm form(formContext(), u"guide"_s);
        form.setFixed({{u"visit"_s, u"x"_s}});
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        form.activateWindow();
        form.focusField(u"reason"_s);
        QStringList visited;
        const QStringList fields = form.shownFields();
        for (int i = 0; i < 20 && visited.size() < fields.size(); ++i) {
            for (const QString &field : fields)
                if (form.editor(field)->isAncestorOf(QApplication::focusWidget()) && !visited.contains(field))
                    visited << field;
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QCOMPARE(visited, fields);
    }

    void dialog_refused_keepsTheTextThenAcceptsAndAnswers()
    {
        QList<ActionRequest> requests;
        bool refuse = true;
        const SubmitAction submit = [&](const ActionRequest &request) {
            requests << request;
            QPromise<Result<ActionOutcome>> promise;
            promise.start();
            if (refuse)
                promise.addResult(Result<ActionOutcome>(fail(ErrorKind::Forbidden, u"visit.state"_s, u"现在不能。"_s)));
            else
                promise.addResult(Result<ActionOutcome>(ActionOutcome{{}, u"visit"_s, u"LF-1"_s, u"V9"_s, {}, {}, {}}));
            promise.finish();
            return promise.future();
        };
        QWidget window;
        QPointer<ActionDialog> dialog(new ActionDialog(formContext(), submit, u"void"_s, &window));
        QSignalSpy acted(dialog, &ActionDialog::acted);
        dialog->setSubject({{u"visit"_s, u"LF-1"_s}});
        dialog->open();
        dialog->submit();
        QVERIFY2(requests.isEmpty(), "an empty required field is seen before anything is sent");
        dialog->form()->setValues({{u"reason"_s, u"重复登记"_s}});
        dialog->submit();
        QTRY_COMPARE(shownErrors(*dialog->form()), QStringList{u"现在不能。"_s});
        QCOMPARE(dialog->form()->data().value(u"reason"_s).toString(), u"重复登记"_s);
        refuse = false;
        dialog->submit();
        QTRY_COMPARE(acted.count(), 1);
        QTRY_VERIFY(!dialog);
        QCOMPARE(requests.size(), 2);
        QCOMPARE(requests.at(0).key, requests.at(1).key);
        QCOMPARE(requests.at(1).data.value(u"visit"_s).toString(), u"LF-1"_s);
    }
};

FENGQIAO_GUI_TEST_MAIN(TestActionForm)
#include "tst_action_form.moc"
