#include "sources/xls.h"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <map>

#include "sources/ole.h"

namespace muster {
namespace {

enum Record : std::uint16_t {
  kFormula = 0x0006,
  kEnd = 0x000A,
  kFilePass = 0x002F,
  kFont = 0x0031,
  kContinue = 0x003C,
  kColumnInfo = 0x007D,
  kBoundSheet = 0x0085,
  kPalette = 0x0092,
  kManyRks = 0x00BD,
  kRichString = 0x00D6,
  kStyle = 0x00E0,
  kStrings = 0x00FC,
  kSharedText = 0x00FD,
  kNumber = 0x0203,
  kText = 0x0204,
  kTruthOrError = 0x0205,
  kResultText = 0x0207,
  kRow = 0x0208,
  kRk = 0x027E,
  kBegin = 0x0809,
};

// Far above any publisher's.
constexpr std::size_t kMostXlsCells = 4'000'000;
constexpr std::size_t kLargestXlsStream = 64U << 20U;
constexpr std::size_t kMostXlsColumns = 256;  // of the format
constexpr std::uint16_t kExcel97 = 0x0600;

Error damaged_xls(const std::string& what, std::string where = {}) {
  return {what, std::move(where), "the file is damaged or cut off"};
}

// The records of a stream, one after the other: a type, a length, that many bytes.
class Records {
 public:
  Records(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}

  // False at the end; failed() where it comes in the middle of a record.
  bool next() {
    if (at_ + 4 > stream_.size()) {
      failed_ = true;  // a stream ends with a record that says so
      return false;
    }
    type_ = little_16(stream_, at_);
    const std::size_t size = little_16(stream_, at_ + 2);
    if (stream_.size() - at_ - 4 < size) {
      failed_ = true;
      return false;
    }
    data_ = stream_.substr(at_ + 4, size);
    at_ += 4 + size;
    return true;
  }
  // The next one if it continues this one.
  bool next_continues() {
    return little_16(stream_, at_) == kContinue && at_ + 4 <= stream_.size() && next();
  }

  std::uint16_t type() const { return type_; }
  std::string_view data() const { return data_; }
  bool failed() const { return failed_; }

 private:
  std::string_view stream_;
  std::size_t at_;
  std::uint16_t type_ = 0;
  std::string_view data_;
  bool failed_ = false;
};

// A text of `count` characters, each of one byte (Latin-1) or of two.
void append_characters(std::string& out, std::string_view bytes, bool wide) {
  if (wide) return append_utf_16(out, bytes);
  for (const char c : bytes) {
    const std::array<char, 2> both = {c, '\0'};
    append_utf_16(out, {both.data(), both.size()});
  }
}

// "\x05\x00\x00Polen": a length of `bytes` bytes, flags, the characters that are there.
std::string text_in(std::string_view data, std::size_t at, std::size_t bytes) {
  std::string out;
  if (at + bytes + 1 > data.size()) return out;
  const std::size_t count = bytes == 1 ? static_cast<unsigned char>(data[at]) : little_16(data, at);
  const unsigned flags = static_cast<unsigned char>(data[at + bytes]);
  const bool wide = (flags & 1U) != 0;
  // Rich text and phonetic readings tell their lengths before the characters.
  const std::size_t before = ((flags & 8U) != 0 ? 2U : 0U) + ((flags & 4U) != 0 ? 4U : 0U);
  if (at + bytes + 1 + before > data.size()) return out;
  append_characters(out, data.substr(at + bytes + 1 + before, wide ? 2 * count : count), wide);
  return out;
}

// The workbook's shared texts, which run over the ends of records: where one does so between two
// characters, the next record begins with their width anew.
class SharedTexts {
 public:
  explicit SharedTexts(Records& records) : records_(records), left_(records.data()) {}

  std::optional<Error> read(std::vector<std::string>& texts) {
    const auto head = bytes(8);
    if (!head) return damaged_xls("its shared texts are cut off");
    const std::uint32_t count = little_32(*head, 4);
    for (std::uint32_t i = 0; i < count; ++i) {
      std::string text;
      if (!one(text)) return damaged_xls("its shared texts are cut off");
      texts.push_back(std::move(text));
    }
    return std::nullopt;
  }

 private:
  bool one(std::string& text) {
    const auto head = bytes(3);
    if (!head) return false;
    std::size_t count = little_16(*head, 0);
    unsigned flags = static_cast<unsigned char>((*head)[2]);
    const auto runs = (flags & 8U) != 0 ? bytes(2) : std::string();
    const auto phonetic = (flags & 4U) != 0 ? bytes(4) : std::string();
    if (!runs || !phonetic) return false;
    while (count > 0) {
      if (left_.empty()) {
        if (!more() || left_.empty()) return false;
        flags = static_cast<unsigned char>(left_.front());
        left_.remove_prefix(1);
        continue;
      }
      const std::size_t width = (flags & 1U) != 0 ? 2 : 1;
      const std::size_t here = std::min(count, left_.size() / width);
      if (here == 0) return false;  // half a character
      append_characters(text, left_.substr(0, here * width), width == 2);
      left_.remove_prefix(here * width);
      count -= here;
    }
    return skip(std::size_t{4} * little_16(*runs, 0) + little_32(*phonetic, 0));
  }

  bool more() {
    if (!records_.next_continues()) return false;
    left_ = records_.data();
    return true;
  }

  std::optional<std::string> bytes(std::size_t count) {
    std::string out;
    while (out.size() < count) {
      if (left_.empty() && !more()) return std::nullopt;
      const std::size_t here = std::min(count - out.size(), left_.size());
      out += left_.substr(0, here);
      left_.remove_prefix(here);
    }
    return out;
  }

  bool skip(std::size_t count) {
    while (count > 0) {
      if (left_.empty() && !more()) return false;
      const std::size_t here = std::min(count, left_.size());
      left_.remove_prefix(here);
      count -= here;
    }
    return true;
  }

  Records& records_;
  std::string_view left_;
};

// A number in four bytes: an integer or the upper half of a double, perhaps of hundredths.
double number_of_rk(std::uint32_t rk) {
  const bool whole = (rk & 2U) != 0;
  const double value = whole ? static_cast<double>(static_cast<std::int32_t>(rk) >> 2U)
                             : std::bit_cast<double>(std::uint64_t{rk & ~3U} << 32U);
  return (rk & 1U) != 0 ? value / 100 : value;
}

// As a newer workbook would store it, without an exponent where it is of a usual size.
std::string text_of_number(double value) {
  std::array<char, 64> buffer{};
  const double size = std::fabs(value);
  const bool usual = value == 0 || (size >= 1e-5 && size < 1e15);
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                    usual ? std::chars_format::fixed : std::chars_format::scientific);
  return {buffer.data(), written.ptr};
}

std::string text_of_error(unsigned char code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

// The cells of one sheet, gathered by row: a row's records may stand apart.
class XlsSheetReader {
 public:
  XlsSheetReader(const Sheet& sheet, const std::vector<std::string>& strings)
      : sheet_(sheet), strings_(strings) {}

  std::optional<Error> gather(Records records) {
    // Charts stand within a sheet as sheets of their own.
    int depth = 0;
    while (records.next()) {
      const std::uint16_t type = records.type();
      if (type == kBegin) ++depth;
      if (type == kEnd && --depth <= 0) return std::nullopt;
      if (depth != 1) continue;
      if (auto error = take(type, records.data())) return error;
      if (count_ > kMostXlsCells) return Error{"more cells than a publisher's", sheet_.name, ""};
    }
    return damaged_xls("the sheet is cut off", sheet_.name);
  }

  std::optional<Error> hand_over(const std::function<std::optional<Error>(const SheetRow&)>& take) {
    for (auto& [number, row] : rows_) {
      std::ranges::stable_sort(row.cells, {}, &Held::column);
      std::vector<Cell> cells;
      for (const Held& held : row.cells) {
        const std::string_view text = held.own.empty() ? held.shared : held.own;
        if (text.empty()) continue;
        cells.push_back({number, held.column, held.kind, text, held.style});
        if (cells.size() > 1 && cells[cells.size() - 2].column == held.column)
          return damaged_xls("a cell stands twice", cell_name(sheet_.name, cells.back()));
      }
      if (auto error = take({number, sheet_.hidden || row.hidden, cells, hidden_columns_}))
        return error;
    }
    return std::nullopt;
  }

 private:
  struct Held {
    int column = 0;
    CellKind kind = CellKind::number;
    std::string own;
    std::string_view shared;  // else: of the workbook's, of which many cells may have one
    std::uint32_t style = 0;
  };
  struct HeldRow {
    bool hidden = false;
    std::vector<Held> cells;
  };

  std::optional<Error> take(std::uint16_t type, std::string_view data) {
    switch (type) {
      case kRow:
        if ((little_16(data, 12) & 0x20U) != 0) rows_[little_16(data, 0) + 1].hidden = true;
        return std::nullopt;
      case kColumnInfo:
        if (hidden_columns_.size() == kMostXlsColumns)
          return damaged_xls("more columns than the format allows", sheet_.name);
        if ((little_16(data, 8) & 1U) != 0)
          hidden_columns_.emplace_back(little_16(data, 0) + 1, little_16(data, 2) + 1);
        return std::nullopt;
      case kNumber:
        return data.size() < 14 ? cut_off() : add_number(data, number_at(data, 6));
      case kRk:
        return data.size() < 10 ? cut_off() : add_number(data, number_of_rk(little_32(data, 6)));
      case kManyRks:
        return add_numbers(data);
      case kText:
      case kRichString:
        return data.size() < 9 ? cut_off() : add(data, CellKind::text, text_in(data, 6, 2));
      case kSharedText:
        return add_shared(data);
      case kTruthOrError:
        if (data.size() < 8) return cut_off();
        return add_truth_or_error(data, data[7] != 0, static_cast<unsigned char>(data[6]));
      case kFormula:
        return add_result(data);
      case kResultText:
        if (result_ == nullptr) return std::nullopt;
        result_->own = text_in(data, 0, 2);
        result_ = nullptr;
        return std::nullopt;
      default:
        return std::nullopt;
    }
  }

  std::optional<Error> cut_off() const {
    return damaged_xls("a cell is shorter than the format allows", sheet_.name);
  }

  static double number_at(std::string_view data, std::size_t at) {
    return std::bit_cast<double>(little_64(data, at));
  }

  // Each of these records begins with row, column and style.
  Held& place(std::string_view data, int column, std::uint16_t style) {
    auto& cells = rows_[little_16(data, 0) + 1].cells;
    result_ = nullptr;  // the cells may move
    cells.push_back({column + 1, CellKind::number, {}, {}, style});
    ++count_;
    return cells.back();
  }

  std::optional<Error> add(std::string_view data, CellKind kind, std::string text) {
    if (text.empty()) return std::nullopt;
    Held& held = place(data, little_16(data, 2), little_16(data, 4));
    held.kind = kind;
    held.own = std::move(text);
    return std::nullopt;
  }

  std::optional<Error> add_number(std::string_view data, double value) {
    return add(data, CellKind::number, text_of_number(value));
  }

  // Row, first column, then a style and a number for each, then the last column.
  std::optional<Error> add_numbers(std::string_view data) {
    if (data.size() < 6 || data.size() % 6 != 0) return cut_off();
    int column = little_16(data, 2);
    for (std::size_t at = 4; at + 6 <= data.size() - 2; at += 6) {
      place(data, column++, little_16(data, at)).own =
          text_of_number(number_of_rk(little_32(data, at + 2)));
    }
    return std::nullopt;
  }

  std::optional<Error> add_shared(std::string_view data) {
    if (data.size() < 10) return cut_off();
    const std::uint32_t index = little_32(data, 6);
    if (index >= strings_.size())
      return damaged_xls(
          "it names a text that the workbook lacks",
          sheet_.name + "!" + cell_name(little_16(data, 0) + 1, little_16(data, 2) + 1));
    Held& held = place(data, little_16(data, 2), little_16(data, 4));
    held.kind = CellKind::text;
    held.shared = strings_[index];
    return std::nullopt;
  }

  std::optional<Error> add_truth_or_error(std::string_view data, bool error, unsigned char value) {
    if (error) return add(data, CellKind::error, text_of_error(value));
    return add(data, CellKind::text, value != 0 ? "1" : "0");
  }

  // A result that is no number is told by a double that is none, and a text follows.
  std::optional<Error> add_result(std::string_view data) {
    if (data.size() < 14) return cut_off();
    if (little_16(data, 12) != 0xFFFF) return add_number(data, number_at(data, 6));
    const auto value = static_cast<unsigned char>(data[8]);
    switch (data[6]) {
      case 0: {
        Held& held = place(data, little_16(data, 2), little_16(data, 4));
        held.kind = CellKind::text;
        result_ = &held;
        return std::nullopt;
      }
      case 1:
        return add_truth_or_error(data, false, value);
      case 2:
        return add_truth_or_error(data, true, value);
      default:
        return std::nullopt;  // a text without characters
    }
  }

  const Sheet& sheet_;
  const std::vector<std::string>& strings_;
  std::map<int, HeldRow> rows_;
  std::vector<std::pair<int, int>> hidden_columns_;
  Held* result_ = nullptr;  // waits for the record with its text, the next of cells
  std::size_t count_ = 0;
};

// As the newer format writes them: red and blue of the old palette are all that is known of it.
std::string colour_of_index(unsigned index, const std::vector<std::string>& palette) {
  constexpr unsigned kFirst = 8;  // the palette's; below stand the same eight, never altered
  if (index >= kFirst && index - kFirst < palette.size()) return palette[index - kFirst];
  if (index == 2 || index == 10) return "FFFF0000";
  if (index == 4 || index == 12 || index == 39) return "FF0000FF";
  return {};
}

std::vector<std::string> palette_in(std::string_view data) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::vector<std::string> palette;
  for (std::size_t at = 2; at + 4 <= data.size(); at += 4) {
    std::string colour = "FF";
    for (const char c : data.substr(at, 3)) {
      const auto byte = static_cast<unsigned char>(c);
      colour += kDigits[byte >> 4U];
      colour += kDigits[byte & 15U];
    }
    palette.push_back(std::move(colour));
  }
  return palette;
}

}  // namespace

Result<XlsBook> XlsBook::open(std::string_view bytes) {
  const auto file = CompoundFile::open(bytes);
  if (!file) return file.error();
  if (file->has("EncryptedPackage"))
    return Error{"it is encrypted", "", "save it without a password"};
  if (!file->has("Workbook")) {
    return Error{file->has("Book") ? "it is a workbook of Excel 95 or before"
                                   : "it is no Excel workbook: it has no stream 'Workbook'",
                 "", "save it as .xlsx"};
  }
  auto stream = file->read("Workbook");
  if (!stream) return stream.error();
  XlsBook book;
  book.stream_ = std::move(stream).value();
  if (book.stream_.size() > kLargestXlsStream)
    return Error{"it is larger than a publisher's workbook", "", "save it as .xlsx"};
  if (auto error = book.read_globals()) return *error;
  return book;
}

std::optional<Error> XlsBook::read_globals() {
  Records records(stream_, 0);
  if (!records.next() || records.type() != kBegin || records.data().size() < 4)
    return damaged_xls("it does not begin as a workbook does");
  if (little_16(records.data(), 0) != kExcel97)
    return Error{"it is a workbook of Excel 95 or before", "", "save it as .xlsx"};
  std::vector<unsigned> font_indices;
  std::vector<std::string> palette;
  while (records.next() && records.type() != kEnd) {
    const std::string_view data = records.data();
    if (records.type() == kFilePass)
      return Error{"it is encrypted", "", "save it without a password"};
    if (records.type() == kFont) font_indices.push_back(little_16(data, 4));
    if (records.type() == kPalette) palette = palette_in(data);
    if (records.type() == kStyle) {
      // Of the fonts number 4 is left out, by the format's own word.
      const std::uint32_t font = little_16(data, 0);
      styles_.push_back(font > 4 ? font - 1 : font);
    }
    if (records.type() == kBoundSheet && data.size() >= 8 && data[5] == 0)
      sheets_.push_back(
          {text_in(data, 6, 1), (data[4] & 3) != 0, std::to_string(little_32(data, 0))});
    if (records.type() == kStrings) {
      if (auto error = SharedTexts(records).read(strings_)) return error;
    }
  }
  if (records.failed()) return damaged_xls("its list of sheets is cut off");
  if (sheets_.empty()) return damaged_xls("it has no sheets");
  for (const unsigned index : font_indices) fonts_.push_back(colour_of_index(index, palette));
  return std::nullopt;
}

std::optional<Error> XlsBook::read(
    const Sheet& sheet, const std::function<std::optional<Error>(const SheetRow&)>& take) const {
  std::size_t at = 0;
  std::from_chars(sheet.path.data(), sheet.path.data() + sheet.path.size(), at);
  if (little_16(stream_, at) != kBegin)
    return damaged_xls("the workbook lacks this sheet", sheet.name);
  XlsSheetReader reader(sheet, strings_);
  if (auto error = reader.gather(Records(stream_, at))) return error;
  return reader.hand_over(take);
}

}  // namespace muster
