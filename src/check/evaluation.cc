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
    claim.verdict = object["verdict"].text();
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
  struct Span {
    std::size_t begin, end;
  };
  std::vector<const AnnotatedClaim*> truths;
  std::vector<Span> spans;
  for (const AnnotatedClaim& claim : claims) {
    if (claim.doc != document.id) continue;
    const std::size_t begin = document.text.find(claim.quote);
    if (begin == std::string::npos) continue;
    truths.push_back(&claim);
    spans.push_back({begin, begin + claim.quote.size()});
  }
  if (!document.on_topic) {
    ++evaluation.off_topic_documents;
    evaluation.off_topic_claims += result.claims.size();
  }
  const auto bears_out = [&](std::size_t t, const Claim& claim) {
    // The annotation has no kind of its own for firsts: it counts them among the changes.
    const std::string_view kind = claim.kind == ClaimKind::first_or_last
                                      ? to_string(ClaimKind::change_over_time)
                                      : to_string(claim.kind);
    return truths[t]->kind == kind && claim.begin < spans[t].end && spans[t].begin < claim.end;
  };
  const auto named = [&](const std::string& id, std::string_view kind, std::string_view quote) {
    return document.id + " " + id + " " + std::string(kind) + ": " + std::string(quote);
  };
  for (const CheckedClaim& checked : result.claims) {
    const Claim& claim = checked.claim;
    const std::string kind(to_string(
        claim.kind == ClaimKind::first_or_last ? ClaimKind::change_over_time : claim.kind));
    const std::string_view quote = result.text.substr(claim.begin, claim.end - claim.begin);
    if (checked.judgement.verdict == Verdict::contradicted)
      evaluation.contradictions.push_back(named("", kind, quote) + " => " +
                                          checked.judgement.correction);
    if (!document.annotated) continue;
    bool right = false;
    for (std::size_t t = 0; t < truths.size(); ++t) right = right || bears_out(t, claim);
    for (KindScore* score : {&evaluation.kinds[kind], &evaluation.total}) {
      ++score->said;
      score->right += right ? 1 : 0;
    }
    if (!right) evaluation.false_alarms.push_back(named("", kind, quote));
  }
  for (std::size_t t = 0; t < truths.size(); ++t) {
    const AnnotatedClaim& truth = *truths[t];
    if (!truth.checkable) continue;
    // Of several that overlap, the one with the fewest wrong fields.
    const CheckedClaim* best = nullptr;
    std::string faults;
    for (const CheckedClaim& checked : result.claims) {
      if (!bears_out(t, checked.claim)) continue;
      const std::string wrong = wrong_fields(ledger, truth, checked.claim);
      if (best != nullptr && wrong.size() >= faults.size()) continue;
      best = &checked;
      faults = wrong;
    }
    for (KindScore* score : {&evaluation.kinds[truth.kind], &evaluation.total}) {
      ++score->annotated;
      score->found += best != nullptr ? 1 : 0;
      score->fields_right += best != nullptr && faults.empty() ? 1 : 0;
    }
    if (best == nullptr) evaluation.misses.push_back(named(truth.id, truth.kind, truth.quote));
    if (best != nullptr && !faults.empty())
      evaluation.wrong_fields.push_back(named(truth.id, truth.kind, truth.quote) + " (" +
                                        truth.year + ", " + truth.value + "):" + faults);
    if (best != nullptr && !truth.verdict.empty()) {
      ++evaluation.verdicts;
      evaluation.verdicts_right += truth.verdict == to_string(best->judgement.verdict) ? 1 : 0;
    }
  }
}

}  // namespace muster
