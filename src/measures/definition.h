// By which definition a publication counts: since July 2026 NATO's tables count "core defence
// expenditure" (The Hague 2025), before that "defence expenditure". A figure of the one is no
// revision of the other's, and a line through both has a break.
#pragma once

#include <string_view>

#include "ledger/ledger.h"

namespace muster {

// Is the measure an amount of defence expenditure, or a part or share of it? GDP and population are
// the same whatever is counted beside them.
bool depends_on_definition(MeasureId measure);

// Do both publications count the measure alike? One that does not say what it counts is taken to.
bool same_definition(const Ledger& ledger, MeasureId measure, VintageId a, VintageId b);

// What the publication counts where its publisher counted otherwise before: "core defence
// expenditure"; else empty.
std::string_view new_definition(const Ledger& ledger, VintageId vintage);

}  // namespace muster
