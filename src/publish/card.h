// The picture that a link to the site is shown with elsewhere: 1200 by 630 pixels, PNG, which is
// what those who show such cards take. Bars without words: the words stand beside it.
#pragma once

#include <string>
#include <vector>

namespace muster {

// A bar for each value, the largest first, with a line at `threshold`.
std::string ranking_card(const std::vector<double>& values, double threshold);

}  // namespace muster
