#pragma once

#include <QFuture>
#include <QWidget>

#include <core/error.h>

class QPainter;
class QPdfWriter;
class QPrinter;

namespace fengqiao {

class Desk;

// What the visitor takes home. No document number, and the name masked: slips are lost.
struct SlipText {
    QString centre;
    QString number;
    QString ticket;
    QString visitor; // 张*; empty = unnamed
    QString purpose;
    QString arrived;
    QString officer;  // first-contact officer
    QString nextStep; // one sentence
    QString nextDate; // empty if none
    QString matter;   // number, empty if none
    QString notice;   // version of the privacy notice
    bool demo = false;
    friend bool operator==(const SlipText &, const SlipText &) = default;
};

// The slip as it will be printed, for an 80 mm receipt printer or on A5. Paper is white and ink black in either
// appearance.
class VisitSlip : public QWidget {
    Q_OBJECT

public:
    enum class Paper { Roll, A5 };

    explicit VisitSlip(QWidget *parent = nullptr);
    [[nodiscard]] static QFuture<Result<SlipText>> read(Desk &desk, QUuid visit);

    void setSlip(const SlipText &slip);

    [[nodiscard]] const SlipText &slip() const { return m_slip; }

    // Draws from the top of `area`, `mm` device units a millimetre, and gives the height used.
    static qreal paint(QPainter &painter, const QRectF &area, const SlipText &slip, qreal mm);
    [[nodiscard]] Result<> savePdf(const QString &path, Paper paper = Paper::Roll) const;
    [[nodiscard]] Result<> printOn(QPrinter &printer) const;
    // On the default printer; where there is none, asks where to keep a PDF file. Never blocks.
    void print();

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }

    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void printed(const QString &where); // a printer's name or a file
    void failed(const fengqiao::Error &error);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SlipText m_slip;
};

} // namespace fengqiao
