// Student's t as the projection draws it: a standard normal times the root of nu over a chi square
// of nu, both from standard normals, the chi square after E. B. Wilson and M. M. Hilferty ("The
// distribution of chi-square", Proceedings of the National Academy of Sciences 17, 1931). What the
// spread is multiplied by is at most kWidest: a mean over paths has no meaning where one path in a
// million spends all there is.
#pragma once

#include <span>

namespace muster {

inline constexpr double kWidest = 3;

// What a standard normal `z` makes of the spread. kernel-inl.h does the same.
double spread_factor(double z, double degrees);

double normal_cdf(double x);
// Of 0 < p < 1; to 1e-12.
double normal_quantile(double p);

// Equally likely standard normals, in order: the middles of as many parts of equal probability.
// Over them a drawn t is taken as a mixture.
std::span<const double> equally_likely_normals();

// The share of a drawn t below x, and its inverse.
double drawn_t_cdf(double x, double degrees);
double drawn_t_quantile(double p, double degrees);

}  // namespace muster
