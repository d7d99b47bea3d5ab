#include "ledger/read_facts.h"

#include <algorithm>
#include <set>

namespace muster {
namespace {

class FactTables : TableReader {
 public:
  using TableReader::TableReader;

  std::optional<Error> read() {
    using Step = std::optional<Error> (FactTables::*)();
    constexpr Step kSteps[] = {&FactTables::read_guidelines,      &FactTables::read_agreements,
                               &FactTables::read_events,          &FactTables::read_offices,
                               &FactTables::read_promises,        &FactTables::read_known,
                               &FactTables::read_publisher_counts};
    for (const Step step : kSteps) {
      if (auto error = (this->*step)()) return error;
    }
    return std::nullopt;
  }

 private:
  static std::optional<Error> confidence(const std::string& text) {
    return one_of(text, {"high", "medium"});
  }

  std::optional<Error> read_guidelines() {
    return each_row("guidelines.csv",
                    {"id", "text", "metric", "threshold", "unit", "comparator", "rounding", "who",
                     "applies_from", "deadline", "definition"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Guideline row{};
                      row.id = keep(f[0]);
                      row.text = keep(f[1]);
                      row.metric = keep(f[2]);
                      row.unit = keep(f[4]);
                      row.comparator = keep(f[5]);
                      row.who = keep(f[7]);
                      row.deadline = keep(f[9]);
                      row.definition = keep(f[10]);
                      Decimal rounding;
                      auto error = first_of(decimal(f[3], row.threshold), decimal(f[6], rounding),
                                            year(f[8], row.applies_from));
                      if (error) return error;
                      if (rounding.places != 0 || rounding.units < 0 || rounding.units > 6)
                        return Error{"rounding '" + f[6] + "' is no number of decimals", "", ""};
                      row.rounding = static_cast<std::uint8_t>(rounding.units);
                      data_->guidelines.push_back(row);
                      return std::nullopt;
                    });
  }

  std::optional<Error> read_agreements() {
    return each_row(
        "agreements.csv",
        {"guideline", "from", "to", "where", "strength", "deadline", "text", "event", "confidence"},
        [&](const Fields& f) -> std::optional<Error> {
          Agreement row{};
          row.guideline = keep(f[0]);
          row.where = keep(f[3]);
          row.strength = keep(f[4]);
          row.deadline = keep(f[5]);
          row.text = keep(f[6]);
          row.event = keep(f[7]);
          row.confidence = keep(f[8]);
          const bool known = std::ranges::any_of(data_->guidelines,
                                                 [&](const Guideline& g) { return g.id == f[0]; });
          if (!known)
            return Error{"unknown guideline '" + f[0] + "'", "", "declare it in guidelines.csv"};
          if (auto error = span_of_days(f[1], f[2].empty() ? f[1] : f[2], row.agreed)) return error;
          data_->agreements.push_back(row);
          return std::nullopt;
        });
  }

  std::optional<Error> read_events() {
    std::set<std::string> seen;
    return each_row("events.csv",
                    {"id", "from", "to", "name", "variants", "kind", "place", "area", "note",
                     "source", "confidence"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Event row{};
                      row.id = keep(f[0]);
                      row.name = keep(f[3]);
                      row.variants = keep(f[4]);
                      row.kind = keep(f[5]);
                      row.place = keep(f[6]);
                      row.note = keep(f[8]);
                      row.source = keep(f[9]);
                      row.confidence = keep(f[10]);
                      if (!seen.insert(f[0]).second)
                        return Error{"event '" + f[0] + "' stands twice", "", ""};
                      auto error =
                          first_of(span_of_days(f[1], f[2].empty() ? f[1] : f[2], row.period),
                                   optional_area(f[7], row.area), confidence(f[10]));
                      if (error) return error;
                      data_->events.push_back(row);
                      return std::nullopt;
                    });
  }

  // `precision` says how sure the dates of an office are; the bounds follow from it.
  std::optional<Error> bounds(const Fields& f, Office& row) const {
    const std::string& precision = f[7];
    const Period never{kDistantPast, kDistantFuture};
    Period from = never;
    Period to = never;
    if (auto error = first_of(period(f[4], from), period(f[5], to))) return error;
    row.begun = from;
    row.ended = to;
    if (precision == "day" || precision == "month" || precision == "year") {
      if (f[4].empty()) return Error{"precision '" + precision + "' without a first day", "", ""};
      if (f[5].empty()) row.ended = {data_->facts_checked, kDistantFuture};
    } else if (precision == "end day") {
      if (f[4].empty()) row.begun = {kDistantPast, to.from};
    } else if (precision == "start day") {
      row.ended = {from.to, kDistantFuture};
    } else if (precision.starts_with("attested ")) {
      auto day = parse_date(std::string_view(precision).substr(9));
      if (!day) return day.error();
      row.begun = {kDistantPast, *day};
      row.ended = {*day, kDistantFuture};
    } else if (precision.starts_with("seen ")) {
      // Begun as said, and still held on that day; what came after was not looked up.
      auto day = parse_date(std::string_view(precision).substr(5));
      if (!day) return day.error();
      if (f[4].empty()) return Error{"precision '" + precision + "' without a first day", "", ""};
      if (*day < from.from) return Error{f[2] + " left the office before taking it", "", ""};
      row.ended = {*day, kDistantFuture};
    } else if (precision != "unsourced dates") {
      return Error{"unknown precision '" + precision + "'", "",
                   "it is day, month, year, start day, end day, seen <day>, attested <day> or "
                   "unsourced dates"};
    }
    if (row.ended.to < row.begun.from)
      return Error{f[2] + " left the office before taking it", "", ""};
    return std::nullopt;
  }

  std::optional<Error> read_offices() {
    // Read on 24 November 2026: an office without an end was held on that day.
    data_->facts_checked = make_date(2026, 11, 24);
    return each_row("offices.csv",
                    {"area", "office", "person", "variants", "from", "to", "acting", "precision",
                     "source", "confidence"},
                    [&](const Fields& f) -> std::optional<Error> {
                      Office row{};
                      row.office = keep(f[1]);
                      row.person = keep(f[2]);
                      row.variants = keep(f[3]);
                      row.source = keep(f[8]);
                      row.confidence = keep(f[9]);
                      auto error = first_of(area(f[0], row.area), yes_no(f[6], row.acting),
                                            bounds(f, row), confidence(f[9]));
                      if (error) return error;
                      data_->offices.push_back(row);
                      return std::nullopt;
                    });
  }

  static std::optional<Error> unit_of_promise(const std::string& text) {
    if (text == "PERCENT" || text == "PERCENT_OF_GNI") return std::nullopt;
    auto unit = parse_unit(text);
    return unit ? std::nullopt : std::optional(unit.error());
  }

  std::optional<Error> read_promises() {
    return each_row(
        "promises.csv",
        {"area", "metric", "threshold", "unit", "by_year", "definition", "said_on", "said_by",
         "where", "supersedes", "source", "confidence", "note"},
        [&](const Fields& f) -> std::optional<Error> {
          Promise row{};
          row.metric = keep(f[1]);
          row.unit = keep(f[3]);
          row.definition = keep(f[5]);
          row.said_by = keep(f[7]);
          row.where = keep(f[8]);
          row.source = keep(f[10]);
          row.confidence = keep(f[11]);
          row.note = keep(f[12]);
          auto error =
              first_of(area(f[0], row.area), decimal(f[2], row.threshold), unit_of_promise(f[3]),
                       period(f[6], row.said), f[4].empty() ? std::nullopt : year(f[4], row.by),
                       confidence(f[11]));
          if (error) return error;
          if (f[6].empty() || f[10].empty())
            return Error{"a promise without its day or source", "", "say who told it, and when"};
          if (!f[9].empty()) {
            row.supersedes.emplace();
            if (auto bad = period(f[9], *row.supersedes)) return bad;
          }
          data_->promises.push_back(row);
          return std::nullopt;
        });
  }

  std::optional<Error> read_known() {
    return each_row(
        "known_publications.csv", {"publisher", "title", "published", "url", "holds"},
        [&](const Fields& f) -> std::optional<Error> {
          KnownPublication row{keep(f[0]), keep(f[1]), {}, keep(f[3]), keep(f[4])};
          if (std::ranges::find(data_->publishers, f[0], &Publisher::id) == data_->publishers.end())
            return Error{"unknown publisher '" + f[0] + "'", "", "declare it in publishers.csv"};
          if (f[2].empty())
            return Error{"a publication without its day", "",
                         "write the month where only it is known"};
          if (auto error = period(f[2], row.published)) return error;
          if (!f[3].starts_with("https://"))
            return Error{"'" + f[3] + "' is no address", "", "begin it with https://"};
          const bool twice =
              std::ranges::any_of(data_->known_publications, [&](const KnownPublication& other) {
                return other.publisher == row.publisher && other.published == row.published;
              });
          if (twice)
            return Error{f[0] + " of " + f[2] + " stands twice", "", "one row a day and publisher"};
          data_->known_publications.push_back(row);
          return std::nullopt;
        });
  }

  std::optional<Error> read_publisher_counts() {
    return each_row(
        "publisher_counts.csv",
        {"metric", "threshold", "year", "count", "membership", "stated_on", "stated_by", "kind",
         "source", "confidence", "note"},
        [&](const Fields& f) -> std::optional<Error> {
          PublisherCount row{};
          row.metric = keep(f[0]);
          row.said_by = keep(f[6]);
          row.kind = keep(f[7]);
          row.source = keep(f[8]);
          row.confidence = keep(f[9]);
          row.note = keep(f[10]);
          auto error =
              first_of(decimal(f[1], row.threshold), year(f[2], row.year), whole(f[3], row.count),
                       whole(f[4], row.membership), period(f[5], row.stated),
                       one_of(f[7], {"stated", "reported"}), confidence(f[9]));
          if (error) return error;
          const bool guided = std::ranges::any_of(data_->guidelines, [&](const Guideline& g) {
            return g.metric == f[0] && g.threshold == row.threshold;
          });
          if (!guided)
            return Error{"no guideline is " + f[1] + " of " + f[0], "",
                         "it is a metric and threshold of guidelines.csv"};
          if (f[5].empty() || f[8].empty())
            return Error{"a count without its day or source", "", "say who told it, and when"};
          if (row.count > row.membership)
            return Error{f[3] + " of " + f[4] + " allies", "", "the count is of the membership"};
          data_->publisher_counts.push_back(row);
          return std::nullopt;
        });
  }
};

}  // namespace

std::optional<Error> read_facts(TablesRead& read) { return FactTables(read).read(); }

}  // namespace muster
