// Text for people: aligned tables, bars, sparklines, colour where it is wanted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muster::cli {

// Colour codes, empty unless standard output is a terminal and NO_COLOR is unset.
struct Palette {
  std::string_view bold, dim, good, bad, warn, off;
};
Palette palette();

// How many columns the terminal has; 100 when there is none.
int terminal_width();

enum class Align { left, right };

// A table whose columns are as wide as their widest cell (characters, not bytes). A row of one cell
// spans the table (a rule or a remark).
class Table {
 public:
  explicit Table(std::vector<Align> columns) : columns_(std::move(columns)) {}
  void row(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  // `indent` spaces before each row, two between columns, no spaces at line ends.
  std::string print(int indent = 2) const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// A bar of eighths of a character: `value` of `full`, `width` characters at most.
std::string bar(double value, double full, int width);
// One block character a value, lowest to highest.
std::string sparkline(const std::vector<double>& values);

// `text` broken at spaces into lines of at most `width` characters, each after `indent` spaces but
// the first.
std::string wrapped(std::string_view text, int width, int indent);

}  // namespace muster::cli
