// The result of a check as JSON, schema muster.check/1 (docs/check.md).

#include <nlohmann/json.hpp>

#include "check/check.h"

namespace muster {
namespace {

using Json = nlohmann::ordered_json;

// Numbers as people write them: 1303000000000 and 3.19, not 3.1899999999999999.
Json number(double value) {
  if (value == static_cast<double>(static_cast<std::int64_t>(value)) && value < 9e15 &&
      value > -9e15)
    return static_cast<std::int64_t>(value);
  return value;
}

std::string unit_words(const StatedValue& value) {
  switch (value.unit) {
    case StatedUnit::percent:
      return "%";
    case StatedUnit::points:
      return "percentage points";
    case StatedUnit::money:
      return std::string(value.currency.text());
    case StatedUnit::fraction:
      return "fraction";
    case StatedUnit::count:
      break;
  }
  return "";
}

Json stated(const StatedValue& value, const std::string& unit = "") {
  Json json{{"value", number(value.value)},
            {"unit", unit.empty() ? unit_words(value) : unit},
            {"approximate", value.approximate()}};
  if (value.approximate()) json["bound"] = to_string(value.bound);
  if (value.is_range()) json["to"] = number(value.high);
  return json;
}

// What the claim states, by its family.
struct StatedJson {
  const Ledger& ledger;
  const Claim& claim;

  Json operator()(const Level& d) const {
    return stated(d.value, d.measure == MeasureId::defence_share_of_gdp ? "% of GDP" : "");
  }
  Json operator()(const ChangeStated& d) const {
    Json json = Json::object();
    if (d.to) json = stated(*d.to);
    if (d.from) json["from"] = number(d.from->value);
    if (d.by) json = stated(*d.by);
    json["real"] = d.real;
    if (d.direction != 0) json["direction"] = d.direction > 0 ? "up" : "down";
    return json;
  }
  Json operator()(const Count& d) const {
    Json json =
        stated(d.count, d.count.unit == StatedUnit::fraction ? "fraction of allies" : "allies");
    json["of"] = d.of ? Json(*d.of) : Json();
    json["missing"] = d.missing;
    if (d.threshold) json["threshold"] = stated(*d.threshold);
    return json;
  }
  Json operator()(const List& d) const {
    Json json{{"value", claim.subject.size()},
              {"unit", "allies"},
              {"approximate", false},
              {"missing", d.missing},
              {"complete", d.complete}};
    if (d.threshold) json["threshold"] = stated(*d.threshold);
    return json;
  }
  Json operator()(const Comparison& d) const {
    static constexpr std::array<std::string_view, 4> kRelations = {"more", "less", "highest",
                                                                   "lowest"};
    Json others = Json::array();
    for (const AreaId area : d.others) others.push_back(ledger.area(area).code);
    Json json{{"value", d.place},
              {"unit", "rank"},
              {"approximate", false},
              {"relation", kRelations.at(static_cast<std::size_t>(d.relation))}};
    if (d.relation == Relation::more || d.relation == Relation::less) {
      json["value"] = nullptr;
      json["unit"] = "comparison";
      json["others"] = d.others_combined ? Json("all others combined") : others;
    }
    return json;
  }
  Json operator()(const GroupShare& d) const { return stated(d.share); }
  Json operator()(const FirstStated& d) const {
    Json json = stated(d.threshold, "% of GDP");
    json["since"] = d.since ? Json(d.since->value) : Json();
    json["last"] = d.last;
    return json;
  }
  Json operator()(const GuidelineStated& d) const {
    Json json = stated(d.threshold, "% of GDP");
    if (d.agreed)
      json["agreed"] = {{"from", to_string(d.agreed->from)}, {"to", to_string(d.agreed->to)}};
    if (!d.place.empty()) json["place"] = d.place;
    if (d.deadline) json["deadline"] = d.deadline->value;
    return json;
  }
  Json operator()(const MembershipStated& d) const {
    Json json{{"value", d.count ? Json(*d.count) : (d.ordinal ? Json(*d.ordinal) : Json())},
              {"unit", d.count ? "members" : "accession"},
              {"approximate", false}};
    if (d.joined)
      json["joined"] = {{"from", to_string(d.joined->from)}, {"to", to_string(d.joined->to)}};
    return json;
  }
  Json operator()(const EventStated& d) const {
    Json json{{"value", nullptr}, {"unit", "date"}, {"approximate", false}};
    if (d.when) json["when"] = {{"from", to_string(d.when->from)}, {"to", to_string(d.when->to)}};
    if (d.area) json["area"] = ledger.area(*d.area).code;
    return json;
  }
  Json operator()(const OfficeStated& d) const {
    static constexpr std::array<std::string_view, 5> kTenures = {"holds", "held", "will hold",
                                                                 "before", "after"};
    Json json{{"value", d.person},
              {"unit", "person"},
              {"approximate", false},
              {"office", d.offices.empty() ? Json() : Json(d.offices.front())},
              {"tenure", kTenures.at(static_cast<std::size_t>(d.tenure))}};
    if (!d.other.empty()) json["other"] = d.other;
    return json;
  }
  Json operator()(const ConversionStated& d) const {
    Json json = stated(d.to);
    json["from"] = stated(d.from);
    return json;
  }
};

Json reading_json(const Ledger& ledger, const Reading& reading, bool is_default, bool whole) {
  Json json;
  json["vintage"] = reading.vintage ? Json(ledger.vintage(*reading.vintage).id) : Json();
  json["definition"] = reading.definition.empty() ? Json() : Json(reading.definition);
  json["price_basis"] = reading.basis.is_none() ? Json() : Json(to_string(reading.basis));
  json["exchange_rate"] = reading.exchange_rate.empty() ? Json() : Json(reading.exchange_rate);
  json["rounding"] = reading.rounding.empty() ? Json() : Json(reading.rounding);
  json["period"] = reading.period.empty() ? Json() : Json(reading.period);
  json["value"] = reading.value ? number(*reading.value) : Json();
  json["unit"] = reading.unit.empty() ? Json() : Json(reading.unit);
  json["answer"] = reading.answer;
  json["agrees"] = reading.agrees;
  if (!whole) return json;
  json["default"] = is_default;
  json["working"] = reading.working;
  json["cells"] = reading.cells;
  return json;
}

Json claim_json(const Ledger& ledger, const CheckResult& result, const CheckedClaim& checked,
                std::size_t id) {
  const Claim& claim = checked.claim;
  const Assessment& assessment = checked.assessment;
  Json json;
  json["id"] = id;
  json["kind"] = to_string(claim.kind);
  json["quote"] = result.text.substr(claim.begin, claim.end - claim.begin);
  json["begin"] = claim.begin;
  json["end"] = claim.end;
  json["subject"] = Json::array();
  for (const AreaId area : claim.subject) json["subject"].push_back(ledger.area(area).code);
  json["measure"] = claim.measure;
  json["guideline"] = claim.guideline != nullptr ? Json(claim.guideline->id) : Json();
  json["period"] = nullptr;
  if (!claim.years.candidates.empty()) {
    Year from = claim.years.candidates.front();
    if (const auto* change = std::get_if<ChangeStated>(&claim.detail);
        change != nullptr && !change->from_years.empty())
      from = change->from_years.front();
    json["period"] = {{"from", std::to_string(from.value)},
                      {"to", std::to_string(claim.years.candidates.front().value)},
                      {"named", claim.years.named}};
  }
  json["stated"] = std::visit(StatedJson{ledger, claim}, claim.detail);
  json["verdict"] = to_string(checked.judgement.verdict);
  const auto chosen = checked.judgement.reading;
  json["reading"] =
      chosen ? reading_json(ledger, assessment.readings[*chosen], *chosen == 0, true) : Json();
  json["other_readings"] = Json::array();
  for (std::size_t i = 0; i < assessment.readings.size(); ++i) {
    if (chosen && i != *chosen)
      json["other_readings"].push_back(reading_json(ledger, assessment.readings[i], false, false));
  }
  json["today"] = nullptr;
  if (assessment.today) {
    json["today"] = {
        {"vintage",
         assessment.today->vintage ? Json(ledger.vintage(*assessment.today->vintage).id) : Json()},
        {"value", assessment.today->value ? number(*assessment.today->value) : Json()},
        {"answer", assessment.today->answer},
        {"verdict", to_string(checked.judgement.today)}};
  }
  json["correction"] =
      checked.judgement.correction.empty() ? Json() : Json(checked.judgement.correction);
  return json;
}

// The result but for its claims.
Json frame_json(const Ledger& ledger, const CheckResult& result, bool include_text) {
  Json json;
  json["schema"] = "muster.check/1";
  Json document{{"id", result.id}, {"title", result.title.empty() ? Json() : Json(result.title)}};
  document["date"] = result.day ? Json(to_string(*result.day)) : Json();
  document["date_from"] = result.date_from.empty() ? Json() : Json(result.date_from);
  if (result.date && result.date->from != result.date->to)
    document["date_window"] = {{"from", to_string(result.date->from)},
                               {"to", to_string(result.date->to)}};
  if (!result.date_evidence.empty()) document["date_evidence"] = result.date_evidence;
  document["bytes"] = result.text.size();
  if (include_text) document["text"] = result.text;
  json["document"] = std::move(document);
  json["ledger"] = {
      {"as_of", to_string(result.as_of)},
      {"publisher", result.publisher},
      {"vintage", result.vintage ? Json(ledger.vintage(*result.vintage).id) : Json()}};
  json["claims"] = Json::array();  // filled in by dumped()
  json["summary"] = {{"claims", result.claims.size()},
                     {"holds", result.count(Verdict::holds)},
                     {"holds_in_another_reading", result.count(Verdict::holds_in_another_reading)},
                     {"contradicted", result.count(Verdict::contradicted)},
                     {"not_in_ledger", result.count(Verdict::not_in_ledger)}};
  return json;
}

// The whole result as text. Claims are written one by one into their place, so that a long text's
// result is never a tree of the whole.
std::string dumped(const Ledger& ledger, const CheckResult& result, bool include_text, int indent) {
  const auto handler = Json::error_handler_t::replace;
  std::string frame = frame_json(ledger, result, include_text).dump(indent, ' ', false, handler);
  if (result.claims.empty()) return frame;
  // Within a string the quotes would be escaped: this can only be the member itself.
  const std::string_view empty = indent < 0 ? "\"claims\":[]" : "\"claims\": []";
  const std::size_t place = frame.find(empty) + empty.size() - 1;
  std::string out = frame.substr(0, place);
  for (std::size_t i = 0; i < result.claims.size(); ++i) {
    const std::string claim =
        claim_json(ledger, result, result.claims[i], i + 1).dump(indent, ' ', false, handler);
    if (i > 0) out += ',';
    if (indent < 0) {
      out += claim;
      continue;
    }
    // Two levels deeper than it stands by itself.
    const std::string margin = "\n" + std::string(static_cast<std::size_t>(indent) * 2, ' ');
    out += margin;
    for (const char c : claim) {
      if (c == '\n') {
        out += margin;
      } else {
        out += c;
      }
    }
  }
  if (indent >= 0) out += "\n" + std::string(static_cast<std::size_t>(indent), ' ');
  return out + frame.substr(place);
}

// A string as JSON, quotes included.
std::string quoted(std::string_view text) {
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

// The result of a text without claims, written without building a tree: in an archive these are
// nearly all.
std::string empty_line(const Ledger& ledger, const CheckResult& result) {
  std::string line = "{\"schema\":\"muster.check/1\",\"document\":{\"id\":" + quoted(result.id) +
                     ",\"title\":" + (result.title.empty() ? "null" : quoted(result.title));
  line += ",\"date\":" + (result.day ? "\"" + to_string(*result.day) + "\"" : std::string("null"));
  line +=
      ",\"date_from\":" + (result.date_from.empty() ? std::string("null")
                                                    : "\"" + std::string(result.date_from) + "\"");
  line += ",\"bytes\":" + std::to_string(result.text.size()) + "},\"ledger\":{\"as_of\":\"" +
          to_string(result.as_of) + "\",\"publisher\":\"" + std::string(result.publisher);
  line += "\",\"vintage\":" + (result.vintage
                                   ? "\"" + std::string(ledger.vintage(*result.vintage).id) + "\""
                                   : std::string("null"));
  return line +
         "},\"claims\":[],\"summary\":{\"claims\":0,\"holds\":0,\"holds_in_another_reading\":0,"
         "\"contradicted\":0,\"not_in_ledger\":0}}";
}

}  // namespace

std::string to_json(const Ledger& ledger, const CheckResult& result, bool include_text) {
  return dumped(ledger, result, include_text, 2);
}

std::string to_claim_review(const Ledger& ledger, const CheckResult& result, std::string_view url) {
  Json reviews = Json::array();
  for (const CheckedClaim& checked : result.claims) {
    const Judgement& judgement = checked.judgement;
    if (judgement.verdict == Verdict::not_in_ledger || !judgement.reading) continue;
    const Reading& reading = checked.assessment.readings[*judgement.reading];
    const bool wrong = judgement.verdict == Verdict::contradicted;
    const bool plainly = judgement.verdict == Verdict::holds;
    Json review{{"@context", "https://schema.org"}, {"@type", "ClaimReview"}};
    review["claimReviewed"] =
        result.text.substr(checked.claim.begin, checked.claim.end - checked.claim.begin);
    review["datePublished"] = to_string(result.as_of);
    review["author"] = {{"@type", "Organization"}, {"name", "Muster"}};
    Json appearance{{"@type", "CreativeWork"}};
    if (!result.title.empty()) appearance["headline"] = result.title;
    if (!url.empty()) appearance["url"] = url;
    if (result.day) appearance["datePublished"] = to_string(*result.day);
    review["itemReviewed"] = {{"@type", "Claim"}, {"appearance", appearance}};
    // Five steps are what readers of the format expect; three are used.
    review["reviewRating"] = {
        {"@type", "Rating"},
        {"ratingValue", wrong ? 1 : (plainly ? 5 : 4)},
        {"worstRating", 1},
        {"bestRating", 5},
        {"alternateName",
         wrong ? "Contradicted" : (plainly ? "Holds" : "Holds in another reading")}};
    review["reviewBody"] =
        wrong ? judgement.correction
              : reading.answer +
                    (reading.vintage ? " (" + std::string(ledger.vintage(*reading.vintage).id) + ")"
                                     : "");
    review["citation"] = reading.cells;
    reviews.push_back(std::move(review));
  }
  return reviews.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string to_json_line(const Ledger& ledger, const CheckResult& result, bool include_text) {
  const bool plain = result.claims.empty() && result.date_evidence.empty() && !include_text &&
                     (!result.date || result.date->from == result.date->to);
  if (plain) return empty_line(ledger, result);
  return dumped(ledger, result, include_text, -1);
}

}  // namespace muster
