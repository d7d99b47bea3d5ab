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
  void declare(CLI::App& app);
};

struct AskedFigure {
  AreaId area;
  MeasureId measure;
  Year year;
  ValueOptions options;
};

Result<AskedFigure> asked_figure(const Ledger& ledger, const AskedOptions& options);

// What --price-basis and --currency say, put into `out`.
std::optional<Error> read_basis_and_currency(const Ledger& ledger, const std::string& price_basis,
                                             const std::string& currency, ValueOptions& out);

}  // namespace muster::cli
