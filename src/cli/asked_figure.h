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
  std::string note;  // who answers in NATO's place; empty where nobody needs to
};

// `common` are those of the command.
Result<AskedFigure> asked_figure(const Ledger& ledger, const Scope& scope,
                                 const CommonOptions& common, const AskedOptions& options);

// Who answers: where no --publisher and no --vintage is named and the default publisher has no such
// figure of that area at all, on no day and of no year, the first publisher that has one. What is
// said of it stands in `note`.
struct Answerer {
  Scope scope;
  std::string note;
};
Answerer answerer(const Ledger& ledger, const Scope& scope, const CommonOptions& common,
                  MeasureId measure, AreaId area);

// AREA, which several commands take.
Option area_argument(std::string& area);

// --price-basis and --currency.
std::vector<Option> basis_and_currency_options(std::string& price_basis, std::string& currency);
// What they say, put into `out`.
std::optional<Error> read_basis_and_currency(const Ledger& ledger, const std::string& price_basis,
                                             const std::string& currency, ValueOptions& out);

}  // namespace muster::cli
