#include "gui_fixture.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

#include <widgets/record_list_model.h>

using namespace Qt::StringLiterals;
using namespace fengqiao;

namespace {

struct Line {
    QUuid id;
    QString name;
    int number = 0;
    bool operator==(const Line &) const = default;
};

Line line(int number, const QString &name = {})
{
    return {QUuid(static_cast<uint>(number), 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            name.isEmpty() ? QString::number(number) : name, number};
}

QList<Line> lines(const QList<int> &numbers)
{
    QList<Line> result;
    for (const int number : numbers)
        result << line(number);
    return result;
}

} // namespace

class TestRecordListModel : public QObject {
    Q_OBJECT

private:
    using Model = RecordListModel<Line>;

    static std::unique_ptr<Model> make()
    {
        return std::make_unique<Model>(
            QList<RecordColumn<Line>>{{u"Name"_s, [](const Line &l) { return QVariant(l.name); }},
                                      {u"Number"_s, [](const Line &l) { return QVariant(QString::number(l.number)); },
                                       [](const Line &l) { return QVariant(l.number); }}},
            [](const Line &l) { return l.id; });
    }

private Q_SLOTS:

    void setRows_anyBeforeAndAfter_modelStaysConsistent_data()
    {
        QTest::addColumn<QList<int>>("before");
        QTest::addColumn<QList<int>>("after");
        QTest::newRow("empty to some") << QList<int>{} << QList<int>{1, 2, 3};
        QTest::newRow("some to empty") << QList<int>{1, 2, 3} << QList<int>{};
        QTest::newRow("reversed") << QList<int>{1, 2, 3, 4} << QList<int>{4, 3, 2, 1};
        QTest::newRow("first goes last") << QList<int>{1, 2, 3} << QList<int>{2, 3, 1};
        QTest::newRow("one leaves, one comes") << QList<int>{1, 2, 3} << QList<int>{1, 9, 3};
        QTest::newRow("all others") << QList<int>{1, 2} << QList<int>{3, 4, 5};
    }

    void setRows_anyBeforeAndAfter_modelStaysConsistent()
    {
        QFETCH(QList<int>, before);
        QFETCH(QList<int>, after);
        const auto model = make();
        QAbstractItemModelTester tester(model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->setRows(lines(before));
        QCOMPARE(model->rows(), lines(before));
        model->setRows(lines(after));
        QCOMPARE(model->rows(), lines(after));
    }

    void setRows_sameRows_saysNothing()
    {
        const auto model = make();
        model->setRows(lines({1, 2, 3}));
        QSignalSpy data(model.get(), &QAbstractItemModel::dataChanged);
        QSignalSpy removed(model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(model.get(), &QAbstractItemModel::modelReset);
        model->setRows(lines({1, 2, 3}));
        QCOMPARE(data.count() + removed.count() + inserted.count() + reset.count(), 0);
    }

    void setRows_currentRowMoved_selectionFollowsTheRecord()
    {
        const auto model = make();
        model->setRows(lines({1, 2, 3}));
        QItemSelectionModel selection(model.get());
        selection.setCurrentIndex(model->index(1, 0), QItemSelectionModel::ClearAndSelect);
        model->setRows(lines({0, 2, 3, 1}));
        QCOMPARE(selection.currentIndex().data(RecordIdRole).toUuid(), line(2).id);
    }

    void upsert_knownId_changesInPlace()
    {
        const auto model = make();
        model->setRows(lines({1, 2}));
        QSignalSpy data(model.get(), &QAbstractItemModel::dataChanged);
        model->upsert(line(2, u"other"_s));
        QCOMPARE(data.count(), 1);
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->index(1, 0).data().toString(), u"other"_s);
        model->upsert(line(7), 0);
        QCOMPARE(model->rowAt(0).number, 7);
        model->remove(line(2).id);
        QCOMPARE(model->find(line(2).id), nullptr);
    }

    void sortRole_numberColumn_givesTheNumber()
    {
        const auto model = make();
        model->setRows(lines({12}));
        QCOMPARE(model->index(0, 1).data(RecordSortRole).typeId(), QMetaType::Int);
        QCOMPARE(model->headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), u"Number"_s);
    }
};

FENGQIAO_GUI_TEST_MAIN(TestRecordListModel)
#include "tst_record_list_model.moc"
