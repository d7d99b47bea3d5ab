// How fast tables are read: a workbook's cells, or a CSV's figures, with nothing done to them.
//
// usage: bench_tables FILE   (prints "N cells, check C, T s")

#include <chrono>
#include <cstdio>

#include "cli/large_file.h"
#include "sources/delimited.h"
#include "sources/figures.h"
#include "sources/xlsx.h"

namespace {

struct Count {
  std::size_t cells = 0;
  std::int64_t sum = 0;  // of the figures' digits, so that no figure is left unread
};

void add(Count& count, std::string_view text) {
  ++count.cells;
  if (const auto figure = muster::parse_written_figure(text)) count.sum += figure->units & 0xFFFF;
}

Count read_workbook(std::string_view bytes) {
  Count count;
  const auto workbook = muster::Workbook::open(bytes);
  if (!workbook) return count;
  for (const muster::Sheet& sheet : workbook->sheets()) {
    const auto error =
        workbook->read(sheet, [&](const muster::SheetRow& row) -> std::optional<muster::Error> {
          for (const muster::Cell& cell : row.cells) {
            if (cell.kind == muster::CellKind::number) {
              add(count, cell.text);
            } else {
              ++count.cells;
            }
          }
          return std::nullopt;
        });
    if (error) std::printf("%s\n", error->line().c_str());
  }
  return count;
}

Count read_csv(std::string_view bytes) {
  Count count;
  muster::DelimitedReader reader(bytes, ',');
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    for (std::size_t i = 4; i < fields.size(); ++i) add(count, fields[i]);
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto begin = std::chrono::steady_clock::now();
  const auto file = muster::cli::LargeFile::read(argv[1], std::size_t{1} << 31U);
  if (!file) return 2;
  const std::string_view bytes = file->bytes();
  const Count count = muster::is_zip(bytes) ? read_workbook(bytes) : read_csv(bytes);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  std::printf("%zu cells, check %lld, %.4f s\n", count.cells, static_cast<long long>(count.sum),
              taken.count());
  return 0;
}
