#include "check/dateline.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

using C = LexicalClass;

// A bound on the day, and why.
struct DayBound {
  Period days;
  std::string why;
  int strength;  // 2 firm, 1 may be a quotation or a forecast
};

bool beside(const Mentions& mentions, const Mention& a, const Mention& b) {
  if (b.first - a.end > 2) return false;
  for (std::size_t token = a.end; token < b.first; ++token) {
    const std::string_view word = mentions.tokens.list[token].word;
    if (word != "," && word != "the") return false;
  }
  return true;
}

// "US Defense Secretary Pete Hegseth": the days on which that person held it.
void add_offices(const Ledger& ledger, const Mentions& mentions, const Sentence& sentence,
                 std::vector<DayBound>& bounds) {
  const auto& list = sentence.mentions;
  for (std::size_t i = 1; i < list.size(); ++i) {
    if (list[i].kind != MentionKind::person || !list[i - 1].is(C::office) ||
        !beside(mentions, list[i - 1], list[i]))
      continue;
    const bool former = i >= 2 && (list[i - 2].is(C::former) || list[i - 2].is(C::incoming)) &&
                        list[i - 1].first - list[i - 2].end <= 1;
    const bool former_country = i >= 3 && list[i - 2].kind == MentionKind::area &&
                                (list[i - 3].is(C::former) || list[i - 3].is(C::incoming)) &&
                                list[i - 2].first - list[i - 3].end <= 1;
    // "…, 11 July 2022": of that day, not of the article's.
    const bool dated = i + 1 < list.size() && list[i + 1].kind == MentionKind::time &&
                       list[i + 1].first - list[i].end <= 1;
    if (former || former_country || dated) continue;
    std::optional<AreaId> area;
    if (i >= 2 && list[i - 2].kind == MentionKind::area && list[i - 1].first - list[i - 2].end <= 1)
      area = list[i - 2].area;
    const auto names = split(list[i - 1].value, '|');
    for (const Office& office : ledger.offices) {
      const bool same = office.person == list[i].value &&
                        std::ranges::find(names, office.office) != names.end() &&
                        (!area || office.area == *area);
      if (!same || !office.is_sure()) continue;
      // Several terms (Trump, Tusk): each is possible.
      const Period held{office.begun.from, office.ended.to};
      std::string why = std::string(list[i].value) + " is " + std::string(office.office);
      if (held.from != kDistantPast) why += ": since " + to_prose(held.from);
      if (held.to != kDistantFuture)
        why += (held.from != kDistantPast ? " until " : ": until ") + to_prose(held.to);
      bounds.push_back({held, why, 2});
    }
  }
}

// A summit foretold: written before it, and not long before.
void add_summits(const Ledger& ledger, const Sentence& sentence, std::vector<DayBound>& bounds) {
  const auto& list = sentence.mentions;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!list[i].is(C::summit)) continue;
    const bool ahead = std::ranges::any_of(list, [](const Mention& m) { return m.is(C::future); });
    if (!ahead) continue;
    std::optional<AreaId> place;
    for (std::size_t j = i + 1; j < list.size() && !place; ++j) {
      if (list[j].kind == MentionKind::area && !list[j].is(C::group) && !list[j].flags.demonym &&
          list[j].area != AreaId{} && list[j].first - list[i].end <= 12) {
        // The host is named without an office behind it.
        const bool of_office =
            j + 1 < list.size() &&
            (list[j + 1].is(C::office) || list[j + 1].kind == MentionKind::person) &&
            list[j + 1].first - list[j].end <= 1;
        if (!of_office && !ledger.area(list[j].area).is_group) place = list[j].area;
      }
    }
    if (!place && i > 0 && list[i - 1].kind == MentionKind::area &&
        list[i].first == list[i - 1].end && !ledger.area(list[i - 1].area).is_group)
      place = list[i - 1].area;
    if (!place) continue;
    for (const Event& event : ledger.events) {
      if (event.kind != "summit" || event.area != place) continue;
      constexpr int kSpokenOf = 370;  // days ahead at which the next summit's place is spoken of
      bounds.push_back(
          {{Date{event.period.from.days - kSpokenOf}, event.period.from},
           "a summit to come: " + std::string(event.name) + ", " + to_prose(event.period),
           1});
    }
  }
}

std::optional<int> latest_past_year(const Mentions& mentions) {
  std::optional<int> latest;
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& m : sentence.mentions) {
      if (m.kind != MentionKind::time || m.when.kind != WhenKind::period) continue;
      const std::string_view before =
          m.first > 0 ? mentions.tokens.list[m.first - 1].word : std::string_view{};
      const bool target = before == "by" || before == "until" || before == "from" ||
                          std::ranges::any_of(sentence.mentions, [&](const Mention& o) {
                            return o.is(C::future) && o.first < m.first;
                          });
      if (target) continue;
      latest = std::max(latest.value_or(0), static_cast<int>(year_of(m.when.period.from).value));
    }
  }
  return latest;
}

bool speaks_of_report(const Mentions& mentions) {
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& m : sentence.mentions) {
      if (m.is(C::report)) return true;
    }
  }
  return false;
}

}  // namespace

Dateline infer_dateline(const Ledger& ledger, const Mentions& mentions, Date today) {
  std::vector<DayBound> bounds;
  for (const Sentence& sentence : mentions.sentences) {
    add_offices(ledger, mentions, sentence, bounds);
    add_summits(ledger, sentence, bounds);
    for (const Mention& m : sentence.mentions) {
      if (m.kind != MentionKind::time || m.when.kind != WhenKind::period || m.when.whole_years())
        continue;
      const std::string_view before =
          m.first > 0 ? mentions.tokens.list[m.first - 1].word : std::string_view{};
      const bool to_come =
          before == "by" || before == "until" ||
          std::ranges::any_of(sentence.mentions, [&](const Mention& o) { return o.is(C::future); });
      if (!to_come)
        bounds.push_back(
            {{m.when.period.from, kDistantFuture}, "it speaks of " + to_prose(m.when.period), 2});
    }
  }
  if (const auto year = latest_past_year(mentions)) {
    bounds.push_back(
        {{make_date(*year, 1, 1), kDistantFuture}, "it speaks of " + std::to_string(*year), 1});
    // Figures of a year in the annual report: the report is out.
    if (speaks_of_report(mentions)) {
      const std::string id = "annual-report-" + std::to_string(*year);
      for (const Event& event : ledger.events) {
        if (event.id == id)
          bounds.push_back({{event.period.from, kDistantFuture},
                            "it quotes the annual report for " + std::to_string(*year) +
                                ", published on " + to_prose(event.period.from),
                            2});
      }
    }
  }
  // Said twice is no more evidence than said once.
  std::ranges::stable_sort(bounds, {}, &DayBound::why);
  const auto repeated = std::ranges::unique(bounds, {}, &DayBound::why);
  bounds.erase(repeated.begin(), repeated.end());
  Dateline dateline;
  dateline.window.to = today;
  // The day on which most of the evidence agrees; what contradicts it is passed over (a text may
  // have a name or a year wrong). Only the first day of some bound can be the first on which all
  // the others hold.
  Date best = kDistantPast;
  int most = 0;
  for (const DayBound& candidate : bounds) {
    const Date day = candidate.days.from;
    if (day > today) continue;
    int weight = 0;
    for (const DayBound& bound : bounds) weight += bound.days.contains(day) ? bound.strength : 0;
    if (weight > most || (weight == most && day > best)) {
      most = weight;
      best = day;
    }
  }
  for (const DayBound& bound : bounds) {
    if (!bound.days.contains(best)) continue;
    const Period narrowed{std::max(dateline.window.from, bound.days.from),
                          std::min(dateline.window.to, bound.days.to)};
    const bool fresh = std::ranges::find(dateline.evidence, bound.why) == dateline.evidence.end();
    if (narrowed != dateline.window && fresh) dateline.evidence.push_back(bound.why);
    dateline.window = narrowed;
  }
  const bool bounded = dateline.window.from != kDistantPast;
  constexpr int kShort =
      200;  // days: within it "last year" and the newest vintage are the same or nearly so
  dateline.known = bounded && dateline.window.to.days - dateline.window.from.days <= kShort;
  return dateline;
}

std::optional<Year> report_year(const Ledger& ledger, const Mentions& mentions,
                                std::optional<Date> day) {
  if (!speaks_of_report(mentions)) return std::nullopt;
  std::optional<Year> covered;
  constexpr std::string_view kPrefix = "annual-report-";
  for (const Event& event : ledger.events) {
    if (!event.id.starts_with(kPrefix) || !day || event.period.from.days > day->days + 1) continue;
    // A report is news for some months.
    if (day->days - event.period.from.days > 330) continue;
    const auto year = parse_period(event.id.substr(kPrefix.size()));
    if (year) covered = year_of(year->from);
  }
  return covered;
}

}  // namespace muster
