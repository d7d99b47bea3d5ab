// Excel workbooks of before 2007 (BIFF8, Microsoft's [MS-XLS]): the records of a stream in a
// compound file, read to the cells that the newer format gives. Formulas are taken at their stored
// results.
//
// Read here and not by libfreexl, which wants a file on disk and knows neither fonts nor what is
// hidden: SIPRI marks its estimates by colour.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "sources/xlsx.h"

namespace muster {

class XlsBook {
 public:
  // Fails on what is no workbook of Excel 97 to 2003, is encrypted or damaged.
  static Result<XlsBook> open(std::string_view bytes);

  // Their paths are where they stand in the stream.
  const std::vector<Sheet>& sheets() const { return sheets_; }
  std::optional<Error> read(const Sheet& sheet,
                            const std::function<std::optional<Error>(const SheetRow&)>& take) const;
  // As Workbook::font_colours() gives them: of the fonts, and per cell style the index of its font.
  const std::vector<std::string>& font_colours() const { return fonts_; }
  const std::vector<std::uint32_t>& fonts_of_styles() const { return styles_; }

 private:
  std::optional<Error> read_globals();

  std::string stream_;
  std::vector<Sheet> sheets_;
  std::vector<std::string> strings_;
  std::vector<std::string> fonts_;
  std::vector<std::uint32_t> styles_;
};

}  // namespace muster
