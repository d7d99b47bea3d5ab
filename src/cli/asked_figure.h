// One figure as a user asks for it: AREA MEASURE YEAR, with --price-basis and --currency.
#pragma once

#include <string>

#include "cli/command.h"
#include "measures/value.h"

namespace muster::cli {

struct AskedOptions {
  CommonOptions common;
  std::string area;
  std::string measure;
  std::string year;
  std::string price_basis;
  std::string currency;

  // All but the common ones.
  std::vector<Option> options();
};

struct AskedFigure {
  AreaId area;
  MeasureId measure;
  Year year;
  ValueOptions options;
};

Result<AskedFigure> asked_figure(const Ledger& ledger, const Scope& scope,
                                 const AskedOptions& options);

// AREA, which several commands take.
Option area_argument(std::string& area);

// --price-basis and --currency.
std::vector<Option> basis_and_currency_options(std::string& price_basis, std::string& currency);
// What they say, put into `out`.
std::optional<Error> read_basis_and_currency(const Ledger& ledger, const std::string& price_basis,
                                             const std::string& currency, ValueOptions& out);

}  // namespace muster::cli
