#pragma once

#include <geo/layer_file.h>

namespace fengqiao {

// What the library with GDAL offers. It is a library of its own because GDAL brings 140 others into a process, and 50
// ms into every start of a program that may never see a layer.
class LayerBackend {
public:
    virtual ~LayerBackend() = default;
    [[nodiscard]] virtual Result<QList<LayerInfo>> layers(const QString &path, LayerFormat format) = 0;
    [[nodiscard]] virtual Result<LayerContent> read(const QString &path, LayerFormat format,
                                                    const LayerReading &options) = 0;
    // Into a folder of its own, under the base name "layer".
    [[nodiscard]] virtual Result<> write(const QString &path, const QList<LayerFeature> &features,
                                         const LayerWriting &options) = 0;
};

constexpr const char *layerBackendSymbol = "fengqiaoLayerBackend"; // LayerBackend *()

// Bytes of one column read raw: UTF-8 if all of them are, else GB18030 (which GBK and GB 2312 are part of); a text cut
// in the middle of a character at the end of its field counts as whole.
class TextGuess {
public:
    void see(const QByteArray &bytes);
    // "UTF-8", "GB18030", or empty if neither.
    [[nodiscard]] QString encoding() const;

private:
    bool m_utf8 = true;
    bool m_gb18030 = true;
};

// Nothing if the bytes are not in that encoding.
[[nodiscard]] std::optional<QString> decodedText(const QByteArray &bytes, const QString &encoding);

} // namespace fengqiao
