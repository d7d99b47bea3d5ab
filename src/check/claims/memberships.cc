// "all 32 member nations", "NATO's 32nd member", "Finland joined in 2023".

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

constexpr std::size_t kAnywhere = 400;  // tokens: as long as a sentence may be

bool names_alliance(const Scene& scene, std::size_t i) {
  return scene.mention(i).kind == MentionKind::area && scene.mention(i).area == scene.nato();
}

// "NATO's 32 members", "the alliance of 32": the alliance stands just before the number.
bool led_by_alliance(const Scene& scene, std::size_t i) {
  if (i == 0 || !names_alliance(scene, i - 1)) return false;
  const std::string_view between = scene.word_before(i);
  return scene.gap(i - 1, i) == 0 ||
         (scene.gap(i - 1, i) == 1 && (between == "'s" || between == "\xE2\x80\x99s"));
}

// On the document's day; the most that there have been where it is not known.
int allies_then(const Scene& scene) {
  const auto day = scene.facts().day;
  return day ? static_cast<int>(members_on(scene.ledger(), scene.nato(), *day).size())
             : scene.facts().alliance.most;
}

void find_count(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  const AllianceSize& alliance = scene.facts().alliance;
  if (i + 1 >= scene.size()) return;
  const std::string_view before = scene.word_before(i);
  const bool of_partition =
      before == "of" || (before == "the" && m.first >= 2 && scene.word(m.first - 2) == "of");
  const Mention& next = scene.mention(i + 1);
  const bool noun = next.is(C::member_noun) && scene.gap(i, i + 1) == 0;
  // "32-nation alliance", "the 32-member NATO"
  const std::string_view behind = scene.word_behind(i);
  const bool hyphenated = behind == "nation" || behind == "member" || behind == "country" ||
                          behind == "strong" || behind == "state";
  const std::size_t named = noun ? i + 2 : i + 1;
  const bool compound = hyphenated && named < scene.size() && names_alliance(scene, named) &&
                        scene.gap(i, named) <= 2;
  const bool all = before == "all" || before == "every" ||
                   (i > 0 && scene.mention(i - 1).is(C::all) && scene.gap(i - 1, i) <= 2) ||
                   (i > 1 && scene.mention(i - 1).is(C::pronoun) &&
                    scene.mention(i - 2).is(C::all) && scene.gap(i - 2, i) <= 3);
  // "all 32 NATO countries" names the alliance itself; "all 32 countries" only where it is the
  // topic.
  // "making 32 countries", "has grown to 32 members"
  const bool result = noun && (before == "making" || before == "numbering" ||
                               (before == "to" && scene.sentence_has({C::join, C::up})));
  // "NATO now has 32 members"
  std::size_t who = i;
  while (who > 0 && scene.mention(who - 1).is(C::present)) --who;
  // "the 2% club in NATO has 23 members": the club has them.
  const auto opens_clause = [&](std::size_t nato) {
    std::size_t token = scene.mention(nato).first;
    if (token > scene.begin() && scene.word(token - 1) == "the") --token;
    return token == scene.begin() ||
           !one_of(scene.word(token - 1), {"in", "of", "within", "for", "at", "across", "to"});
  };
  const bool has = noun && one_of(before, {"has", "numbers", "counts"}) && who > 0 &&
                   names_alliance(scene, who - 1) && scene.gap(who - 1, i) <= 2 &&
                   opens_clause(who - 1) &&
                   one_of(scene.word_behind(i + 1), {"", ",", ".", ";", "and", "after", "since"});
  const bool whole = noun && (all || led_by_alliance(scene, i) || result || has);
  const bool all_of_them =
      noun && scene.word(next.first) == "member" && (before == "the" || before == "its");
  // "NATO's 23 allies at 2%", "the 23 members that meet it": those of whom it is so.
  // "all 31 allies with armed forces"
  const bool some =
      noun && one_of(scene.word_behind(i + 1), {"with", "having", "whose", "for", "counted",
                                                "covered", "listed", "reporting", "in"});
  const bool armies = scene.contains_word(scene.begin(), scene.end(), "forces") ||
                      scene.contains_word(scene.begin(), scene.end(), "armies");
  if (some || (armies && m.quantity.value < allies_then(scene))) return;
  if (noun && !all &&
      one_of(scene.word_behind(i + 1), {"at", "that", "which", "who", "above", "below", "meeting"}))
    return;
  // "22 of NATO's 32": the whole of a count that was read already.
  if (scene.used(i) && !all) return;
  if ((of_partition && !all) || !(compound || whole || all_of_them)) return;
  if (m.quantity.value < alliance.founders || m.quantity.value > kMostMembers ||
      m.quantity.bound != Bound::exact)
    return;
  std::size_t first = i;
  if (i > 0 && (scene.mention(i - 1).is(C::all) || names_alliance(scene, i - 1)) &&
      scene.gap(i - 1, i) <= 2)
    first = i - 1;
  Claim claim = scene.claim(ClaimKind::membership, first, compound ? named : i + 1);
  claim.subject = {scene.nato()};
  claim.measure = "n_members";
  MembershipStated stated;
  stated.count = static_cast<int>(m.quantity.value);
  claim.detail = stated;
  claims.push_back(std::move(claim));
  if (!all) scene.use(i);
}

// "after Sweden became the 32nd member", "after Latvia, a member since 2004, …": the country that
// stands right before mention i, be it in a clause of its own.
std::optional<AreaId> country_right_before(const Scene& scene, std::size_t i) {
  for (std::size_t j = i; j-- > 0 && scene.gap(j, i) <= 4;) {
    const Mention& m = scene.mention(j);
    if (m.kind != MentionKind::area || scene.ledger().area(m.area).is_group) continue;
    const std::string_view behind = scene.word_behind(j);
    const bool apposition = behind == "," && one_of(scene.word(m.end + 1), {"a", "an", "the"});
    if (!apposition && !one_of(behind, {"became", "becomes", "is", "was"})) return std::nullopt;
    if (scene.list_of(j).areas.size() > 1 && !apposition) return std::nullopt;
    return m.area;
  }
  return std::nullopt;
}

void find_ordinal(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (!m.ordinal || m.quantity.value <= scene.facts().alliance.founders || i + 1 >= scene.size() ||
      !scene.mention(i + 1).is(C::member_noun) || scene.gap(i, i + 1) > 1)
    return;
  const auto country = country_right_before(scene, i);
  const std::vector<AreaId> subject = country ? std::vector{*country} : scene.subject_of(i);
  if (subject.size() != 1 || scene.ledger().area(subject.front()).is_group) return;
  Claim claim = scene.claim(ClaimKind::membership, i, i + 1);
  claim.subject = subject;
  claim.measure = "accession";
  MembershipStated stated;
  stated.ordinal = static_cast<int>(m.quantity.value);
  claim.detail = stated;
  claims.push_back(std::move(claim));
  scene.use(i);
}

// "Finland joined the alliance in April 2023."
void find_joining(Scene& scene, std::size_t i, Claims& claims) {
  const bool names =
      names_alliance(scene, std::min(i + 1, scene.size() - 1)) && i + 1 < scene.size();
  if (!names && !scene.facts().on_topic) return;
  if (i + 1 < scene.size() && scene.mention(i + 1).kind == MentionKind::area && !names)
    return;  // joined something else
  if (scene.is_wish(i) || scene.is_future(i)) return;
  std::optional<std::size_t> time;
  for (std::size_t j = i + 1; j < scene.size() && j <= i + 2 && scene.clause(j) == scene.clause(i);
       ++j) {
    if (scene.mention(j).kind == MentionKind::time && scene.gap(i, j) <= 5) time = j;
  }
  // "joined in 2023 and 2024": to each its own year.
  std::vector<std::size_t> times;
  for (std::size_t j = i + 1; time && j < scene.size() && j <= i + 6; ++j) {
    if (!times.empty() && scene.mention(j).kind == MentionKind::area) break;
    if (scene.mention(j).kind != MentionKind::time) continue;
    if (!times.empty() && scene.gap(times.back(), j) > 2) break;
    times.push_back(j);
  }
  // "joined in 2023" and "joined NATO in 2023"; "joined the programme in 2023" is something else.
  if (!time || (!names && scene.gap(i, *time) > 1)) return;
  const std::vector<AreaId> subject = scene.subject_of(i);
  const auto period = scene.period_at(*time);
  const bool undated = !period && !scene.facts().day;
  if (subject.empty() || !(period || undated) || scene.ledger().area(subject.front()).is_group)
    return;
  const std::size_t first = scene.back_to(subject.front(), i, kAnywhere);
  const bool each = times.size() > 1 && times.size() == subject.size();
  if (times.size() > 1 && !each) return;
  for (std::size_t k = 0; k < (each ? subject.size() : 1); ++k) {
    Claim claim = scene.claim(ClaimKind::membership, first, each ? times[k] : *time);
    claim.subject = each ? std::vector{subject[k]} : subject;
    claim.measure = "accession";
    MembershipStated stated;
    stated.joined = each ? scene.period_at(times[k]) : period;
    stated.undated = !stated.joined;
    claim.detail = stated;
    claims.push_back(std::move(claim));
  }
  // "… and Sweden in March 2024"
  std::size_t last = *time;
  while (!each && last + 2 < scene.size()) {
    const std::size_t area = last + 1;
    const std::size_t when = last + 2;
    const bool another =
        scene.mention(area).kind == MentionKind::area && scene.gap(last, area) <= 2 &&
        (scene.word_before(area) == "and" || scene.word_before(area) == ",") &&
        !scene.ledger().area(scene.mention(area).area).is_group &&
        scene.mention(when).kind == MentionKind::time && scene.gap(area, when) == 1 &&
        (scene.word_before(when) == "in" || scene.word_before(when) == "on");
    const auto then = another ? scene.period_at(when) : std::nullopt;
    if (!another || !(then || undated)) break;
    Claim claim = scene.claim(ClaimKind::membership, area, when);
    claim.subject = {scene.mention(area).area};
    claim.measure = "accession";
    MembershipStated stated;
    stated.joined = then;
    stated.undated = !then;
    claim.detail = stated;
    claims.push_back(std::move(claim));
    last = when;
  }
}

// "Finland, a NATO member since April 2023"
void find_member_since(Scene& scene, std::size_t i, Claims& claims) {
  const std::size_t time = i + 1;
  if (!scene.is_word(i, "member") && !scene.is_word(i, "ally")) {
    const std::string_view last = scene.word(scene.mention(i).end - 1);
    if (last != "member" && last != "ally" && last != "state") return;
  }
  if (time >= scene.size() || scene.mention(time).kind != MentionKind::time ||
      scene.word_before(time) != "since" || scene.gap(i, time) > 1)
    return;
  const auto period = scene.period_at(time);
  const auto country = country_right_before(scene, i);
  const std::vector<AreaId> subject = country ? std::vector{*country} : scene.subject_of(i);
  if (!period || subject.size() != 1 || scene.ledger().area(subject.front()).is_group) return;
  const std::size_t first = scene.back_to(subject.front(), i, kAnywhere);
  Claim claim = scene.claim(ClaimKind::membership, first, time);
  claim.subject = subject;
  claim.measure = "accession";
  MembershipStated stated;
  stated.joined = *period;
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "Sweden has become NATO's newest member", "North Macedonia, the latest ally to join"
void find_newest(Scene& scene, std::size_t noun, Claims& claims) {
  const std::string_view lead = scene.word_before(noun);
  const std::string_view last = scene.word(scene.mention(noun).end - 1);
  const bool newest = one_of(lead, {"newest", "latest", "youngest"}) ||
                      (lead == "recent" && scene.mention(noun).first >= 2 &&
                       scene.word(scene.mention(noun).first - 2) == "most");
  if (!newest || !one_of(last, {"member", "ally", "state", "country"})) return;
  if (scene.is_wish(noun) || scene.is_future(noun)) return;
  std::vector<AreaId> subject;
  const bool named_behind =
      noun + 1 < scene.size() && scene.mention(noun + 1).kind == MentionKind::area &&
      scene.clause(noun + 1) == scene.clause(noun) && scene.gap(noun, noun + 1) <= 1 &&
      !scene.between(noun, noun + 1, ";");  // "its newest member, Sweden,"
  if (named_behind) {
    subject = {scene.mention(noun + 1).area};
  } else {
    for (std::size_t j = noun; j-- > 0 && subject.empty();) {
      if (scene.can_be_subject(j) && scene.mention(j).area != scene.nato())
        subject = {scene.mention(j).area};
    }
  }
  if (subject.size() != 1 || !scene.are_followed(subject) ||
      scene.ledger().area(subject.front()).is_group)
    return;
  const std::size_t first = named_behind ? noun : scene.back_to(subject.front(), noun, kAnywhere);
  Claim claim = scene.claim(ClaimKind::membership, first, named_behind ? noun + 1 : noun);
  claim.subject = subject;
  claim.measure = "accession";
  MembershipStated stated;
  stated.newest = true;
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "Twelve countries founded the alliance in 1949", "as one of 12 founders"
void find_founders(Scene& scene, std::size_t i, Claims& claims) {
  const Mention& m = scene.mention(i);
  if (m.quantity.value < 2 || m.quantity.value > kMostAllies || m.quantity.bound != Bound::exact)
    return;
  std::size_t behind = m.end;
  const bool noun =
      i + 1 < scene.size() && scene.mention(i + 1).is(C::member_noun) && scene.gap(i, i + 1) <= 1;
  if (noun) behind = scene.mention(i + 1).end;
  const auto word_at = [&](std::size_t token) {
    return token < scene.end() ? scene.word(token) : std::string_view{};
  };
  const bool active =
      one_of(word_at(behind), {"founded", "established", "created", "formed", "signed"}) && noun &&
      scene.sentence_has(C::group);
  const bool named = one_of(word_at(m.end), {"founders", "founding", "original"});
  const bool passive = noun && scene.word_before(i) == "by" &&
                       scene.contains_word(scene.begin(), m.first, "founded");
  if (!active && !named && !passive) return;
  MembershipStated stated;
  stated.founders = true;
  stated.count = static_cast<int>(m.quantity.value);
  std::size_t first = i;
  std::size_t last = noun ? i + 1 : i;
  for (std::size_t j = 0; j < scene.size(); ++j) {
    const bool close = j < i ? scene.gap(j, i) <= 6 : scene.gap(i, j) <= 8;
    if (j == i || scene.mention(j).kind != MentionKind::time || !scene.year_at(j) || !close ||
        scene.between(std::min(i, j), std::max(i, j), ";"))
      continue;
    stated.joined = scene.period_at(j);
    first = std::min(first, j);
    last = std::max(last, j);
  }
  Claim claim = scene.claim(ClaimKind::membership, first, last);
  claim.subject = {scene.nato()};
  claim.measure = "n_members";
  claim.detail = stated;
  claims.push_back(std::move(claim));
  scene.use(i);
}

}  // namespace

void find_memberships(Scene& scene, Claims& claims) {
  for (std::size_t i = 0; i < scene.size(); ++i) {
    const Mention& m = scene.mention(i);
    if (m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::count) {
      if (m.ordinal) {
        find_ordinal(scene, i, claims);
      } else {
        find_founders(scene, i, claims);
        if (!scene.used(i) || scene.clause_has(scene.clause(i), C::all))
          find_count(scene, i, claims);
      }
    }
    if (m.is(C::join)) find_joining(scene, i, claims);
    if (m.is(C::member_noun)) {
      find_member_since(scene, i, claims);
      find_newest(scene, i, claims);
    }
  }
}

}  // namespace muster
