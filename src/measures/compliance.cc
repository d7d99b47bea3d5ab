#include "measures/compliance.h"

#include <algorithm>

#include "base/text.h"
#include "measures/definition.h"
#include "measures/revision_history.h"

namespace muster {
namespace {

std::vector<AreaId> those(const std::vector<Standing>& standings, std::optional<bool> met) {
  std::vector<AreaId> areas;
  for (const Standing& standing : standings) {
    if (standing.met == met) areas.push_back(standing.area);
  }
  return areas;
}

// Below the threshold for certain though the figure is not in the ledger: the source named all that
// met it.
const CensoredBelow* censored(const Ledger& ledger, const Guideline& guideline, MeasureId measure,
                              const CrossSection& section, AreaId group) {
  for (const CensoredBelow& row : ledger.censored) {
    const bool same = row.vintage == section.vintage && row.measure == measure &&
                      row.year == section.year && row.group == group;
    if (same && !(guideline.threshold < row.threshold)) return &row;
  }
  return nullptr;
}

}  // namespace

std::vector<AreaId> Compliance::met() const { return those(standings, true); }
std::vector<AreaId> Compliance::missed() const { return those(standings, false); }
std::vector<AreaId> Compliance::unknown() const { return those(standings, std::nullopt); }

std::string out_of(const Compliance& compliance) {
  const std::size_t unknown = compliance.unknown().size();
  const std::string known = std::to_string(compliance.standings.size() - unknown);
  return unknown == 0 ? known + " allies with armed forces"
                      : "the " + known + " allies with a figure";
}

std::optional<Rank> place_of(const Compliance& compliance, std::size_t entry) {
  const CrossSection& section = compliance.section;
  auto rank = rank_of(section, section.entries[entry].area, compliance.guideline->rounding);
  if (!rank || section.complete() || !compliance.unknown().empty()) return rank;
  if (compliance.standings[entry].met != true) return std::nullopt;
  rank->of = compliance.standings.size();
  return rank;
}

bool meets_guideline(const Guideline& guideline, const Decimal& figure) {
  return !(figure.rounded(guideline.rounding) < guideline.threshold);
}

Result<Compliance> compliance(const Ledger& ledger, const Guideline& guideline, AreaId group,
                              Year year, const Scope& scope) {
  const auto metric = measure_named(guideline.metric);
  if (!metric) {
    return Error{
        "no publisher in the ledger gives the figures of guideline " + std::string(guideline.id),
        "", "its metric is " + std::string(guideline.metric)};
  }
  auto section = cross_section(ledger, *metric, group, year, {scope}, guideline.definition);
  // Before anybody counted what the guideline is about, by what was counted then.
  if (!section && !guideline.definition.empty())
    section = cross_section(ledger, *metric, group, year, {scope});
  if (!section) return section.error();

  Compliance result;
  result.guideline = &guideline;
  result.section = *std::move(section);
  const CensoredBelow* below = censored(ledger, guideline, *metric, result.section, group);
  for (const CrossSectionEntry& entry : result.section.entries) {
    Standing standing{entry.area, std::nullopt, std::nullopt, ""};
    if (entry.figure && entry.figure->published) {
      standing.figure = entry.figure->published->rounded(guideline.rounding);
      standing.met = meets_guideline(guideline, *entry.figure->published);
      standing.cell = entry.figure->cells.front();
    } else if (below != nullptr) {
      standing.met = false;
      standing.cell =
          std::string(ledger.vintage(below->vintage).id) + "/" + std::string(below->source);
    }
    result.standings.push_back(standing);
  }
  return result;
}

std::string definition_words(const Ledger& ledger, const Compliance& compliance) {
  const std::string_view wanted = compliance.guideline->definition;
  const std::string_view counted = ledger.vintage(compliance.section.vintage).measure_name;
  if (wanted.empty() || wanted == counted)
    return wanted.empty() && new_definition(ledger, compliance.section.vintage).empty()
               ? ""
               : "judged by " + std::string(counted);
  return "judged by " + std::string(counted) + ", since no publication of that day counts " +
         std::string(wanted);
}

std::vector<std::optional<Margin>> margins(const Ledger& ledger, const Compliance& c,
                                           const Scope& scope) {
  const MeasureId metric = *measure_named(c.guideline->metric);
  // Of what the metric is a share.
  const MeasureId whole =
      metric == MeasureId::defence_share_of_gdp ? MeasureId::gdp : MeasureId::defence_expenditure;
  const VintageId vintage = c.section.vintage;
  const std::vector<double> revisions =
      revisions_at_age(ledger, metric, scope, age_of(ledger, vintage, c.section.year));
  const double threshold = c.guideline->threshold.to_double();
  const auto meets = [&](double figure) {
    return round_to(figure, c.guideline->rounding) >= threshold;
  };
  std::vector<std::optional<Margin>> found;
  for (std::size_t i = 0; i < c.standings.size(); ++i) {
    const auto& figure = c.section.entries[i].figure;
    if (!figure || !c.standings[i].met) {
      found.emplace_back();
      continue;
    }
    Margin margin;
    margin.points = figure->value - threshold;
    margin.cases = revisions.size();
    margin.crossed = static_cast<std::size_t>(std::ranges::count_if(revisions, [&](double size) {
      return meets(figure->value + size) != *c.standings[i].met;
    }));
    const auto amount = published_value(ledger, whole, c.standings[i].area, c.section.year,
                                        {{kDistantFuture, "", vintage}, std::nullopt, kUsd});
    if (amount) {
      margin.amount = margin.points / 100 * amount->value;
      margin.basis = amount->basis;
    }
    found.push_back(margin);
  }
  return found;
}

std::vector<const PublisherCount*> counts_said(const Ledger& ledger, const Guideline& guideline,
                                               Year year, Date as_of) {
  std::vector<const PublisherCount*> said;
  for (const PublisherCount& row : ledger.publisher_counts) {
    if (row.metric == guideline.metric && row.threshold == guideline.threshold &&
        row.year == year && row.stated.to <= as_of)
      said.push_back(&row);
  }
  std::ranges::stable_sort(said, {}, [](const PublisherCount* row) { return row->stated.from; });
  return said;
}

std::string names_of(const Ledger& ledger, const std::vector<AreaId>& areas) {
  std::vector<std::string> names;
  names.reserve(areas.size());
  for (const AreaId area : areas) names.push_back(with_article(ledger.area(area)));
  return join_prose(names);
}

std::string codes_of(const Ledger& ledger, const std::vector<AreaId>& areas) {
  std::vector<std::string> codes;
  codes.reserve(areas.size());
  for (const AreaId area : areas) codes.emplace_back(ledger.area(area).code);
  std::ranges::sort(codes);
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : " ") + code;
  return text;
}

}  // namespace muster
