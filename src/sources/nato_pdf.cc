#include "sources/nato_pdf.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "sources/figures.h"
#include "sources/layout_page.h"
#include "sources/nato_front_page.h"
#include "sources/nato_layout.h"
#include "sources/nato_pdf_tables.h"
#include "sources/printed_table.h"

namespace muster {
namespace {

constexpr std::size_t kLongestTitle = 300;

// A figure that was read, before it is known whether the publication has it once only.
struct PdfCandidate {
  PublishedFigure figure;
  std::string written;
  bool repetition = false;
};

// From blocks to figures: which column each number stands in, how it is written, what it is.
class PdfFigures {
 public:
  PdfFigures(const Ledger& ledger, FigureList& account) : ledger_(ledger), account_(account) {}

  void read(const std::vector<PdfBlock>& blocks) {
    NumberStyle document;
    for (const PdfBlock& block : blocks) document.add(style_of(block));
    for (const PdfBlock& block : blocks) read(block, document);
  }

  std::vector<PdfCandidate> candidates;

 private:
  static NumberStyle style_of(const PdfBlock& block) {
    NumberStyle style;
    for (const PdfRow& row : block.rows)
      for (const PrintedCell& cell : row.printed.apart) style.look_at(cell.text);
    for (const PdfRow& row : block.rows)
      for (const PrintedCell& cell : row.printed.joined)
        style.by_blanks = style.by_blanks || cell.words > 1;
    return style;
  }

  void read(const PdfBlock& block, const NumberStyle& document) {
    style_ = style_of(block);
    // A table that does not show its decimal sign is written as the others are.
    if (!style_.told()) style_.add(document);
    decimal_sign_ = style_.told() ? style_.decimal_sign() : block.french ? ',' : '.';
    std::vector<LayoutSpan> headings;
    std::set<Year> years;
    bool twice = false;
    for (const PdfColumn& column : block.columns) {
      headings.push_back(column.at);
      if (column.year) twice = !years.insert(column.year->year).second || twice;
    }
    if (!years.empty()) span_ = {*years.begin(), *years.rbegin()};
    std::vector<PrintedRow> rows;
    rows.reserve(block.rows.size());
    for (const PdfRow& row : block.rows) rows.push_back(row.printed);
    const auto placed = place_rows(rows, headings);
    for (std::size_t i = 0; i < block.rows.size(); ++i) {
      const PdfRow& row = block.rows[i];
      const std::string fault = twice ? "a year stands twice above it" : fault_of(row);
      if (fault.empty())
        take(block, row, placed[i]);
      else
        leave_out_numbers(account_, row.line, fault);
    }
  }

  static std::string fault_of(const PdfRow& row) {
    const PdfHeading& heading = row.heading;
    if (row.label.name.empty()) return "there is no country in its row";
    if (!row.area)
      return "'" + std::string(row.label.name.substr(0, kLongestTitle)) +
             "' is no country or group of the ledger";
    if (!heading.unknown.empty())
      return "below the heading “" + heading.unknown + "”, which is not known";
    return "";
  }

  // How many decimals the figures of a row's years have; the fewest where they differ, since a
  // footnote's mark may stick to one.
  std::optional<std::size_t> decimals_of(const PdfBlock& block, const PlacedRow& row) const {
    std::optional<std::size_t> fewest;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      if (!is_of_year(block, row, i) || !looks_like_printed_number(row.cells[i].text)) continue;
      const std::string_view text = row.cells[i].text;
      const auto at = text.find(decimal_sign_);
      const std::size_t behind = at == std::string_view::npos ? 0 : text.size() - at - 1;
      fewest = std::min(fewest.value_or(behind), behind);
    }
    return fewest;
  }

  static bool is_of_year(const PdfBlock& block, const PlacedRow& row, std::size_t cell) {
    return row.columns[cell] && block.columns[*row.columns[cell]].year;
  }

  void take(const PdfBlock& block, const PdfRow& row, const PlacedRow& placed) {
    const auto decimals = decimals_of(block, placed);
    for (std::size_t i = 0; i < placed.cells.size(); ++i) {
      const PrintedCell& cell = placed.cells[i];
      const auto leave_out = [&](const std::string& reason) {
        account_.leave_out(place_in(row.line), cell.text, reason);
      };
      if (is_nato_gap(cell.text)) {
        leave_out("the publisher gives no figure");
      } else if (!placed.columns[i]) {
        leave_out(placed.fault.empty() ? "below which year it stands can't be told"
                                       : std::string(placed.fault));
      } else {
        const auto value = parse_printed(cell.text, decimal_sign_, style_);
        if (!value)
          leave_out(value.error().what);
        else if (placed.cells.size() > 2 && is_of_year(block, placed, i) &&
                 value->places > decimals.value_or(0))
          leave_out("it has more decimals than the figures beside it");
        else if (const auto why = add(block, row, block.columns[*placed.columns[i]], cell, *value))
          leave_out(*why);
      }
    }
  }

  // Why a number is no figure, where it is none.
  std::optional<std::string> add(const PdfBlock& block, const PdfRow& row, const PdfColumn& column,
                                 const PrintedCell& cell, const Decimal& value) {
    NatoTopic topic = row.heading.topic;
    std::optional<NatoYear> year = column.year;
    bool repetition = block.repetition;
    if (!year) {
      const auto other = nato_column(topic, column.heading);
      if (!other) return nato_column_left_out(column.heading);
      topic = other->topic;
      year = other->year;
      repetition = true;
    }
    if (!topic.says_all()) return "no heading above it says what it is";
    const auto unit = nato_unit(ledger_, topic, *row.area, row.label, span_);
    if (!unit) return unit.error().what;
    const std::string currency = ascii_lower(row.label.currency);
    for (const std::string_view size : {"thousand", "billion", "milliard"})
      if (topic.national_currency && currency.find(size) != std::string::npos)
        return "its row is counted in another size than its table";
    candidates.push_back(
        {{*topic.measure, std::string(ledger_.area(*row.area).code), year->year, value, *unit,
          topic.basis, year->estimate || cell.estimate ? ObsStatus::estimate : ObsStatus::actual,
          "page " + std::to_string(row.line.page) + ", table " + block.table + ", " +
              std::string(row.label.name) + ", " + std::to_string(year->year.value)},
         std::string(cell.text),
         repetition});
    return std::nullopt;
  }

  const Ledger& ledger_;
  FigureList& account_;
  NumberStyle style_;
  char decimal_sign_ = '.';
  NatoSpan span_{};
};

// Of the figures that are printed more than once the one with the most decimals is the figure.
// Where two of them can't be of one value, none is certain.
std::optional<Error> settle(std::vector<PdfCandidate> candidates, FigureList& account) {
  using Key = std::tuple<MeasureId, std::string, Year, Unit, PriceBasis>;
  std::map<Key, std::vector<std::size_t>> printed;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const PublishedFigure& f = candidates[i].figure;
    printed[{f.measure, f.area, f.year, f.unit, f.basis}].push_back(i);
  }
  std::vector<std::string> left_out(candidates.size());
  for (const auto& [key, all] : printed) {
    const std::size_t best = *std::ranges::max_element(all, {}, [&](std::size_t i) {
      return std::pair(candidates[i].figure.value.places, !candidates[i].repetition);
    });
    const PublishedFigure& figure = candidates[best].figure;
    const auto odd = std::ranges::find_if(all, [&](std::size_t i) {
      const Decimal& other = candidates[i].figure.value;
      return !(other == figure.value.rounded(other.places));
    });
    for (const std::size_t i : all) {
      const PublishedFigure& other = candidates[i].figure;
      if (odd != all.end()) {
        const PublishedFigure& against = i == *odd ? figure : candidates[*odd].figure;
        left_out[i] =
            "one figure has two values: " + against.value.to_string() + " at " + against.cell;
      } else if (i != best && (candidates[i].repetition || other.cell == figure.cell ||
                               other.value.places < figure.value.places)) {
        left_out[i] = "repeats " + figure.cell;
      } else if (other.status == ObsStatus::estimate) {
        candidates[best].figure.status = ObsStatus::estimate;
      }
    }
  }
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    PdfCandidate& one = candidates[i];
    if (!left_out[i].empty())
      account.leave_out(one.figure.cell, one.written, left_out[i]);
    else if (auto error = account.add(std::move(one.figure), one.written))
      return error;
  }
  return std::nullopt;
}

}  // namespace

bool is_nato_pdf_text(std::string_view text) {
  bool next = false;  // a title's words may stand in the next line
  for (const LayoutLine& line : layout_lines(text)) {
    const std::string_view here = trimmed(line.text).substr(0, kLongestTitle);
    if (here.empty()) continue;
    const auto title = nato_title(here);
    if (is_nato_defence_title(title ? title->text : next ? here : std::string_view())) return true;
    next = title && title->text.empty();
  }
  return false;
}

Result<SourceFile> read_nato_pdf_text(std::string_view text, const Ledger& ledger) {
  SourceFile file;
  file.kind = "NATO defence expenditure PDF";
  FigureList account(file, Reprints::some);
  const PdfTables tables = read_pdf_tables(text, ledger, account);
  PdfFigures figures(ledger, account);
  figures.read(tables.blocks);
  if (auto error = settle(std::move(figures.candidates), account)) return *error;
  Publication& p = file.publication();
  if (p.figures.empty()) {
    const auto first = std::ranges::find_if(file.left_out, [](const LeftOut& row) {
      return row.reason != "a year in a heading" && !row.reason.starts_with("a chart");
    });
    if (first == file.left_out.end())
      return Error{"its tables hold no figures", "", "is this the publisher's file?"};
    return Error{"no figure of its tables can be told for certain: " + first->reason, first->cell,
                 "this layout is not known"};
  }
  describe_nato(p, tables.estimates, tables.core);
  p.what_is_here = "the tables of the PDF, as printed";
  const NatoFrontPage front = read_nato_front_page(text);
  if (!front.title.empty()) p.title = front.title;
  if (!front.number.empty()) p.title += ", " + front.number;
  p.published = front.published;
  p.cut_off = front.cut_off;
  return file;
}

}  // namespace muster
