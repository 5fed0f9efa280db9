#pragma once

#include <QFutureWatcher>

#include "field_editor.h"

class QLineEdit;
class QListWidget;
class QTimer;

namespace fengqiao {

// Names another record: typed words are looked up elsewhere, and one answer is taken from the list below the field.
// What is typed and not taken goes as it stands (a number, an id), for the engine to resolve.
class ReferenceEditor final : public FieldEditor {
    Q_OBJECT

public:
    ReferenceEditor(ReferenceProvider *provider, const QString &kind, QWidget *parent);
    ~ReferenceEditor() override;
    [[nodiscard]] QJsonValue value() const override;
    void setValue(const QJsonValue &value) override;
    bool setHint(const QString &hint) override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void look();
    void show(const QList<ReferenceChoice> &choices);
    void take(int row);
    void closeList();
    [[nodiscard]] bool isOpen() const;
    bool key(int key);
    ReferenceProvider *m_provider;
    QString m_kind;
    QLineEdit *m_line;
    QTimer *m_timer;
    QListWidget *m_list; // a window of its own, so that a small dialog does not cut it
    QList<ReferenceChoice> m_choices;
    ReferenceChoice m_taken;
    int m_asked = 0; // only the answer to the last question counts
};

} // namespace fengqiao
