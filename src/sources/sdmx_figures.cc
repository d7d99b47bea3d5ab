#include "sources/sdmx_figures.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "ledger/figure_rules.h"
#include "ledger/sdmx.h"
#include "sources/areas.h"
#include "sources/bank_figures.h"
#include "sources/ecb.h"
#include "sources/tidy.h"

namespace muster {
namespace {

// MUSTER:LEDGER: the tidy table under SDMX's names.
class MusterDataflow : public SdmxFigures::Dataflow {
 public:
  MusterDataflow(const Ledger& ledger, Date today, char separator)
      : figures_(ledger, today), separator_(separator) {}

  std::optional<Error> add(const SdmxRow& row) override {
    TidyRowView tidy;
    for (std::size_t i = 0; i < kTidyColumns; ++i) tidy.fields[i] = row.get(kTidyNames[i].sdmx);
    if (row.has("COMPLETE")) tidy[TidyColumn::extent] = row.get("COMPLETE");
    if (tidy[TidyColumn::price_basis] == kNotApplicable) tidy[TidyColumn::price_basis] = "";
    const auto cells = sdmx_subfields(tidy[TidyColumn::source_cell], separator_);
    for (const std::string& cell : cells) {
      tidy[TidyColumn::source_cell] = cell;
      if (auto error = figures_.add(tidy)) return error;
    }
    return std::nullopt;
  }

  Result<SourceFile> finish(std::optional<Date> /*prepared*/) override {
    return figures_.finish("SDMX (MUSTER:LEDGER)");
  }

 private:
  TidyFigures figures_;
  char separator_;
};

// WB:WDI: SERIES "NY_GDP_MKTP_CN", REF_AREA "POL", TIME_PERIOD "2024".
class BankDataflow : public SdmxFigures::Dataflow {
 public:
  explicit BankDataflow(const Ledger& ledger) : ledger_(ledger), figures_(file_, ledger) {
    file_.kind = "SDMX (WB:WDI)";
  }

  std::optional<Error> add(const SdmxRow& row) override {
    std::string series(row.get("SERIES"));
    std::ranges::replace(series, '_', '.');
    const auto indicator = find_indicator(series);
    if (!indicator) return indicator.error();
    if (row.has("FREQ") && row.get("FREQ") != "A")
      return Error{"figures of frequency " + std::string(row.get("FREQ")), "",
                   "the ledger has annual ones"};
    if (row.has("UNIT_MULT") && row.get("UNIT_MULT") != "0")
      return Error{"figures in units of 10^" + std::string(row.get("UNIT_MULT")), "",
                   "the Bank's are in single units: UNIT_MULT 0"};
    const auto year = parse_figure_year(row.get("TIME_PERIOD"));
    if (!year)
      return Error{"'" + std::string(row.get("TIME_PERIOD")) + "' where a year should be", "", ""};
    const std::string code(row.get("REF_AREA"));
    const auto area = area_of_code(ledger_, code);
    const bool country = area && !ledger_.area(*area).is_group;
    const std::string_view value = row.get("OBS_VALUE");
    const std::string_view status = row.get("OBS_STATUS");
    return figures_.add(**indicator, {code, code, country ? area : std::nullopt}, *year,
                        value == "NaN" ? std::string_view("..") : value,
                        year_of(ledger_.facts_checked),
                        status == "E" || status == "F" ? ObsStatus::estimate : ObsStatus::actual);
  }

  Result<SourceFile> finish(std::optional<Date> prepared) override {
    if (file_.publication().figures.empty())
      return Error{"it holds no figures", "", "is this the Bank's file?"};
    if (prepared) file_.publication().published = *prepared;
    figures_.describe();
    return std::move(file_);
  }

 private:
  const Ledger& ledger_;
  SourceFile file_;
  BankFigures figures_;
};

// ECB:EXR: spot rates by day, units of CURRENCY per CURRENCY_DENOM.
class RatesDataflow : public SdmxFigures::Dataflow {
 public:
  RatesDataflow() { file_.kind = "SDMX (ECB:EXR)"; }

  std::optional<Error> add(const SdmxRow& row) override {
    const std::string_view text = row.get("OBS_VALUE");
    const std::string code(row.get("CURRENCY"));
    const std::string cell = code + "," + std::string(row.get("TIME_PERIOD"));
    if (const char* reason = why_not(row)) {
      file_.left_out.push_back({cell, std::string(text), reason});
      return std::nullopt;
    }
    const auto day = parse_date(row.get("TIME_PERIOD"));
    if (!day)
      return Error{"'" + std::string(row.get("TIME_PERIOD")) + "' where a day should be", "",
                   "days are as in 2024-06-17"};
    if (currency(code).none())
      return Error{"'" + code + "' where a currency should be", "", "it has an ISO 4217 code"};
    if (text == "NaN" || text.empty()) {
      file_.left_out.push_back({cell, std::string(text), "the publisher gives no rate"});
      return std::nullopt;
    }
    const auto rate = parse_written_figure(text);
    if (!rate || rate->rounded || rate->value.units <= 0)
      return Error{"'" + std::string(text) + "' where a rate should be", "",
                   "rates are plain numbers above zero"};
    if (!seen_.emplace(*day, currency(code)).second)
      return Error{"the rate of " + code + " stands twice for " + to_string(*day), "", ""};
    file_.publication().daily_rates.push_back({*day, currency(code), kEur, rate->value});
    return std::nullopt;
  }

  Result<SourceFile> finish(std::optional<Date> /*prepared*/) override {
    if (file_.publication().daily_rates.empty())
      return Error{"it holds no daily rates per euro", "",
                   "ask the Bank for FREQ=D, CURRENCY_DENOM=EUR, EXR_TYPE=SP00"};
    complete_rates(file_);
    return std::move(file_);
  }

 private:
  // Why an observation is left out; null for one that is wanted.
  static const char* why_not(const SdmxRow& row) {
    if (row.get("FREQ") != "D") return "means are computed from the daily rates";
    if (row.get("CURRENCY_DENOM") != "EUR") return "no rate per euro";
    if (row.has("EXR_TYPE") && row.get("EXR_TYPE") != "SP00") return "no spot rate";
    return nullptr;
  }

  SourceFile file_;
  std::set<std::pair<Date, Currency>> seen_;
};

}  // namespace

void SdmxRow::set(std::string_view id, std::string_view value) {
  components_.emplace_back(id, value);
}

std::string_view SdmxRow::get(std::string_view id) const {
  const auto at = std::ranges::find(
      components_, id, [](const auto& pair) -> std::string_view { return pair.first; });
  return at == components_.end() ? std::string_view() : std::string_view(at->second);
}

bool SdmxRow::has(std::string_view id) const {
  return std::ranges::any_of(components_, [&](const auto& pair) { return pair.first == id; });
}

std::vector<std::string> SdmxRow::ids() const {
  std::vector<std::string> found;
  found.reserve(components_.size());
  for (const auto& [id, value] : components_) found.push_back(id);
  return found;
}

SdmxFigures::SdmxFigures(const Ledger& ledger, const SourceHints& hints, char separator)
    : ledger_(ledger), today_(hints.today), separator_(separator) {}
SdmxFigures::~SdmxFigures() = default;

std::optional<Error> SdmxFigures::add(const SdmxRow& row) {
  if (!dataflow_) {
    if (row.has("VINTAGE") && row.has("MEASURE")) {
      dataflow_ = std::make_unique<MusterDataflow>(ledger_, today_, separator_);
    } else if (row.has("SERIES") && row.has("REF_AREA")) {
      dataflow_ = std::make_unique<BankDataflow>(ledger_);
    } else if (row.has("CURRENCY") && row.has("CURRENCY_DENOM")) {
      dataflow_ = std::make_unique<RatesDataflow>();
    } else {
      return Error{"the dataflow is not known: its components are " + join_prose(row.ids()), "",
                   "muster reads MUSTER:LEDGER, WB:WDI and ECB:EXR"};
    }
  }
  return dataflow_->add(row);
}

Result<SourceFile> SdmxFigures::finish(std::optional<Date> prepared) {
  if (!dataflow_) return Error{"it holds no observations", "", ""};
  if (prepared) {
    if (auto fault = fault_of_publication_day(*prepared, today_))
      return within("Prepared", *std::move(fault));
  }
  return dataflow_->finish(prepared);
}

}  // namespace muster
