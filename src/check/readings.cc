#include "check/readings.h"

#include <algorithm>

#include "base/decimal.h"
#include "check/readings/families.h"
#include "measures/definition.h"

namespace muster {
namespace {

std::string possessive_of(const std::string& name) { return name + "'s"; }

}  // namespace

std::string coordinates(const Ledger& ledger, const Reading& reading) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : ", ") + part;
  };
  if (reading.vintage) add(std::string(ledger.vintage(*reading.vintage).id));
  if (!reading.definition.empty() && reading.definition != "NATO")
    add(possessive_of(publisher_words(ledger, reading.definition)) + " definition");
  // GDP or people are no matter of what counts as defence expenditure: their units are not these.
  if (reading.vintage && reading.unit != "persons" && reading.definition == "NATO")
    add(std::string(new_definition(ledger, *reading.vintage)));
  if (reading.vintage && !reading.period.empty()) add(reading.period);
  if (!reading.basis.is_none() && reading.unit != "% of GDP") add(to_prose(reading.basis));
  add(reading.exchange_rate);
  if (reading.rounding != "as written") add(reading.rounding);
  return text;
}

std::string all_coordinates(const Ledger& ledger, const Reading& reading) {
  if (!reading.vintage) return coordinates(ledger, reading);
  const auto or_none = [](const std::string& text) { return text.empty() ? "none" : text; };
  std::string text = "vintage " + std::string(ledger.vintage(*reading.vintage).id);
  text += ", definition " + possessive_of(publisher_words(ledger, reading.definition));
  text += ", period " + or_none(reading.period);
  text += ", prices " + (reading.basis.is_none() ? "none" : to_string(reading.basis));
  text += ", exchange rate " + or_none(reading.exchange_rate);
  return text + ", rounding " + (reading.rounding.empty() ? "none agrees" : reading.rounding);
}

std::string publisher_words(const Ledger& ledger, std::string_view publisher) {
  const auto found = std::ranges::find(ledger.publishers, publisher, &Publisher::id);
  if (found == ledger.publishers.end()) return std::string(publisher);
  // Short names that are known stay; "World Bank" takes an article.
  if (publisher == "WB") return "the World Bank";
  return std::string(publisher);
}

std::string answer_of(const Reading& reading) {
  if (!reading.answer.empty() || !reading.value) return reading.answer;
  return with_thousands(*reading.value,
                        reading.unit == "allies" || reading.unit == "rank" ? 0 : 2) +
         " " + reading.unit;
}

Assessment assess(const ReadingContext& context, const Claim& claim) {
  struct Family {
    const ReadingContext& context;
    const Claim& claim;
    Assessment operator()(const Level& d) const { return assess_level(context, claim, d); }
    Assessment operator()(const ChangeStated& d) const { return assess_change(context, claim, d); }
    Assessment operator()(const GroupShare& d) const {
      return assess_group_share(context, claim, d);
    }
    Assessment operator()(const FirstStated& d) const { return assess_first(context, claim, d); }
    Assessment operator()(const Count& d) const { return assess_count(context, claim, d); }
    Assessment operator()(const List& d) const { return assess_list(context, claim, d); }
    Assessment operator()(const Comparison& d) const {
      return assess_comparison(context, claim, d);
    }
    Assessment operator()(const GuidelineStated& d) const {
      return assess_guideline(context, claim, d);
    }
    Assessment operator()(const MembershipStated& d) const {
      return assess_membership(context, claim, d);
    }
    Assessment operator()(const EventStated& d) const { return assess_event(context, claim, d); }
    Assessment operator()(const OfficeStated& d) const { return assess_office(context, claim, d); }
    Assessment operator()(const ConversionStated& d) const {
      return assess_conversion(context, claim, d);
    }
  };
  return std::visit(Family{context, claim}, claim.detail);
}

}  // namespace muster
