// The rules that find claims, one function a family, in the order in which find_claims() runs them.
// Each reads a Scene, appends what it finds and marks the quantities that it has understood.
#pragma once

#include <vector>

#include "check/claims.h"
#include "check/scene.h"

namespace muster {

using Claims = std::vector<Claim>;

void find_offices(Scene& scene, Claims& claims);
void find_events(Scene& scene, Claims& claims);
void find_conversions(Scene& scene, Claims& claims);
void find_memberships(Scene& scene, Claims& claims);
void find_guidelines(Scene& scene, Claims& claims);
void find_guideline_terms(Scene& scene, Claims& claims);
void find_counts(Scene& scene, Claims& claims);
void find_compared_counts(Scene& scene, Claims& claims);
void find_elliptical_counts(Scene& scene, Claims& claims);
void find_plans(Scene& scene, Claims& claims);
void find_firsts(Scene& scene, Claims& claims);
void find_lists(Scene& scene, Claims& claims);
void find_streaks(Scene& scene, Claims& claims);
void find_changes(Scene& scene, Claims& claims);
void find_growth(Scene& scene, Claims& claims);
void find_bare_changes(Scene& scene, Claims& claims);
void find_group_shares(Scene& scene, Claims& claims);
void find_ranks(Scene& scene, Claims& claims);
void find_comparisons(Scene& scene, Claims& claims);
void find_superlatives(Scene& scene, Claims& claims);
void find_levels(Scene& scene, Claims& claims);

// "the biggest spender among those below 2%", "… that misses the target": first among some, not
// among all.
bool is_restricted(const Scene& scene, std::size_t superlative);

}  // namespace muster
