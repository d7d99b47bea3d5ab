// The annual report of one year, as a reader of a day would have known it: sentences, tables and
// drawings, made from the ledger alone. What it is written as (page, workbook, press release) is
// report_files.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "publish/corrections.h"
#include "publish/picture.h"
#include "publish/told.h"

namespace muster {

struct ReportAsk {
  Year year;
  Scope scope;
  AreaId alliance{};
  std::vector<AreaId> in_focus;  // allies that have a section of their own
  std::string embargo;           // as it is to be printed; empty for none
  std::vector<Picture> pictures;
  std::vector<Correction> corrections;  // to the report of this year
};

// A chart, drawn: SVG of its own, and one line that says what is to be seen.
struct Drawing {
  std::string svg;
  std::string caption;
};

struct ReportSection {
  std::string id;
  std::string heading;
  std::vector<Prose> paragraphs;
  std::vector<Drawing> drawings;
  std::vector<DataTable> tables;
};

struct Report {
  ReportAsk ask;
  std::string title;
  std::vector<Prose> headlines;  // the answer in sentences; they stand in the press release too
  std::vector<ReportSection> sections;
  std::vector<VintageId> vintages;  // that any figure is from, oldest first
};

// Fails where no publication in scope says for every ally with armed forces whether it met 2% that
// year: what is missing, and which year could be asked. What lacks beyond that is said in the
// report.
Result<Report> make_report(const Ledger& ledger, const ReportAsk& ask);

}  // namespace muster
