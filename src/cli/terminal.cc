#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "base/text.h"

namespace muster::cli {
namespace {

constexpr std::array<std::string_view, 8> kEighths = {"▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
constexpr std::array<std::string_view, 8> kLevels = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};

// Escape sequences take no room on the screen.
std::size_t printed_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\033') {
      at = std::min(text.find('m', at), text.size() - 1) + 1;
      continue;
    }
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    ++width;
    at = next;
  }
  return width;
}

}  // namespace

Palette palette() {
  if (isatty(STDOUT_FILENO) == 0 || std::getenv("NO_COLOR") != nullptr) return {};
  return {"\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[33m", "\033[0m"};
}

int terminal_width() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return std::clamp<int>(size.ws_col, 40, 160);
  return 100;
}

std::string Table::print(int indent) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& cells : rows_) {
    if (cells.size() == 1) continue;
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], printed_width(cells[i]));
  }
  std::string out;
  for (const auto& cells : rows_) {
    std::string line(static_cast<std::size_t>(indent), ' ');
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::size_t width = cells.size() == 1 ? 0 : widths[i];
      const std::size_t own = printed_width(cells[i]);
      const std::string padding(width > own ? width - own : 0, ' ');
      if (i > 0) line += "  ";
      line +=
          columns_[i] == Align::right && cells.size() > 1 ? padding + cells[i] : cells[i] + padding;
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    out += line + "\n";
  }
  return out;
}

std::string bar(double value, double full, int width) {
  const int eighths = static_cast<int>(std::lround(std::clamp(value / full, 0.0, 1.0) * width * 8));
  std::string text;
  for (int i = 0; i < eighths / 8; ++i) text += kEighths[7];
  if (eighths % 8 > 0) text += kEighths.at(static_cast<std::size_t>(eighths % 8 - 1));
  return text;
}

std::string sparkline(const std::vector<double>& values) {
  if (values.empty()) return "";
  const auto [low, high] = std::ranges::minmax(values);
  std::string text;
  for (const double value : values) {
    const double height = high > low ? (value - low) / (high - low) : 0.5;
    text += kLevels.at(static_cast<std::size_t>(std::lround(height * 7)));
  }
  return text;
}

std::string wrapped(std::string_view text, int width, int indent) {
  std::string out;
  std::size_t column = 0;
  for (const std::string_view word : split(text, ' ')) {
    const std::size_t length = character_count(word);
    if (column > 0 && column + 1 + length > static_cast<std::size_t>(width)) {
      out += "\n" + std::string(static_cast<std::size_t>(indent), ' ');
      column = 0;
    } else if (column > 0) {
      out += " ";
      ++column;
    }
    out += word;
    column += length;
  }
  return out;
}

}  // namespace muster::cli
