#include "sources/nato_layout.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "sources/figures.h"

namespace muster {
namespace {

constexpr std::string_view kCore = "core ";

std::string without_core(const std::string& lower) {
  return lower.starts_with(kCore) ? lower.substr(kCore.size()) : lower;
}

// Older and French words to those of today's English tables; the longer ones first.
using Wording = std::pair<std::string_view, std::string_view>;
constexpr auto kWordings = std::to_array<Wording>({
    {"É", "é"},
    {"’", "'"},
    {"\u00A0", " "},
    {"défense", "defense"},
    {"pourcentage des dépenses totales de defense", "percentage of total defence expenditure"},
    {"dépenses de defense", "defence expenditure"},
    {"defence expenditures", "defence expenditure"},
    {"equipment expenditures", "equipment expenditure"},
    {"percentage devoted to ", ""},
    {"pourcentage consacré aux dépenses de ", ""},
    {"des pays de l'otan", "of nato countries"},
    {"gross domestic product", "gdp"},
    {"produit intérieur brut", "gdp"},
    {"part du pib réel", "share of real gdp"},
    {"part du pib", "share of gdp"},
    {"en pourcentage du pib", "as % of gdp"},
    {"pib réel", "real gdp"},
    {"pib", "gdp"},
    {"par habitant", "per capita"},
    {"annual volume change", "annual real change"},
    {"variation annuelle réelle", "annual real change"},
    {"variation réelle annuelle", "annual real change"},
    {"variation annuelle en volume", "annual real change"},
    {"variation réelle", "real change"},
    {"prix et taux de change courants", "current prices"},
    {"prix courants", "current prices"},
    {"millions d'unités de monnaie nationale", "million national currency units"},
    {"millions d'unités monétaires nationales", "million national currency units"},
    {"milliards de dollars des états-unis", "billion us dollars"},
    {"millions de dollars des états-unis", "million us dollars"},
    {"milliers de dollars des états-unis", "thousand us dollars"},
    {"dollars des états-unis", "us dollars"},
    {"milliards de dollars", "billion us dollars"},
    {"millions de dollars", "million us dollars"},
    {"us $", "us dollars"},
    {"us$", "us dollars"},
    {"millions of us dollars", "million us dollars"},
    {"effectifs militaires", "military personnel"},
    {"milliers", "thousands"},
    {"équipements", "equipment"},
    {"équipement", "equipment"},
    {"infrastructures", "infrastructure"},
    {"autres", "other"},
    {"fondé sur les prix de", "prix de"},
    {"prix constants de", "prix de"},
    {"prix et taux de change de", "prix de"},
});

// The allies in the French edition; what is alike in both is not repeated.
constexpr auto kFrenchNames = std::to_array<Wording>({
    {"Albanie", "ALB"},
    {"Allemagne", "DEU"},
    {"Belgique", "BEL"},
    {"Bulgarie", "BGR"},
    {"Croatie", "HRV"},
    {"Danemark", "DNK"},
    {"Espagne", "ESP"},
    {"Estonie", "EST"},
    {"États-Unis", "USA"},
    {"Etats-Unis", "USA"},
    {"Finlande", "FIN"},
    {"Grèce", "GRC"},
    {"Hongrie", "HUN"},
    {"Islande", "ISL"},
    {"Italie", "ITA"},
    {"Lettonie", "LVA"},
    {"Lituanie", "LTU"},
    {"Macédoine du Nord", "MKD"},
    {"Monténégro", "MNE"},
    {"Norvège", "NOR"},
    {"Pays-Bas", "NLD"},
    {"Pologne", "POL"},
    {"République slovaque", "SVK"},
    {"République tchèque", "CZE"},
    {"Roumanie", "ROU"},
    {"Royaume-Uni", "GBR"},
    {"Slovaquie", "SVK"},
    {"Slovénie", "SVN"},
    {"Suède", "SWE"},
    {"Tchéquie", "CZE"},
    {"Turquie", "TUR"},
    {"OTAN Europe", "NATO_EUR"},
    {"OTAN - Europe", "NATO_EUR"},
    {"OTAN Europe et Canada", "NATO_EUR_CAN"},
    {"OTAN Total", "NATO"},
    {"OTAN - Total", "NATO"},
    {"Total OTAN", "NATO"},
});

void replace_all(std::string& text, std::string_view old, std::string_view fresh) {
  if (text.find(old) == std::string::npos) return;
  std::string result;
  std::size_t from = 0;
  for (auto at = text.find(old); at != std::string::npos; at = text.find(old, from)) {
    result.append(text, from, at - from).append(fresh);
    from = at + old.size();
  }
  text = result.append(text, from);
}

bool is_digit_of_title(char c) { return c >= '0' && c <= '9'; }

// The year of constant prices: "2010 prices", "prix de 2010".
std::optional<Year> price_year(std::string_view lower) {
  const auto prices = lower.find(" prices");
  if (prices != std::string_view::npos && prices >= 4) {
    if (const auto year = parse_figure_year(lower.substr(prices - 4, 4))) return year;
  }
  constexpr std::string_view kFrench = "prix de ";
  const auto french = lower.find(kFrench);
  if (french == std::string_view::npos) return std::nullopt;
  return parse_figure_year(lower.substr(french + kFrench.size()).substr(0, 4));
}

// Units and prices; true where `lower` says one of them.
bool add_unit_and_prices(NatoTopic& topic, std::string_view lower) {
  bool understood = false;
  const auto has = [&](std::string_view words) {
    return lower.find(words) != std::string_view::npos;
  };
  const auto unit = [&](Unit said) {
    topic.unit = said;
    topic.national_currency = false;
    understood = true;
  };
  topic.currency_unit = topic.currency_unit || has("currency unit");
  if (has("million national currency") ||
      (topic.currency_unit && (has("(million)") || has("(millions)"))))
    topic.national_currency = understood = true;
  if (has("billion us dollars")) unit({UnitKind::money, 9, kUsd});
  if (has("million us dollars")) unit({UnitKind::money, 6, kUsd});
  if (has("(thousand us dollars)")) unit({UnitKind::money, 3, kUsd});
  if (has("(us dollars)") || has("in us dollars")) unit({UnitKind::money, 0, kUsd});
  if (lower == "thousands" || lower == "(thousands)") unit({UnitKind::persons, 3, {}});
  if (has("current prices")) topic.basis = PriceBasis::current(), understood = true;
  if (const auto year = price_year(lower))
    topic.basis = PriceBasis::constant(year->value), understood = true;
  return understood;
}

// Of titles whose sections only say of what.
std::optional<MeasureId> measure_by_section(const NatoTopic& topic, std::string_view lower) {
  const bool gdp = lower == "gdp";
  if (!gdp && lower != "defence expenditure") return std::nullopt;
  if (topic.yearly_change) return gdp ? MeasureId::gdp_growth : MeasureId::real_change;
  if (topic.per_head) return gdp ? MeasureId::gdp_per_capita : MeasureId::defence_per_capita;
  return std::nullopt;
}

}  // namespace

std::optional<NatoTitle> nato_title(std::string_view line) {
  line = trimmed(line);
  NatoTitle title;
  const std::string start = ascii_lower(line.substr(0, 8));
  title.french = start == "tableau ";
  if (!title.french && !start.starts_with("table ")) return std::nullopt;
  std::string_view rest = trimmed(line.substr(title.french ? 8 : 6));
  std::size_t digits = 0;
  while (digits < rest.size() && digits < 3 && is_digit_of_title(rest[digits])) ++digits;
  if (digits == 0 || digits == 3) return std::nullopt;
  if (digits < rest.size() && rest[digits] >= 'a' && rest[digits] <= 'e') ++digits;
  title.number = std::string(rest.substr(0, digits));
  rest = trimmed(rest.substr(digits));
  const std::string lower = ascii_lower(rest);
  title.continued =
      lower.find("(cont") != std::string::npos || lower.find("(suite") != std::string::npos;
  if (title.continued && rest.starts_with('('))
    rest = trimmed(rest.substr(std::min(rest.find(')'), rest.size() - 1) + 1));
  for (const std::string_view mark : {":", "-", "–", "—", "."}) {
    if (!rest.starts_with(mark)) continue;
    title.text = trimmed(rest.substr(mark.size()));
    return title;
  }
  // Its words may stand in the next line; "Table 3 shows …" is a sentence.
  return rest.empty() ? std::optional(title) : std::nullopt;
}

std::string nato_wording(std::string_view text) {
  std::string lower = ascii_lower(trimmed(text));
  for (const auto& [old, fresh] : kWordings) replace_all(lower, old, fresh);
  return without_core(lower);
}

bool add_to_nato_topic(NatoTopic& topic, std::string_view text) {
  const std::string lower = nato_wording(text);
  bool understood = false;
  const auto is = [&](MeasureId measure, std::optional<Unit> unit) {
    topic.measure = measure;
    if (unit) topic.unit = *unit, topic.national_currency = false;
    understood = true;
  };
  using M = MeasureId;
  const Unit percent{UnitKind::percent, 0, {}};
  if (lower.starts_with("share of") && lower.find("gdp") != std::string::npos)
    is(M::defence_share_of_gdp, percent);
  if (lower.starts_with("annual real change")) is(M::real_change, percent);
  if (lower.starts_with("gdp per capita")) is(M::gdp_per_capita, std::nullopt);
  if (lower.starts_with("defence expenditure per capita")) is(M::defence_per_capita, std::nullopt);
  if (lower.starts_with("equipment")) is(M::equipment_share, percent);
  if (lower.starts_with("personnel")) is(M::personnel_share, percent);
  if (lower.starts_with("infrastructure")) is(M::infrastructure_share, percent);
  if (lower.starts_with("other")) is(M::other_share, percent);
  if (lower == "military (thousands)") is(M::military_personnel, Unit{UnitKind::persons, 3, {}});
  if (const auto measure = measure_by_section(topic, lower))
    is(*measure, topic.yearly_change ? std::optional(percent) : std::nullopt);
  if (lower.starts_with("percentage of total defence")) understood = true;
  return add_unit_and_prices(topic, lower) || understood;
}

NatoTopic topic_of_nato_title(std::string_view title) {
  NatoTopic topic;
  const std::string lower = nato_wording(title);
  const auto has = [&](std::string_view words) { return lower.find(words) != std::string::npos; };
  if (lower == "gdp" || lower == "real gdp") topic.measure = MeasureId::gdp;
  if (lower == "military personnel") topic.measure = MeasureId::military_personnel;
  if (lower == "defence expenditure" || lower.starts_with("defence expenditure real change") ||
      lower.starts_with("defence expenditure of nato") ||
      lower.starts_with("defence expenditure ("))
    topic.measure = MeasureId::defence_expenditure;
  topic.yearly_change = lower.starts_with("gdp and defence expenditure annual real change");
  topic.per_head = lower.starts_with("gdp and defence expenditure per capita");
  const bool share = lower.starts_with("defence expenditure as ") && lower.ends_with("of gdp");
  if (share && !has(" and ")) {
    topic.measure = MeasureId::defence_share_of_gdp;
    topic.unit = Unit{UnitKind::percent, 0, {}};
  }
  add_unit_and_prices(topic, lower);
  return topic;
}

bool is_core_nato_title(std::string_view title) { return ascii_lower(title).starts_with(kCore); }

bool is_nato_repetition(std::string_view title) {
  return nato_wording(title).starts_with("defence expenditure real change");
}

bool is_nato_defence_title(std::string_view title) {
  const std::string lower = nato_wording(title);
  return lower.starts_with("defence expenditure") || lower.starts_with("gdp") ||
         lower.starts_with("real gdp") || lower.starts_with("military personnel");
}

std::optional<NatoYear> nato_year(std::string_view text) {
  text = trimmed(text);
  bool estimate = false;
  for (const std::string_view mark : {"(e)", "e"}) {
    if (estimate || !text.ends_with(mark)) continue;
    estimate = true;
    text = trimmed(text.substr(0, text.size() - mark.size()));
  }
  const auto year = parse_figure_year(text);
  return year ? std::optional(NatoYear{*year, estimate}) : std::nullopt;
}

std::optional<NatoColumn> nato_column(const NatoTopic& topic, std::string_view heading) {
  const std::string lower = nato_wording(heading);
  if (!lower.starts_with("share of") && !lower.starts_with("annual real change"))
    return std::nullopt;
  NatoColumn column{topic, {}};
  if (!add_to_nato_topic(column.topic, heading) || !column.topic.is_percent()) return std::nullopt;
  for (std::size_t at = 0; at + 4 <= lower.size(); ++at) {
    const auto estimate = nato_year(std::string_view(lower).substr(at, 5));
    const auto plain = estimate ? estimate : nato_year(std::string_view(lower).substr(at, 4));
    if (!plain) continue;
    column.year = *plain;
    return column;
  }
  return std::nullopt;
}

std::string nato_column_left_out(std::string_view heading) {
  const std::string lower = nato_wording(heading);
  if (lower.starts_with("real change"))
    return "a change over several years, which follows from the years";
  if (lower.starts_with("average") || lower.starts_with("moyenne"))
    return "an average over several years";
  return "below the heading “" + std::string(heading) + "”";
}

NatoLabel read_nato_label(std::string_view text) {
  NatoLabel label{text, {}};
  const auto bracket = text.find('(');
  if (bracket != std::string_view::npos) {
    const auto end = text.find(')', bracket);
    label.currency =
        text.substr(bracket + 1, end == std::string_view::npos ? end : end - bracket - 1);
    label.name = text.substr(0, bracket);
  }
  label.name = trimmed(label.name);
  // Footnote marks.
  while (label.name.ends_with('*'))
    label.name = trimmed(label.name.substr(0, label.name.size() - 1));
  return label;
}

std::optional<AreaId> nato_area(const Ledger& ledger, std::string_view name) {
  constexpr std::size_t kShortest = 4;  // codes are no names
  constexpr std::size_t kLongest = 60;
  if (name.size() < kShortest || name.size() > kLongest) return std::nullopt;
  std::string plain(name);
  replace_all(plain, "–", "-");
  if (const auto area = area_named(ledger, plain)) return area;
  for (const auto& [french, code] : kFrenchNames) {
    if (same_ignoring_case(french, plain)) return area_coded(ledger, code);
  }
  return std::nullopt;
}

bool is_nato_gap(std::string_view text) {
  return one_of(text, {"..", "...", "…", "-", "–", "—", "//", "n/a", "NA", "n.a.", "(0)", "(-)"});
}

Result<Unit> nato_unit(const Ledger& ledger, const NatoTopic& topic, AreaId area,
                       const NatoLabel& label, NatoSpan years) {
  if (!topic.national_currency) return *topic.unit;
  const std::string lower = nato_wording(label.currency);
  const bool euros = lower.starts_with("euro");
  Currency own = euros                            ? kEur
                 : lower.starts_with("us dollar") ? kUsd
                                                  : currency_of(ledger, area, years.last);
  if (!euros && !label.currency.empty() && own == kEur)
    own = currency_of(ledger, area, years.first);
  if (own.none() || (own == kEur && !euros && !label.currency.empty())) {
    return Error{"in what currency is '" + std::string(label.name) + " (" +
                     std::string(label.currency) + ")'?",
                 "", "the ledger knows no such currency of this country"};
  }
  return Unit{UnitKind::money, 6, own};
}

void describe_nato(Publication& p, const std::set<Year>& estimates, bool core) {
  p.publisher = "NATO";
  set_years(p);
  p.base = constant_base_of(p);
  for (const Year year : estimates)
    p.estimate_years += (p.estimate_years.empty() ? "" : " ") + std::to_string(year.value);
  p.title = "Defence Expenditure of NATO Countries (" + std::to_string(p.first_year.value) + "-" +
            std::to_string(p.last_year.value) + ")";
  p.measure_name = core ? "core defence expenditure" : "defence expenditure";
}

}  // namespace muster
