// The tables beside the figures: guidelines and where they were agreed, events, offices, promises,
// and what is known of publications. Areas, vintages and publishers have been read before.
#pragma once

#include "ledger/table_reader.h"

namespace muster {

std::optional<Error> read_facts(TablesRead& read);

}  // namespace muster
