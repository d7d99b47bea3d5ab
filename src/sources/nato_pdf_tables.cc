#include "sources/nato_pdf_tables.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

constexpr std::size_t kMostColumns = 64;
constexpr std::size_t kLongestHeading = 300;

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
  PdfBlocks(const Ledger& ledger, FigureList& account) : ledger_(ledger), account_(account) {}

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

  PdfTables tables;

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
      tables.blocks.push_back(
          {title_.number, repetition_, title_.french, columns_, std::move(rows_)});
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
    tables.core = tables.core || is_core_nato_title(title.text);
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
      if (column.year->estimate) tables.estimates.insert(column.year->year);
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
  FigureList& account_;
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

}  // namespace

std::string place_in(const LayoutLine& line) {
  return "page " + std::to_string(line.page) + ", line " + std::to_string(line.line);
}

void leave_out_numbers(FigureList& account, const LayoutLine& line, const std::string& reason) {
  for (const std::string_view number : numbers_in(layout_words(line.text)))
    account.leave_out(place_in(line), number, reason);
}

PdfTables read_pdf_tables(std::string_view text, const Ledger& ledger, FigureList& account) {
  PdfBlocks reader(ledger, account);
  reader.read(text);
  return std::move(reader.tables);
}

}  // namespace muster
