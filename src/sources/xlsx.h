// Excel workbooks (Office Open XML, ECMA-376 part 1; those of before 2007 by xls.h), read row by
// row: what a publisher's tables need, and no more. Formulas are taken at their stored results.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sources/zip.h"

namespace muster {

enum class CellKind : std::uint8_t { number, text, error };

struct Cell {
  int row = 0;     // from 1
  int column = 0;  // from 1
  CellKind kind = CellKind::number;
  std::string_view text;    // as stored: "16250.362999999999", "2023e", "#REF!"
  std::uint32_t style = 0;  // for Workbook::font_colours()
};

struct Sheet {
  std::string name;
  bool hidden = false;
  std::string path;  // within the archive; xls.h has its own
};

// One row as it is read; the views hold until the next.
struct SheetRow {
  int number = 0;
  bool hidden = false;          // it, or the whole sheet
  std::span<const Cell> cells;  // those that hold something, from left to right
  // Columns that the sheet hides, as ranges; both ends included.
  std::span<const std::pair<int, int>> hidden_columns;

  bool is_hidden(const Cell& cell) const;
};

// "D11", and "TABLE1!D11".
std::string cell_name(int row, int column);
std::string cell_name(std::string_view sheet, const Cell& cell);

class FontColours {
 public:
  // Of a cell of that style, as the file gives it ("FFFF0000"); empty for the default.
  std::string_view of(std::uint32_t style) const;

 private:
  friend class Workbook;
  std::vector<std::string> fonts_;
  std::vector<std::uint32_t> styles_;  // per cell style, index of its font
};

class XlsBook;  // of the older format: xls.h

// A view: the bytes must outlive it.
class Workbook {
 public:
  // By its content, in the newer format or the older one. Fails on what is no workbook: no zip
  // archive, no sheets, damaged or endless parts.
  static Result<Workbook> open(std::string_view bytes);
  static Result<Workbook> open(ZipArchive archive);

  const std::vector<Sheet>& sheets() const { return sheets_; }

  // Hands the rows of a sheet to `take` from top to bottom, in memory that does not grow with the
  // sheet, and stops at its first error.
  std::optional<Error> read(const Sheet& sheet,
                            const std::function<std::optional<Error>(const SheetRow&)>& take) const;

  // The colours of the cells' fonts.
  Result<FontColours> font_colours() const;

 private:
  explicit Workbook(ZipArchive archive) : archive_(std::move(archive)) {}
  explicit Workbook(XlsBook book);
  std::optional<Error> read_parts();

  std::shared_ptr<const XlsBook> older_;  // either this or the archive
  std::optional<ZipArchive> archive_;
  std::vector<Sheet> sheets_;
  std::string strings_;  // all shared strings, end to end
  std::vector<std::uint32_t> string_ends_;
};

}  // namespace muster
