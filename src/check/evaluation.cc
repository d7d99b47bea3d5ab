#include "check/evaluation.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/json_reader.h"
#include "base/text.h"

namespace muster {
namespace {

// Calls `read` for each line; a line that is no JSON object is an error with its number.
template <typename Read>
std::optional<Error> each_line(std::string_view jsonl, Read read) {
  int line = 0;
  for (const std::string_view text : split(jsonl, '\n')) {
    ++line;
    if (text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const JsonDocument document(text);
    if (!document.root().is_object())
      return Error{"this is no JSON object", "line " + std::to_string(line),
                   "write one object a line"};
    read(document.root());
  }
  return std::nullopt;
}

// What the annotation calls a measure, in the ledger's words.
std::string ledger_measure(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"defence_exp_share_gdp", "defence_share_of_gdp"},
      {"rank_share_gdp", "defence_share_of_gdp"},
      {"lowest_share_gdp", "defence_share_of_gdp"},
      {"max_share_gdp", "defence_share_of_gdp"},
      {"share_gdp", "defence_share_of_gdp"},
      {"share_of_gdp", "defence_share_of_gdp"},
      {"expenditure", "defence_expenditure"},
      {"per_capita", "defence_per_capita"},
      {"n_allies_meeting_2pct", "defence_share_of_gdp"},
      {"n_allies_below_2pct", "defence_share_of_gdp"},
      {"allies_meeting_2pct", "defence_share_of_gdp"},
      {"allies_below_2pct", "defence_share_of_gdp"},
      {"allies_meeting_3.5pct", "defence_share_of_gdp"},
      {"defence_exp_amount", "defence_expenditure"},
      {"rank_amount", "defence_expenditure"},
      {"defence_exp_real_change", "real_change"},
      {"defence_exp_change", "real_change"},
      {"share_of_nato_total_exp", "share_of_group_total"},
      {"share_of_nato_gdp", "share_of_group_total"},
      {"guideline_pct_gdp", "guideline"},
      {"guideline_split", "guideline"},
      {"guideline_year", "guideline"},
      {"target_year", "guideline"},
      {"target_date", "guideline"},
      {"personnel", "military_personnel"},
  };
  for (const auto& [theirs, ours] : kNames) {
    if (theirs == name) return std::string(ours);
  }
  return std::string(name);
}

std::set<int> years_in(std::string_view text) {
  std::set<int> years;
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    const bool digits = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at),
                                    text.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                                    [](char c) { return c >= '0' && c <= '9'; });
    if (digits) years.insert(std::stoi(std::string(text.substr(at, 4))));
  }
  return years;
}

// The numbers of an annotated value: "3.68 -> 3.19 %GDP" has 3.68 and 3.19; money in billions.
std::vector<double> numbers_in(std::string_view text) {
  std::vector<double> numbers;
  std::string digits;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const char c = at < text.size() ? text[at] : ' ';
    const bool part =
        (c >= '0' && c <= '9') || (c == '.' && !digits.empty() && at + 1 < text.size() &&
                                   text[at + 1] >= '0' && text[at + 1] <= '9');
    if (part) {
      digits += c;
    } else if (!digits.empty()) {
      numbers.push_back(std::stod(digits));
      digits.clear();
    }
  }
  // "19.39 USD tn"
  if (text.ends_with(" tn")) {
    for (double& number : numbers) number *= 1000;
  }
  return numbers;
}

// A money figure is annotated in billions.
double scaled(const StatedValue& value) {
  return value.unit == StatedUnit::money ? value.value / 1e9 : value.value;
}

std::vector<double> numbers_of(const Claim& claim) {
  struct Numbers {
    const Claim& claim;
    std::vector<double> operator()(const Level& d) const { return {scaled(d.value)}; }
    std::vector<double> operator()(const ChangeStated& d) const {
      std::vector<double> numbers;
      if (d.from) numbers.push_back(scaled(*d.from));
      if (d.to) numbers.push_back(scaled(*d.to));
      if (d.by) numbers.push_back(scaled(*d.by));
      return numbers;
    }
    // Of "no ally spends 5%" it is the 5 that is stated.
    std::vector<double> operator()(const Count& d) const {
      const bool nobody = d.threshold && d.count.value == 0;
      return {nobody ? d.threshold->value : d.count.value};
    }
    std::vector<double> operator()(const List&) const { return {}; }
    std::vector<double> operator()(const Comparison&) const { return {}; }
    std::vector<double> operator()(const GroupShare& d) const {
      return {d.share.unit == StatedUnit::fraction ? d.share.value * 100 : d.share.value};
    }
    std::vector<double> operator()(const GuidelineStated& d) const { return {d.threshold.value}; }
    std::vector<double> operator()(const FirstStated&) const { return {}; }
    std::vector<double> operator()(const MembershipStated& d) const {
      return d.count ? std::vector{static_cast<double>(*d.count)} : std::vector<double>{};
    }
    std::vector<double> operator()(const EventStated&) const { return {}; }
    std::vector<double> operator()(const OfficeStated&) const { return {}; }
    std::vector<double> operator()(const ConversionStated&) const { return {}; }
  };
  return std::visit(Numbers{claim}, claim.detail);
}

// Which fields of our claim disagree with the annotation; empty when all are right.
std::string wrong_fields(const Ledger& ledger, const AnnotatedClaim& truth, const Claim& claim) {
  std::string wrong;
  std::set<std::string> ours;
  for (const AreaId area : claim.subject) ours.insert(std::string(ledger.area(area).code));
  const std::set<std::string> theirs(truth.subject.begin(), truth.subject.end());
  // A comparison's annotation lists both sides, ours the one of which it is said.
  const bool within = std::ranges::includes(theirs, ours);
  if (ours != theirs && !(within && !ours.empty())) wrong += " subject";
  const std::string measure_name = ledger_measure(truth.measure);
  if (measure_named(measure_name) && measure_named(claim.measure) && measure_name != claim.measure)
    wrong += " measure";
  const std::set<int> years = years_in(truth.year);
  if (!years.empty() && !claim.years.candidates.empty() &&
      !years.contains(claim.years.candidates.front().value))
    wrong += " period";
  const std::vector<double> stated = numbers_of(claim);
  const std::vector<double> annotated = numbers_in(truth.value);
  for (const double number : stated) {
    const bool found = std::ranges::any_of(annotated, [&](double other) {
      return std::fabs(other - number) <= 0.005 * std::max(1.0, std::fabs(number));
    });
    // Of a guideline the annotation may give the year instead: when agreed, or by when due.
    const auto* guideline = std::get_if<GuidelineStated>(&claim.detail);
    const auto has = [&](int year) {
      return std::ranges::find(annotated, static_cast<double>(year)) != annotated.end();
    };
    const bool by_year = guideline != nullptr &&
                         ((guideline->agreed && has(year_of(guideline->agreed->from).value)) ||
                          (guideline->deadline && has(guideline->deadline->value)));
    if (!found && !by_year && !annotated.empty() && truth.value.find("2/3") == std::string::npos) {
      wrong += " value";
      break;
    }
  }
  return wrong;
}

struct Span {
  std::size_t begin, end;
  bool overlaps(const Claim& claim) const { return claim.begin < end && begin < claim.end; }
};

// The annotation has no kind of its own for firsts: it counts them among the changes.
std::string annotated_kind(const Claim& claim) {
  return std::string(
      to_string(claim.kind == ClaimKind::first_or_last ? ClaimKind::change_over_time : claim.kind));
}

// One document's annotations beside what was said of it.
class Comparing {
 public:
  Comparing(const Ledger& ledger, const AnnotatedDocument& document,
            const std::vector<AnnotatedClaim>& claims, const CheckResult& result,
            Evaluation& evaluation)
      : ledger_(ledger), document_(document), result_(result), evaluation_(evaluation) {
    for (const AnnotatedClaim& claim : claims) {
      if (claim.doc != document.id) continue;
      const std::size_t begin = document.text.find(claim.quote);
      if (begin == std::string::npos) continue;
      truths_.push_back(&claim);
      spans_.push_back({begin, begin + claim.quote.size()});
    }
  }

  void count() {
    if (!document_.on_topic) {
      ++evaluation_.off_topic_documents;
      evaluation_.off_topic_claims += result_.claims.size();
    }
    for (const CheckedClaim& checked : result_.claims) count_said(checked);
    for (std::size_t t = 0; t < truths_.size(); ++t) count_annotated(t);
  }

 private:
  bool bears_out(std::size_t t, const Claim& claim) const {
    return truths_[t]->kind == annotated_kind(claim) && spans_[t].overlaps(claim);
  }

  std::string named(std::string_view id, std::string_view kind, std::string_view quote) const {
    return document_.id + " " + std::string(id) + " " + std::string(kind) + ": " +
           std::string(quote);
  }

  std::string said(const CheckedClaim& checked) const {
    const Claim& claim = checked.claim;
    return named("", annotated_kind(claim),
                 result_.text.substr(claim.begin, claim.end - claim.begin));
  }

  void count_said(const CheckedClaim& checked) {
    const std::string kind = annotated_kind(checked.claim);
    if (checked.judgement.verdict == Verdict::contradicted) count_accusation(checked);
    if (!document_.annotated) return;
    bool right = false;
    for (std::size_t t = 0; t < truths_.size(); ++t) right = right || bears_out(t, checked.claim);
    for (KindScore* score : {&evaluation_.kinds[kind], &evaluation_.total}) {
      ++score->said;
      score->right += right ? 1 : 0;
    }
    PatternScore& pattern = evaluation_.patterns[std::string(checked.claim.pattern)];
    ++pattern.said;
    pattern.right += right ? 1 : 0;
    if (!right) evaluation_.false_alarms.push_back(said(checked));
  }

  // An accusation is right where it falls on a mistake of its kind, has nearly all of a mistake's
  // words, or falls on any where no other annotation of its kind is there.
  void count_accusation(const CheckedClaim& checked) {
    const std::string told = said(checked) + " => " + checked.judgement.correction;
    evaluation_.contradictions.push_back(told);
    const bool annotated = std::ranges::any_of(
        truths_, [](const AnnotatedClaim* truth) { return !truth->truth.empty(); });
    if (!annotated && !(document_.annotated && !document_.on_topic)) return;
    ++evaluation_.truth.accused;
    bool of_kind = false;
    bool mistake = false;
    bool mistake_of_kind = false;
    for (std::size_t t = 0; t < truths_.size(); ++t) {
      if (!spans_[t].overlaps(checked.claim)) continue;
      const bool same = bears_out(t, checked.claim);
      of_kind = of_kind || same;
      mistake = mistake || truths_[t]->truth == "wrong";
      const std::size_t common = std::min<std::size_t>(spans_[t].end, checked.claim.end) -
                                 std::max<std::size_t>(spans_[t].begin, checked.claim.begin);
      const bool whole = common * 5 >= (spans_[t].end - spans_[t].begin) * 4;
      mistake_of_kind = mistake_of_kind || ((same || whole) && truths_[t]->truth == "wrong");
    }
    if (mistake_of_kind || (mistake && !of_kind)) return;
    ++evaluation_.truth.accused_wrongly;
    evaluation_.wrong_accusations.push_back(told);
  }

  void count_mistake(std::size_t t) {
    TruthScore& score = evaluation_.truth;
    ++score.mistakes;
    bool noticed = false;
    bool held = false;
    for (const CheckedClaim& checked : result_.claims) {
      if (!spans_[t].overlaps(checked.claim)) continue;
      const Verdict verdict = checked.judgement.verdict;
      noticed = noticed || verdict == Verdict::contradicted;
      held = held || (bears_out(t, checked.claim) &&
                      (verdict == Verdict::holds || verdict == Verdict::holds_in_another_reading));
    }
    score.noticed += noticed ? 1 : 0;
    score.taken_as_right += held && !noticed ? 1 : 0;
    if (noticed) return;
    evaluation_.swallowed.push_back(named(truths_[t]->id, truths_[t]->kind, truths_[t]->quote) +
                                    (held ? " (taken as right)" : ""));
  }

  void count_annotated(std::size_t t) {
    const AnnotatedClaim& truth = *truths_[t];
    evaluation_.truth.claims += truth.truth.empty() ? 0 : 1;
    if (truth.is_mistake()) count_mistake(t);
    if (!truth.checkable) return;
    // Of several that overlap, the one with the fewest wrong fields.
    const CheckedClaim* best = nullptr;
    std::string faults;
    for (const CheckedClaim& checked : result_.claims) {
      if (!bears_out(t, checked.claim)) continue;
      const std::string wrong = wrong_fields(ledger_, truth, checked.claim);
      if (best != nullptr && wrong.size() >= faults.size()) continue;
      best = &checked;
      faults = wrong;
    }
    for (KindScore* score : {&evaluation_.kinds[truth.kind], &evaluation_.total}) {
      ++score->annotated;
      score->found += best != nullptr ? 1 : 0;
      score->fields_right += best != nullptr && faults.empty() ? 1 : 0;
    }
    if (best == nullptr) evaluation_.misses.push_back(named(truth.id, truth.kind, truth.quote));
    if (best != nullptr && !faults.empty())
      evaluation_.wrong_fields.push_back(named(truth.id, truth.kind, truth.quote) + " (" +
                                         truth.year + ", " + truth.value + "):" + faults);
  }

  const Ledger& ledger_;
  const AnnotatedDocument& document_;
  const CheckResult& result_;
  Evaluation& evaluation_;
  std::vector<const AnnotatedClaim*> truths_;
  std::vector<Span> spans_;
};

}  // namespace

Result<std::vector<AnnotatedClaim>> parse_annotated_claims(std::string_view jsonl) {
  std::vector<AnnotatedClaim> claims;
  const auto error = each_line(jsonl, [&](JsonValue object) {
    AnnotatedClaim claim;
    claim.doc = object["doc"].text();
    claim.id = object["claim_id"].text();
    claim.quote = object["quote"].text();
    claim.kind = object["kind"].text();
    claim.measure = object["measure"].text();
    claim.year = object["year"].text();
    claim.value = object["value"].text();
    claim.checkable = object["checkable_with"].text() == "ledger";
    claim.truth = object["truth"].text();
    for (const JsonValue area : object["subject"].elements()) {
      if (!area.text().empty()) claim.subject.emplace_back(area.text());
    }
    claims.push_back(std::move(claim));
  });
  if (error) return *error;
  return claims;
}

Result<std::vector<AnnotatedDocument>> parse_annotated_documents(std::string_view jsonl) {
  std::vector<AnnotatedDocument> documents;
  const auto error = each_line(jsonl, [&](JsonValue object) {
    AnnotatedDocument document;
    document.id = object["doc"].text();
    document.date = object["date"].text();
    document.annotated = object["annotated"].boolean().value_or(true);
    document.on_topic = object["about"].text() != "other";
    documents.push_back(std::move(document));
  });
  if (error) return *error;
  return documents;
}

void evaluate_document(const Ledger& ledger, const AnnotatedDocument& document,
                       const std::vector<AnnotatedClaim>& claims, const CheckResult& result,
                       Evaluation& evaluation) {
  Comparing(ledger, document, claims, result, evaluation).count();
}

}  // namespace muster
