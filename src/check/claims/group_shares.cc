// "The United States accounts for 64% of the alliance's spending, Europe and Canada for 36%."

#include <optional>

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// What a proportion is of: "[the alliance's] [total] [defence] spending", "NATO's GDP".
struct Whole {
  MeasureId measure = MeasureId::defence_expenditure;
  std::size_t last = 0;  // the mention that ends it
  // Whose share it is, where that stands before it: "the US share of …".
  std::optional<AreaId> owner{};
};

bool is_proportion(const Scene& scene, std::size_t i) {
  const Mention& m = scene.mention(i);
  return m.kind == MentionKind::quantity && !scene.used(i) &&
         (m.quantity.unit == StatedUnit::percent || m.quantity.unit == StatedUnit::fraction);
}

std::optional<Whole> whole_behind(const Scene& scene, std::size_t i) {
  if (scene.word_behind(i) != "of") return std::nullopt;
  bool alliance = false;
  bool outlay = false;
  bool gdp = false;
  bool total = false;
  bool personnel = false;
  std::size_t last = i;
  for (std::size_t j = i + 1; j < scene.size() && scene.clause(j) == scene.clause(i); ++j) {
    if (scene.gap(last, j) > 3 || scene.between(last, j, ",")) break;
    const Mention& next = scene.mention(j);
    const bool names_it =
        (next.kind == MentionKind::area && next.area == scene.nato()) || next.is(C::member_noun);
    if (names_it && scene.word_before(j) == "european") return std::nullopt;  // another whole
    const bool names_gdp = next.is(C::gdp) && (alliance || total);
    const bool names_outlay = next.is(C::outlay) || next.is(C::spend);
    const bool passes = next.is({C::total, C::combined, C::defence, C::all, C::personnel}) ||
                        scene.word(next.first) == "allied";
    personnel = personnel || next.is(C::personnel);
    // "2% of those allies' combined GDP": a share of GDP, theirs together.
    if (next.is(C::combined) && j + 1 < scene.size() && scene.mention(j + 1).is(C::gdp))
      return std::nullopt;
    if (!names_it && !names_gdp && !names_outlay && !passes) break;
    alliance = alliance || names_it;
    gdp = gdp || names_gdp;
    outlay = outlay || names_outlay;
    total = total || next.is(C::total);
    last = j;
  }
  // "of the total", in a text about spending; "66% of it" is another rule's.
  if (total && last == i + 1 && !scene.sentence_has({C::equipment, C::personnel, C::off_topic}))
    return Whole{MeasureId::defence_expenditure, last, {}};
  // "pays 90 percent of NATO": the verb says that it is money.
  const auto verb = scene.left(i, C::account);
  const bool paid = alliance && verb && scene.gap(*verb, i) <= 3;
  const bool spending = outlay || paid || (alliance && total);
  if (!(alliance || total) || !(spending || gdp || personnel)) return std::nullopt;
  if (personnel) return Whole{MeasureId::military_personnel, last, {}};
  return Whole{gdp ? MeasureId::gdp : MeasureId::defence_expenditure, last, {}};
}

// "The US share of NATO's overall defence spending is about 66%"
std::optional<Whole> whole_before(const Scene& scene, std::size_t i) {
  if (scene.gdp_behind(i)) return std::nullopt;
  bool alliance = false;
  bool total = false;
  bool outlay = false;
  bool gdp = false;
  bool share = false;
  bool the_total = false;  // "its share of the total is 6.6%"
  std::optional<AreaId> owner;
  for (std::size_t j = i; j-- > 0 && scene.clause(j) == scene.clause(i);) {
    const Mention& m = scene.mention(j);
    if (m.kind == MentionKind::quantity || m.kind == MentionKind::person) return std::nullopt;
    if (scene.is_word(j, "share")) {
      share = scene.word_behind(j) == "of" || scene.word_behind(j) == "in";
      if (j > 0 && scene.mention(j - 1).kind == MentionKind::area && scene.gap(j - 1, j) <= 1)
        owner = scene.mention(j - 1).area;
      break;
    }
    const bool circle =
        (m.kind == MentionKind::area && m.area == scene.nato()) || m.is(C::member_noun);
    if (circle && scene.word_before(j) == "european") return std::nullopt;  // another whole
    if (m.kind == MentionKind::area && !circle) {
      // "its share of European NATO spending": of another whole.
      const bool other_whole = scene.contains_word(scene.begin(), m.first, "share");
      if (other_whole) return std::nullopt;
      break;
    }
    alliance = alliance || circle;
    total = total || m.is(C::total);
    the_total =
        the_total || (m.is(C::total) && scene.word_before(j) == "the" &&
                      one_of(scene.word_behind(j), {"is", "was", "stands", "stood", "came"}));
    outlay = outlay || m.is(C::outlay) || m.is(C::spend);
    gdp = gdp || m.is(C::gdp);
  }
  if (!share || !(alliance || total) || !(outlay || gdp || the_total)) return std::nullopt;
  return Whole{gdp && !outlay ? MeasureId::gdp : MeasureId::defence_expenditure, i, owner};
}

// Whose a part is said to be, behind what it is a part of.
std::optional<std::size_t> source_behind(const Scene& scene, std::size_t last) {
  const std::size_t behind = scene.mention(last).end;
  for (std::size_t j = last + 1; j < scene.size() && scene.gap(last, j) <= 5; ++j) {
    if (scene.mention(j).kind != MentionKind::area || scene.mention(j).flags.place) continue;
    if (scene.list_of(j).areas.size() > 1) return std::nullopt;  // their sum
    const std::size_t area = scene.mention(j).first;
    const bool comes =
        (scene.contains_word(behind, area, "comes") || scene.contains_word(behind, area, "came") ||
         scene.contains_word(behind, area, "come")) &&
        scene.contains_word(behind, area, "from");
    const bool is = scene.mention(j).flags.demonym &&
                    one_of(scene.word_before(j), {"is", "was", "are", "were"});
    const bool by =
        scene.contains_word(behind, area, "by") && !scene.contains_word(behind, area, ",");
    return comes || is || by ? std::optional(j) : std::nullopt;
  }
  return std::nullopt;
}

void push(Scene& scene, std::size_t first, std::size_t i, std::size_t last, AreaId subject,
          MeasureId of, ClaimYears years, Claims& claims) {
  Claim claim = scene.claim(ClaimKind::share_of_group_total, first, last);
  claim.subject = {subject};
  claim.measure = measure(MeasureId::share_of_group_total).name;
  claim.years = std::move(years);
  claim.future = scene.is_future(i);
  claim.detail = GroupShare{of, scene.mention(i).quantity, scene.nato()};
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "…, leaving 36% to Europe and Canada", "Britain 6%, Germany 5%": further parts of the same whole.
void find_further_parts(Scene& scene, const Claim& whole, Claims& claims) {
  const MeasureId of = std::get<GroupShare>(whole.detail).measure;
  const ClaimYears years = whole.years;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_proportion(scene, i) || scene.gdp_behind(i)) continue;
    if (scene.clause_has(scene.clause(i), C::equipment)) continue;
    // "… 66% of the total; Estonia's 3.43% of GDP and Greece's 3.08%": shares of something else.
    if (of != MeasureId::gdp && scene.sentence_has(C::gdp) &&
        scene.mention(i).quantity.value < kLargestShareOfGdp)
      continue;
    const bool before = i > 0 && scene.mention(i - 1).kind == MentionKind::area &&
                        scene.gap(i - 1, i) <= 1 && !scene.between(i - 1, i, ",");
    const bool behind = i + 1 < scene.size() && scene.mention(i + 1).kind == MentionKind::area &&
                        scene.gap(i, i + 1) <= 2 && scene.word_behind(i) == "to";
    // "Spain, the Netherlands and Poland 1% each"
    const bool each = scene.word_behind(i) == "each";
    if (before && scene.list_of(i - 1).areas.size() == 1) {
      push(scene, i - 1, i, i, scene.mention(i - 1).area, of, years, claims);
    } else if (before && each) {
      const AreaList list = scene.list_of(i - 1);
      for (std::size_t k = 0; k < list.at.size(); ++k)
        push(scene, list.at[k], i, i, list.areas[k], of, years, claims);
    } else if (behind) {
      push(scene, i, i, i + 1, scene.mention(i + 1).area, of, years, claims);
    } else if (scene.mention(i).quantity.value >= 10 &&
               !scene.sentence_has({C::up, C::down, C::real})) {
      // "…, then at least 70 percent"; "…, but its share of the defence spending is 66 percent"
      MeasureId own = of;
      bool named = false;  // behind it: "and 66% of its defence spending"
      for (std::size_t j = i + 1;
           j < scene.size() && scene.mention(j).kind != MentionKind::quantity && !named; ++j) {
        if (scene.mention(j).is({C::outlay, C::spend})) own = MeasureId::defence_expenditure;
        if (scene.mention(j).is(C::gdp)) own = MeasureId::gdp;
        named = scene.mention(j).is({C::outlay, C::spend, C::gdp});
      }
      for (std::size_t j = i;
           !named && j-- > 0 && scene.mention(j).kind != MentionKind::quantity;) {
        if (scene.mention(j).is({C::outlay, C::spend})) own = MeasureId::defence_expenditure;
        if (scene.mention(j).is(C::gdp)) own = MeasureId::gdp;
      }
      push(scene, i, i, i, whole.subject.front(), own, years, claims);
    }
  }
}

}  // namespace

void find_group_shares(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  const std::size_t before = claims.size();
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_proportion(scene, i) || scene.is_wish(i) || scene.is_negated(i)) continue;
    // "over $900 billion, two thirds of it American"
    const std::size_t next =
        i + 1 < scene.size() && scene.mention(i + 1).is(C::pronoun) ? i + 2 : i + 1;
    if (next < scene.size() && scene.mention(next).kind == MentionKind::area &&
        scene.word_behind(i) == "of" &&
        (scene.between(i, next, "it") || scene.between(i, next, "that") ||
         scene.between(i, next, "which")) &&
        scene.gap(i, next) <= 3 && scene.mention(next).flags.demonym &&
        scene.sentence_has({C::outlay, C::spend, C::defence})) {
      push(scene, i, i, next, scene.mention(next).area, MeasureId::defence_expenditure,
           scene.years_of(i), claims);
      continue;
    }
    auto whole = whole_behind(scene, i);
    if (!whole) whole = whole_before(scene, i);
    if (!whole) continue;
    std::vector<AreaId> subject = whole->owner ? std::vector{*whole->owner} : scene.subject_of(i);
    // "two thirds of the total comes from the US", "66% of the total is American"
    if (const auto source = source_behind(scene, whole->last)) {
      subject = {scene.mention(*source).area};
      whole->last = *source;
    }
    if (subject.size() != 1 || subject.front() == scene.nato()) continue;
    const std::size_t last = scene.with_time(whole->last);
    push(scene, i, i, last, subject.front(), whole->measure, scene.years_of(last), claims);
  }
  if (claims.size() > before) {
    const Claim whole = claims[before];
    find_further_parts(scene, whole, claims);
  }
}

}  // namespace muster
