#pragma once

#include <QObject>

#include <store/key_slots.h>

namespace fengqiao {

// What a further connection to an open file needs. A child of its store, so that it goes with it and nobody outside
// this module can ask for the key.
class StoreFile : public QObject {
    Q_OBJECT

public:
    StoreFile(QString file, Secret dataKey, QObject *store)
        : QObject(store)
        , path(std::move(file))
        , key(std::move(dataKey))
    {
    }

    const QString path;
    const Secret key;
};

} // namespace fengqiao
