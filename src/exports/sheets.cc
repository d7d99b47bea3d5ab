#include "exports/sheets.h"

#include <algorithm>

namespace muster {
namespace {

constexpr int kMostDecimals = 6;
std::string styles() {
  std::string formats;
  std::string cells;
  for (int places = 0; places <= kMostDecimals; ++places) {
    const std::string id = std::to_string(164 + places);  // custom formats begin at 164
    formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"#,##0" +
               (places == 0 ? "" : "." + std::string(static_cast<std::size_t>(places), '0')) +
               "\"/>";
    cells += "<xf numFmtId=\"" + id +
             "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
         "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
         "<numFmts count=\"" +
         std::to_string(kMostDecimals + 1) + "\">" + formats +
         "</numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
         "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
         "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
         "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
         "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
         "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
         "</cellStyleXfs><cellXfs count=\"" +
         std::to_string(3 + kMostDecimals + 1) +
         "\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
         "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
         "applyFont=\"1\"/>"
         "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
         "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>" +
         cells +
         "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
         "</cellStyles></styleSheet>";
}

// XML has no place for control characters; a text of the ledger that had one would lose it.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

std::string style_attribute(int style) {
  return style == 0 ? "" : " s=\"" + std::to_string(style) + "\"";
}

}  // namespace

int style_of(const Decimal& value) {
  // Of a rate far below one so many places would show noughts; the general format shows digits.
  if (value.places > kMostDecimals && value.rounded(kMostDecimals) < Decimal{100, kMostDecimals} &&
      Decimal{-100, kMostDecimals} < value.rounded(kMostDecimals))
    return static_cast<int>(CellStyle::plain);
  return static_cast<int>(CellStyle::decimals_0) + std::min<int>(value.places, kMostDecimals);
}

SheetWriter::SheetWriter(const std::vector<int>& widths) {
  xml_ =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" "
      "activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const std::string at = std::to_string(i + 1);
    xml_ += "<col min=\"" + at + "\" max=\"" + at + "\" width=\"" + std::to_string(widths[i]) +
            "\" customWidth=\"1\"/>";
  }
  xml_ += "</cols><sheetData>";
}

void SheetWriter::text(std::string_view value, CellStyle style) {
  xml_ += "<c t=\"inlineStr\"" + style_attribute(static_cast<int>(style)) +
          "><is><t xml:space=\"preserve\">" + escaped(value) + "</t></is></c>";
}

void SheetWriter::number(std::string_view value, int style) {
  xml_ += "<c" + style_attribute(style) + "><v>" + std::string(value) + "</v></c>";
}

void WorkbookWriter::add(std::string_view name, const std::string& sheet) {
  const std::string id = std::to_string(++number_);
  types_ += "<Override PartName=\"/xl/worksheets/sheet" + id +
            ".xml\" ContentType=\"application/"
            "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
  sheets_ +=
      "<sheet name=\"" + escaped(name) + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"/>";
  relations_ += "<Relationship Id=\"rId" + id +
                "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                "worksheet\" Target=\"worksheets/sheet" +
                id + ".xml\"/>";
  zip_.add("xl/worksheets/sheet" + id + ".xml", sheet);
}

std::string WorkbookWriter::finish() {
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  zip_.add("[Content_Types].xml",
           xml +
               "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
               "<Default Extension=\"rels\" "
               "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
               "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
               "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
               "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
               "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>" +
               types_ + "</Types>");
  zip_.add("_rels/.rels",
           xml +
               "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
               "relationships\"><Relationship Id=\"rId1\" "
               "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
               "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zip_.add("xl/workbook.xml",
           xml +
               "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
               "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
               "<sheets>" +
               sheets_ + "</sheets></workbook>");
  zip_.add("xl/_rels/workbook.xml.rels",
           xml +
               "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
               "relationships\">" +
               relations_ + "<Relationship Id=\"rId" + std::to_string(number_ + 1) +
               "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
               "styles\" Target=\"styles.xml\"/></Relationships>");
  zip_.add("xl/styles.xml", styles());
  return zip_.finish();
}

}  // namespace muster
