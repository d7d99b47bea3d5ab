// "Estonia comes second with 3.4%", "Poland heads the table on 4.48%, then Lithuania on 4.0%",
// "Spain gave 1.3%, the least", "behind it stand Estonia (3.43%) and Latvia (3.15%)".

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

constexpr std::size_t kReach = 12;  // tokens back to the subject, with which a quotation begins

struct Place {
  Relation relation = Relation::highest;
  int place = 1;
};

// A figure right beside an area: "Estonia (3.43%)", "Estonia on 3.43%".
std::optional<std::size_t> figure_beside(const Scene& scene, std::size_t area) {
  const std::size_t i = area + 1;
  if (i >= scene.size() || scene.gap(area, i) > 2) return std::nullopt;
  const Mention& m = scene.mention(i);
  const bool figure = m.kind == MentionKind::quantity && !m.ordinal &&
                      (m.quantity.unit == StatedUnit::percent ||
                       m.quantity.unit == StatedUnit::money || scene.is_bare_share(i));
  if (!figure) return std::nullopt;
  const std::string_view lead = scene.word_before(i);
  const bool beside = lead == "(" || lead == "on" || lead == "with" || lead == "at" ||
                      lead == ":" || scene.gap(area, i) == 0;
  return beside ? std::optional(i) : std::nullopt;
}

// Areas of a ranking in their order, each with the figure beside it, where there is one.
struct Row {
  std::vector<AreaId> areas;
  std::vector<std::optional<StatedValue>> figures;
  std::optional<std::size_t> figure;  // one of the figures: says what is ranked
  std::size_t last = 0;               // mention
};

void add_to(Row& row, Scene& scene, std::size_t area) {
  row.areas.push_back(scene.mention(area).area);
  const auto figure = figure_beside(scene, area);
  row.figures.push_back(figure ? std::optional(scene.share_or_money(*figure)) : std::nullopt);
  row.last = figure.value_or(area);
  if (!figure) return;
  row.figure = figure;
  scene.use(*figure);
}

Row row_of(Scene& scene, const AreaList& list) {
  Row row;
  for (const std::size_t area : list.at) add_to(row, scene, area);
  return row;
}

// "third behind Poland and the United States": those ahead, named right behind the place.
std::optional<AreaList> ahead_at(const Scene& scene, std::size_t place) {
  for (std::size_t j = place + 1; j < scene.size() && j <= place + 3; ++j) {
    const Mention& m = scene.mention(j);
    if (m.kind != MentionKind::area) continue;
    if (m.area == scene.nato()) continue;  // "third in NATO behind …"
    std::string_view lead = scene.word_before(j);
    if (lead == "the") lead = scene.word(m.first - 2);
    if ((lead != "behind" && lead != "after") || scene.gap(j - 1, j) > 3) return std::nullopt;
    return scene.list_of(j);
  }
  return std::nullopt;
}

// An ordinal behind a verb ("is third", "comes second"), or a phrase for the first or the last
// place.
std::optional<Place> place_at(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  if (scene.word_behind(i) == "by") return std::nullopt;  // "led by Greece"
  // "Stoltenberg has led NATO since 2014"
  for (std::size_t j = i; j-- > 0 && scene.gap(j, i) <= 3;) {
    if (scene.mention(j).kind == MentionKind::person) return std::nullopt;
  }
  if (m.is({C::rank_first, C::rank_last})) {
    const Relation relation = m.is(C::rank_first) ? Relation::highest : Relation::lowest;
    // "the second-biggest spender"
    const bool counted = i > 0 && scene.mention(i - 1).ordinal && scene.gap(i - 1, i) == 0;
    return Place{relation, counted ? static_cast<int>(scene.mention(i - 1).quantity.value) : 1};
  }
  if (!m.ordinal || m.quantity.value > scene.facts().alliance.most) return std::nullopt;
  // "in third place"
  if (scene.word_behind(i) == "place" && one_of(scene.word_before(i), {"in", "into", "to", "on"}))
    return Place{Relation::highest, static_cast<int>(m.quantity.value)};
  // ", third after the Czech Republic and Romania"
  const bool apposition = scene.word_before(i) == "," && ahead_at(scene, i);
  if (apposition) return Place{Relation::highest, static_cast<int>(m.quantity.value)};
  // "Greece is top with 3.82%, the United States second with 3.52%"
  const bool elliptical = i > 0 && scene.mention(i - 1).kind == MentionKind::area &&
                          scene.gap(i - 1, i) == 0 &&
                          one_of(scene.word_behind(i), {"with", "at", "on"});
  if (elliptical) return Place{Relation::highest, static_cast<int>(m.quantity.value)};
  const bool verb = m.first > scene.begin() && scene.is_one_of(m.first - 1, WordSet::rank_verb);
  // "was the first to", "is the second member": no place in a table.
  const bool noun =
      i + 1 < scene.size() && scene.gap(i, i + 1) == 0 &&
      (scene.mention(i + 1).is(C::member_noun) || scene.mention(i + 1).is(C::superlative_high));
  if (!verb || noun || scene.word_behind(i) == "to" || scene.word_behind(i) == "time")
    return std::nullopt;
  return Place{Relation::highest, static_cast<int>(m.quantity.value)};
}

// "Outlays leapt 44 percent, third after Romania": it is the growth that is ranked, and its figure
// is a claim of its own.
bool is_of_growth(const Scene& scene, std::size_t i) {
  // "slipped from second to third place": it is the place that moves.
  if (scene.mention(i).ordinal &&
      (scene.word_behind(i) == "place" || one_of(scene.word_before(i), {"to", "into", "from"})))
    return false;
  // "… has risen to 1.55%, and Germany is the second-biggest spender in absolute terms", "… the
  // seventh-largest spender with $30.5 billion"
  if (scene.beside(i, C::absolute)) return false;
  const bool with_money = i + 1 < scene.size() && scene.gap(i, i + 1) <= 2 &&
                          scene.word_before(i + 1) == "with" &&
                          scene.mention(i + 1).kind == MentionKind::quantity &&
                          scene.mention(i + 1).quantity.unit == StatedUnit::money;
  if (with_money) return false;
  // "Estonia comes second with 3.43% of GDP": not in growth.
  for (std::size_t j = i + 1; j < scene.size() && scene.gap(i, j) <= 6; ++j) {
    if (scene.mention(j).kind == MentionKind::quantity && scene.gdp_behind(j)) return false;
  }
  // "… has risen since 2014, and Lithuania comes sixth at 2.85%": a share, where shares are told.
  const bool with_share = i + 1 < scene.size() && scene.gap(i, i + 1) <= 1 &&
                          scene.mention(i + 1).kind == MentionKind::quantity &&
                          scene.mention(i + 1).quantity.unit == StatedUnit::percent &&
                          scene.mention(i + 1).quantity.value < kLargestShareOfGdp;
  if (with_share && (scene.discourse().speaks_of_shares || scene.sentence_has(C::gdp)))
    return false;
  const auto move = scene.left(i, {C::up, C::down});
  constexpr std::size_t kMoveReach = 14;  // tokens
  return move && scene.gap(*move, i) <= kMoveReach && !scene.between(*move, i, "said");
}

// "With 3.54 it had the top rate": a share without its sign, in a text about shares.
bool is_bare(const Scene& scene, std::size_t i) {
  const StatedValue& value = scene.mention(i).quantity;
  return value.unit == StatedUnit::count && value.value < kLargestShareOfGdp &&
         value.value != std::floor(value.value) &&
         (scene.discourse().speaks_of_shares || scene.sentence_has(C::gdp));
}

// The figure that comes with a place and says of what it is one.
std::optional<std::size_t> figure_near(const Scene& scene, std::size_t i) {
  for (const std::size_t j : {i + 1, i + 2, i + 3, i + 4, i - 1, i - 2, i - 3}) {
    if (j >= scene.size() || scene.mention(j).kind != MentionKind::quantity ||
        scene.mention(j).ordinal)
      continue;
    if (scene.clause(j) != scene.clause(i)) continue;
    const bool near = j > i ? scene.gap(i, j) <= 8 : scene.gap(j, i) <= 8;
    // "behind Poland (4.12%)" is another's; "leads the NATO table with 4.12%" is not.
    const bool others = j > i && scene.mention(j - 1).kind == MentionKind::area &&
                        scene.mention(j - 1).area != scene.nato();
    bool another = false;  // "is sixth, and Hungary accounts for 0.3%"
    for (std::size_t k = i + 1; k < j; ++k) {
      another = another || (scene.can_be_subject(k) && scene.mention(k).area != scene.nato() &&
                            scene.between(i, k, ","));
    }
    if (near && !others && !another) return j;
  }
  return std::nullopt;
}

// Of what it is a place: the figure that comes with it says so, else the words of the sentence.
struct Of {
  MeasureId measure = MeasureId::defence_share_of_gdp;
  std::optional<MeasureId> or_measure;  // where neither does
};

std::optional<MeasureId> named_measure_of(const Scene& scene, std::size_t i,
                                          std::optional<std::size_t> figure) {
  const bool money = figure && scene.mention(*figure).quantity.unit == StatedUnit::money;
  // "Belgium is last with 15%": of its budget on equipment, not of GDP.
  const bool large = figure && scene.mention(*figure).quantity.unit == StatedUnit::percent &&
                     scene.mention(*figure).quantity.value >= kLargestShareOfGdp;
  if (large)
    return scene.sentence_has(C::equipment) ? std::optional(MeasureId::equipment_share)
                                            : std::nullopt;
  const bool percent = figure && scene.mention(*figure).quantity.unit == StatedUnit::percent;
  const bool share = percent || scene.sentence_has(C::gdp) || scene.discourse().speaks_of_shares;
  if (is_of_growth(scene, i)) return MeasureId::real_change;
  const bool spender = scene.word(scene.mention(i).end - 1) == "spender";
  if (!money && !percent && !spender && scene.clause_has(scene.clause(i), C::personnel))
    return MeasureId::military_personnel;
  if (!money && share) return MeasureId::defence_share_of_gdp;
  if (money || scene.sentence_has({C::spend, C::outlay, C::spender}))
    return MeasureId::defence_expenditure;
  return std::nullopt;
}

std::optional<Of> measure_of(const Scene& scene, std::size_t i, std::optional<std::size_t> figure) {
  const auto named = named_measure_of(scene, i, figure);
  if (!named) return std::nullopt;
  Of of{*named, std::nullopt};
  const bool told = figure && (scene.mention(*figure).quantity.unit != StatedUnit::count ||
                               is_bare(scene, *figure));
  const bool either =
      *named == MeasureId::defence_share_of_gdp || *named == MeasureId::defence_expenditure;
  // "second in spending but only fifteenth by share of GDP": of each clause what it says.
  if (told || !either) return of;
  if (const auto which = scene.beside(i, {C::gdp, C::absolute}))
    return Of{scene.mention(*which).is(C::gdp) ? MeasureId::defence_share_of_gdp
                                               : MeasureId::defence_expenditure,
              std::nullopt};
  // "In money, Germany comes second", "the four biggest spenders": money first.
  const bool spender = scene.sentence_has({C::spender, C::spend, C::outlay});
  of.measure = spender ? MeasureId::defence_expenditure : *named;
  of.or_measure = of.measure == MeasureId::defence_expenditure ? MeasureId::defence_share_of_gdp
                                                               : MeasureId::defence_expenditure;
  return of;
}

// ", then Lithuania on 4.0% and Estonia on 3.38%", ", followed by Estonia": who comes next, behind
// mention `last`.
void add_followers(Scene& scene, std::size_t last, Row& row) {
  if (const auto gdp = scene.gdp_behind(last)) last = *gdp;
  const std::size_t lead = last + 1;
  if (lead + 1 >= scene.size() || scene.gap(last, lead) > 2 || scene.gap(lead, lead + 1) > 1)
    return;
  const bool leads = scene.mention(lead).is(C::rank_next) || scene.is_word(lead, "then");
  std::size_t j = lead + 1;
  if (!leads || scene.mention(j).kind != MentionKind::area) return;
  for (;;) {
    add_to(row, scene, j);
    const std::size_t next = row.last + 1;
    if (next >= scene.size() || scene.mention(next).kind != MentionKind::area ||
        scene.gap(row.last, next) > 3)
      return;
    // Commas and "and" go on; "with the United States on 3.22%" is told apart.
    for (std::size_t token = scene.mention(row.last).end; token < scene.mention(next).first;
         ++token) {
      if (!one_of(scene.word(token), {",", ")", "and", "then", "the"})) return;
    }
    j = next;
  }
}

// "In third place is the US with 3.38%": who stands there is named behind it.
std::optional<AreaId> area_behind(const Scene& scene, std::size_t i) {
  for (std::size_t j = 0; j < i; ++j) {
    if (scene.can_be_subject(j) && scene.mention(j).area != scene.nato()) return std::nullopt;
  }
  std::size_t j = i + 1;
  if (j < scene.size() && scene.mention(j).is({C::present, C::past})) ++j;
  const bool named = j < scene.size() && scene.mention(j).kind == MentionKind::area &&
                     !scene.mention(j).flags.place && scene.gap(i, j) <= 4 &&
                     (scene.contains_word(scene.mention(i).end, scene.mention(j).first, "is") ||
                      scene.contains_word(scene.mention(i).end, scene.mention(j).first, "comes") ||
                      scene.contains_word(scene.mention(i).end, scene.mention(j).first, "was"));
  return named ? std::optional(scene.mention(j).area) : std::nullopt;
}

// A place without a figure: that it is one in spending must be said beside it.
bool says_of_what(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  const std::string_view last = scene.word(m.end - 1);
  if (last == "spender") return true;
  const bool spends = i > 0 && scene.mention(i - 1).is(C::spend) && scene.gap(i - 1, i) <= 1 &&
                      one_of(last, {"most", "least"});
  // "is last in NATO", "brings up the rear"
  const bool place = m.is(C::rank_last) && last != "least" && scene.discourse().speaks_of_shares;
  return spends || place;
}

bool all_are_members(const Scene& scene, const std::vector<AreaId>& areas) {
  return std::ranges::none_of(areas,
                              [&](AreaId area) { return scene.ledger().area(area).is_group; }) &&
         scene.are_followed(areas);
}

// "Behind it stand Estonia (3.43%), the United States (3.38%) and Latvia (3.15%)", "at the foot are
// Spain (1.28%) and Slovenia (1.29%)".
void find_row(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const bool last_places = m.is(C::rank_last) || m.is(C::superlative_low);
  if (!last_places && !m.is(C::rank_next) && !m.is(C::rank_top)) return;
  std::size_t area = i + 1;
  while (area < scene.size() && scene.mention(area).kind == MentionKind::word) ++area;
  if (area >= scene.size() || scene.mention(area).kind != MentionKind::area ||
      scene.gap(i, area) > 8)
    return;
  // "at the foot are …", "behind it stand …": a verb or a colon leads to them.
  std::string_view lead = scene.word_before(area);
  if (lead == "the" || lead == "of" || lead == "those")
    lead = scene.word(scene.mention(area).first - 2);
  if (lead == "those") lead = scene.word(scene.mention(area).first - 3);
  const bool led = m.is(C::rank_next) || one_of(lead, {"are", "is", "were", "was", ":", "come"});
  const AreaList list = scene.list_of(area);
  if (!led || list.at.front() != area || list.areas.size() < 2 ||
      !all_are_members(scene, list.areas) || scene.is_wish(i) || scene.is_negated(i) ||
      scene.sentence_has(C::other_region))
    return;
  // "Greece leads with 3.76%, then come …": read with the first.
  const std::uint32_t begin = scene.mention(list.at.front()).begin_byte;
  for (const Claim& claim : claims) {
    if (claim.kind == ClaimKind::comparison && claim.begin < begin && begin < claim.end) return;
  }
  const Row row = row_of(scene, list);
  const auto of = measure_of(scene, i, row.figure);
  if (!of) return;
  Comparison comparison;
  comparison.relation = last_places ? Relation::lowest : Relation::highest;
  comparison.group = scene.nato();
  comparison.measure = of->measure;
  comparison.or_measure = of->or_measure;
  comparison.figures = row.figures;
  // "Behind it": whoever was ranked before, else the first.
  if (m.is(C::rank_next)) {
    comparison.place = 2;
    // "Spain spends the least, followed by …"
    const auto low = scene.left(i, {C::rank_last, C::superlative_low, C::less});
    const auto high = scene.left(i, {C::rank_first, C::superlative_high, C::more});
    if (low && (!high || *high < *low)) comparison.relation = Relation::lowest;
    if (!claims.empty()) {
      const auto* before = std::get_if<Comparison>(&claims.back().detail);
      if (before != nullptr && before->relation == Relation::highest)
        comparison.place = before->place + static_cast<int>(claims.back().subject.size());
    }
  }
  Claim claim = scene.claim(ClaimKind::comparison, i, row.last);
  claim.subject = row.areas;
  claim.measure = measure(comparison.measure).name;
  claim.years = scene.years_of(i);
  claim.future = scene.is_future(i);
  claim.detail = std::move(comparison);
  claims.push_back(std::move(claim));
}

}  // namespace

void find_ranks(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    find_row(scene, i, claims);
    const auto place = place_at(scene, i);
    if (!place || is_restricted(scene, i) || scene.is_wish(i) || scene.is_negated(i) ||
        scene.is_off_topic(i) || scene.sentence_has(C::other_region))
      continue;
    std::vector<AreaId> subject = scene.subject_of(i);
    // "In absolute terms it ranks second in the alliance": the one spoken of.
    const std::vector<AreaId>& before = scene.discourse().subject;
    const bool of_pronoun = subject == std::vector{scene.nato()} && before.size() == 1 && i > 0 &&
                            scene.contains_word(scene.begin(), scene.mention(i).first, "it");
    if (of_pronoun) subject = before;
    // "In third place is the US"
    if (const auto behind = area_behind(scene, i)) subject = {*behind};
    if (subject.size() != 1 || scene.ledger().area(subject.front()).is_group) continue;
    const auto figure = is_of_growth(scene, i) ? std::nullopt : figure_near(scene, i);
    const auto of = measure_of(scene, i, figure);
    if (!of) continue;
    Comparison comparison;
    comparison.relation = place->relation;
    comparison.place = place->place;
    comparison.group = scene.nato();
    comparison.measure = of->measure;
    comparison.or_measure = of->or_measure;
    std::size_t first = i;
    std::size_t last = i;
    if (figure) {
      const StatedUnit unit = scene.mention(*figure).quantity.unit;
      const bool fits =
          unit == StatedUnit::percent || unit == StatedUnit::money ||
          (unit == StatedUnit::count && comparison.measure == MeasureId::defence_share_of_gdp &&
           (is_bare(scene, *figure) || scene.is_bare_share(*figure)));
      if (!fits && !scene.mention(i).ordinal) continue;
      if (fits) {
        first = std::min(first, *figure);
        last = std::max(last, *figure);
        scene.use(*figure);
      }
    } else if (!scene.mention(i).ordinal && !says_of_what(scene, i)) {
      continue;  // "leads", "the most" without a figure: of what is not clear
    }
    Row row;
    row.areas = subject;
    row.figures.push_back(figure ? std::optional(scene.share_or_money(*figure)) : std::nullopt);
    if (const auto ahead = ahead_at(scene, i); ahead && all_are_members(scene, ahead->areas)) {
      comparison.others = ahead->areas;
      last = std::max(last, ahead->at.back());
    } else if (comparison.relation == Relation::highest) {
      add_followers(scene, last, row);
      last = std::max(last, row.last);
    }
    comparison.figures = row.figures;
    first = scene.back_to(subject.front(), first, kReach);
    Claim claim = scene.claim(ClaimKind::comparison, first, last);
    claim.subject = row.areas;
    claim.measure = measure(comparison.measure).name;
    claim.years = scene.years_of(last);
    claim.future = scene.is_future(i);
    claim.detail = std::move(comparison);
    claims.push_back(std::move(claim));
  }
}

}  // namespace muster
