#include "publish/report_files.h"

#include <fmt/format.h>

#include "base/csv.h"
#include "base/json_writer.h"
#include "exports/sheets.h"

namespace muster {
namespace {

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
              to_string(told->status), told->price_basis, told->vintage, joined(told->cells)},
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

void write_figure(JsonWriter& out, const Told& told) {
  out.begin_object();
  out.member("text", told.text);
  out.member("measure", told.measure);
  out.member("area", told.area);
  out.member("year", told.year.value);
  out.member("value", told.value);
  out.member("unit", told.unit);
  out.member_or_null("price_basis", told.price_basis);
  out.member("status", to_string(told.status));
  out.member("vintage", told.vintage);
  out.member("working", told.working);
  out.member("cells", told.cells);
  out.end_object();
}

void write_prose(JsonWriter& out, std::string_view name, const std::vector<Prose>& sentences) {
  out.begin_array(name);
  for (const Prose& prose : sentences) {
    out.begin_object();
    out.member("text", prose.plain());
    out.begin_array("figures");
    for (const Prose::Part& part : prose.parts())
      if (const auto* figure = std::get_if<Told>(&part)) write_figure(out, *figure);
    out.end_array();
    out.end_object();
  }
  out.end_array();
}

void write_table(JsonWriter& out, const DataTable& table) {
  out.begin_object();
  out.member("id", table.id);
  out.member("title", table.title);
  out.member("note", table.note);
  out.member("columns", table.columns);
  out.begin_array("rows");
  for (const auto& row : table.rows) {
    out.begin_array();
    for (const TableCell& cell : row) {
      if (const auto* words = std::get_if<std::string>(&cell)) {
        out.value(*words);
      } else {
        write_figure(out, std::get<Told>(cell));
      }
    }
    out.end_array();
  }
  out.end_array();
  out.end_object();
}

void write_section(JsonWriter& out, const ReportSection& section) {
  out.begin_object();
  out.member("id", section.id);
  out.member("heading", section.heading);
  write_prose(out, "paragraphs", section.paragraphs);
  out.begin_array("tables");
  for (const DataTable& table : section.tables) write_table(out, table);
  out.end_array();
  out.end_object();
}

void write_publication(JsonWriter& out, const Ledger& ledger, VintageId id) {
  const Vintage& vintage = ledger.vintage(id);
  out.begin_object();
  out.member("vintage", vintage.id);
  out.member("title", vintage.title);
  out.member("published", to_string(vintage.published));
  out.member("whole_tables", !figures_of(ledger, id).only_quoted());
  out.member_or_null("url", vintage.url);
  out.end_object();
}

void write_picture(JsonWriter& out, const Picture& picture) {
  out.begin_object();
  out.member("title", picture.title);
  out.member("alt", picture.alt);
  out.member("caption", picture.caption);
  out.member("author", picture.author);
  out.member("licence", picture.licence);
  out.member("source", picture.source);
  out.end_object();
}

}  // namespace

std::string figures_json(const Ledger& ledger, const Report& report) {
  JsonWriter out(1);
  out.begin_object();
  out.member("schema", "muster.report/1");
  out.member("title", report.title);
  out.member("year", report.ask.year.value);
  out.member("as_of", to_string(report.ask.scope.as_of));
  out.member("publisher", report.ask.scope.publisher);
  out.member_or_null("embargo", report.ask.embargo);
  out.begin_array("vintages");
  for (const VintageId id : report.vintages) write_publication(out, ledger, id);
  out.end_array();
  write_prose(out, "headlines", report.headlines);
  out.begin_array("sections");
  for (const ReportSection& section : report.sections) write_section(out, section);
  out.end_array();
  out.begin_array("corrections");
  for (const Correction& one : report.ask.corrections) {
    out.begin_object();
    out.member("day", to_string(one.day));
    out.member("text", one.text);
    out.end_object();
  }
  out.end_array();
  out.begin_array("pictures");
  for (const Picture& picture : report.ask.pictures) write_picture(out, picture);
  out.end_array();
  out.end_object();
  return out.text() + "\n";
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
