#include <report/writers.h>

#include <QCoreApplication>
#include <QSaveFile>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Papers {
    Q_DECLARE_TR_FUNCTIONS(Papers)
};

} // namespace

bool isPaperEnding(const QString &ending)
{
    static const QStringList known{u"pdf"_s, u"odt"_s, u"docx"_s};
    return known.contains(ending);
}

Error wrongEnding(const QString &path)
{
    return {ErrorKind::Usage,
            u"report.format"_s,
            Papers::tr("%1: a document is kept as .pdf, .odt or .docx.").arg(path),
            u"out"_s,
            {}};
}

Result<QByteArray> writeOffice(const QList<Document> &documents, const StyleSheet &styles, const QString &ending)
{
    if (ending == "odt"_L1)
        return writeOdt(documents, styles);
    if (ending == "docx"_L1)
        return writeDocx(documents, styles);
    return fail(wrongEnding(u'.' + ending));
}

Result<> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorKind::Fault, u"report.disk"_s,
                    Papers::tr("%1 could not be written: %2. Nothing was kept there.").arg(path, file.errorString()));
    return {};
}

} // namespace fengqiao
