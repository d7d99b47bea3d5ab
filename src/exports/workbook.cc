#include "exports/workbook.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "exports/sheets.h"
#include "exports/slice.h"

namespace muster {
namespace {

constexpr std::size_t kMostRows = 1'048'576;

constexpr std::array kHeader = {"area",   "name",   "year",    "figure",    "unit",
                                "prices", "status", "vintage", "published", "cell"};

std::string sheet_of(const Ledger& ledger, const std::vector<const Observation*>& rows) {
  SheetWriter sheet({10, 22, 6, 18, 14, 15, 8, 18, 11, 60});
  sheet.begin_row();
  for (const char* title : kHeader) sheet.text(title, CellStyle::bold);
  sheet.end_row();
  for (const Observation* o : rows) {
    const Area& area = ledger.area(o->area);
    const Vintage& vintage = ledger.vintage(o->vintage);
    sheet.begin_row();
    sheet.text(area.code);
    sheet.text(area.name);
    sheet.number(std::to_string(o->year.value));
    sheet.number(o->value.to_string(), style_of(o->value));
    sheet.text(to_string(o->unit));
    sheet.text(to_string(o->basis));
    sheet.text(to_string(o->status));
    sheet.text(vintage.id);
    sheet.text(to_string(vintage.published));
    sheet.text(o->cell);
    sheet.end_row();
  }
  return sheet.finish();
}

std::string notes_of(const Ledger& ledger, const std::vector<Observation>& slice, Date made) {
  SheetWriter sheet({24, 110});
  const auto line = [&](std::string_view left, std::string_view right,
                        CellStyle style = CellStyle::plain) {
    sheet.begin_row();
    sheet.text(left, style);
    sheet.text(right, style == CellStyle::plain ? CellStyle::wrapped : style);
    sheet.end_row();
  };
  line("what", "where it comes from", CellStyle::bold);
  line("made", "by muster export on " + to_prose(made));
  line("status", "A actual, E estimate, P provisional");
  line("unit", "what one unit of the figure is: USD_MILLION is a million US dollars");
  line("cell", "where the publisher printed the figure");
  line("extent", "printed by the publisher, transcribed from its table, or quoted by the press");
  std::vector<std::string_view> publishers;
  for (const VintageId id : vintages_of(slice)) {
    const Vintage& v = ledger.vintage(id);
    if (std::ranges::find(publishers, v.publisher) == publishers.end())
      publishers.push_back(v.publisher);
    line(v.id, std::string(v.title) +
                   (figures_of(ledger, id).only_quoted() ? "; as quoted by others" : ""));
  }
  for (const Publisher& publisher : ledger.publishers) {
    if (std::ranges::find(publishers, publisher.id) == publishers.end()) continue;
    line(publisher.id, std::string(publisher.name) + ": " + std::string(publisher.definition));
    line("terms of " + std::string(publisher.id), publisher.terms);
    line("cite " + std::string(publisher.id) + " as", publisher.citation);
  }
  return sheet.finish();
}

}  // namespace

Result<std::string> to_workbook(const Ledger& ledger, const std::vector<Observation>& slice,
                                Date made) {
  std::map<MeasureId, std::vector<const Observation*>> measures;
  for (const Observation& o : slice) measures[o.measure].push_back(&o);
  WorkbookWriter workbook;
  for (const auto& [id, rows] : measures) {
    if (rows.size() >= kMostRows) {
      return Error{std::to_string(rows.size()) + " rows of " + std::string(measure(id).name), "",
                   "a sheet holds " + std::to_string(kMostRows) +
                       ": take fewer by --area, --vintage or --from and --to, or write CSV"};
    }
    workbook.add(measure(id).name,
                 sheet_of(ledger, rows));  // no name is longer than Excel's 31 characters
  }
  workbook.add("notes", notes_of(ledger, slice, made));
  return workbook.finish();
}

}  // namespace muster
