// "NATO Secretary General Mark Rutte", "Rutte's predecessor, Jens Stoltenberg".

#include <algorithm>

#include "base/text.h"
#include "check/claims/rules.h"

namespace muster {
namespace {

using C = LexicalClass;

// Only commas, articles and possessives stand between two mentions.
bool adjacent(const Scene& scene, std::size_t i, std::size_t j) {
  if (scene.gap(i, j) > 3) return false;
  for (std::size_t token = scene.mention(i).end; token < scene.mention(j).first; ++token) {
    const std::string_view word = scene.word(token);
    if (word != "," && word != "the" && word != "'s" && word != "’s" && word != "'" &&
        word != "(" && word != "of" && word != "\"")
      return false;
  }
  return true;
}

std::vector<std::string_view> offices_of(std::string_view person, std::optional<AreaId> area,
                                         const Ledger& ledger,
                                         const std::vector<std::string_view>& names) {
  std::vector<std::string_view> found;
  for (const Office& office : ledger.offices) {
    const bool named = std::ranges::find(names, office.office) != names.end();
    const bool his = person.empty() || office.person == person;
    if (named && his && (!area || office.area == *area)) found.push_back(office.office);
  }
  return found;
}

// When an office is said to be held: a time beside the person, else the article's own days.
struct Held {
  Period at;
  std::size_t first;  // mentions that say so, to be quoted
  std::size_t last;
  bool since = false;  // "since February when …"
};

Held held_at(const Scene& scene, std::size_t first, std::size_t last) {
  const auto today = scene.facts().day;
  Held held{today ? period_of_day(*today) : Period{}, first, last};
  if (last + 1 < scene.size() && scene.mention(last + 1).kind == MentionKind::time &&
      scene.gap(last, last + 1) <= 1) {
    if (const auto period = scene.period_at(last + 1); period && scene.word_behind(last) == ",")
      return {*period, first, last + 1};
  }
  if (first > 0 && scene.mention(first - 1).kind == MentionKind::time &&
      scene.between(first - 1, first, "when")) {
    if (const auto period = scene.period_at(first - 1)) {
      const bool since = scene.word_before(first - 1) == "since";
      return {{period->from, since && today ? *today : period->to}, first - 1, last, since};
    }
  }
  return held;
}

void find_holder(Scene& scene, std::size_t person, std::size_t office, Claims& claims) {
  const Mention& title = scene.mention(office);
  const std::string_view before = scene.word_before(office);
  for (const std::string_view lesser : {"vice", "deputy", "assistant", "under", "acting"}) {
    if (before == lesser) return;
  }
  OfficeStated stated;
  stated.person = scene.mention(person).value;
  const std::vector<std::string_view> names = split(title.value, '|');
  std::size_t first = std::min(person, office);
  const std::size_t last = std::max(person, office);

  // Whose office: "US Defense Secretary", "NATO's chief"; behind it "Secretary General of NATO".
  std::size_t title_first = office;
  if (office > 0 && scene.mention(office - 1).kind == MentionKind::area &&
      adjacent(scene, office - 1, office)) {
    stated.area = scene.mention(office - 1).area;
    title_first = office - 1;
    first = std::min(first, office - 1);
  } else if (office + 1 < scene.size() && scene.mention(office + 1).kind == MentionKind::area &&
             scene.word_behind(office) == "of") {
    stated.area = scene.mention(office + 1).area;
  }
  if (!stated.area && title.value.starts_with("Secretary General") &&
      scene.word(title.first) != "chief")
    stated.area = scene.nato();
  if (stated.area) {
    stated.offices = offices_of("", stated.area, scene.ledger(), names);
  } else {
    stated.offices = offices_of(stated.person, std::nullopt, scene.ledger(), names);
    for (const Office& held : scene.ledger().offices) {
      if (held.person == stated.person && std::ranges::find(names, held.office) != names.end())
        stated.area = held.area;
    }
  }
  if (stated.offices.empty()) return;  // an office that the ledger does not follow

  if (title_first > 0 && scene.gap(title_first - 1, title_first) <= 1) {
    const Mention& qualifier = scene.mention(title_first - 1);
    // "Trump's first defense secretary"
    const bool earlier = qualifier.is(C::former) || (qualifier.ordinal && title_first == office);
    if (earlier) stated.tenure = Tenure::held;
    if (qualifier.is(C::incoming)) stated.tenure = Tenure::will_hold;
    if (qualifier.is(C::former) || qualifier.is(C::incoming))
      first = std::min(first, title_first - 1);
  }
  // "Dutch prime minister for 14 years": once.
  if (scene.word_behind(office) == "for") stated.tenure = Tenure::held;
  if (scene.word_behind(office) == "elect" || scene.word_behind(office) == "designate")
    stated.tenure = Tenure::will_hold;

  const Held held = held_at(scene, first, last);
  stated.at = held.at;
  Claim claim = scene.claim(ClaimKind::office, held.first, held.last);
  if (held.since) claim.begin = scene.begin_of_word_before(held.first);
  claim.subject = {*stated.area};
  claim.measure = "office";
  claim.detail = stated;
  claims.push_back(std::move(claim));
  if (stated.tenure == Tenure::holds) scene.discourse().office_holder = stated.person;
}

void push_neighbour(Scene& scene, std::size_t first, std::size_t last, OfficeStated stated,
                    Claims& claims);

void find_neighbour_in_office(Scene& scene, std::size_t noun, std::size_t person, Claims& claims) {
  OfficeStated stated;
  stated.person = scene.mention(person).value;
  stated.tenure = scene.mention(noun).is(C::predecessor) ? Tenure::before : Tenure::after;
  std::size_t first = noun;
  if (noun > 0 && scene.mention(noun - 1).kind == MentionKind::person &&
      adjacent(scene, noun - 1, noun)) {
    stated.other = scene.mention(noun - 1).value;
    first = noun - 1;
  } else {
    stated.other = scene.discourse().office_holder;
  }
  push_neighbour(scene, first, person, std::move(stated), claims);
}

// "Mark Rutte succeeded Jens Stoltenberg"
void find_succession(Scene& scene, std::size_t verb, Claims& claims) {
  if (scene.is_wish(verb) || scene.is_negated(verb)) return;
  OfficeStated stated;
  stated.person = scene.mention(verb - 1).value;
  stated.other = scene.mention(verb + 1).value;
  stated.tenure = Tenure::after;
  push_neighbour(scene, verb - 1, verb + 1, std::move(stated), claims);
}

// One who held an office before or after another.
void push_neighbour(Scene& scene, std::size_t first, std::size_t last, OfficeStated stated,
                    Claims& claims) {
  if (stated.other.empty() || stated.other == stated.person) return;
  // An office that both held.
  for (const Office& a : scene.ledger().offices) {
    for (const Office& b : scene.ledger().offices) {
      const bool both = a.person == stated.person && b.person == stated.other && a.area == b.area &&
                        a.office == b.office;
      if (both && !stated.area) {
        stated.area = a.area;
        stated.offices = {a.office};
      }
    }
  }
  if (!stated.area) return;
  const auto day = scene.facts().day;
  stated.at = day ? period_of_day(*day) : Period{};
  Claim claim = scene.claim(ClaimKind::office, first, last);
  claim.subject = {*stated.area};
  claim.measure = "office";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

void find_titled(Scene& scene, std::size_t person, Claims& claims) {
  OfficeStated stated;
  stated.person = scene.mention(person).value;
  for (const Office& office : scene.ledger().offices) {
    if (office.person != stated.person || office.office != "President") continue;
    stated.area = office.area;
    stated.offices = {office.office};
  }
  if (!stated.area) return;
  std::size_t first = person;
  if (person > 0 && scene.mention(person - 1).is(C::former) && scene.gap(person - 1, person) == 0) {
    stated.tenure = Tenure::held;
    first = person - 1;
  }
  if (scene.facts().day) stated.at = period_of_day(*scene.facts().day);
  Claim claim = scene.claim(ClaimKind::office, first, person);
  claim.subject = {*stated.area};
  claim.measure = "office";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// Heads of state and of government: whoever is named with such an office is said to hold it, also
// where the ledger has no holders of it.
bool is_head(const Mention& title) {
  return one_of(title.value, {"Prime Minister", "President", "Federal Chancellor"});
}

// "Prime Minister Petr Fiala", "Petr Fiala, the Czech prime minister,": a person whom the ledger
// does not know.
void find_unknown_holder(Scene& scene, std::size_t office, Claims& claims) {
  const Mention& title = scene.mention(office);
  if (!title.is(C::office) || !is_head(title)) return;
  // "Vice President Mike Pence", "Commission President Ursula von der Leyen": other offices.
  if (title.first > scene.begin()) {
    const std::size_t before = title.first - 1;
    const bool of_area = office > 0 && scene.mention(office - 1).end == title.first;
    if (one_of(scene.word(before), {"vice", "deputy", "assistant"})) return;
    if (!of_area && before > scene.begin() && scene.is_capitalized(before)) return;
  }
  constexpr std::size_t kLongestName = 3;
  std::size_t first = title.end;
  if (first < scene.end() && scene.word(first) == ",") ++first;
  std::size_t end = first;
  const std::size_t next =
      office + 1 < scene.size() ? scene.mention(office + 1).first : scene.end();
  while (end < next && end - first < kLongestName && scene.is_capitalized(end)) ++end;
  // "the president, Petr Pavel," and "said the president. Warsaw": a name has two words.
  const bool area_before = office > 0 && scene.mention(office - 1).kind == MentionKind::area &&
                           adjacent(scene, office - 1, office);
  std::size_t quoted_first = area_before ? scene.mention(office - 1).first : title.first;
  std::size_t quoted_end = end;
  bool named = end - first >= 2;
  if (!named) {
    // "Kaja Kallas, Estonia's prime minister"
    std::size_t back = quoted_first;
    while (back > scene.begin() && one_of(scene.word(back - 1), {"the", "then"})) --back;
    if (back <= scene.begin() + 2 || scene.word(back - 1) != ",") return;
    end = back - 1;
    first = end;
    const std::size_t owner = area_before ? office - 1 : office;
    const std::size_t previous = owner > 0 ? scene.mention(owner - 1).end : scene.begin();
    while (first > previous && end - first < kLongestName && scene.is_capitalized(first - 1))
      --first;
    named = end - first >= 2;
    quoted_first = first;
    quoted_end = title.end;
  }
  if (!named) return;
  OfficeStated stated;
  stated.person = scene.words(first, end);
  if (area_before) {
    stated.area = scene.mention(office - 1).area;
  } else if (office + 1 < scene.size() && scene.mention(office + 1).kind == MentionKind::area &&
             scene.word_behind(office) == "of") {
    stated.area = scene.mention(office + 1).area;
  }
  if (stated.area && scene.ledger().area(*stated.area).is_group) return;
  if (scene.facts().day) stated.at = period_of_day(*scene.facts().day);
  Claim claim;
  claim.kind = ClaimKind::office;
  claim.begin = scene.begin_of_word(quoted_first);
  claim.end = scene.end_of_word(quoted_end - 1);
  if (stated.area) claim.subject = {*stated.area};
  claim.measure = "office";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

// "Mark Rutte became NATO's secretary general in October 2024", "… took office in January 2017",
// "Stoltenberg has led the alliance since 2014": when it was taken up.
void find_beginning(Scene& scene, std::size_t person, Claims& claims) {
  constexpr std::size_t kReach = 8;  // tokens
  const std::size_t behind = scene.mention(person).end;
  std::optional<std::size_t> verb;
  for (std::size_t token = behind; token < scene.end() && token < behind + 4 && !verb; ++token) {
    if (scene.is_one_of(token, WordSet::begins_office)) verb = token;
  }
  if (!verb || scene.is_wish(person)) return;
  const std::string_view begins = scene.word(*verb);
  OfficeStated stated;
  stated.person = scene.mention(person).value;
  stated.tenure = Tenure::began;
  std::optional<std::size_t> time;
  std::vector<std::string_view> names;
  for (std::size_t j = person + 1; j < scene.size() && scene.mention(j).first < *verb + kReach;
       ++j) {
    const Mention& m = scene.mention(j);
    if (m.first < *verb && m.end <= *verb) continue;
    if (m.is(C::office)) names = split(m.value, '|');
    if (m.kind == MentionKind::area && !stated.area) stated.area = m.area;
    if (m.kind == MentionKind::person) return;
    if (m.kind == MentionKind::time) {
      time = j;
      break;
    }
  }
  if (!time || scene.mention(*time).when.kind == WhenKind::report_day || scene.is_future(*time))
    return;
  const auto at = scene.period_at(*time);
  if (!at) return;
  const bool since = scene.word_before(*time) == "since";
  if (begins == "led") {
    if (!since || stated.area != scene.nato()) return;
    names = {"Secretary General"};
  } else if (begins == "took" && names.empty()) {
    if (!one_of(scene.word(*verb + 1), {"office", "power"})) return;
  } else if (begins == "been") {
    if (!since || names.empty()) return;
  } else if (names.empty() || since) {
    return;
  }
  stated.at = *at;
  for (const Office& office : scene.ledger().offices) {
    const bool his = office.person == stated.person &&
                     (names.empty() || std::ranges::find(names, office.office) != names.end());
    if (!his || (stated.area && office.area != *stated.area && !names.empty())) continue;
    stated.area = office.area;
    stated.offices.push_back(office.office);
  }
  if (stated.offices.empty()) return;
  Claim claim = scene.claim(ClaimKind::office, person, *time);
  claim.subject = {*stated.area};
  claim.measure = "office";
  claim.detail = stated;
  claims.push_back(std::move(claim));
}

}  // namespace

void find_offices(Scene& scene, Claims& claims) {
  for (std::size_t i = 1; i + 1 < scene.size(); ++i) {
    const bool between_persons = scene.mention(i - 1).kind == MentionKind::person &&
                                 scene.mention(i + 1).kind == MentionKind::person;
    if (scene.mention(i).is(C::succeed) && between_persons && scene.gap(i - 1, i) <= 3 &&
        scene.gap(i, i + 1) <= 2)
      find_succession(scene, i, claims);
  }
  for (std::size_t i = 0; i < scene.size(); ++i) {
    if (scene.mention(i).is(C::office)) find_unknown_holder(scene, i, claims);
    if (scene.mention(i).kind != MentionKind::person) continue;
    find_beginning(scene, i, claims);
    // "President Trump": a name with its title.
    if (scene.word(scene.mention(i).first) == "president") {
      find_titled(scene, i, claims);
      continue;
    }
    if (i > 0) {
      const Mention& before = scene.mention(i - 1);
      if ((before.is(C::predecessor) || before.is(C::successor)) && adjacent(scene, i - 1, i)) {
        find_neighbour_in_office(scene, i - 1, i, claims);
        continue;
      }
      if (before.is(C::office) && adjacent(scene, i - 1, i)) {
        find_holder(scene, i, i - 1, claims);
        continue;
      }
    }
    // "Mark Rutte, the NATO chief", "Rutte, NATO's secretary general,"
    std::size_t next = i + 1;
    while (next < scene.size() && next <= i + 2 &&
           (scene.mention(next).kind == MentionKind::area || scene.mention(next).is(C::former)) &&
           adjacent(scene, next - 1, next))
      ++next;
    if (next < scene.size() && scene.mention(next).is(C::office) &&
        adjacent(scene, next - 1, next) && scene.word_behind(i) == ",") {
      const bool owned_by_next = next + 1 < scene.size() &&
                                 scene.mention(next + 1).kind == MentionKind::person &&
                                 adjacent(scene, next, next + 1) && scene.word_behind(next) != ",";
      if (!owned_by_next) find_holder(scene, i, next, claims);
    }
  }
}

}  // namespace muster
