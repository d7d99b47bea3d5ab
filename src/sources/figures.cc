#include "sources/figures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace muster {

std::optional<Decimal> parse_figure(std::string_view text) {
  double value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  // 10^12 times a million, still within 18 digits: a GDP in single units of a small currency.
  if (!std::isfinite(value)) return std::nullopt;
  std::uint8_t places = kKeptPlaces;
  while (places > 0 && std::fabs(value) >= 9e17 / std::pow(10.0, places)) --places;
  if (std::fabs(value) >= 9e17) return std::nullopt;
  std::array<char, 64> buffer{};
  const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                     std::chars_format::fixed, places);
  std::string_view digits(buffer.data(), static_cast<std::size_t>(written.ptr - buffer.data()));
  if (places > 0) {
    while (digits.ends_with('0')) digits.remove_suffix(1);
    if (digits.ends_with('.')) digits.remove_suffix(1);
  }
  if (digits == "-0") digits = "0";
  const auto decimal = parse_decimal(digits);
  if (!decimal) return std::nullopt;
  return *decimal;
}

std::optional<Decimal> parse_written_figure(std::string_view text) {
  if (const auto exact = parse_decimal(text)) return *exact;
  return parse_figure(text);
}

std::optional<Year> parse_figure_year(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.size() != 4 || read.ec != std::errc() || read.ptr != text.data() + text.size())
    return std::nullopt;
  if (value < 1900 || value > 2100) return std::nullopt;
  return Year{static_cast<std::int16_t>(value)};
}

void set_years(Publication& publication) {
  const auto [first, last] = std::ranges::minmax(publication.figures, {}, &PublishedFigure::year);
  publication.first_year = first.year;
  publication.last_year = last.year;
}

PriceBasis constant_base_of(const Publication& publication) {
  PriceBasis base;
  for (const PublishedFigure& figure : publication.figures) {
    if (figure.basis.year > 0) base = figure.basis;
  }
  return base;
}

std::optional<Error> FigureList::add(PublishedFigure figure, std::string_view as_written,
                                     bool repetition, std::size_t publication) {
  auto& figures = file_.publications[publication].figures;
  const Key key{publication, figure.measure, figure.area, figure.year, figure.unit, figure.basis};
  const auto [at, fresh] = seen_.emplace(key, figures.size());
  if (fresh) {
    figures.push_back(std::move(figure));
    return std::nullopt;
  }
  const PublishedFigure& before = figures[at->second];
  if (!(before.value == figure.value)) {
    return Error{std::string(measure(figure.measure).name) + " of " + figure.area + " in " +
                     std::to_string(figure.year.value) + " is " + figure.value.to_string() +
                     " here and " + before.value.to_string() + " at " + before.cell,
                 figure.cell,
                 "one figure stands twice with two values: is this the publisher's file?"};
  }
  if (repetition) {
    leave_out(figure.cell, as_written, "repeats " + before.cell);
  } else {
    figures.push_back(std::move(figure));
  }
  return std::nullopt;
}

void FigureList::leave_out(std::string cell, std::string_view text, std::string reason) {
  file_.left_out.push_back({std::move(cell), std::string(text), std::move(reason)});
}

}  // namespace muster
