// The World Bank's indicators in the ledger's words, and the figures of a file of theirs, in
// whichever layout it comes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ledger/ledger.h"
#include "sources/figures.h"
#include "sources/source_file.h"

namespace muster {

// Units and bases are as the Bank's own metadata state them.
struct Indicator {
  std::string_view code;  // "NY.GDP.MKTP.CN"
  MeasureId measure;
  Unit unit;  // money in kNational: each country's own
  PriceBasis basis;
};

// The Bank's mark where it has no figure, and what R, pandas and spreadsheets write for it.
bool is_no_figure(std::string_view text);

// The error names the nearest that the ledger has a measure for, or all of them.
Result<const Indicator*> find_indicator(std::string_view code);

// One row's country as the Bank names it.
struct BankCountry {
  std::string name;
  std::string code;
  std::optional<AreaId> area;  // none for an aggregate ("Arab World")
};

class BankFigures {
 public:
  // Sets publisher and title.
  BankFigures(SourceFile& file, const Ledger& ledger);

  // Fails on a code that is not that of the country named; a name that the ledger does not know is
  // noted.
  Result<BankCountry> country(std::string_view name, std::string_view code);

  // `text` is a figure, a mark for none (is_no_figure), or nothing. `currency_year` is the year
  // whose national currency the Bank's "LCU" is in. Errors are without their place in the file.
  std::optional<Error> add(const Indicator& indicator, const BankCountry& country, Year year,
                           std::string_view text, Year currency_year,
                           ObsStatus status = ObsStatus::actual);

  // What the publication says of itself, once all its figures are there.
  void describe();

 private:
  // None where the ledger does not know it.
  Currency national_currency(const Indicator& indicator, AreaId area, Year year,
                             Year currency_year) const;

  SourceFile& file_;
  const Ledger& ledger_;
  FigureList figures_;
  const Indicator* last_ = nullptr;
};

}  // namespace muster
