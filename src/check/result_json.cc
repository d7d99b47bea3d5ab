// The result of a check as JSON, schema muster.check/1 (docs/check.md). Written as it is walked
// over, never a tree: an archive's results are as large as the archive.

#include "base/json_writer.h"
#include "check/check.h"

namespace muster {
namespace {

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

void stated(JsonWriter& out, const StatedValue& value, std::string_view unit = "") {
  out.member("value", value.value);
  out.member("unit", unit.empty() ? std::string_view(unit_words(value)) : unit);
  out.member("approximate", value.approximate());
  if (value.approximate()) out.member("bound", to_string(value.bound));
  if (value.is_range()) out.member("to", value.high);
}

void stated_object(JsonWriter& out, std::string_view name, const StatedValue& value) {
  out.begin_object(name);
  stated(out, value);
  out.end_object();
}

// What the claim states, by its family: the members of "stated".
struct StatedMembers {
  const Ledger& ledger;
  const Claim& claim;
  JsonWriter& out;

  void no_value(std::string_view unit) const {
    out.member("value", nullptr);
    out.member("unit", unit);
    out.member("approximate", false);
  }
  void threshold(const std::optional<StatedValue>& value) const {
    if (value) stated_object(out, "threshold", *value);
  }

  void operator()(const Level& d) const {
    stated(out, d.value, d.measure == MeasureId::defence_share_of_gdp ? "% of GDP" : "");
  }
  void operator()(const ChangeStated& d) const {
    if (d.years_running > 0) {
      out.member("value", static_cast<double>(d.years_running));
      out.member("unit", "years running");
      out.member("approximate", false);
    } else if (d.by) {
      stated(out, *d.by);
    } else if (d.to) {
      stated(out, *d.to);
    }
    if (d.from && !d.by) out.member("from", d.from->value);
    out.member("real", d.real);
    if (d.direction != 0) out.member("direction", d.direction > 0 ? "up" : "down");
  }
  void operator()(const Count& d) const {
    stated(out, d.count, d.count.unit == StatedUnit::fraction ? "fraction of allies" : "allies");
    out.member("of", d.of ? std::optional<double>(*d.of) : std::nullopt);
    out.member("missing", d.missing);
    if (d.all) out.member("all", true);
    if (d.beyond > 0) out.member("beyond", static_cast<double>(d.beyond));
    threshold(d.threshold);
  }
  void operator()(const List& d) const {
    out.member("value", claim.subject.size());
    out.member("unit", "allies");
    out.member("approximate", false);
    out.member("missing", d.missing);
    out.member("complete", d.complete);
    threshold(d.threshold);
  }
  void operator()(const Comparison& d) const {
    static constexpr std::array<std::string_view, 4> kRelations = {"more", "less", "highest",
                                                                   "lowest"};
    const bool against = d.relation == Relation::more || d.relation == Relation::less;
    if (against) {
      no_value("comparison");
    } else {
      out.member("value", static_cast<double>(d.place));
      out.member("unit", "rank");
      out.member("approximate", false);
    }
    if (d.factor) stated_object(out, "factor", *d.factor);
    out.member("relation", kRelations.at(static_cast<std::size_t>(d.relation)));
    if (against && d.others_combined) {
      out.member("others", "all others combined");
    } else if (against) {
      out.begin_array("others");
      for (const AreaId area : d.others) out.value(ledger.area(area).code);
      out.end_array();
    }
  }
  void operator()(const GroupShare& d) const { stated(out, d.share); }
  void operator()(const FirstStated& d) const {
    stated(out, d.threshold, "% of GDP");
    out.member("since", d.since ? std::optional<double>(d.since->value) : std::nullopt);
    out.member("last", d.last);
  }
  void operator()(const GuidelineStated& d) const {
    stated(out, d.threshold, "% of GDP");
    if (d.agreed) out.member("agreed", *d.agreed);
    if (!d.place.empty()) out.member("place", d.place);
    if (d.deadline) out.member("deadline", static_cast<double>(d.deadline->value));
  }
  void operator()(const MembershipStated& d) const {
    const auto number = d.count ? d.count : d.ordinal;
    out.member("value", number ? std::optional<double>(*number) : std::nullopt);
    out.member("unit", d.count ? "members" : "accession");
    out.member("approximate", false);
    if (d.joined) out.member("joined", *d.joined);
  }
  void operator()(const EventStated& d) const {
    no_value("date");
    if (d.when) out.member("when", *d.when);
    if (d.area) out.member("area", ledger.area(*d.area).code);
  }
  void operator()(const OfficeStated& d) const {
    static constexpr std::array<std::string_view, 6> kTenures = {"holds",  "held",  "will hold",
                                                                 "before", "after", "began"};
    out.member("value", d.person);
    out.member("unit", "person");
    out.member("approximate", false);
    out.member_or_null("office", d.offices.empty() ? "" : d.offices.front());
    out.member("tenure", kTenures.at(static_cast<std::size_t>(d.tenure)));
    if (!d.other.empty()) out.member("other", d.other);
  }
  void operator()(const ConversionStated& d) const {
    stated(out, d.to);
    stated_object(out, "from", d.from);
  }
};

std::string_view vintage_id(const Ledger& ledger, std::optional<VintageId> vintage) {
  return vintage ? ledger.vintage(*vintage).id : std::string_view();
}

void write_reading(JsonWriter& out, const Ledger& ledger, const Reading& reading,
                   std::optional<bool> is_default) {
  // Told by its figure alone, a reading has neither answer nor working, and leaves out what it has
  // not: in a stream most readings are such.
  const bool in_words = !reading.answer.empty() || is_default;
  const auto coordinate = [&](std::string_view name, std::string_view value) {
    if (in_words || !value.empty()) out.member_or_null(name, value);
  };
  out.begin_object();
  coordinate("vintage", vintage_id(ledger, reading.vintage));
  coordinate("definition", reading.definition);
  coordinate("price_basis", reading.basis.is_none() ? "" : to_string(reading.basis));
  coordinate("exchange_rate", reading.exchange_rate);
  coordinate("rounding", reading.rounding);
  coordinate("period", reading.period);
  out.member("value", reading.value);
  coordinate("unit", reading.unit);
  if (in_words) out.member("answer", reading.answer);
  out.member("agrees", reading.agrees);
  if (is_default) out.member("default", *is_default);
  if (in_words) out.member("working", reading.working);
  if (in_words) out.member("cells", reading.cells);
  out.end_object();
}

void write_period(JsonWriter& out, const Claim& claim) {
  if (claim.years.candidates.empty()) {
    out.key("period");
    return out.value(nullptr);
  }
  Year from = claim.years.candidates.front();
  if (const auto* change = std::get_if<ChangeStated>(&claim.detail);
      change != nullptr && !change->from_years.empty())
    from = change->from_years.front();
  // "the eighth year running": from the first of them.
  if (const auto* change = std::get_if<ChangeStated>(&claim.detail);
      change != nullptr && change->years_running > 0)
    from = Year{static_cast<std::int16_t>(from.value - change->years_running + 1)};
  out.begin_object("period");
  out.member("from", std::to_string(from.value));
  out.member("to", std::to_string(claim.years.candidates.front().value));
  out.member("named", claim.years.named);
  out.end_object();
}

void write_claim(JsonWriter& out, const Ledger& ledger, const CheckResult& result,
                 const CheckedClaim& checked, std::size_t id) {
  const Claim& claim = checked.claim;
  const Assessment& assessment = checked.assessment;
  out.begin_object();
  out.member("id", id);
  out.member("kind", to_string(claim.kind));
  out.member("pattern", claim.pattern);
  if (claim.doubt != Doubt::none) out.member("doubt", to_string(claim.doubt));
  out.member("quote", result.text.substr(claim.begin, claim.end - claim.begin));
  out.member("begin", static_cast<std::size_t>(claim.begin));
  out.member("end", static_cast<std::size_t>(claim.end));
  out.begin_array("subject");
  for (const AreaId area : claim.subject) out.value(ledger.area(area).code);
  out.end_array();
  out.member("measure", claim.measure);
  out.member_or_null("guideline", claim.guideline != nullptr ? claim.guideline->id : "");
  write_period(out, claim);
  out.begin_object("stated");
  std::visit(StatedMembers{ledger, claim, out}, claim.detail);
  out.end_object();
  out.member("verdict", to_string(checked.judgement.verdict));
  const auto chosen = checked.judgement.reading;
  out.key("reading");
  if (chosen) {
    write_reading(out, ledger, assessment.readings[*chosen], *chosen == 0);
  } else {
    out.value(nullptr);
  }
  out.begin_array("other_readings");
  for (std::size_t i = 0; i < assessment.readings.size(); ++i) {
    if (chosen && i != *chosen) write_reading(out, ledger, assessment.readings[i], std::nullopt);
  }
  out.end_array();
  out.key("today");
  if (const auto& today = assessment.today) {
    out.begin_object();
    out.member_or_null("vintage", vintage_id(ledger, today->vintage));
    out.member("value", today->value);
    out.member("answer", today->answer);
    out.member("verdict", to_string(checked.judgement.today));
    out.end_object();
  } else {
    out.value(nullptr);
  }
  out.member_or_null("correction", checked.judgement.correction);
  out.end_object();
}

std::string written(unsigned indent, const Ledger& ledger, const CheckResult& result,
                    bool include_text) {
  JsonWriter out(indent);
  out.begin_object();
  out.member("schema", "muster.check/1");
  out.begin_object("document");
  out.member("id", result.id);
  out.member_or_null("title", result.title);
  out.member_or_null("date", result.day ? to_string(*result.day) : "");
  out.member_or_null("date_from", result.date_from);
  if (result.date && result.date->from != result.date->to) out.member("date_window", *result.date);
  if (!result.date_evidence.empty()) out.member("date_evidence", result.date_evidence);
  out.member("bytes", result.text.size());
  if (include_text) out.member("text", result.text);
  out.end_object();
  out.begin_object("ledger");
  out.member("as_of", to_string(result.as_of));
  out.member("publisher", result.publisher);
  out.member_or_null("vintage", vintage_id(ledger, result.vintage));
  out.end_object();
  out.begin_array("claims");
  for (std::size_t i = 0; i < result.claims.size(); ++i)
    write_claim(out, ledger, result, result.claims[i], i + 1);
  out.end_array();
  out.begin_object("summary");
  out.member("claims", result.claims.size());
  for (const Verdict verdict : {Verdict::holds, Verdict::holds_in_another_reading,
                                Verdict::contradicted, Verdict::not_in_ledger})
    out.member(to_string(verdict), result.count(verdict));
  out.end_object();
  out.end_object();
  return out.text();
}

}  // namespace

std::string to_json(const Ledger& ledger, const CheckResult& result, bool include_text) {
  return written(2, ledger, result, include_text);
}

std::string to_json_line(const Ledger& ledger, const CheckResult& result, bool include_text) {
  return written(0, ledger, result, include_text);
}

}  // namespace muster
