#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "row_source.h"
#include "text_decoder.h"

namespace fengqiao {

using namespace Qt::StringLiterals;

namespace {

struct Import {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

// A number as people write it: ids of other systems are whole numbers.
QString cellText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? u"1"_s : u"0"_s;
    if (!value.isDouble())
        return {};
    const double number = value.toDouble();
    if (number == static_cast<double>(static_cast<qint64>(number)))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'f', 9);
}

// One object a line, or one array of objects. Keys are headings, found as they come.
class JsonRows final : public RowSource {
public:
    [[nodiscard]] static Result<std::unique_ptr<RowSource>> open(const QString &path, const QString &encoding)
    {
        std::unique_ptr<JsonRows> rows(new JsonRows());
        if (auto loaded = rows->load(path, encoding); !loaded)
            return fail(std::move(loaded.error()));
        return rows;
    }

    bool next(Row *row) override
    {
        *row = {};
        return m_isArray ? nextItem(row) : nextLine(row);
    }

    [[nodiscard]] double share() const override
    {
        const auto part = [](qsizetype done, qsizetype all) {
            return all == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(all);
        };
        return m_isArray ? part(m_item, m_items.size()) : part(m_at, m_bytes.size());
    }

    [[nodiscard]] bool isTable() const override { return false; }

private:
    Result<> load(const QString &path, const QString &encoding);
    bool nextItem(Row *row);
    bool nextLine(Row *row);
    void take(const QJsonValue &value, Row *row);

    QByteArray m_bytes; // UTF-8, as JSON is
    qsizetype m_at = 0;
    qint64 m_line = 0;
    bool m_isArray = false;
    QJsonArray m_items;
    qsizetype m_item = 0;
    QHash<QString, qsizetype> m_places;
};

Result<> JsonRows::load(const QString &path, const QString &encoding)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Usage, u"import.file"_s,
                    Import::tr("%1 cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.readAll();
    const auto decoder = encoding.isEmpty() ? TextDecoder::detect(bytes) : TextDecoder::named(encoding);
    if (!decoder)
        return fail(decoder.error());
    m_encoding = decoder->name();
    const QByteArrayView body = QByteArrayView(bytes).sliced(decoder->markSize());
    m_bytes = m_encoding == "UTF-8"_L1 ? body.toByteArray() : decoder->decode(body).toUtf8();
    m_isArray = m_bytes.trimmed().startsWith('[');
    if (!m_isArray)
        return {};
    QJsonParseError problem;
    m_items = QJsonDocument::fromJson(m_bytes, &problem).array();
    if (problem.error != QJsonParseError::NoError)
        return fail(ErrorKind::Invalid, u"import.json"_s,
                    Import::tr("The file is not JSON: %1 at character %2. Nothing was taken from it.")
                        .arg(problem.errorString())
                        .arg(problem.offset + 1));
    m_bytes.clear();
    return {};
}

bool JsonRows::nextItem(Row *row)
{
    if (m_item >= m_items.size())
        return false;
    row->line = m_item + 1; // its place in the array
    take(m_items.at(m_item++), row);
    return true;
}

bool JsonRows::nextLine(Row *row)
{
    while (m_at < m_bytes.size()) {
        const qsizetype found = m_bytes.indexOf('\n', m_at);
        const qsizetype end = found < 0 ? m_bytes.size() : found;
        const QByteArray line = m_bytes.sliced(m_at, end - m_at).trimmed();
        m_at = end + 1;
        ++m_line;
        if (line.isEmpty())
            continue;
        row->line = m_line;
        QJsonParseError problem;
        const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
        if (problem.error == QJsonParseError::NoError) {
            take(document.object(), row);
        } else {
            row->faultCode = u"import.json"_s;
            row->faultText = Import::tr("The line is not JSON: %1 at character %2.")
                                 .arg(problem.errorString())
                                 .arg(problem.offset + 1);
        }
        return true;
    }
    return false;
}

void JsonRows::take(const QJsonValue &value, Row *row)
{
    const QJsonObject object = value.toObject();
    if (object.isEmpty()) {
        row->faultCode = u"import.json"_s;
        row->faultText = Import::tr("This is not an object with named values.");
        return;
    }
    row->cells.resize(m_headings.size());
    for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
        auto place = m_places.constFind(it.key());
        if (place == m_places.cend()) {
            place = m_places.insert(it.key(), m_headings.size());
            m_headings << it.key();
            row->cells << QString();
        }
        row->cells[*place] = cellText(it.value());
    }
}

} // namespace

Result<std::unique_ptr<RowSource>> openJsonRows(const QString &path, const QString &encoding)
{
    return JsonRows::open(path, encoding);
}

} // namespace fengqiao
