#include "sources/figures.h"

#include <algorithm>
#include <charconv>

#include "ledger/figure_rules.h"
#include "ledger/ledger.h"

namespace muster {

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

namespace {

// Is `value`, in `cell`, what a printed page has of `exact`, with the decimals that are printed?
bool is_printed_of(std::string_view cell, const Decimal& value, const Decimal& exact) {
  return is_as_printed(cell) && value.places <= exact.places &&
         value == exact.rounded(value.places);
}

// FNV-1a over what makes a figure the same figure.
std::uint64_t hash_of(const PublishedFigure& figure, std::size_t publication) {
  std::uint64_t hash = 0xCBF29CE484222325;
  const auto mix = [&](std::uint64_t value) { hash = (hash ^ value) * 0x100000001B3; };
  for (const char c : figure.area) mix(static_cast<unsigned char>(c));
  for (const char c : figure.unit.currency.code) mix(static_cast<unsigned char>(c));
  mix(static_cast<std::uint64_t>(figure.measure));
  mix(static_cast<std::uint64_t>(figure.year.value));
  mix(static_cast<std::uint64_t>(figure.unit.kind));
  mix(static_cast<std::uint64_t>(figure.unit.exponent));
  mix(static_cast<std::uint64_t>(figure.basis.year));
  mix(publication);
  return (hash ^ (hash >> 32U)) * 0x9E3779B97F4A7C15 >> 16U;
}

bool is_same_figure(const PublishedFigure& a, const PublishedFigure& b) {
  return a.measure == b.measure && a.year == b.year && a.unit == b.unit && a.basis == b.basis &&
         a.area == b.area;
}

}  // namespace

FigureList::Slot& FigureList::slot_of(const PublishedFigure& figure, std::size_t publication) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash_of(figure, publication) & mask;
  while (true) {
    Slot& slot = slots_[at];
    if (slot.publication < 0) return slot;
    const bool same_publication = static_cast<std::size_t>(slot.publication) == publication;
    if (same_publication &&
        is_same_figure(file_.publications[publication].figures[slot.figure], figure))
      return slot;
    at = (at + 1) & mask;
  }
}

void FigureList::grow() {
  std::vector<Slot> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Slot& slot : before) {
    if (slot.publication < 0) continue;
    const auto publication = static_cast<std::size_t>(slot.publication);
    slot_of(file_.publications[publication].figures[slot.figure], publication) = slot;
  }
}

std::optional<Error> FigureList::add(PublishedFigure figure, std::string_view as_written,
                                     bool repetition, std::size_t publication) {
  if (auto fault =
          fault_of_figure(figure.measure, figure.area, figure.year, figure.value, figure.unit))
    return within(figure.cell, *std::move(fault));
  auto& figures = file_.publications[publication].figures;
  if (used_ * 2 >= slots_.size()) grow();
  Slot& slot = slot_of(figure, publication);
  if (slot.publication < 0) {
    slot = {static_cast<std::int64_t>(publication), figures.size()};
    ++used_;
    figures.push_back(std::move(figure));
    return std::nullopt;
  }
  const PublishedFigure& before = figures[slot.figure];
  const bool printed = is_printed_of(before.cell, before.value, figure.value) ||
                       is_printed_of(figure.cell, figure.value, before.value);
  if (!(before.value == figure.value) && !printed) {
    return Error{std::string(measure(figure.measure).name) + " of " + figure.area + " in " +
                     std::to_string(figure.year.value) + " is " + figure.value.to_string() +
                     " here and " + before.value.to_string() + " at " + before.cell,
                 figure.cell,
                 "one figure stands twice with two values: is this the publisher's file?"};
  }
  if (reprints_ == Reprints::none || before.cell == figure.cell) {
    return Error{std::string(measure(figure.measure).name) + " of " + figure.area + " in " +
                     std::to_string(figure.year.value) + " stands twice",
                 figure.cell,
                 "it is at " + before.cell + " already: is this the publisher's file?"};
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

void tell_rounded(SourceFile& file, std::string cell, std::string_view text, const Decimal& kept) {
  file.rounded.push_back({std::move(cell), std::string(text),
                          "not left out: it is kept as " + kept.to_string() + ", rounded to " +
                              std::to_string(kMostDigits) + " digits"});
}

}  // namespace muster
