#include "sources/nato_pdf.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "sources/figures.h"
#include "sources/layout_page.h"
#include "sources/nato_front_page.h"
#include "sources/nato_layout.h"
#include "sources/printed_table.h"

namespace muster {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr std::size_t kLongestHeading = 300;

struct PdfColumn {
  LayoutSpan at;
  std::optional<NatoYear> year;  // else headed by words
  std::string heading;
};

// What stands above rows and says what they are.
struct PdfHeading {
  NatoTopic topic;
  std::string unknown;  // the heading that is not understood, where the last one is not
};

struct PdfRow {
  LayoutLine line;
  PrintedRow printed;
  PdfHeading heading;
  NatoLabel label;
  std::optional<AreaId> area;
};

// Rows below one line of years, on one page.
struct PdfBlock {
  std::string table;  // its number
  bool repetition = false;
  bool french = false;
  std::vector<PdfColumn> columns;
  std::vector<PdfRow> rows;
};

std::string place_in(const LayoutLine& line) {
  return "page " + std::to_string(line.page) + ", line " + std::to_string(line.line);
}

// A row's text and place for what is left out of it.
using PdfAccount = FigureList;

void leave_out_numbers(PdfAccount& account, const LayoutLine& line, const std::string& reason) {
  for (const std::string_view number : numbers_in(layout_words(line.text)))
    account.leave_out(place_in(line), number, reason);
}

// "1985-1989", "1985-89": a heading too, of an average.
bool is_span_of_years(std::string_view word) {
  if (word.size() != 9 && word.size() != 7) return false;
  const std::string_view behind = word.substr(5);
  return parse_figure_year(word.substr(0, 4)) && (word[4] == '-' || word[4] == '/') &&
         std::ranges::all_of(behind, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<NatoYear> year_word(std::string_view word) {
  while (word.ends_with('*')) word.remove_suffix(1);
  return nato_year(word);
}

// A line of years, and of the headings of other columns, but no sentence that has years in it.
bool is_line_of_years(std::span<const LayoutWord> words) {
  std::size_t years = 0;
  std::size_t spans = 0;
  for (const LayoutWord& word : words) {
    if (year_word(word.text))
      ++years;
    else if (is_span_of_years(word.text))
      ++spans;
    else if (looks_like_printed_number(word.text))
      return false;
  }
  return years + spans >= 2 && 2 * (years + spans) >= words.size() && years + spans <= kMostColumns;
}

bool begins_notes(std::string_view text) {
  const std::string lower = ascii_lower(text.substr(0, 12));
  return one_of(lower.substr(0, 4), {"note", "sour"}) || lower.starts_with("remarque") ||
         text.starts_with('*') ||
         (text.size() > 6 && text[0] == '(' && text[1] >= 'a' && text[1] <= 'z' && text[2] == ')');
}

// A page's number by itself: "-7-".
bool is_page_number(std::string_view text) {
  return text.size() > 2 && text.starts_with('-') && text.ends_with('-');
}

// From lines to blocks of rows: what is a title, a heading, a row, a note, a chart.
class PdfBlocks {
 public:
  PdfBlocks(const Ledger& ledger, PdfAccount& account) : ledger_(ledger), account_(account) {}

  void read(std::string_view text) {
    // What a text ends in the middle of may be cut off: a number that is looks whole.
    const bool whole = text.ends_with('\n') || text.ends_with('\f');
    const auto lines = layout_lines(text);
    for (const LayoutLine& line : lines) {
      if (!whole && &line == &lines.back())
        leave_out_numbers(account_, line, "the text ends in this line");
      else
        take(line);
    }
    end_block();
  }

  std::vector<PdfBlock> blocks;
  std::set<Year> estimates;
  bool core = false;

 private:
  enum class Within : std::uint8_t { nothing, table, notes, chart };

  void take(const LayoutLine& line) {
    if (line.page != page_) turn_to(line.page);
    const auto words = layout_words(line.text);
    if (words.empty()) return;
    const std::string_view text = joined(words).text;
    if (const auto title = nato_title(text)) return begin_table(*title);
    if (is_title_of_chart(words)) return begin_chart(line, words, text);
    if (within_ == Within::chart) return;
    if (within_ != Within::nothing && is_line_of_years(words)) return take_years(line, words);
    if (within_ == Within::table && begins_notes(text)) within_ = Within::notes;
    auto row = printed_row(words);
    if (within_ != Within::table) {
      if (row && row->joined.size() > 1 && nato_area(ledger_, read_nato_label(row->label).name))
        leave_out_numbers(account_, line,
                          within_ == Within::notes ? "among the notes" : "outside of any table");
      return;
    }
    if (row && !columns_.empty())
      take_row(line, std::move(*row));
    else
      take_heading(line, words, text.substr(0, kLongestHeading));
  }

  void turn_to(int page) {
    page_ = page;
    end_block();
    // A table may go on; a chart does not.
    within_ =
        within_ == Within::chart || within_ == Within::nothing ? Within::nothing : Within::table;
  }

  void end_block() {
    if (!rows_.empty())
      blocks.push_back({title_.number, repetition_, title_.french, columns_, std::move(rows_)});
    rows_.clear();
  }

  void begin_table(const NatoTitle& title) {
    end_block();
    within_ = Within::table;
    if (title.continued && title.number == title_.number) return;
    title_ = title;
    heading_ = {topic_of_nato_title(title.text), {}};
    words_of_title_ = std::string(title.text.substr(0, kLongestHeading));
    repetition_ = is_nato_repetition(title.text);
    core = core || is_core_nato_title(title.text);
    columns_.clear();
    above_ = {};
  }

  static bool is_title_of_chart(std::span<const LayoutWord> words) {
    const std::string first = ascii_lower(words.front().text);
    return words.size() > 1 && one_of(first, {"graph", "graphique", "chart", "figure"}) &&
           parse_printed(words[1].text.substr(0, words[1].text.find_first_of(":.")), '.', {});
  }

  void begin_chart(const LayoutLine& line, std::span<const LayoutWord> words,
                   std::string_view text) {
    end_block();
    within_ = Within::chart;
    account_.leave_out("page " + std::to_string(line.page) + ", " + ascii_lower(words[0].text) +
                           " " + std::string(words[1].text.substr(0, words[1].text.find(':'))),
                       text.substr(0, kLongestHeading), "a chart: its figures are those of tables");
  }

  // A line above the years, of which the headings of other columns may have their beginning.
  struct Above {
    LayoutLine line;
    NatoTopic before;  // what was known without it
  };

  void take_years(const LayoutLine& line, std::span<const LayoutWord> words) {
    end_block();
    within_ = Within::table;
    columns_.clear();
    std::string before_years;
    for (const LayoutPiece& piece : layout_pieces(words)) {
      const auto in_piece = words.subspan(piece.first, piece.count);
      if (add_year_columns(in_piece)) continue;
      const LayoutWord whole = joined(in_piece);
      const bool has_year = std::ranges::any_of(in_piece, [](const LayoutWord& word) {
        return year_word(word.text) || is_span_of_years(word.text);
      });
      if (!has_year && columns_.empty())
        before_years += (before_years.empty() ? "" : " ") + std::string(whole.text);
      else
        columns_.push_back({whole.at, std::nullopt, headed_above(line, whole)});
    }
    add_to_nato_topic(heading_.topic, before_years);
    for (const LayoutWord& word : words) {
      const auto year = year_word(word.text);
      if (year) account_.leave_out(place_in(line), word.text, "a year in a heading");
    }
    above_ = {};
  }

  // "2014 2015 2016e", "2016 e": each a column; false where the piece is something else.
  bool add_year_columns(std::span<const LayoutWord> piece) {
    std::vector<PdfColumn> found;
    for (const LayoutWord& word : piece) {
      if (one_of(word.text, {"e", "(e)"}) && !found.empty()) {
        found.back().year->estimate = true;
        found.back().at.end = word.at.end;
        continue;
      }
      const auto year = year_word(word.text);
      if (!year) return false;
      found.push_back({word.at, *year, {}});
    }
    for (PdfColumn& column : found) {
      if (column.year->estimate) estimates.insert(column.year->year);
      columns_.push_back(std::move(column));
    }
    return true;
  }

  // "2022e (%)" below "Share of real GDP". What stood above a column is no section of the table.
  std::string headed_above(const LayoutLine& line, const LayoutWord& own) {
    std::string heading(own.text);
    if (!above_ || above_->line.page != line.page || above_->line.line + 1 != line.line)
      return heading;
    const auto words = layout_words(above_->line.text);
    for (const LayoutPiece& piece : layout_pieces(words)) {
      const LayoutWord whole = joined(std::span(words).subspan(piece.first, piece.count));
      if (whole.at.begin >= own.at.end || own.at.begin >= whole.at.end) continue;
      heading_.topic = above_->before;
      return std::string(whole.text) + " " + heading;
    }
    return heading;
  }

  void take_heading(const LayoutLine& line, std::span<const LayoutWord> words,
                    std::string_view text) {
    if (is_page_number(text) || nato_area(ledger_, read_nato_label(text).name)) return;
    above_ = Above{line, heading_.topic};
    if (add_to_nato_topic(heading_.topic, text)) {
      heading_.unknown.clear();
      return;
    }
    if (text.starts_with('(')) return;
    if (!columns_.empty()) {
      heading_.unknown = text;
      return;
    }
    // The title's second line.
    if (!heading_.topic.measure && words_of_title_.size() < kLongestHeading) {
      words_of_title_ += (words_of_title_.empty() ? "" : " ") + std::string(text);
      NatoTopic whole = topic_of_nato_title(words_of_title_);
      if (whole.measure || whole.yearly_change || whole.per_head) heading_.topic = whole;
    }
    if (const auto numbers = numbers_in(words); numbers.size() > 1)
      leave_out_numbers(account_, line, "no years stand above it");
  }

  void take_row(const LayoutLine& line, PrintedRow printed) {
    PdfRow row{line, std::move(printed), heading_, {}, {}};
    row.label = read_nato_label(row.printed.label);
    row.area = nato_area(ledger_, row.label.name);
    // A name of two lines, of which the first was taken for a heading.
    const bool wrapped = !row.area && !heading_.unknown.empty() && above_ &&
                         above_->line.page == line.page && above_->line.line + 1 == line.line;
    if (wrapped) {
      row.area = nato_area(ledger_, heading_.unknown + " " + std::string(row.label.name));
      if (row.area) row.heading.unknown = heading_.unknown = "";
    }
    if (row.label.currency.empty()) row.label.currency = row.printed.currency;
    rows_.push_back(std::move(row));
  }

  const Ledger& ledger_;
  PdfAccount& account_;
  int page_ = 1;
  Within within_ = Within::nothing;
  NatoTitle title_;
  std::string words_of_title_;
  bool repetition_ = false;
  PdfHeading heading_;
  std::optional<Above> above_;
  std::vector<PdfColumn> columns_;
  std::vector<PdfRow> rows_;
};

// A figure that was read, before it is known whether the publication has it once only.
struct PdfCandidate {
  PublishedFigure figure;
  std::string written;
  bool repetition = false;
};

// From blocks to figures: which column each number stands in, how it is written, what it is.
class PdfFigures {
 public:
  PdfFigures(const Ledger& ledger, PdfAccount& account) : ledger_(ledger), account_(account) {}

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
      return "'" + std::string(row.label.name.substr(0, kLongestHeading)) +
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
  PdfAccount& account_;
  NumberStyle style_;
  char decimal_sign_ = '.';
  NatoSpan span_{};
};

// Of the figures that are printed more than once the one with the most decimals is the figure.
// Where two of them can't be of one value, none is certain.
std::optional<Error> settle(std::vector<PdfCandidate> candidates, PdfAccount& account) {
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
    const std::string_view here = trimmed(line.text).substr(0, kLongestHeading);
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
  PdfBlocks tables(ledger, account);
  tables.read(text);
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
