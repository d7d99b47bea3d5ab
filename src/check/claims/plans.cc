// "Turkey, Poland and Romania promise it by 2020", "Romania expects the mark this year": what
// allies mean to reach, where it is said of a guideline that was spoken of.

#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// "it by 2020", "the mark this year", "2% by 2020": the object of a plan, with its time.
struct Object {
  const Guideline* guideline = nullptr;
  std::size_t time = 0;
};

std::optional<Object> object_behind(const Scene& scene, std::size_t verb) {
  Object object;
  bool named = scene.contains_word(scene.mention(verb).first, scene.mention(verb).end, "it") ||
               scene.contains_word(scene.mention(verb).first, scene.mention(verb).end, "mark");
  for (std::size_t j = verb + 1;
       j < scene.size() && scene.clause(j) == scene.clause(verb) && scene.gap(j - 1, j) <= 4; ++j) {
    const Mention& m = scene.mention(j);
    if (m.kind == MentionKind::time) {
      if (!scene.year_at(j) || !named) return std::nullopt;
      object.time = j;
      if (object.guideline == nullptr) object.guideline = scene.discourse().guideline;
      return object.guideline != nullptr ? std::optional(object) : std::nullopt;
    }
    if (m.kind == MentionKind::quantity) {
      object.guideline = scene.guideline_of_threshold(m.quantity, false);
      if (object.guideline == nullptr) return std::nullopt;
      named = true;
    } else if (m.is(C::guideline_noun) || m.is(C::pronoun) || m.is(C::meet_it)) {
      named = true;
    } else if (m.kind == MentionKind::area || m.is(C::up) || m.is(C::down)) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// "$9 billion more will bring Canada to NATO's 2% this year"
void find_brought(Scene& scene, std::size_t verb, Claims& claims) {
  const std::size_t area = verb + 1;
  if (area >= scene.size() || scene.mention(area).kind != MentionKind::area ||
      scene.gap(verb, area) > 1 || !scene.is_one_of(scene.mention(verb).end - 1, WordSet::bring))
    return;
  const AreaList list = scene.list_of(area);
  if (list.at.front() != area || !scene.are_followed(list.areas)) return;
  const std::size_t last_area = list.at.back();
  for (std::size_t j = last_area + 1; j < scene.size() && scene.gap(j - 1, j) <= 3; ++j) {
    const Mention& m = scene.mention(j);
    const bool to = scene.contains_word(scene.mention(last_area).end, m.first, "to");
    const Guideline* guideline =
        m.kind == MentionKind::quantity && to
            ? scene.guideline_of_threshold(m.quantity, false)
            : (m.is(C::guideline_noun) && to ? scene.guideline_near(j) : nullptr);
    if (guideline == nullptr) {
      if (m.kind == MentionKind::quantity) return;
      continue;
    }
    Claim claim = scene.claim(ClaimKind::forecast, verb, scene.with_time(j));
    claim.subject = list.areas;
    claim.measure = guideline->metric;
    claim.guideline = guideline;
    claim.years = scene.years_of(j);
    claim.future = true;
    claim.detail = List{};
    claims.push_back(std::move(claim));
    if (m.kind == MentionKind::quantity) scene.use(j);
    return;
  }
}

}  // namespace

void find_plans(Scene& scene, Claims& claims) {
  if (!scene.facts().on_topic) return;
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).is(C::future)) find_brought(scene, i, claims);
  }
  for (const AreaList& list : scene.area_lists()) {
    const std::size_t last_area = list.at.back();
    const std::size_t verb = last_area + 1;
    if (verb >= scene.size() || !scene.mention(verb).is(C::future) ||
        scene.gap(last_area, verb) > 1 || scene.clause(verb) != scene.clause(last_area) ||
        !scene.can_be_subject(list.at.front()) || !scene.are_followed(list.areas))
      continue;
    const auto object = object_behind(scene, verb);
    if (!object || scene.is_negated(verb)) continue;
    for (std::size_t j = verb; j <= object->time; ++j) {
      if (scene.used(j)) return;
    }
    Claim claim = scene.claim(ClaimKind::forecast, list.at.front(), object->time);
    claim.subject = list.areas;
    claim.measure = object->guideline->metric;
    claim.guideline = object->guideline;
    claim.years = {{*scene.year_at(object->time)}, true};
    claim.future = true;
    claim.detail = List{};
    claims.push_back(std::move(claim));
    for (std::size_t j = verb; j <= object->time; ++j) {
      if (scene.mention(j).kind == MentionKind::quantity) scene.use(j);
    }
  }
}

}  // namespace muster
