#include "check/claims/promised.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

class Promised {
 public:
  Promised(const Read& read, std::size_t figure)
      : read_(read),
        phrases_(read.parse.phrases),
        figure_(figure),
        clause_(read.parse.clauses[read.parse.clauses.of(figure)]) {}

  std::optional<Claim> find() const {
    const StatedValue& value = mention().quantity;
    if (value.unit != StatedUnit::percent || value.is_range()) return std::nullopt;
    const Promise* promise = promised();
    return promise == nullptr ? std::nullopt : std::optional(claim_of(*promise));
  }

 private:
  const Mention& mention() const { return *phrases_.mention(figure_); }

  // Any year of the clause: "in 2029", "from 2026 on".
  bool names_year(Year year) const {
    return std::ranges::any_of(clause_.phrases, [&](std::size_t i) {
      return phrases_[i].kind == PhraseKind::time &&
             read_.scene.year_at(static_cast<std::size_t>(phrases_[i].mention)) == year;
    });
  }

  // By the ally of whom it is said, with that number and that year, before the article's day.
  const Promise* promised() const {
    const auto day = read_.scene.facts().day;
    const bool meant = clause_.frame == Frame::plan || clause_.frame == Frame::say ||
                       clause_.modality == Modality::planned ||
                       clause_.modality == Modality::future ||
                       read_.parse.clause_has(figure_, {C::agree, C::agreement});
    if (!day || !meant) return nullptr;
    for (const AreaId area : candidate_areas(read_, figure_)) {
      for (const Promise& promise : read_.scene.ledger().promises) {
        const bool same = promise.area == area && promise.by.value != 0 &&
                          promise.threshold.to_double() == mention().quantity.value &&
                          promise.metric != "budget" && promise.said.from <= *day;
        if (same && names_year(promise.by)) return &promise;
      }
    }
    return nullptr;
  }

  Claim claim_of(const Promise& promise) const {
    const auto own = static_cast<std::size_t>(phrases_[figure_].mention);
    Claim claim = read_.scene.claim(ClaimKind::guideline, own, read_.scene.with_time(own));
    claim.pattern = "promised";
    claim.measure = "guideline";
    claim.doubt = Doubt::subject;
    claim.subject = {promise.area};
    GuidelineStated stated;
    stated.threshold = mention().quantity;
    stated.deadline = promise.by;
    stated.promise = &promise;
    claim.detail = stated;
    return claim;
  }

  const Read& read_;
  const Phrases& phrases_;
  std::size_t figure_;
  const Clause& clause_;
};

bool is_read(const std::vector<Claim>& claims, const Mention& figure) {
  return std::ranges::any_of(claims, [&](const Claim& claim) {
    return (claim.kind == ClaimKind::guideline || claim.kind == ClaimKind::forecast) &&
           claim.begin <= figure.begin_byte && figure.end_byte <= claim.end;
  });
}

}  // namespace

void find_promised(const Read& read, std::vector<Claim>& claims) {
  for (std::size_t i = 0; i < read.parse.phrases.size(); ++i) {
    const Mention* m = read.parse.phrases.mention(i);
    if (m == nullptr || m->kind != MentionKind::quantity || m->ordinal || is_read(claims, *m))
      continue;
    if (auto claim = Promised(read, i).find()) claims.push_back(*std::move(claim));
  }
}

}  // namespace muster
