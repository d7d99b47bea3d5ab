// Both sides of a workbook's account: the cells that hold numbers, and those that its reader tells
// of.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sources/source_file.h"
#include "sources/xlsx.h"

namespace muster::tests {

// Every number is a figure or left out, once, and each omission has its reason.
inline void expect_every_number_is_accounted_for(const std::string& bytes, const SourceFile& file) {
  const auto workbook = Workbook::open(bytes);
  ASSERT_TRUE(workbook);
  std::multiset<std::string> numbers;
  std::multiset<std::string> told;
  for (const Sheet& sheet : workbook->sheets()) {
    const auto error = workbook->read(sheet, [&](const SheetRow& row) -> std::optional<Error> {
      for (const Cell& cell : row.cells) {
        if (cell.kind == CellKind::number) numbers.insert(cell_name(sheet.name, cell));
      }
      return std::nullopt;
    });
    EXPECT_FALSE(error);
  }
  for (const PublishedFigure& figure : file.publication().figures) told.insert(figure.cell);
  for (const LeftOut& row : file.left_out) {
    EXPECT_FALSE(row.reason.empty());
    if (numbers.contains(row.cell)) told.insert(row.cell);
  }
  EXPECT_EQ(numbers, told);
}

}  // namespace muster::tests
