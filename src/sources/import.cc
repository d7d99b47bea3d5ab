#include "sources/import.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

enum class Standing : std::uint8_t { absent, same, other };

struct Comparison {
  Standing standing = Standing::absent;
  std::optional<Observation> there;
};

// How a figure compares with what the ledger has for it in one vintage. A figure that was quoted
// with fewer decimals than the file has agrees when it is the file's figure rounded.
Comparison compare(const Ledger& ledger, VintageId vintage, const PublishedFigure& figure) {
  const auto area = area_coded(ledger, figure.area);
  if (!area) return {};
  Comparison result;
  const RowRange rows = rows_of(ledger, figure.measure, *area, figure.year);
  for (std::size_t row = rows.begin; row < rows.end; ++row) {
    const Observation there = ledger.observation(figure.measure, *area, row);
    if (there.vintage != vintage || there.unit != figure.unit || there.basis != figure.basis)
      continue;
    const bool agrees =
        there.value == figure.value || (!ledger.vintage(vintage).complete &&
                                        there.value == figure.value.rounded(there.value.places));
    if (!agrees || there.status != figure.status) return {Standing::other, there};
    // More decimals than were quoted are news; another cell is not.
    if (there.value == figure.value) result = {Standing::same, there};
  }
  return result;
}

bool agrees_wholly(const Ledger& ledger, VintageId vintage, const Publication& publication) {
  bool any = false;
  for (const PublishedFigure& figure : publication.figures) {
    const Comparison comparison = compare(ledger, vintage, figure);
    if (comparison.standing == Standing::other) return false;
    any = any || comparison.standing == Standing::same;
  }
  return any;
}

std::optional<Error> settle_vintage(Publication& p, std::optional<Date> published,
                                    const Ledger& ledger) {
  if (published && p.published != kDistantPast && *published != p.published) {
    return Error{"the file says that it is of " + to_prose(p.published), "--published",
                 "leave --published away"};
  }
  if (published) p.published = *published;
  if (p.published != kDistantPast) {
    p.id = p.publisher + "-" + to_string(p.published);
    return std::nullopt;
  }
  for (std::size_t i = 0; i < ledger.vintages.size(); ++i) {
    const Vintage& v = ledger.vintages[i];
    const bool alike = v.publisher == p.publisher && v.first_year == p.first_year &&
                       v.last_year == p.last_year && v.base == p.base && v.complete;
    if (!alike || !agrees_wholly(ledger, static_cast<VintageId>(i), p)) continue;
    p.id = v.id;
    p.published = v.published;
    return std::nullopt;
  }
  return Error{"the file does not say when it was published", "",
               "say it by --published DATE, as in --published 2024-06-17"};
}

Error contradiction(const std::string& id, const std::vector<std::string>& cells,
                    std::size_t count) {
  return {
      std::to_string(count) + (count == 1 ? " figure differs" : " figures differ") +
          " from those of " + id + " in the ledger: " + join_prose(cells) +
          (count > cells.size() ? " and " + std::to_string(count - cells.size()) + " more" : ""),
      "", "a correction is a newer vintage: give its day by --published"};
}

}  // namespace

Result<Import> prepare_import(SourceFile file, std::optional<Date> published,
                              const Ledger& ledger) {
  Import result;
  result.publication = std::move(file.publication);
  Publication& p = result.publication;
  result.read = p.figures.size();
  if (auto error = settle_vintage(p, published, ledger)) return *error;
  const auto there = std::ranges::find(ledger.vintages, p.id, &Vintage::id);
  if (there == ledger.vintages.end()) return result;
  result.known_vintage = true;
  const auto vintage = static_cast<VintageId>(there - ledger.vintages.begin());

  constexpr std::size_t kNamed = 3;
  std::vector<std::string> differing;
  std::size_t count = 0;
  std::vector<PublishedFigure> fresh;
  for (PublishedFigure& figure : p.figures) {
    const Comparison comparison = compare(ledger, vintage, figure);
    if (comparison.standing == Standing::other && ++count <= kNamed) {
      const Observation& before = *comparison.there;
      differing.push_back(figure.cell + " (" + figure.value.to_string() + " " +
                          static_cast<char>(figure.status) + ", not " + before.value.to_string() +
                          " " + static_cast<char>(before.status) + " as at " +
                          std::string(before.cell) + ")");
    }
    if (comparison.standing == Standing::absent) fresh.push_back(std::move(figure));
  }
  if (count > 0) return contradiction(p.id, differing, count);
  p.figures = std::move(fresh);
  return result;
}

}  // namespace muster
