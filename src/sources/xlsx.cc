#include "sources/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "sources/ole.h"
#include "sources/xls.h"
#include "sources/xml.h"
#include "sources/xml_scanner.h"

namespace muster {
namespace {

// Far above any publisher's, far below what would hurt. A sheet of 20 MB is streamed; only the
// shared strings and styles are held.
constexpr std::uint64_t kLargestSheet = 2048ULL << 20U;
constexpr std::uint64_t kLargestPart = 32ULL << 20U;
constexpr int kMostColumns = 16'384;  // of the format
constexpr int kMostRows = 1'048'576;
constexpr std::size_t kLongestCell = 32'767;

Error no_workbook(const std::string& what) {
  return {"it is no Excel workbook: " + what, "", "save it as .xlsx"};
}

template <typename T>
T number_of(std::string_view text, T otherwise) {
  T value{};
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? value : otherwise;
}

// A colour told directly, or as one of the format's old palette (18.8.27 of the standard), of which
// only what publishers mark figures with is known here.
std::string colour_of(const XmlAttributes& attributes) {
  if (!attributes.get("rgb").empty()) return std::string(attributes.get("rgb"));
  const std::string_view index = attributes.get("indexed");
  if (index == "2" || index == "10") return "FFFF0000";
  if (index == "4" || index == "12") return "FF0000FF";
  return {};
}

// Parses one part of the archive with the handlers.
std::optional<Error> parse(const ZipArchive& archive, const ZipEntry& entry, std::uint64_t limit,
                           XmlReader& reader) {
  auto error =
      archive.inflate(entry, limit, [&](std::string_view piece) { return reader.feed(piece); });
  if (!error) error = reader.finish();
  if (error && error->where != entry.name) {
    error->where = error->where.empty() ? entry.name : entry.name + ", " + error->where;
  }
  return error;
}

// "D11" to row 11, column 4; false where it is none.
bool parse_reference(std::string_view text, int& row, int& column) {
  std::size_t letters = 0;
  int wide = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z' && letters < 3) {
    wide = wide * 26 + (text[letters] - 'A' + 1);
    ++letters;
  }
  const int high = number_of(text.substr(letters), 0);
  if (letters == 0 || wide > kMostColumns || high < 1 || high > kMostRows) return false;
  row = high;
  column = wide;
  return true;
}

// The rows of a sheet, gathered cell by cell.
class SheetReader : public XmlScanner::Handler {
 public:
  SheetReader(const Sheet& sheet, std::string_view strings,
              std::span<const std::uint32_t> string_ends,
              const std::function<std::optional<Error>(const SheetRow&)>& take)
      : sheet_(sheet.name),
        sheet_hidden_(sheet.hidden),
        strings_(strings),
        string_ends_(string_ends),
        take_(take),
        scanner_(*this) {}

  XmlScanner& scanner() { return scanner_; }

  void begin(std::string_view name, const ScannedAttributes& attributes) override {
    if (name == "c") {
      begin_cell(attributes);
    } else if (name == "v" || name == "t") {
      inside_ = true;
    } else if (name == "row") {
      ++row_;
      column_ = 0;
      row_ = std::max(number_of(attributes.get("r"), row_), 1);
      hidden_ = sheet_hidden_ || attributes.get("hidden") == "1";
    } else if (name == "col" && attributes.get("hidden") == "1") {
      hidden_columns_.emplace_back(number_of(attributes.get("min"), 1),
                                   number_of(attributes.get("max"), 0));
    }
  }

  void text(std::string_view text) override {
    if (!inside_) return;
    if (text_.size() - text_start_ + text.size() > 4 * kLongestCell)
      return scanner_.stop({"a cell longer than the format allows", place(), ""});
    text_ += text;
  }

  void end(std::string_view name) override {
    if (name == "v" || name == "t") {
      inside_ = false;
    } else if (name == "c") {
      end_cell();
    } else if (name == "row") {
      end_row();
    }
  }

 private:
  void begin_cell(const ScannedAttributes& attributes) {
    ++column_;
    int row = row_;
    std::string_view reference;
    std::string_view style;
    type_.clear();
    attributes.each([&](std::string_view name, std::string_view value) {
      if (name == "r") reference = value;
      if (name == "s") style = value;
      if (name == "t") type_ = value;
      return true;
    });
    if (!reference.empty() && (!parse_reference(reference, row, column_) || row != row_)) {
      return scanner_.stop(
          {"'" + std::string(reference) + "' is no cell of row " + std::to_string(row_),
           std::string(sheet_), "the sheet is damaged"});
    }
    if (column_ > kMostColumns || row_ > kMostRows)
      return scanner_.stop({"the sheet is larger than the format allows", std::string(sheet_), ""});
    cell_ = {row_, column_, CellKind::number, {}, number_of(style, 0U)};
    text_start_ = text_.size();
  }

  void end_cell() {
    if (text_.size() == text_start_) return;
    const std::string_view stored = std::string_view(text_).substr(text_start_);
    if (type_ == "s") {
      const auto index = number_of(stored, string_ends_.size());
      if (index >= string_ends_.size())
        return scanner_.stop(
            {"it names a text that the workbook lacks", place(), "the file is damaged"});
      const std::uint32_t from = index == 0 ? 0 : string_ends_[index - 1];
      const std::string_view shared = strings_.substr(from, string_ends_[index] - from);
      text_.resize(text_start_);
      text_ += shared;
      if (shared.empty()) return;
      cell_.kind = CellKind::text;
    } else if (type_ == "e") {
      cell_.kind = CellKind::error;
    } else if (!type_.empty() && type_ != "n") {
      cell_.kind = CellKind::text;  // a formula's text, a date, a truth value
    }
    cells_.push_back(cell_);
    ends_.push_back(text_.size());
    if (cells_.size() > 1 && cells_[cells_.size() - 2].column >= cell_.column)
      scanner_.stop({"its cells are out of order", place(), "the file is damaged"});
  }

  void end_row() {
    // The text may have moved while it grew: the views are set now.
    std::size_t from = 0;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      cells_[i].text = std::string_view(text_).substr(from, ends_[i] - from);
      from = ends_[i];
    }
    if (auto error = take_({row_, hidden_, cells_, hidden_columns_})) scanner_.stop(*error);
    cells_.clear();
    ends_.clear();
    text_.clear();
    text_start_ = 0;
  }

  std::string place() const { return cell_name(sheet_, cell_); }

  std::string_view sheet_;
  bool sheet_hidden_;
  std::string_view strings_;
  std::span<const std::uint32_t> string_ends_;
  const std::function<std::optional<Error>(const SheetRow&)>& take_;
  XmlScanner scanner_;

  int row_ = 0;
  int column_ = 0;
  bool hidden_ = false;
  bool inside_ = false;  // of a value's element
  std::string type_;
  Cell cell_;
  std::size_t text_start_ = 0;
  std::string text_;  // of the row's cells, end to end
  std::vector<std::size_t> ends_;
  std::vector<Cell> cells_;
  std::vector<std::pair<int, int>> hidden_columns_;
};

}  // namespace

bool SheetRow::is_hidden(const Cell& cell) const {
  return hidden || std::ranges::any_of(hidden_columns, [&](const std::pair<int, int>& range) {
           return range.first <= cell.column && cell.column <= range.second;
         });
}

std::string cell_name(int row, int column) {
  std::string letters;
  for (int left = column; left > 0; left = (left - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
  return letters + std::to_string(row);
}

std::string cell_name(std::string_view sheet, const Cell& cell) {
  return std::string(sheet) + "!" + cell_name(cell.row, cell.column);
}

Workbook::Workbook(XlsBook book)
    : older_(std::make_shared<const XlsBook>(std::move(book))), sheets_(older_->sheets()) {}

Result<Workbook> Workbook::open(std::string_view bytes) {
  if (is_compound_file(bytes)) {
    auto book = XlsBook::open(bytes);
    if (!book) return book.error();
    return Workbook(std::move(book).value());
  }
  auto archive = ZipArchive::open(bytes);
  if (!archive) return archive.error();
  return open(std::move(archive).value());
}

Result<Workbook> Workbook::open(ZipArchive archive) {
  Workbook workbook(std::move(archive));
  if (auto error = workbook.read_parts()) return *error;
  return workbook;
}

std::optional<Error> Workbook::read_parts() {
  const ZipEntry* book = archive_->find("xl/workbook.xml");
  const ZipEntry* relations = archive_->find("xl/_rels/workbook.xml.rels");
  if (book == nullptr || relations == nullptr) return no_workbook("it has no xl/workbook.xml");

  std::map<std::string, std::string, std::less<>> targets;  // relation id to path
  XmlReader relations_reader({[&](auto name, const auto& attributes) {
                                if (name == "Relationship")
                                  targets.emplace(attributes.get("Id"), attributes.get("Target"));
                              },
                              [](auto) {}, [](auto) {}});
  if (auto error = parse(*archive_, *relations, kLargestPart, relations_reader)) return error;
  XmlReader book_reader(
      {[&](auto name, const auto& attributes) {
         if (name != "sheet") return;
         // The attribute is r:id; sheetId is another.
         const auto target = targets.find(attributes.get("id"));
         if (target == targets.end()) return;
         const std::string& path = target->second;
         sheets_.push_back(
             {std::string(attributes.get("name")),
              !attributes.get("state").empty() && attributes.get("state") != "visible",
              path.starts_with("/") ? path.substr(1) : "xl/" + path});
       },
       [](auto) {}, [](auto) {}});
  if (auto error = parse(*archive_, *book, kLargestPart, book_reader)) return error;
  if (sheets_.empty()) return no_workbook("it has no sheets");

  if (const ZipEntry* entry = archive_->find("xl/sharedStrings.xml")) {
    bool inside = false;
    bool phonetic = false;  // reading aids of East Asian text are not the text
    XmlReader reader({[&](auto name, const auto&) {
                        if (name == "t") inside = true;
                        if (name == "rPh") phonetic = true;
                      },
                      [&](auto name) {
                        if (name == "t") inside = false;
                        if (name == "rPh") phonetic = false;
                        if (name == "si")
                          string_ends_.push_back(static_cast<std::uint32_t>(strings_.size()));
                      },
                      [&](auto text) {
                        if (inside && !phonetic) strings_ += text;
                      }});
    if (auto error = parse(*archive_, *entry, kLargestPart, reader)) return error;
  }
  return std::nullopt;
}

std::optional<Error> Workbook::read(
    const Sheet& sheet, const std::function<std::optional<Error>(const SheetRow&)>& take) const {
  if (older_) return older_->read(sheet, take);
  const ZipEntry* entry = archive_->find(sheet.path);
  if (entry == nullptr)
    return Error{"the workbook lacks this sheet", sheet.name, "the file is damaged"};
  SheetReader reader(sheet, strings_, string_ends_, take);
  auto error = archive_->inflate(
      *entry, kLargestSheet, [&](std::string_view piece) { return reader.scanner().feed(piece); });
  if (!error) error = reader.scanner().finish();
  if (error && error->where.starts_with("byte ")) error->where = sheet.name + ", " + error->where;
  return error;
}

Result<FontColours> Workbook::font_colours() const {
  FontColours colours;
  if (older_) {
    colours.fonts_ = older_->font_colours();
    colours.styles_ = older_->fonts_of_styles();
    return colours;
  }
  const ZipEntry* entry = archive_->find("xl/styles.xml");
  if (entry == nullptr) return colours;
  bool fonts = false;
  bool styles = false;
  XmlReader reader({[&](auto name, const auto& attributes) {
                      if (name == "fonts") fonts = true;
                      if (name == "cellXfs") styles = true;
                      if (fonts && name == "font") colours.fonts_.emplace_back();
                      if (fonts && name == "color" && !colours.fonts_.empty())
                        colours.fonts_.back() = colour_of(attributes);
                      if (styles && name == "xf")
                        colours.styles_.push_back(number_of(attributes.get("fontId"), 0U));
                    },
                    [&](auto name) {
                      if (name == "fonts") fonts = false;
                      if (name == "cellXfs") styles = false;
                    },
                    [](auto) {}});
  if (auto error = parse(*archive_, *entry, kLargestPart, reader)) return *error;
  return colours;
}

std::string_view FontColours::of(std::uint32_t style) const {
  if (style >= styles_.size() || styles_[style] >= fonts_.size()) return {};
  return fonts_[styles_[style]];
}

}  // namespace muster
