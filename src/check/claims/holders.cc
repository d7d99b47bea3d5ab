#include "check/claims/holders.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

using C = LexicalClass;

bool is_told_of(const std::vector<Claim>& claims, const Mention& person) {
  return std::ranges::any_of(claims, [&](const Claim& claim) {
    return claim.kind == ClaimKind::office && claim.begin <= person.begin_byte &&
           person.end_byte <= claim.end;
  });
}

// The office of that name that the person held on the day.
const Office* held_on(const Ledger& ledger, const Mention& person, const Mention& title, Date day) {
  const auto names = split(title.value, '|');
  const auto found = std::ranges::find_if(ledger.offices, [&](const Office& office) {
    return office.person == person.value &&
           std::ranges::find(names, office.office) != names.end() && office.begun.from <= day &&
           day <= office.ended.to;
  });
  return found == ledger.offices.end() ? nullptr : &*found;
}

}  // namespace

void find_holders(const Read& read, std::vector<Claim>& claims) {
  const Scene& scene = read.scene;
  if (!scene.facts().day) return;
  constexpr std::size_t kNear = 5;  // tokens
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).kind != MentionKind::person || is_told_of(claims, scene.mention(i)))
      continue;
    for (std::size_t j = 0; j < scene.size(); ++j) {
      const std::size_t first = std::min(i, j);
      const std::size_t last = std::max(i, j);
      if (!scene.mention(j).is(C::office) || scene.gap(first, last) > kNear) continue;
      const Office* office =
          held_on(scene.ledger(), scene.mention(i), scene.mention(j), *scene.facts().day);
      if (office == nullptr) continue;
      Claim claim = scene.claim(ClaimKind::office, first, last);
      claim.pattern = "holders";
      claim.subject = {office->area};
      claim.measure = "office";
      claim.doubt = Doubt::subject;
      OfficeStated stated;
      stated.person = office->person;
      stated.offices = {office->office};
      stated.area = office->area;
      stated.at = period_of_day(*scene.facts().day);
      claim.detail = stated;
      claims.push_back(std::move(claim));
      break;
    }
  }
}

}  // namespace muster
