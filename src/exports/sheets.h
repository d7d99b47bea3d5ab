// Office Open XML, written by hand: worksheets row by row, and the workbook around them.
//
// Written here and not by libxlsxwriter, which Debian has as a shared library only: the command is
// linked statically. What it takes is five small parts of XML in a zip archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "exports/zip_writer.h"

namespace muster {

// Positions in the workbook's table of cell styles. Numbers have as many decimals as the figure was
// published with: decimals_0 and those after.
enum class CellStyle : int { plain = 0, bold = 1, wrapped = 2, decimals_0 = 3 };
int style_of(const Decimal& value);

// One worksheet, written row by row.
class SheetWriter {
 public:
  // Widths of the columns in characters; the first row stays in sight.
  explicit SheetWriter(const std::vector<int>& widths);

  void begin_row() { xml_ += "<row>"; }
  void end_row() { xml_ += "</row>"; }
  void text(std::string_view value, CellStyle style = CellStyle::plain);
  // `value` as digits: "3.19".
  void number(std::string_view value, int style = 0);
  std::string finish() { return std::move(xml_) + "</sheetData></worksheet>"; }

 private:
  std::string xml_;
};

class WorkbookWriter {
 public:
  // A sheet as SheetWriter::finish() gave it; names are of at most 31 characters.
  void add(std::string_view name, const std::string& sheet);
  // The bytes of the .xlsx; nothing can be added after it.
  std::string finish();

 private:
  ZipWriter zip_;
  std::string types_, sheets_, relations_;
  int number_ = 0;
};

}  // namespace muster
