// Is a text about what the ledger knows: defence spending in the alliance?
//
// Asked twice. may_be_on_topic() looks for a handful of letter sequences without which the answer
// is no, at the speed of memory; in an archive of news it settles nineteen texts of twenty.
// is_on_topic() looks at the mentions.
#pragma once

#include <string_view>

#include "check/mentions.h"

namespace muster {

// False only where is_on_topic() would be false. Any bytes; linear.
bool may_be_on_topic(std::string_view text);

bool is_on_topic(const Ledger& ledger, const Mentions& mentions);

}  // namespace muster
