#include "file_editor.h"

#include <QBoxLayout>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

#include <widgets/theme.h>

using namespace Qt::StringLiterals;

namespace fengqiao {

namespace {

// The one file of what is dragged here; empty if there is none or more than one.
QString fileOf(const QMimeData *data)
{
    const QList<QUrl> urls = data->urls();
    return urls.size() == 1 ? urls.constFirst().toLocalFile() : QString();
}

} // namespace

FileEditor::FileEditor(std::shared_ptr<FileKeeper> files, QWidget *parent)
    : FieldEditor(parent)
    , m_files(std::move(files))
    , m_choose(new QPushButton(tr("Choose a file…"), this))
    , m_words(new QLabel(this))
    , m_remove(new QToolButton(this))
{
    const Theme &theme = Theme::of(parent);
    m_choose->setAutoDefault(false);
    setButtonIcon(m_choose, u"upload"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_remove->setIcon(theme.icon(u"x"_s, Token::InkSoft));
    m_remove->setToolTip(tr("Without this file"));
    m_remove->setAccessibleName(tr("Without this file"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme.size(Size::Inside));
    row->addWidget(m_choose);
    row->addWidget(m_words, 1);
    row->addWidget(m_remove);
    setMain(m_choose);
    setAcceptDrops(true);
    connect(m_choose, &QPushButton::clicked, this, &FileEditor::choose);
    connect(m_remove, &QToolButton::clicked, this, [this] { setValue(QJsonValue::Null); });
    refresh();
}

FileEditor::~FileEditor()
{
    dropTaken();
}

QJsonValue FileEditor::value() const
{
    return m_value.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(m_value);
}

void FileEditor::setValue(const QJsonValue &value)
{
    const QString text = value.toString();
    ++m_asked;
    m_busy = false;
    m_fault.clear();
    if (text != m_value) {
        dropTaken();
        m_fileName.clear();
        m_value = text;
        m_said = text.isEmpty() ? QString() : tr("A file is kept already.");
    }
    refresh();
    Q_EMIT changed();
}

QString FileEditor::fault() const
{
    return m_busy ? tr("The file is still being taken; please try again in a moment.") : m_fault;
}

void FileEditor::choose()
{
    auto *dialog = new QFileDialog(this, tr("Choose a file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FileEditor::take);
    dialog->open();
}

void FileEditor::take(const QString &path)
{
    const int asked = ++m_asked;
    m_busy = true;
    m_fault.clear();
    refresh();
    Q_EMIT changed();
    m_files->take(path)
        .then(this,
              [this, asked, files = m_files](const Result<TakenFile> &file) {
                  if (asked == m_asked)
                      answer(file);
                  else if (file)
                      files->drop(file->value); // another one was chosen meanwhile
              })
        .onCanceled(this, [this] { m_busy = false; });
}

void FileEditor::answer(const Result<TakenFile> &file)
{
    m_busy = false;
    if (!file) {
        m_fault = file.error().message; // the file before it stays
    } else {
        if (m_mine != file->value)
            dropTaken();
        const QString before = std::exchange(m_fileName, file->name);
        m_value = file->value;
        m_mine = file->value;
        m_said = tr("%1, %2", "file and its size").arg(file->name, QLocale().formattedDataSize(file->size));
        if (file->cleaned)
            m_said += u'\n' + tr("The place where it was taken was removed from it.");
        Q_EMIT taken(file->name, before);
    }
    refresh();
    Q_EMIT changed();
    setFaulty(!m_fault.isEmpty());
}

void FileEditor::dropTaken()
{
    if (const QString mine = std::exchange(m_mine, {}); !mine.isEmpty())
        m_files->drop(mine);
}

void FileEditor::refresh()
{
    const bool any = !m_value.isEmpty();
    m_choose->setText(any ? tr("Choose another file…") : tr("Choose a file…"));
    m_words->setText(m_busy               ? tr("Taking the file…")
                     : !m_fault.isEmpty() ? m_fault
                     : any                ? m_said
                                          : tr("or drop it here"));
    setTextRole(m_words, Type::Small, !m_fault.isEmpty() && !m_busy ? Token::Red : any ? Token::Ink : Token::InkFaint);
    m_remove->setVisible(any || !m_fault.isEmpty());
}

void FileEditor::dragEnterEvent(QDragEnterEvent *event)
{
    if (!fileOf(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void FileEditor::dropEvent(QDropEvent *event)
{
    const QString path = fileOf(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    take(path);
}

} // namespace fengqiao
