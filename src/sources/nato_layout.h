// What NATO's tables of defence expenditure are headed by and how their rows are named, whether
// they come as a workbook (nato.h) or as a PDF (nato_pdf.h): titles, units, prices, years, marks.
//
// The words are those of 2009 to today: "Defence expenditures of NATO countries", "annual volume
// change" and "2005 prices" of the older publications, and the French ones of the same tables.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "ledger/ledger.h"
#include "ledger/publication.h"

namespace muster {

// "Table 8a : Distribution of defence expenditure …", "Tableau 1 : …", "Table 2 (continued)".
struct NatoTitle {
  std::string number;     // "8a"
  std::string_view text;  // what follows
  bool french = false;
  bool continued = false;
};
std::optional<NatoTitle> nato_title(std::string_view line);

// In lower case and English, plurals and older words as those of today: what the tables below
// compare with.
std::string nato_wording(std::string_view text);

// What the figures below a heading are. Titles, unit lines and sections each say a part of it.
struct NatoTopic {
  std::optional<MeasureId> measure;
  std::optional<Unit> unit;
  bool national_currency = false;  // in millions
  PriceBasis basis;
  // Of older titles, whose sections only say of what: "GDP", "Defence expenditure".
  bool yearly_change = false;
  bool per_head = false;
  bool currency_unit = false;  // of "Currency unit", to which "(million)" belongs

  bool says_all() const { return measure && (unit || national_currency); }
  bool is_percent() const { return unit && unit->kind == UnitKind::percent; }
};

NatoTopic topic_of_nato_title(std::string_view title);
// Adds what `text` says; false where it says nothing that is understood.
bool add_to_nato_topic(NatoTopic& topic, std::string_view text);

// Since July 2026 NATO counts "core defence expenditure", a definition of its own; the tables are
// headed as before but for that word.
bool is_core_nato_title(std::string_view title);
// Does the table of this title repeat figures of other tables beside each other?
bool is_nato_repetition(std::string_view title);
// Is it a table of this publisher's at all?
bool is_nato_defence_title(std::string_view title);

struct NatoYear {
  Year year;
  bool estimate;
};
// "2016", "2016e", "2016 (e)".
std::optional<NatoYear> nato_year(std::string_view text);

// What a column that is headed by words gives: a share or yearly change of a year, as in "Share of
// real GDP 2024e (%)", which is a figure of another table.
struct NatoColumn {
  NatoTopic topic;
  NatoYear year;
};
std::optional<NatoColumn> nato_column(const NatoTopic& topic, std::string_view heading);
// Why such a column is left out where it gives none.
std::string nato_column_left_out(std::string_view heading);

// "Czechia*   (Koruny)" to its name and what stands in brackets.
struct NatoLabel {
  std::string_view name;
  std::string_view currency;
};
NatoLabel read_nato_label(std::string_view text);

// The country or group of a row's name, in English or French.
std::optional<AreaId> nato_area(const Ledger& ledger, std::string_view name);

// Does it stand where there is no figure: "..", "-", "//"?
bool is_nato_gap(std::string_view text);

// The years above a table: its first and its last.
struct NatoSpan {
  Year first, last;
};
// National currency is named behind the country: "(Euros)", else the country's own. Tables are in
// the currency of their last year throughout.
Result<Unit> nato_unit(const Ledger& ledger, const NatoTopic& topic, AreaId area,
                       const NatoLabel& label, NatoSpan years);

// What the publication is, from the figures it has.
void describe_nato(Publication& publication, const std::set<Year>& estimates, bool core);

}  // namespace muster
