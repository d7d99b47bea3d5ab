// Drawings for a page without script: SVG that takes its colours from the page's style (page.h), so
// that light, dark and print are the page's matter. Figures that are estimates are drawn hatched or
// hollow.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace muster {

struct Bar {
  std::string name;
  double value = 0;
  std::string text;  // the figure as printed
  bool estimate = false;
  bool met = false;
};
// One bar a row, with a line across at `threshold`.
std::string ranking_chart(std::string_view label, const std::vector<Bar>& bars, double threshold,
                          std::string_view line_text);

struct Dot {
  std::string code;  // written beside it
  double x = 0, y = 0;
  bool estimate = false;
};
// Two guidelines at once: a dot an ally, a line each, four corners.
struct QuadrantAxis {
  std::string title;
  double threshold = 0;
};
std::string quadrant_chart(std::string_view label, const std::vector<Dot>& dots,
                           const QuadrantAxis& across, const QuadrantAxis& up);

// Years across; parts that add up, from below.
struct Column {
  int year = 0;
  std::vector<double> parts;
  bool estimate = false;
};
std::string stacked_chart(std::string_view label, const std::vector<std::string>& names,
                          const std::vector<Column>& columns, std::string_view unit);

// Small line charts side by side, all on one scale, each with the guideline.
struct Trend {
  std::string name;
  struct Point {
    int year = 0;
    double value = 0;
    bool estimate = false;
  };
  std::vector<Point> points;
};
std::string small_multiples(std::string_view label, const std::vector<Trend>& trends,
                            std::optional<double> threshold);

}  // namespace muster
