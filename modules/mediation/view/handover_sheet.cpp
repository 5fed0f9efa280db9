#include <mediation/widgets/handover_sheet.h>

#include <QTextDocument>

#include <widgets/latest_read.h>
#include <widgets/notices.h>

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 12; // of one part

QString row(const QStringList &cells, const QString &tag)
{
    QString html = u"<tr>"_s;
    for (const QString &cell : cells)
        html += u"<%1>%2</%1>"_s.arg(tag, cell.toHtmlEscaped());
    return html + u"</tr>"_s;
}

QString partHtml(const HandoverPart &part)
{
    QString html =
        u"<p class='part' style='margin-top:9px; margin-bottom:2px'>%1</p>"_s.arg(part.title.toHtmlEscaped());
    if (part.rows.isEmpty())
        return html + u"<p class='more' style='margin:0'>%1</p>"_s.arg(part.none.toHtmlEscaped());
    html += u"<table width='100%' cellspacing='0' cellpadding='2' style='border-collapse:collapse'>"_s;
    html += row(part.columns, u"th"_s);
    for (const QStringList &cells : part.rows)
        html += row(cells, u"td"_s);
    html += u"</table>"_s;
    if (part.more > 0)
        html += u"<p class='more' style='margin:0'>%1</p>"_s.arg(
            HandoverSheetDialog::tr("and %n more; the list of work shows them.", nullptr, part.more).toHtmlEscaped());
    return html;
}

QString signatureHtml(const QStringList &names)
{
    QString html = u"<table width='100%' cellspacing='0' cellpadding='4' style='margin-top:34px'><tr>"_s;
    for (const QString &name : names)
        html += u"<td width='50%' style='border-bottom:none'>%1＿＿＿＿＿＿＿＿　%2＿＿＿＿＿＿</td>"_s.arg(
            name.toHtmlEscaped(), HandoverSheetDialog::tr("Time").toHtmlEscaped());
    return html + u"</tr></table>"_s;
}

std::unique_ptr<QTextDocument> laidOut(const HandoverPage &page)
{
    auto document = SheetDialog::blank();
    QString html = u"<body><h1 align='center' style='margin:0'>%1</h1><p class='sub' align='center' "
                   "style='margin-top:2px; margin-bottom:6px'>%2</p>"_s.arg(page.title.toHtmlEscaped(),
                                                                            page.subtitle.toHtmlEscaped());
    for (const HandoverPart &part : page.parts)
        html += partHtml(part);
    document->setHtml(html + signatureHtml(page.signatures) + u"</body>"_s);
    return document;
}

} // namespace

struct HandoverSheetDialog::Private {
    HandoverSheetDialog *q;
    Desk &desk;
    DutyReader duty;
    LatestRead<HandoverSheet> reading;

    Private(HandoverSheetDialog *dialog, Desk &theDesk, DutyReader roster)
        : q(dialog)
        , desk(theDesk)
        , duty(std::move(roster))
        , reading(dialog, [this](const Result<HandoverSheet> &answer) { show(answer); })
    {
    }

    void show(const Result<HandoverSheet> &answer);
};

void HandoverSheetDialog::Private::show(const Result<HandoverSheet> &answer)
{
    if (!answer) {
        Toast::showError(q, answer.error());
        return;
    }
    q->setSheet(documentOf(*answer),
                u"%1 %2"_s.arg(q->windowTitle(), answer->at.localDate().toString(u"yyyy-MM-dd"_s)));
    Q_EMIT q->loaded();
}

HandoverSheetDialog::HandoverSheetDialog(Desk &desk, const DutyReader &duty, QWidget *parent)
    : SheetDialog(tr("Shift handover sheet"), u"handover"_s, parent)
    , d(std::make_unique<Private>(this, desk, duty))
{
    setObjectName(u"handoverSheet"_s);
    refresh();
}

HandoverSheetDialog::~HandoverSheetDialog() = default;

std::unique_ptr<QTextDocument> HandoverSheetDialog::documentOf(const HandoverSheet &sheet)
{
    std::unique_ptr<QTextDocument> document;
    for (int rows = mostRows; rows > 0; --rows) {
        document = laidOut(handoverPage(sheet, rows));
        if (fits(*document))
            break;
    }
    return document;
}

void HandoverSheetDialog::refresh()
{
    d->reading.ask([this] {
        return d->desk.read([duty = d->duty](ReadContext &context) -> Result<HandoverSheet> {
            return handoverSheet(context, context.now, duty);
        });
    });
}

} // namespace fengqiao
