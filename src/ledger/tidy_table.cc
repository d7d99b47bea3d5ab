#include "ledger/tidy_table.h"

namespace muster {
namespace {

std::string day_or_nothing(Date date) {
  return date == kDistantPast ? std::string() : to_string(date);
}

}  // namespace

TidyRow tidy_row(const Ledger& ledger, const Observation& o) {
  const Vintage& vintage = ledger.vintage(o.vintage);
  return {{{std::string(vintage.id),
            std::string(vintage.publisher),
            day_or_nothing(vintage.published),
            std::string(measure(o.measure).name),
            std::string(ledger.area(o.area).code),
            std::to_string(o.year.value),
            o.value.to_string(),
            to_string(o.unit),
            to_string(o.basis),
            to_string(o.status),
            std::string(o.cell),
            std::string(to_string(o.extent)),
            std::string(vintage.title),
            day_or_nothing(vintage.cut_off),
            std::to_string(vintage.first_year.value),
            std::to_string(vintage.last_year.value),
            to_string(vintage.base),
            std::string(vintage.estimate_years),
            std::string(vintage.measure_name),
            std::string(vintage.what_is_here),
            std::string(vintage.url),
            std::string(vintage.archive_url)}}};
}

}  // namespace muster
