// A report as files: page, workbook, tables, figures, press release, pictures.
#pragma once

#include <string>
#include <vector>

#include "publish/report.h"

namespace muster {

// A file of what is published: where it stands below the folder, and its bytes.
struct PublishedFile {
  std::string path;  // "tables/shares.csv"
  std::string content;
};

// index.html, tables.xlsx, tables/*.csv, figures.json, press-release.md, press-release.html,
// pictures/*.
std::vector<PublishedFile> report_files(const Ledger& ledger, const Report& report);

// The page alone.
std::string report_html(const Ledger& ledger, const Report& report);
// Plain sentences, each figure with its source.
std::string press_release_markdown(const Ledger& ledger, const Report& report);
std::string press_release_html(const Report& report);
// Schema muster.report/1: every figure of the report once a place that it stands in.
std::string figures_json(const Ledger& ledger, const Report& report);
// One row a figure: row, column, text, value, unit, price_basis, status, vintage, cells.
std::string table_csv(const DataTable& table);
// A sheet a table as it is printed, with numbers as numbers, and a sheet of sources.
std::string tables_workbook(const Ledger& ledger, const Report& report);

}  // namespace muster
