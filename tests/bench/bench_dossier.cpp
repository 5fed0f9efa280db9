// A dossier of sixty pages of Chinese text: from the data to the PDF by the program, and by LibreOffice from the ODT of
// the same documents. Both are warm: the program has drawn once, LibreOffice has its profile.
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <sys/resource.h>

#include <report/widgets/dossier_pdf.h>
#include <report/writers.h>

#include "table.h"

using namespace fengqiao;
using namespace Qt::StringLiterals;

namespace {

constexpr int wantedPages = 60;
constexpr int rounds = 7;
constexpr double wantedRatio = 5;

struct Cost {
    double wall = 1e12;
    double cpu = 1e12;

    void take(double wallTime, double cpuTime)
    {
        wall = std::min(wall, wallTime);
        cpu = std::min(cpu, cpuTime);
    }
};

double cpuOf(int who)
{
    rusage usage{};
    getrusage(who, &usage);
    const auto micro = [](const timeval &time) {
        return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
    };
    return micro(usage.ru_utime) + micro(usage.ru_stime);
}

QJsonObject samples()
{
    QFile file(QStringLiteral(FENGQIAO_SAMPLES));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the samples are missing: %s", FENGQIAO_SAMPLES);
    return QJsonDocument::fromJson(file.readAll()).object();
}

// The papers that make up most of a dossier, again and again, with text of the length that records have.
DossierPart partOf(const Templates &templates, const QJsonObject &data, int index)
{
    static const QStringList codes{u"D03"_s, u"D04"_s, u"D05"_s, u"D07"_s, u"D09"_s, u"D10"_s, u"D13"_s, u"D14"_s};
    const QString code = codes[index % codes.size()];
    QJsonObject one = data.value(code).toObject();
    for (const QLatin1StringView field : {"content"_L1, "statements"_L1})
        if (one.contains(field))
            one.insert(field, QString(one.value(field).toString() + u'\n').repeated(14));
    auto document = templates.render(code, one);
    if (!document)
        qFatal("%s", qPrintable(document.error().message));
    const QString title = document->title;
    const QString number = document->number;
    return {code, title, number, std::move(*document), {}, {}};
}

int partsForPages(const Templates &templates, const QJsonObject &data)
{
    Paper paper(templates.styles());
    int parts = 0;
    while (paper.pageCount() < wantedPages - 3) // cover, contents and back make three
        paper.add(*partOf(templates, data, parts++).document);
    return parts;
}

Dossier dossierOf(const Templates &templates, const QJsonObject &data, int parts)
{
    Dossier dossier;
    dossier.title = u"(2026)清综人调字第0001号"_s;
    dossier.cover = {u"D01"_s, data.value("D01"_L1).toObject()};
    dossier.contents = {u"D02"_s, data.value("D02"_L1).toObject()};
    dossier.back = {u"D15"_s, data.value("D15"_L1).toObject()};
    for (int i = 0; i < parts; ++i)
        dossier.parts << partOf(templates, data, i);
    return dossier;
}

QString seconds(double micro)
{
    return u"%1 s"_s.arg(micro / 1e6, 0, 'f', 3);
}

// Everything the program does for the file: templates, layout, pages, tables of characters, bookmarks.
void timeOurs(const Templates &templates, const QJsonObject &data, int parts, DossierPdf &result, Cost &cost)
{
    const double before = cpuOf(RUSAGE_SELF);
    QElapsedTimer watch;
    watch.start();
    const Dossier dossier = dossierOf(templates, data, parts);
    auto written = writeDossierPdf(dossier, templates);
    if (!written)
        qFatal("%s", qPrintable(written.error().message));
    cost.take(static_cast<double>(watch.nsecsElapsed()) / 1e3, cpuOf(RUSAGE_SELF) - before);
    result = std::move(*written);
}

void timeOffice(const QString &office, const QString &odt, const QTemporaryDir &folder, Cost &cost)
{
    const double before = cpuOf(RUSAGE_CHILDREN);
    QElapsedTimer watch;
    watch.start();
    QProcess process;
    process.start(office, {u"--headless"_s, u"-env:UserInstallation=file://"_s + folder.filePath(u"profile"_s),
                           u"--convert-to"_s, u"pdf"_s, u"--outdir"_s, folder.filePath(u"out"_s), odt});
    if (!process.waitForFinished(300000) || process.exitCode() != 0)
        qFatal("LibreOffice failed: %s", process.readAllStandardError().constData());
    cost.take(static_cast<double>(watch.nsecsElapsed()) / 1e3, cpuOf(RUSAGE_CHILDREN) - before);
}

void store(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no disk");
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const auto templates = Templates::load();
    if (!templates)
        qFatal("%s", qPrintable(templates.error().message));
    const QJsonObject data = samples();
    const QTemporaryDir folder;
    heading(u"A dossier of %1 pages as PDF"_s.arg(wantedPages));
    DossierPdf pdf;
    Cost ours;
    Cost theirs;
    Cost warmUp;
    const int parts = partsForPages(**templates, data);
    const auto documents = dossierDocuments(dossierOf(**templates, data, parts), **templates);
    const auto odt = documents ? writeOdt(*documents, (*templates)->styles()) : fail(documents.error());
    if (!odt)
        qFatal("%s", qPrintable(odt.error().message));
    const QString path = folder.filePath(u"dossier.odt"_s);
    store(path, *odt);
    const QString office = QStandardPaths::findExecutable(u"soffice"_s);
    // Turn by turn, so that what else the machine does falls on both.
    for (int round = 0; round <= rounds; ++round) {
        timeOurs(**templates, data, parts, pdf, round == 0 ? warmUp : ours);
        if (!office.isEmpty())
            timeOffice(office, path, folder, round == 0 ? warmUp : theirs);
    }
    figure(u"data to PDF, wall / CPU"_s, seconds(ours.wall) + u" / "_s + seconds(ours.cpu),
           u"%1 pages, %2 KiB"_s.arg(pdf.pages).arg(pdf.bytes.size() / 1024), pdf.pages >= wantedPages);
    if (office.isEmpty()) {
        figure(u"LibreOffice"_s, u"NOT INSTALLED: no ratio"_s, u"-"_s, false);
        return 0;
    }
    figure(u"LibreOffice, the same ODT, wall / CPU"_s, seconds(theirs.wall) + u" / "_s + seconds(theirs.cpu), u"-"_s,
           true);
    figure(u"LibreOffice / ours, wall"_s, u"%1 x"_s.arg(theirs.wall / ours.wall, 0, 'f', 1),
           u"at least %1 x"_s.arg(wantedRatio), theirs.wall / ours.wall >= wantedRatio);
    figure(u"LibreOffice / ours, CPU"_s, u"%1 x"_s.arg(theirs.cpu / ours.cpu, 0, 'f', 1),
           u"at least %1 x"_s.arg(wantedRatio), theirs.cpu / ours.cpu >= wantedRatio);
    return 0;
}
