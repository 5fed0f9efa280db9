#pragma once

#include "map_layers.h"

namespace fengqiao {

// One part of the map is read on a reader thread and shown in the window's; what was wished meanwhile follows.
template <typename T, typename Read, typename Show> void GridMapLayers::ask(int part, Read read, Show show)
{
    m_reading |= part;
    answerLater<Result<T>>(
        m_desk.read([read = std::move(read)](ReadContext &context) -> Result<T> { return read(context); }), this,
        [this, part, show = std::move(show)](const Result<T> &answer) {
            m_reading &= ~part;
            if (answer)
                show(*answer);
            else
                Q_EMIT refused(answer.error());
            if (m_wanted)
                readWanted();
            if (isLoaded())
                Q_EMIT loaded();
        });
}

} // namespace fengqiao
