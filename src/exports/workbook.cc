#include "exports/workbook.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "exports/slice.h"
#include "exports/zip_writer.h"

namespace muster {
namespace {

constexpr std::size_t kMostRows = 1'048'576;

// Positions in the table of cell styles below.
enum class Style : int { plain = 0, bold = 1, wrapped = 2, decimals_0 = 3 };
constexpr int kMostDecimals = 6;
// A number of as many decimals as the figure was published with: Style::decimals_0 and those after.
int style_of(const Decimal& value) {
  return static_cast<int>(Style::decimals_0) + std::min<int>(value.places, kMostDecimals);
}

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

// One worksheet, written row by row.
class SheetWriter {
 public:
  // Widths of the columns in characters; the first row stays in sight.
  explicit SheetWriter(const std::vector<int>& widths) {
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

  void begin_row() { xml_ += "<row>"; }
  void end_row() { xml_ += "</row>"; }
  void text(std::string_view value, Style style = Style::plain) {
    xml_ += "<c t=\"inlineStr\"" + style_attribute(static_cast<int>(style)) +
            "><is><t xml:space=\"preserve\">" + escaped(value) + "</t></is></c>";
  }
  void number(std::string_view value, int style = 0) {
    xml_ += "<c" + style_attribute(style) + "><v>" + std::string(value) + "</v></c>";
  }
  std::string finish() { return std::move(xml_) + "</sheetData></worksheet>"; }

 private:
  static std::string style_attribute(int style) {
    return style == 0 ? "" : " s=\"" + std::to_string(style) + "\"";
  }

  std::string xml_;
};

constexpr std::array kHeader = {"area",   "name",   "year",    "figure",    "unit",
                                "prices", "status", "vintage", "published", "cell"};

std::string sheet_of(const Ledger& ledger, const std::vector<const Observation*>& rows) {
  SheetWriter sheet({10, 22, 6, 18, 14, 15, 8, 18, 11, 60});
  sheet.begin_row();
  for (const char* title : kHeader) sheet.text(title, Style::bold);
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
    sheet.text(std::string(1, static_cast<char>(o->status)));
    sheet.text(vintage.id);
    sheet.text(to_string(vintage.published));
    sheet.text(o->cell);
    sheet.end_row();
  }
  return sheet.finish();
}

std::string notes_of(const Ledger& ledger, const std::vector<Observation>& slice, Date made) {
  SheetWriter sheet({24, 110});
  const auto line = [&](std::string_view left, std::string_view right, Style style = Style::plain) {
    sheet.begin_row();
    sheet.text(left, style);
    sheet.text(right, style == Style::plain ? Style::wrapped : style);
    sheet.end_row();
  };
  line("what", "where it comes from", Style::bold);
  line("made", "by muster export on " + to_prose(made));
  line("status", "A actual, E estimate, P provisional");
  line("unit", "what one unit of the figure is: USD_MILLION is a million US dollars");
  line("cell", "where the publisher printed the figure");
  std::vector<std::string_view> publishers;
  for (const VintageId id : vintages_of(slice)) {
    const Vintage& v = ledger.vintage(id);
    if (std::ranges::find(publishers, v.publisher) == publishers.end())
      publishers.push_back(v.publisher);
    line(v.id, std::string(v.title) + (v.complete ? "" : "; as quoted by others"));
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
  ZipWriter zip;
  std::string types;
  std::string sheets;
  std::string relations;
  int number = 0;
  const auto add = [&](std::string_view name, const std::string& xml) {
    const std::string id = std::to_string(++number);
    types += "<Override PartName=\"/xl/worksheets/sheet" + id +
             ".xml\" ContentType=\"application/"
             "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>";
    sheets +=
        "<sheet name=\"" + escaped(name) + "\" sheetId=\"" + id + "\" r:id=\"rId" + id + "\"/>";
    relations += "<Relationship Id=\"rId" + id +
                 "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                 "worksheet\" Target=\"worksheets/sheet" +
                 id + ".xml\"/>";
    zip.add("xl/worksheets/sheet" + id + ".xml", xml);
  };
  for (const auto& [id, rows] : measures) {
    if (rows.size() >= kMostRows) {
      return Error{std::to_string(rows.size()) + " rows of " + std::string(measure(id).name), "",
                   "a sheet holds " + std::to_string(kMostRows) +
                       ": take fewer by --area, --vintage or --from and --to, or write CSV"};
    }
    add(measure(id).name, sheet_of(ledger, rows));  // no name is longer than Excel's 31 characters
  }
  add("notes", notes_of(ledger, slice, made));
  const std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  zip.add("[Content_Types].xml",
          xml +
              "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
              "<Default Extension=\"rels\" "
              "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
              "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
              "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
              "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
              "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/"
              "vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>" +
              types + "</Types>");
  zip.add("_rels/.rels",
          xml +
              "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
              "relationships\"><Relationship Id=\"rId1\" "
              "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
              "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  zip.add("xl/workbook.xml",
          xml +
              "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
              "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
              "<sheets>" +
              sheets + "</sheets></workbook>");
  zip.add("xl/_rels/workbook.xml.rels",
          xml +
              "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
              "relationships\">" +
              relations + "<Relationship Id=\"rId" + std::to_string(number + 1) +
              "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
              "styles\" Target=\"styles.xml\"/></Relationships>");
  zip.add("xl/styles.xml", styles());
  return zip.finish();
}

}  // namespace muster
