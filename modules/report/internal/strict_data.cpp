#include "strict_data.h"

#include <QJsonArray>

#include <KTextTemplate/MetaType>

namespace fengqiao {

using namespace Qt::StringLiterals;

void StrictSession::miss(const QString &path)
{
    if (!missing.isEmpty() || optional.contains(path))
        return;
    for (qsizetype dot = path.lastIndexOf(u'.'); dot > 0; dot = path.lastIndexOf(u'.', dot - 1))
        if (optional.contains(path.left(dot)) || optional.contains(path.left(dot) + u".*"_s))
            return;
    missing = path;
}

// Marks that turn the direction of writing can make a name read otherwise than it is stored.
static bool misleads(char32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F;
}

QString paperText(const QString &text)
{
    QString clean;
    clean.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'\r' || misleads(c.unicode()))
            continue;
        if (c == u'\n')
            clean += QChar::LineSeparator;
        else if (c == u'\t')
            clean += u' ';
        else if (c.isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            clean += QStringView(text).mid(i++, 2);
        else if (c.unicode() >= 0x20 && c.unicode() != 0x7F && !c.isSurrogate() && c.unicode() < 0xFFFE)
            clean += c;
    }
    while (clean.endsWith(QChar::LineSeparator))
        clean.chop(1);
    return clean;
}

QVariant strictValue(const std::shared_ptr<StrictSession> &session, const QJsonValue &value, const QString &path)
{
    switch (value.type()) {
    case QJsonValue::Object:
        return QVariant::fromValue(StrictNode{session, value.toObject(), path});
    case QJsonValue::Array: {
        QVariantList list;
        for (const auto &item : value.toArray())
            list << strictValue(session, item, path);
        if (list.isEmpty())
            session->miss(path);
        return list;
    }
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 15);
    default: {
        const QString text = paperText(value.toString());
        if (text.trimmed().isEmpty())
            session->miss(path);
        return text;
    }
    }
}

} // namespace fengqiao

// The template engine reaches the data by this alone.
KTEXTTEMPLATE_BEGIN_LOOKUP(fengqiao::StrictNode)
return fengqiao::strictValue(object.session, object.object.value(property), object.path + u'.' + property);
KTEXTTEMPLATE_END_LOOKUP

namespace fengqiao {

void registerStrictNode()
{
    static const int registered = KTextTemplate::registerMetaType<StrictNode>();
    Q_UNUSED(registered)
}

} // namespace fengqiao
