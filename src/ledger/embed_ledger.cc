// Build tool: reads the data folder, validates it, and writes the ledger as constant tables of C++,
// so that the program starts with the ledger laid out and parses nothing.
//
//   embed_ledger DATA_DIR OUT.cc
//
// A fault in the data stops the build with one line: file, line, what is wrong.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>

#include "base/text.h"
#include "ledger/read_tables.h"

namespace muster {
namespace {

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  return std::move(content).str();
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string date(Date d) { return "Date{" + std::to_string(d.days) + "}"; }
std::string period(const Period& p) { return "{" + date(p.from) + "," + date(p.to) + "}"; }
std::string year(Year y) { return "Year{" + std::to_string(y.value) + "}"; }
std::string decimal(const Decimal& d) {
  return "{" + std::to_string(d.units) + "," + std::to_string(d.places) + "}";
}
std::string area(AreaId a) { return "AreaId{" + std::to_string(index_of(a)) + "}"; }
std::string vintage(VintageId v) { return "VintageId{" + std::to_string(index_of(v)) + "}"; }
std::string optional_area(const std::optional<AreaId>& a) { return a ? area(*a) : "std::nullopt"; }
std::string code(const Currency& c) { return "currency(" + quoted(c.text()) + ")"; }
std::string flag(bool b) { return b ? "true" : "false"; }

std::string listed(std::initializer_list<std::string> fields) {
  std::string text;
  for (const std::string& field : fields) text += (text.empty() ? "" : ",") + field;
  return text;
}

// A row's fields in the order of its struct (ledger.h).
std::string row(const Area& r) {
  return listed({quoted(r.code), quoted(r.iso2), quoted(r.name), quoted(r.variants),
                 flag(r.takes_article), flag(r.is_group), flag(r.has_armed_forces),
                 flag(r.european)});
}
std::string row(const Membership& r) {
  return listed({area(r.group), area(r.area), period(r.period)});
}
std::string row(const CurrencyPeriod& r) {
  return listed({area(r.area), code(r.currency), period(r.period)});
}
std::string row(const Publisher& r) {
  return listed({quoted(r.id), quoted(r.name), quoted(r.what), quoted(r.definition),
                 quoted(r.terms), quoted(r.citation), flag(r.may_be_republished)});
}
std::string row(const Vintage& r) {
  return listed({quoted(r.id), quoted(r.publisher), quoted(r.title), date(r.published),
                 date(r.cut_off), year(r.first_year), year(r.last_year),
                 "PriceBasis{" + std::to_string(r.base.year) + "}", quoted(r.estimate_years),
                 quoted(r.measure_name), quoted(r.what_is_here), quoted(r.url),
                 quoted(r.archive_url)});
}
std::string row(const CensoredBelow& r) {
  return listed({vintage(r.vintage),
                 "MeasureId{" + std::to_string(static_cast<int>(r.measure)) + "}", year(r.year),
                 area(r.group), decimal(r.threshold), quoted(r.source)});
}
std::string row(const AnnualRate& r) {
  return listed({code(r.currency), year(r.year), code(r.per), decimal(r.rate), quoted(r.method),
                 flag(r.partial_year)});
}
std::string row(const DailyRate& r) { return listed({date(r.date), decimal(r.usd_per_eur)}); }
std::string row(const Guideline& r) {
  return listed({quoted(r.id), quoted(r.text), quoted(r.metric), decimal(r.threshold),
                 quoted(r.unit), quoted(r.comparator), std::to_string(r.rounding), quoted(r.who),
                 year(r.applies_from), quoted(r.deadline), quoted(r.definition)});
}
std::string row(const Agreement& r) {
  return listed({quoted(r.guideline), period(r.agreed), quoted(r.where), quoted(r.strength),
                 quoted(r.deadline), quoted(r.text), quoted(r.event), quoted(r.confidence)});
}
std::string row(const Office& r) {
  return listed({area(r.area), quoted(r.office), quoted(r.person), quoted(r.variants),
                 period(r.begun), period(r.ended), flag(r.acting), quoted(r.source),
                 quoted(r.confidence)});
}
std::string row(const Event& r) {
  return listed({quoted(r.id), period(r.period), quoted(r.name), quoted(r.variants), quoted(r.kind),
                 quoted(r.place), optional_area(r.area), quoted(r.note), quoted(r.source),
                 quoted(r.confidence)});
}
std::string row(const SupportFigure& r) {
  return listed({quoted(r.donor), optional_area(r.area), quoted(r.component), quoted(r.period),
                 decimal(r.value), quoted(r.unit), vintage(r.vintage), quoted(r.cell)});
}
std::string row(const KnownPublication& r) {
  return listed(
      {quoted(r.publisher), quoted(r.title), period(r.published), quoted(r.url), quoted(r.holds)});
}
std::string row(const PublisherCount& r) {
  return listed({quoted(r.metric), decimal(r.threshold), year(r.year), std::to_string(r.count),
                 std::to_string(r.membership), period(r.stated), quoted(r.said_by), quoted(r.kind),
                 quoted(r.source), quoted(r.confidence), quoted(r.note)});
}
std::string row(const Promise& r) {
  return listed({area(r.area), quoted(r.metric), decimal(r.threshold), quoted(r.unit), year(r.by),
                 quoted(r.definition), period(r.said), quoted(r.said_by), quoted(r.where),
                 r.supersedes ? "Period" + period(*r.supersedes) : "std::nullopt", quoted(r.source),
                 quoted(r.confidence), quoted(r.note)});
}
std::string row(const Unit& r) {
  return listed({"UnitKind{" + std::to_string(static_cast<int>(r.kind)) + "}",
                 std::to_string(r.exponent), code(r.currency)});
}
std::string row(const PublisherVintages& r) {
  return listed({quoted(r.publisher), std::to_string(r.begin), std::to_string(r.end)});
}
// The braces are the row's.
std::string row(Date d) { return std::to_string(d.days); }
std::string row(const YearSpan& r) {
  return listed({std::to_string(r.first), std::to_string(r.count), std::to_string(r.at)});
}

// Writes `constexpr TYPE NAME[] = {…};`, one row a line.
template <typename Rows>
void table(std::ostream& out, std::string_view type, std::string_view name, const Rows& rows) {
  out << "constexpr " << type << " " << name << "[] = {\n";
  for (const auto& entry : rows) out << "{" << row(entry) << "},\n";
  out << "};\n";
}

template <typename Values>
void column(std::ostream& out, std::string_view type, std::string_view name, const Values& values) {
  out << "constexpr " << type << " " << name << "[] = {";
  std::size_t at = 0;
  for (const auto value : values)
    out << (at++ % 24 == 0 ? "\n" : "") << static_cast<std::int64_t>(value) << ",";
  out << "};\n";
}

// What is known beside the observations.
void write_facts(std::ostream& out, const LedgerData& d) {
  table(out, "Area", "kAreas", d.areas);
  table(out, "Membership", "kMemberships", d.memberships);
  table(out, "CurrencyPeriod", "kCurrencies", d.currencies);
  table(out, "Publisher", "kPublishers", d.publishers);
  table(out, "Vintage", "kVintages", d.vintages);
  table(out, "CensoredBelow", "kCensored", d.censored);
  table(out, "AnnualRate", "kAnnualRates", d.annual_rates);
  table(out, "DailyRate", "kDailyRates", d.daily_rates);
  table(out, "Guideline", "kGuidelines", d.guidelines);
  table(out, "Agreement", "kAgreements", d.agreements);
  table(out, "Office", "kOffices", d.offices);
  table(out, "Event", "kEvents", d.events);
  table(out, "SupportFigure", "kSupport", d.support);
  table(out, "Unit", "kUnits", d.unit_table);
  table(out, "PublisherVintages", "kPublisherVintages", d.publisher_vintages);
  table(out, "Date", "kPublished", d.published);
  table(out, "KnownPublication", "kKnownPublications", d.known_publications);
  table(out, "PublisherCount", "kPublisherCounts", d.publisher_counts);
  table(out, "Promise", "kPromises", d.promises);
}

void write_observations(std::ostream& out, const LedgerData& d) {
  column(out, "std::int16_t", "kYear", d.year);
  column(out, "std::int64_t", "kValue", d.units);
  column(out, "std::uint8_t", "kPlaces", d.places);
  column(out, "std::uint16_t", "kUnit", d.unit);
  column(out, "std::int16_t", "kBasis", d.basis);
  column(out, "char", "kStatus", d.status);
  column(out, "char", "kExtent", d.extent);
  column(out, "std::uint16_t", "kVintage", d.vintage);
  column(out, "std::uint32_t", "kCell", d.cell);
  column(out, "std::uint32_t", "kFirst", d.first);
  table(out, "YearSpan", "kYears", d.years);
  column(out, "std::uint32_t", "kYearFirst", d.year_first);
  column(out, "std::uint32_t", "kCellStart", d.cell_start);
  out << "constexpr std::string_view kCellPool =\n";
  for (std::size_t at = 0; at < d.cell_pool.size(); at += 100) {
    out << quoted(std::string_view(d.cell_pool).substr(at, 100)) << "\n";
  }
  out << ";\n";
}

void write(std::ostream& out, const LedgerData& d) {
  // The pool of cells is one string, longer than what the standard asks of every compiler.
  out << "// Written by embed_ledger from data/. Not to be edited.\n"
         "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n"
         "#include \"ledger/ledger.h\"\n\nnamespace muster {\nnamespace {\n";
  write_facts(out, d);
  write_observations(out, d);
  out << "constexpr Ledger kLedger = {kAreas, kMemberships, kCurrencies, kPublishers, kVintages,\n"
         "  kPublisherVintages, kPublished,\n"
         "  {kYear, kValue, kPlaces, kUnit, kBasis, kStatus, kExtent, kVintage, kCell, kFirst, "
         "kYears, "
         "kYearFirst, kCellStart, "
         "kCellPool, kUnits},\n"
         "  kCensored, kAnnualRates, kDailyRates, kGuidelines, kAgreements, kOffices, kEvents, "
         "kSupport, "
      << date(d.facts_checked)
      << ", kKnownPublications, {}, kPublisherCounts, kPromises};\n"
         "}  // namespace\n\nconst Ledger& embedded_ledger() { return kLedger; }\n\n}  // "
         "namespace muster\n";
}

int run(const std::filesystem::path& data, const std::filesystem::path& target) {
  DataFiles files;
  for (const std::string& name : ledger_table_names()) files[name] = read_file(data / name);
  for (const auto& entry : std::filesystem::directory_iterator(data / "observations")) {
    files["observations/" + entry.path().filename().string()] = read_file(entry.path());
  }
  auto ledger = read_ledger(files);
  if (!ledger) {
    std::fprintf(stderr, "%s/%s\n", data.c_str(), ledger.error().line().c_str());
    return 1;
  }
  std::ofstream out(target, std::ios::binary);
  write(out, **ledger);
  out.close();
  if (!out) {
    std::fprintf(stderr, "%s: cannot be written\n", target.c_str());
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace muster

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: embed_ledger DATA_DIR OUT.cc\n");
    return 2;
  }
  return muster::run(argv[1], argv[2]);
}
