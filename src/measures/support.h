// Aid to Ukraine over spans that are no year, and as a share of the donor's GDP. What is of a year
// is an observation (ledger/support.h) and answers as any other measure does.
#pragma once

#include <string>
#include <vector>

#include "measures/value.h"

namespace muster {

// A figure over some months: the whole time that the tracker covers, or the year under way.
struct SpanFigure {
  std::string from;  // "2022-01"
  std::string to;    // "2026-04"; empty: up to the publication
  Figure figure;
};

// "2022-01 to 2026-04".
std::string to_prose(const SpanFigure& span);

// Of the newest publication in scope that has any: spans as printed, else the sum of all months,
// and of those of a year that is not over. For all donors their sum, where the publication has
// none of its own. Amounts stay in the tracker's euros: a span has no rate of exchange.
std::vector<SpanFigure> support_spans(const Ledger& ledger, MeasureId measure, AreaId area,
                                      const Scope& scope);
// The longest of them.
std::optional<SpanFigure> whole_support(const Ledger& ledger, MeasureId measure, AreaId area,
                                        const Scope& scope);
// The months behind a year's sum: of one publication, in order. None where the year is printed.
std::vector<const SupportFigure*> months_behind(const Ledger& ledger,
                                                const Observation& observation);
// Is there any figure over a span?
bool has_support(const Ledger& ledger, MeasureId measure, AreaId area, const Scope& scope);

// A year's aid as a share of GDP where only the whole span's share is printed: by the GDP that the
// printed share rests on, which is one and the same for all years in the tracker's file.
Result<Figure> support_share_of_gdp(const Ledger& ledger, AreaId area, Year year,
                                    const ValueOptions& options);

// One donor's aid over a year, or over the whole span.
struct DonorRow {
  AreaId area{};
  std::vector<std::optional<Figure>> figures;  // in the order of the asked measures
};
struct DonorsAsk {
  std::vector<MeasureId> measures;  // the first decides the order: largest first
  std::optional<Year> year;         // none: the whole span
  std::vector<AreaId> among;        // empty: all areas
};
struct Donors {
  std::string span;  // "2024", "2022-01 to 2026-04"
  std::vector<DonorRow> rows;
};
Result<Donors> donors_of(const Ledger& ledger, const DonorsAsk& ask, const Scope& scope);

}  // namespace muster
