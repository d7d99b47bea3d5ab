#include "publish/report_files.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "exports/sheets.h"

namespace muster {
namespace {

using Json = nlohmann::ordered_json;

Json figure_json(const Told& told) {
  Json json{{"text", told.text},       {"measure", told.measure}, {"area", told.area},
            {"year", told.year.value}, {"value", told.value},     {"unit", told.unit}};
  json["price_basis"] = told.price_basis.empty() ? Json() : Json(told.price_basis);
  json["status"] = std::string(1, static_cast<char>(told.status));
  json["vintage"] = told.vintage;
  json["working"] = told.working;
  json["cells"] = told.cells;
  return json;
}

Json prose_json(const Prose& prose) {
  Json figures = Json::array();
  for (const Prose::Part& part : prose.parts())
    if (const auto* figure = std::get_if<Told>(&part)) figures.push_back(figure_json(*figure));
  return {{"text", prose.plain()}, {"figures", std::move(figures)}};
}

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : "; ") + item;
  return text;
}

// Digits as printed, without separators, signs of currency and per cent: what a worksheet's cell
// holds. Empty where the text is no number.
std::string digits_of(const Told& told) {
  std::string digits;
  for (const char c : told.text) {
    if (c == ',' || c == '+') continue;
    digits += c;
  }
  return read_decimal(digits) ? digits : "";
}

std::string sheet_of(const DataTable& table) {
  std::vector<int> widths(table.columns.size(), 14);
  widths.front() = 24;
  SheetWriter sheet(widths);
  sheet.begin_row();
  for (const std::string& column : table.columns) sheet.text(column, CellStyle::bold);
  sheet.end_row();
  for (const auto& row : table.rows) {
    sheet.begin_row();
    for (const TableCell& cell : row) {
      if (const auto* words = std::get_if<std::string>(&cell)) {
        sheet.text(*words);
        continue;
      }
      const Told& told = std::get<Told>(cell);
      const std::string digits = digits_of(told);
      if (digits.empty()) {
        sheet.text(told.text);
      } else {
        sheet.number(digits, style_of(*read_decimal(digits)));
      }
    }
    sheet.end_row();
  }
  return sheet.finish();
}

// Calls `take` with each table of the report.
template <typename Take>
void each_table(const Report& report, Take take) {
  for (const ReportSection& section : report.sections)
    for (const DataTable& table : section.tables) take(table);
}

std::string sources_sheet(const Ledger& ledger, const Report& report) {
  SheetWriter sheet({22, 24, 14, 14, 10, 16, 18, 70});
  const auto line = [&](const std::vector<std::string>& cells, CellStyle style) {
    sheet.begin_row();
    for (const std::string& cell : cells) sheet.text(cell, style);
    sheet.end_row();
  };
  line({"table", "row", "column", "figure", "status", "prices", "vintage", "cells"},
       CellStyle::bold);
  each_table(report, [&](const DataTable& table) {
    for (const auto& row : table.rows) {
      for (std::size_t i = 1; i < row.size(); ++i) {
        const auto* told = std::get_if<Told>(&row[i]);
        if (told == nullptr) continue;
        line({table.title, std::get<std::string>(row.front()), table.columns[i], told->text,
              std::string(1, static_cast<char>(told->status)), told->price_basis, told->vintage,
              joined(told->cells)},
             CellStyle::plain);
      }
    }
  });
  for (const VintageId id : report.vintages) {
    const Vintage& vintage = ledger.vintage(id);
    line({std::string(vintage.id), std::string(vintage.title), to_string(vintage.published)},
         CellStyle::plain);
  }
  return sheet.finish();
}

}  // namespace

std::string figures_json(const Ledger& ledger, const Report& report) {
  Json json;
  json["schema"] = "muster.report/1";
  json["title"] = report.title;
  json["year"] = report.ask.year.value;
  json["as_of"] = to_string(report.ask.scope.as_of);
  json["publisher"] = report.ask.scope.publisher;
  json["embargo"] = report.ask.embargo.empty() ? Json() : Json(report.ask.embargo);
  json["vintages"] = Json::array();
  for (const VintageId id : report.vintages) {
    const Vintage& vintage = ledger.vintage(id);
    json["vintages"].push_back({{"vintage", vintage.id},
                                {"title", vintage.title},
                                {"published", to_string(vintage.published)},
                                {"whole_tables", vintage.complete}});
  }
  json["headlines"] = Json::array();
  for (const Prose& prose : report.headlines) json["headlines"].push_back(prose_json(prose));
  json["sections"] = Json::array();
  for (const ReportSection& section : report.sections) {
    Json one{{"id", section.id},
             {"heading", section.heading},
             {"paragraphs", Json::array()},
             {"tables", Json::array()}};
    for (const Prose& prose : section.paragraphs) one["paragraphs"].push_back(prose_json(prose));
    for (const DataTable& table : section.tables) {
      Json rows = Json::array();
      for (const auto& row : table.rows) {
        Json cells = Json::array();
        for (const TableCell& cell : row) {
          if (const auto* words = std::get_if<std::string>(&cell)) {
            cells.push_back(*words);
          } else {
            cells.push_back(figure_json(std::get<Told>(cell)));
          }
        }
        rows.push_back(std::move(cells));
      }
      one["tables"].push_back({{"id", table.id},
                               {"title", table.title},
                               {"note", table.note},
                               {"columns", table.columns},
                               {"rows", std::move(rows)}});
    }
    json["sections"].push_back(std::move(one));
  }
  json["corrections"] = Json::array();
  for (const Correction& one : report.ask.corrections)
    json["corrections"].push_back({{"day", to_string(one.day)}, {"text", one.text}});
  json["pictures"] = Json::array();
  for (const Picture& picture : report.ask.pictures)
    json["pictures"].push_back({{"title", picture.title},
                                {"alt", picture.alt},
                                {"caption", picture.caption},
                                {"author", picture.author},
                                {"licence", picture.licence},
                                {"source", picture.source}});
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string table_csv(const DataTable& table) {
  std::string csv =
      "row,column,text,measure,area,year,value,unit,price_basis,status,vintage,cells\n";
  for (const auto& row : table.rows) {
    for (std::size_t i = 1; i < row.size(); ++i) {
      const auto* told = std::get_if<Told>(&row[i]);
      if (told == nullptr) continue;
      csv +=
          csv_field(std::get<std::string>(row.front())) + "," + csv_field(table.columns[i]) + "," +
          csv_field(told->text) + "," +
          fmt::format("{},{},{},{},{},{},{},{},{}\n", told->measure, told->area, told->year.value,
                      told->value, told->unit, told->price_basis, static_cast<char>(told->status),
                      told->vintage, csv_field(joined(told->cells)));
    }
  }
  return csv;
}

std::string tables_workbook(const Ledger& ledger, const Report& report) {
  WorkbookWriter workbook;
  each_table(report, [&](const DataTable& table) { workbook.add(table.title, sheet_of(table)); });
  workbook.add("sources", sources_sheet(ledger, report));
  return workbook.finish();
}

std::string press_release_markdown(const Ledger& ledger, const Report& report) {
  std::string text;
  if (!report.ask.embargo.empty()) text += "**Embargoed until " + report.ask.embargo + "**\n\n";
  text += "# " + report.title + "\n\nAs known on " + to_prose(report.ask.scope.as_of) + ".\n\n";
  const auto say = [&](const Prose& prose) {
    text += prose.plain();
    const std::string sources = sources_of(prose);
    if (!sources.empty()) text += "\n[" + sources + "]";
    text += "\n\n";
  };
  for (const Prose& line : report.headlines) say(line);
  for (const ReportSection& section : report.sections) {
    if (section.id != "guidelines" && section.id != "revisions") continue;
    text += "## " + section.heading + "\n\n";
    for (const Prose& prose : section.paragraphs) say(prose);
  }
  for (const Picture& picture : report.ask.pictures)
    text += "Picture: " + picture.caption + " " + credit_line(picture) + "\n\n";
  text += "## Sources\n\n";
  for (const VintageId id : report.vintages) {
    const Vintage& vintage = ledger.vintage(id);
    text += "- " + std::string(vintage.id) + ": " + std::string(vintage.title) + ", published " +
            to_prose(vintage.published) + "\n";
  }
  return text;
}

std::vector<PublishedFile> report_files(const Ledger& ledger, const Report& report) {
  std::vector<PublishedFile> files;
  files.push_back({"index.html", report_html(ledger, report)});
  files.push_back({"press-release.html", press_release_html(report)});
  files.push_back({"press-release.md", press_release_markdown(ledger, report)});
  files.push_back({"figures.json", figures_json(ledger, report)});
  files.push_back({"tables.xlsx", tables_workbook(ledger, report)});
  each_table(report, [&](const DataTable& table) {
    files.push_back({"tables/" + table.id + ".csv", table_csv(table)});
  });
  for (std::size_t i = 0; i < report.ask.pictures.size(); ++i) {
    const Picture& picture = report.ask.pictures[i];
    files.push_back({"pictures/" + std::to_string(i + 1) + "." + std::string(picture.extension()),
                     picture.content});
  }
  return files;
}

}  // namespace muster
