// "members agreed to spend at least 2% of GDP", "the 2% target set in Wales in 2014".

#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_percent(const Scene& scene, std::size_t i) {
  return scene.mention(i).kind == MentionKind::quantity &&
         scene.mention(i).quantity.unit == StatedUnit::percent;
}

// NATO, its members or leaders as a whole stand to the left, nearer than any single country.
bool said_of_alliance(const Scene& scene, std::size_t i) {
  for (std::size_t j = i; j-- > 0;) {
    const Mention& m = scene.mention(j);
    if (m.is(C::member_noun)) return true;
    if (m.kind == MentionKind::area && m.area == scene.nato()) return true;
    if (m.kind == MentionKind::area && scene.can_be_subject(j)) return false;
  }
  return true;  // "it was agreed", "leaders pledged": nobody in particular
}

// When and where it is said to have been agreed: times, summits' places and events of the sentence.
void add_circumstances(const Scene& scene, std::size_t verb, std::size_t threshold,
                       GuidelineStated& stated, std::size_t& first, std::size_t& last) {
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const Mention& m = scene.mention(j);
    const std::string_view before = scene.word_before(j);
    if (m.kind == MentionKind::time) {
      const auto period = scene.period_at(j);
      const bool of_event = j > 0 && scene.mention(j - 1).is(C::event) && scene.gap(j - 1, j) <= 2;
      if (!period || of_event || m.when.kind == WhenKind::report_day) continue;
      // What is still to come is no day of agreeing, it is the deadline.
      if (scene.facts().day && period->from > *scene.facts().day) {
        stated.deadline = year_of(period->to);
        last = std::max(last, j);
        continue;
      }
      if (before == "by" || before == "from" || before == "until" || before == "for") {
        if (before == "for" || (before == "by" && j > threshold)) {
          stated.deadline = year_of(period->to);
          last = std::max(last, j);
        }
        continue;
      }
      // A time belongs to the agreeing if it stands in its clause.
      if (scene.clause(j) != scene.clause(verb) || stated.agreed) continue;
      const bool close = j < verb ? scene.gap(j, verb) <= 8
                                  : scene.mention(j).first - scene.mention(verb).end <= 16;
      if (!close || before == "since") continue;
      stated.agreed = period;
      first = std::min(first, j);
      last = std::max(last, j);
    }
    if (m.kind == MentionKind::area && (m.flags.place || m.flags.capital_city) &&
        stated.place.empty()) {
      const bool at_place =
          before == "in" || before == "at" ||
          (before == "the" && j + 1 < scene.size() && scene.mention(j + 1).is(C::summit));
      if (at_place) {
        stated.place = scene.last_word_of(j);
        first = std::min(first, j);
        last = std::max(last, j);
      }
    }
    if (m.is(C::event) && j < verb) {
      const bool follows =
          scene.contains_word(scene.mention(0).first >= 1 ? scene.mention(0).first - 1 : 0, m.first,
                              "following") ||
          scene.contains_word(scene.mention(0).first >= 1 ? scene.mention(0).first - 1 : 0, m.first,
                              "after");
      for (const Event& event : scene.ledger().events) {
        if (follows && m.value.starts_with(event.id)) stated.after = event.period.from;
      }
    }
  }
}

}  // namespace

void find_guidelines(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_percent(scene, i) || scene.used(i)) continue;
    const auto of_gdp = scene.gdp_behind(i);
    const auto verb = scene.left(i, C::agree);
    if (!verb || scene.is_wish(i) || scene.is_future(*verb) || !said_of_alliance(scene, *verb))
      continue;
    const bool equipment = scene.clause_has(scene.clause(i), C::equipment);
    const bool target = scene.clause_has(scene.clause(i), C::guideline_noun);
    if (!of_gdp && !equipment && !target) continue;
    if (scene.mention(i).first - scene.mention(*verb).end > 24) continue;

    GuidelineStated stated;
    stated.threshold = scene.mention(i).quantity;
    std::size_t first = *verb;
    for (std::size_t j = *verb; j-- > 0 && scene.clause(j) == scene.clause(*verb);) {
      if (scene.mention(j).is(C::member_noun) || scene.mention(j).kind == MentionKind::area) {
        first = j;
        break;
      }
    }
    std::size_t last = of_gdp.value_or(i);
    std::size_t quoted_first = first;
    std::size_t quoted_last = last;
    add_circumstances(scene, *verb, i, stated, quoted_first, quoted_last);
    Claim claim =
        scene.claim(ClaimKind::guideline,
                    stated.agreed || !stated.place.empty() ? std::min(first, quoted_first) : first,
                    std::max(last, quoted_last));
    claim.subject = {scene.nato()};
    claim.measure = "guideline";
    claim.guideline = scene.guideline_of_threshold(stated.threshold, equipment);
    claim.detail = stated;
    if (claim.guideline != nullptr) scene.discourse().guideline = claim.guideline;
    claims.push_back(std::move(claim));
    scene.use(i);
  }
  // A guideline that is merely spoken of is what "the target" will mean further on.
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (!is_percent(scene, i)) continue;
    const bool equipment = scene.clause_has(scene.clause(i), C::equipment);
    const Guideline* guideline = scene.guideline_of_threshold(scene.mention(i).quantity, equipment);
    const bool named =
        scene.clause_has(scene.clause(i), {C::guideline_noun, C::gdp, C::meet, C::agree}) ||
        equipment;
    if (guideline != nullptr && named && scene.facts().on_topic)
      scene.discourse().guideline = guideline;
  }
}

}  // namespace muster
