#pragma once

#include <QImage>
#include <QSizeF>
#include <memory>

#include <report/document.h>

class QPainter;

namespace fengqiao {

// Documents laid out on sheets of A4, for a PDF file, a printer and the preview alike.
class Paper {
public:
    explicit Paper(const StyleSheet &styles);
    ~Paper();
    Paper(Paper &&) noexcept;
    Paper &operator=(Paper &&) noexcept;

    void add(const Document &document); // begins on a new page
    // A scan or a photo as a page of its own, as large as fits.
    void addPicture(const QImage &picture, const QString &caption);
    void append(const Paper &other); // its pages as they were laid out
    // Numbers in the outer upper corner as archivists stamp them: pages `first` to `last` from 1 on (DA/T 22).
    void stamp(int first, int last);

    [[nodiscard]] int pageCount() const;
    [[nodiscard]] int firstPageOf(int document) const; // in the order of adding, pictures included
    [[nodiscard]] static QSizeF pageSize();            // in points
    // The painter's coordinates are points from the upper left corner of the sheet.
    void paint(QPainter &painter, int page) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fengqiao
