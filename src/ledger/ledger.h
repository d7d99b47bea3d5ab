// The ledger: official figures as each publication gave them, and what is needed to read them
// (areas, groups with dated membership, guidelines, offices, events, exchange rates).
//
// A Ledger is a set of views. It owns nothing: the embedded ledger's tables are constants of the
// program, a ledger read from files is owned by a LedgerData (read_tables.h), which must outlive
// it. All tables are immutable; copying a Ledger copies the views.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/decimal.h"
#include "ledger/vocabulary.h"

namespace muster {

struct Area {
  std::string_view code;  // ISO 3166-1 alpha-3, or a group's name
  std::string_view iso2;  // empty for groups
  std::string_view name;
  std::string_view variants;  // as publishers write it too, separated by '|'
  bool takes_article;         // "the United States"
  bool is_group;
  bool has_armed_forces;
  bool european;
};

// `area` belonged to `group` from `period.from` to `period.to`.
struct Membership {
  AreaId group;
  AreaId area;
  Period period;
};

struct CurrencyPeriod {
  AreaId area;
  Currency currency;
  Period period;
};

struct Publisher {
  std::string_view id;  // "NATO"
  std::string_view name;
  std::string_view what;  // what of theirs is in the ledger
  std::string_view definition;
  std::string_view terms;
  std::string_view citation;
  bool may_be_republished = false;  // its tables as a whole, by these terms
};

// One publication of a publisher.
struct Vintage {
  std::string_view id;  // "NATO-2024-06-17"
  std::string_view publisher;
  std::string_view title;
  Date published;
  Date cut_off;  // kDistantPast when the publication does not say
  Year first_year, last_year;
  PriceBasis base;                  // of its constant prices
  std::string_view estimate_years;  // "2023 2024"
  std::string_view measure_name;  // what it calls the measure: "core defence expenditure" from 2026
  std::string_view what_is_here;
  std::string_view url;          // where the publisher has it; empty where not known
  std::string_view archive_url;  // a copy kept by others; empty where not known
};

// Do they call what they count by two names? That is a break; a publication that does not name it
// breaks nothing.
inline bool counts_otherwise(const Vintage& a, const Vintage& b) {
  return !a.measure_name.empty() && !b.measure_name.empty() && a.measure_name != b.measure_name;
}

// Where a publisher's vintages stand in the table of vintages: [begin, end).
struct PublisherVintages {
  std::string_view publisher;
  std::uint16_t begin = 0;
  std::uint16_t end = 0;
};

// One figure, whole.
struct Observation {
  MeasureId measure;
  AreaId area;
  Year year;
  Decimal value;
  Unit unit;
  PriceBasis basis;
  ObsStatus status;
  VintageId vintage;
  std::string_view cell;  // the publisher's own cell or table, or who quoted it
  Extent extent = Extent::printed;
};

// Was a figure read off a printed page, with no more decimals than stand there? Its cell then names
// the page: "page 6, table 1, Albania, 2014".
inline bool is_as_printed(std::string_view cell) { return cell.starts_with("page "); }

// Observations as parallel columns, sorted by measure, area, year and then by the vintage's day of
// publication; of several figures for one key (printed, quoted, in full) the one with the most
// decimals comes last. `first[m * areas + a]` is the first row of that pair; it has one entry more
// at the end. Within a pair the rows of a year are found without a search: `years[m * areas + a]`
// says which years it spans, and where in `year_first` their first rows stand.
struct YearSpan {
  std::int16_t first = 0;
  std::uint16_t count = 0;  // of years; year_first has one entry more
  std::uint32_t at = 0;     // in year_first
};

struct ObservationColumns {
  std::span<const std::int16_t> year;
  std::span<const std::int64_t> units;
  std::span<const std::uint8_t> places;
  std::span<const std::uint16_t> unit;  // index into unit_table
  std::span<const std::int16_t> basis;
  std::span<const char> status;
  std::span<const char> extent;
  std::span<const std::uint16_t> vintage;
  std::span<const std::uint32_t> cell;  // index into cell_start
  std::span<const std::uint32_t> first;
  std::span<const YearSpan> years;
  std::span<const std::uint32_t> year_first;
  std::span<const std::uint32_t> cell_start;  // offsets into cell_pool, one more at the end
  std::string_view cell_pool;
  std::span<const Unit> unit_table;

  std::size_t size() const { return year.size(); }
};

// Below `threshold` unless listed: the vintage's source named every ally of the group that was at
// or above it in that year, so an absent one is known to be below though its figure is not.
struct CensoredBelow {
  VintageId vintage;
  MeasureId measure;
  Year year;
  AreaId group;
  Decimal threshold;
  std::string_view source;
};

// Units of `currency` per one `per` (USD or EUR), the mean of the year's days.
struct AnnualRate {
  Currency currency;
  Year year;
  Currency per;
  Decimal rate;
  std::string_view method;
  bool partial_year;
};

// US dollars per euro on one day (ECB reference rate).
struct DailyRate {
  Date date;
  Decimal usd_per_eur;
};

struct Guideline {
  std::string_view id;  // "share-2"
  std::string_view text;
  std::string_view
      metric;  // a measure's name, or a name no measure has (then nobody's compliance is known)
  Decimal threshold;
  std::string_view unit;
  std::string_view comparator;  // ">="
  std::uint8_t rounding;        // decimals at which a figure is compared
  std::string_view who;
  Year applies_from;
  std::string_view deadline;  // year, or empty
  // By what publications must count for it: "core defence expenditure"; empty: by each day's.
  std::string_view definition;
};

// When and where a guideline was agreed, each time that it was.
struct Agreement {
  std::string_view guideline;
  Period agreed;
  std::string_view where;
  std::string_view strength;  // "move towards", "at least", …
  std::string_view deadline;
  std::string_view text;
  std::string_view event;  // id in the events table, or empty
  std::string_view confidence;
};

// How many allies met a guideline, as the alliance itself said (or as the press told of its table):
// never computed from the ledger's figures, so that one can be held against the other.
struct PublisherCount {
  std::string_view metric;  // as the guideline's
  Decimal threshold;
  Year year;
  int count = 0;
  int membership = 0;        // allies at that time
  Period stated;             // a day, or the month where only that is known
  std::string_view said_by;  // "Secretary General (annual report 2024)"
  std::string_view kind;     // stated, reported
  std::string_view source;
  std::string_view confidence;  // high, medium
  std::string_view note;

  bool is_sure() const { return confidence == "high"; }
};

// Who held an office. The dates are bounds where the sources are not exact to the day: the office
// was taken within `begun` and left within `ended` (far future: still held when last read).
struct Office {
  AreaId area;
  std::string_view office;
  std::string_view person;
  std::string_view variants;  // other spellings, separated by '|'
  Period begun;
  Period ended;
  bool acting;
  std::string_view source;      // empty: read with the first table, in November 2026
  std::string_view confidence;  // high, medium

  // Only what is sure may contradict a text; the rest supports and explains.
  bool is_sure() const { return confidence == "high"; }
};

struct Event {
  std::string_view id;
  Period period;
  std::string_view name;
  std::string_view variants;  // separated by '|'
  std::string_view kind;      // summit, accession, publication, war, …
  std::string_view place;
  std::optional<AreaId> area;
  std::string_view note;
  std::string_view source;
  std::string_view confidence;  // as an office's

  bool is_sure() const { return confidence == "high"; }
};

// Who promised for an ally to reach what, and by when. Whether it was kept is not written here: the
// figures say it (measures/promises.h).
struct Promise {
  AreaId area;
  std::string_view metric;  // as a guideline's, or "budget": a sum of money, which no figure judges
  Decimal threshold;
  std::string_view unit;        // PERCENT, PERCENT_OF_GNI, EUR_MILLION, …
  Year by;                      // 0: no year was named
  std::string_view definition;  // as a guideline's
  Period said;                  // a day, or the month or year where only that is known
  std::string_view said_by;     // "Prime Minister (Donald Tusk)"
  std::string_view where;
  std::optional<Period> supersedes;  // when the promise was said that this one takes the place of
  std::string_view source;
  std::string_view confidence;  // as an office's
  std::string_view note;

  bool is_sure() const { return confidence == "high"; }
};

// Aid to Ukraine by donor (Kiel Institute), over a period that need not be a year: "2024-03",
// "2022-01..2026-04". What is of a year is an observation too (ledger/support.h).
struct SupportFigure {
  std::string_view donor;
  std::optional<AreaId> area;
  std::string_view component;
  std::string_view period;
  Decimal value;
  std::string_view unit;
  VintageId vintage;
  std::string_view cell;
};

// A publication that exists, whether the ledger has it or not (which its vintages say), so that a
// reader knows which file to bring.
struct KnownPublication {
  std::string_view publisher;
  std::string_view title;
  Period published;  // a day, or the month where only that is known
  std::string_view url;
  std::string_view holds;  // what its file would bring
};

// A publication that was imported and taken back: none of its figures is in the ledger.
struct WithdrawnVintage {
  std::string_view id;
  std::string_view publisher;
  std::string_view since;  // "2026-11-30"
  std::string_view why;
};

struct Ledger {
  std::span<const Area> areas;
  std::span<const Membership> memberships;
  std::span<const CurrencyPeriod> currencies;
  std::span<const Publisher> publishers;
  std::span<const Vintage> vintages;  // by publisher, then by day of publication
  std::span<const PublisherVintages> publisher_vintages;  // of those that have any
  std::span<const Date> published;                        // of each vintage
  ObservationColumns observations;
  std::span<const CensoredBelow> censored;
  std::span<const AnnualRate> annual_rates;
  std::span<const DailyRate> daily_rates;
  std::span<const Guideline> guidelines;
  std::span<const Agreement> agreements;
  std::span<const Office> offices;
  std::span<const Event> events;
  std::span<const SupportFigure> support;
  Date facts_checked;  // the day on which offices and events were last read
  std::span<const KnownPublication> known_publications = {};
  std::span<const WithdrawnVintage> withdrawn = {};
  std::span<const PublisherCount> publisher_counts = {};
  std::span<const Promise> promises = {};

  const Area& area(AreaId id) const { return areas[index_of(id)]; }
  const Vintage& vintage(VintageId id) const { return vintages[index_of(id)]; }
  Observation observation(std::size_t row) const;
  // The same where the caller knows in which range the row lies (rows_of): no search.
  Observation observation(MeasureId measure, AreaId area, std::size_t row) const;
};

// The figures compiled into the library.
const Ledger& embedded_ledger();

// By code; groups too. Constant time is not needed: there are some fifty.
std::optional<AreaId> area_coded(const Ledger& ledger, std::string_view code);
// The same for what a user typed or a publisher wrote: code, two-letter code, English name or one
// of its variants, in any case.
std::optional<AreaId> area_named(const Ledger& ledger, std::string_view text);
// Else an error with the nearest valid names.
Result<AreaId> find_area(const Ledger& ledger, std::string_view text);
Result<VintageId> find_vintage(const Ledger& ledger, std::string_view text);
Result<MeasureId> find_measure(std::string_view text);
Result<const Guideline*> find_guideline(const Ledger& ledger, std::string_view text);
Result<const Publisher*> find_publisher(const Ledger& ledger, std::string_view text);

// How many figures of a publication are here, and how they came: observations, days' exchange
// rates, and aid to Ukraine over periods that are no year.
struct FigureCount {
  std::size_t printed = 0;
  std::size_t transcribed = 0;
  std::size_t quoted = 0;

  std::size_t all() const { return printed + transcribed + quoted; }
  // Only what others quoted of it is here.
  bool only_quoted() const { return quoted > 0 && quoted == all(); }
};
// Of each publication, in the order of `vintages`.
std::vector<FigureCount> figures_by_vintage(const Ledger& ledger);
// Of one.
FigureCount figures_of(const Ledger& ledger, VintageId vintage);

// "the United States", "Poland".
std::string with_article(const Area& area);

// The areas that were members of `group` at some time in `year` and still at its end, in the order
// of the table: an ally that joined in December counts for that year, as in NATO's own tables.
std::vector<AreaId> members(const Ledger& ledger, AreaId group, Year year);
// On one day.
std::vector<AreaId> members_on(const Ledger& ledger, AreaId group, Date day);

// The rows of one measure, area and year, oldest vintage first (all publishers, bases and
// currencies).
struct RowRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
inline RowRange rows_of(const Ledger& ledger, MeasureId measure, AreaId area, Year year) {
  const std::size_t pair = static_cast<std::size_t>(measure) * ledger.areas.size() + index_of(area);
  const YearSpan& span = ledger.observations.years[pair];
  const auto at = static_cast<std::uint32_t>(year.value - span.first);
  if (at >= span.count) return {};  // a year before the first wraps to a large number
  const std::uint32_t* const first = ledger.observations.year_first.data() + span.at + at;
  return {first[0], first[1]};
}
// The same over all years.
RowRange rows_of(const Ledger& ledger, MeasureId measure, AreaId area);

// The currency that `area` used at the end of `year`; none where unknown.
Currency currency_of(const Ledger& ledger, AreaId area, Year year);

}  // namespace muster
