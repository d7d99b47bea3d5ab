#include "publish/charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/decimal.h"
#include "base/text.h"

namespace muster {
namespace {

// A coordinate: a tenth of a pixel is enough.
std::string at(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  std::string written = text.data();
  if (written.ends_with(".0")) written.resize(written.size() - 2);
  return written == "-0" ? "0" : written;
}

std::string attribute(std::string_view name, double value) {
  return " " + std::string(name) + "=\"" + at(value) + "\"";
}

std::string begin(double width, double height, std::string_view label, std::string_view css) {
  return "<svg class=\"" + std::string(css) + "\" viewBox=\"0 0 " + at(width) + " " + at(height) +
         "\" role=\"img\" aria-label=\"" + html_escaped(label) + "\">";
}

std::string words(double x, double y, std::string_view text, std::string_view anchor = "start",
                  std::string_view css = "") {
  std::string out = "<text" + attribute("x", x) + attribute("y", y);
  if (anchor != "start") out += " text-anchor=\"" + std::string(anchor) + "\"";
  if (!css.empty()) out += " class=\"" + std::string(css) + "\"";
  // Legible across a line: its edge is paper.
  if (css == "value" || css == "code")
    out += " paint-order=\"stroke\" stroke=\"var(--paper)\" stroke-width=\"3\"";
  return out + ">" + html_escaped(text) + "</text>";
}

std::string line(double x1, double y1, double x2, double y2, std::string_view css) {
  return "<line class=\"" + std::string(css) + "\"" + attribute("x1", x1) + attribute("y1", y1) +
         attribute("x2", x2) + attribute("y2", y2) + "/>";
}

// An axis from zero in round steps, at most six of them.
struct Scale {
  double step = 1;
  int steps = 1;
  double top() const { return step * steps; }
};
Scale scale_to(double most) {
  const double power = std::pow(10, std::floor(std::log10(std::max(most, 1e-9))) - 1);
  for (const double times : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0}) {
    const double steps = std::ceil(most / (times * power) - 1e-9);
    if (steps <= 6) return {times * power, std::max(1, static_cast<int>(steps))};
  }
  return {100 * power, 1};
}

}  // namespace

std::string ranking_chart(std::string_view label, const std::vector<Bar>& bars, double threshold,
                          std::string_view line_text) {
  constexpr double kWidth = 640, kRow = 20, kLeft = 130, kRight = 48, kTop = 22;
  double most = threshold;
  for (const Bar& bar : bars) most = std::max(most, bar.value);
  const double scale = (kWidth - kLeft - kRight) / most;
  const double height = kTop + kRow * static_cast<double>(bars.size()) + 6;
  std::string svg = begin(kWidth, height, label, "ranking");
  double y = kTop;
  for (const Bar& bar : bars) {
    svg += words(kLeft - 8, y + 14, bar.name, "end");
    svg += "<rect class=\"" + std::string(bar.met ? "met" : "missed") +
           std::string(bar.estimate ? " estimate" : "") + "\"" + attribute("x", kLeft) +
           attribute("y", y + 3) + attribute("width", bar.value * scale) +
           attribute("height", kRow - 6) + "/>";
    svg += words(kLeft + bar.value * scale + 6, y + 14, bar.text, "start", "value");
    y += kRow;
  }
  const double x = kLeft + threshold * scale;
  svg += line(x, kTop - 4, x, height - 4, "goal") + words(x, kTop - 8, line_text, "middle", "goal");
  return svg + "</svg>";
}

std::string quadrant_chart(std::string_view label, const std::vector<Dot>& dots,
                           const QuadrantAxis& across, const QuadrantAxis& up) {
  constexpr double kWidth = 640, kHeight = 520, kLeft = 46, kRight = 16, kTop = 16, kBottom = 44;
  double most_x = across.threshold, most_y = up.threshold;
  for (const Dot& dot : dots) {
    most_x = std::max(most_x, dot.x);
    most_y = std::max(most_y, dot.y);
  }
  const Scale scale_x = scale_to(most_x * 1.02), scale_y = scale_to(most_y * 1.02);
  most_x = scale_x.top();
  most_y = scale_y.top();
  const auto x = [&](double value) { return kLeft + value / most_x * (kWidth - kLeft - kRight); };
  const auto y = [&](double value) {
    return kHeight - kBottom - value / most_y * (kHeight - kTop - kBottom);
  };
  std::string svg = begin(kWidth, kHeight, label, "quadrant");
  svg += line(kLeft, y(0), kWidth - kRight, y(0), "axis") + line(kLeft, kTop, kLeft, y(0), "axis");
  svg += line(x(across.threshold), kTop, x(across.threshold), y(0), "goal");
  svg += line(kLeft, y(up.threshold), kWidth - kRight, y(up.threshold), "goal");
  for (int i = 0; i <= scale_x.steps; ++i)
    svg += words(x(i * scale_x.step), y(0) + 16,
                 with_thousands(i * scale_x.step, scale_x.step < 1 ? 1 : 0) + "%", "middle");
  for (int i = 0; i <= scale_y.steps; ++i)
    svg +=
        words(kLeft - 6, y(i * scale_y.step) + 4, with_thousands(i * scale_y.step, 0) + "%", "end");
  svg += words((kLeft + kWidth - kRight) / 2, kHeight - 8, across.title, "middle");
  svg += words(kLeft + 6, kTop + 4, up.title);
  // Labels give way to one another: each looks for the first of a few places where none is yet.
  struct Box {
    double x1, y1, x2, y2;
  };
  std::vector<Box> taken;
  taken.reserve(2 * dots.size());
  for (const Dot& dot : dots)
    taken.push_back({x(dot.x) - 4, y(dot.y) - 4, x(dot.x) + 4, y(dot.y) + 4});
  const auto is_free = [&](const Box& box) {
    return std::ranges::none_of(taken, [&](const Box& other) {
      return box.x1 < other.x2 && other.x1 < box.x2 && box.y1 < other.y2 && other.y1 < box.y2;
    });
  };
  for (const Dot& dot : dots) {
    svg += "<circle class=\"dot" +
           std::string(dot.x >= across.threshold && dot.y >= up.threshold ? " met" : " missed") +
           std::string(dot.estimate ? " estimate" : "") + "\"" + attribute("cx", x(dot.x)) +
           attribute("cy", y(dot.y)) + " r=\"4\"/>";
    constexpr double kLetters = 25, kLine = 11;
    constexpr std::array<std::pair<double, double>, 8> kPlaces = {{{7, 4},
                                                                   {-kLetters - 7, 4},
                                                                   {-12, -7},
                                                                   {-12, 15},
                                                                   {7, -6},
                                                                   {7, 14},
                                                                   {-kLetters - 6, -6},
                                                                   {-kLetters - 6, 14}}};
    for (const auto& [dx, dy] : kPlaces) {
      const double left = x(dot.x) + dx, base = y(dot.y) + dy;
      const Box box{left, base - kLine + 2, left + kLetters, base + 1};
      if (!is_free(box) && &kPlaces.back().first != &dx) continue;
      taken.push_back(box);
      svg += words(left, base, dot.code, "start", "code");
      break;
    }
  }
  return svg + "</svg>";
}

std::string stacked_chart(std::string_view label, const std::vector<std::string>& names,
                          const std::vector<Column>& columns, std::string_view unit) {
  constexpr double kWidth = 640, kHeight = 280, kLeft = 52, kRight = 150, kTop = 22, kBottom = 26;
  double most = 1e-9;
  for (const Column& column : columns) {
    double sum = 0;
    for (const double part : column.parts) sum += part;
    most = std::max(most, sum);
  }
  const Scale scale = scale_to(most);
  most = scale.top();
  const auto y = [&](double value) {
    return kHeight - kBottom - value / most * (kHeight - kTop - kBottom);
  };
  std::string svg = begin(kWidth, kHeight, label, "stacked");
  for (int i = 0; i <= scale.steps; ++i) {
    svg += line(kLeft, y(i * scale.step), kWidth - kRight, y(i * scale.step), "axis");
    svg += words(kLeft - 6, y(i * scale.step) + 4, with_thousands(i * scale.step, 0), "end");
  }
  svg += words(kLeft, kTop - 9, unit);
  const double step =
      (kWidth - kLeft - kRight) / static_cast<double>(std::max<std::size_t>(columns.size(), 1));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const double x = kLeft + step * static_cast<double>(i);
    double below = 0;
    for (std::size_t part = 0; part < columns[i].parts.size(); ++part) {
      const double value = columns[i].parts[part];
      svg += "<rect class=\"part" + std::to_string(part) +
             std::string(columns[i].estimate ? " estimate" : "") + "\"" +
             attribute("x", x + step * 0.12) + attribute("y", y(below + value)) +
             attribute("width", step * 0.76) + attribute("height", y(below) - y(below + value)) +
             "/>";
      if (i + 1 == columns.size())
        svg += words(kWidth - kRight + 8, y(below + value / 2) + 4, names[part]);
      below += value;
    }
    svg += words(x + step / 2, kHeight - 8, std::to_string(columns[i].year), "middle");
  }
  return svg + "</svg>";
}

std::string small_multiples(std::string_view label, const std::vector<Trend>& trends,
                            std::optional<double> threshold) {
  constexpr double kWidth = 150, kHeight = 84, kLeft = 4, kRight = 34, kTop = 20, kBottom = 8;
  double most = threshold.value_or(0), least = 0;
  int first = 9999, last = 0;
  for (const Trend& trend : trends) {
    for (const Trend::Point& point : trend.points) {
      most = std::max(most, point.value);
      least = std::min(least, point.value);
      first = std::min(first, point.year);
      last = std::max(last, point.year);
    }
  }
  if (last <= first) last = first + 1;
  most = scale_to(most).top();
  const auto x = [&](double year) {
    return kLeft + (year - first) / (last - first) * (kWidth - kLeft - kRight);
  };
  const auto y = [&](double value) {
    return kTop + (most - value) / (most - least) * (kHeight - kTop - kBottom);
  };
  std::string out =
      "<div class=\"multiples\" role=\"img\" aria-label=\"" + html_escaped(label) + "\">";
  for (const Trend& trend : trends) {
    out += "<svg viewBox=\"0 0 " + at(kWidth) + " " + at(kHeight) + "\" aria-hidden=\"true\">" +
           words(kLeft, 12, trend.name);
    out += line(kLeft, y(0), kWidth - kRight, y(0), "axis");
    if (threshold) out += line(kLeft, y(*threshold), kWidth - kRight, y(*threshold), "goal");
    // Estimates are dashed; they follow what is known, joined to its last point.
    std::string known, estimated;
    for (std::size_t i = 0; i < trend.points.size(); ++i) {
      const Trend::Point& point = trend.points[i];
      const std::string here = at(x(point.year)) + "," + at(y(point.value)) + " ";
      if (!point.estimate) known += here;
      if (point.estimate || (i + 1 < trend.points.size() && trend.points[i + 1].estimate))
        estimated += here;
    }
    out += "<polyline class=\"trend\" points=\"" + known +
           "\"/><polyline class=\"trend estimate\" points=\"" + estimated + "\"/>";
    if (!trend.points.empty()) {
      const Trend::Point& end = trend.points.back();
      out += words(x(end.year) + 4, y(end.value) + 4,
                   with_thousands(end.value, most < 10     ? 2
                                             : most < 1000 ? 1
                                                           : 0),
                   "start", "value");
    }
    out += "</svg>";
  }
  return out + "</div>";
}

}  // namespace muster
