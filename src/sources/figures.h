// What the readers of publishers' files share: the list of figures, with its guard against one
// figure given twice.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "base/error.h"
#include "ledger/publication.h"
#include "sources/source_file.h"
#include "sources/written_figure.h"

namespace muster {

// "2024" to a year from 1900 to 2100; none for all else.
std::optional<Year> parse_figure_year(std::string_view text);

// Sets the first and last year of a publication from its figures, of which there must be some.
void set_years(Publication& publication);
// The base year of its constant prices, none where it has none.
PriceBasis constant_base_of(const Publication& publication);
// Tells of a figure that was rounded as it was read.
void tell_rounded(SourceFile& file, std::string cell, std::string_view text, const Decimal& kept);

// Does a publisher print one figure in two of its tables? Else a second one is a fault of the file.
enum class Reprints : std::uint8_t { none, some };

// Collects the figures of a file.
class FigureList {
 public:
  explicit FigureList(SourceFile& file, Reprints reprints = Reprints::none)
      : file_(file), reprints_(reprints) {}

  // Fails on what the measure can't be (ledger/figure_rules.h), and where the same figure stands
  // elsewhere with another value, or in the same cell; a printed page may have it with fewer
  // decimals. Where it
  // stands elsewhere with this one, the cell is left out if it was announced as a repetition.
  // `publication` is the position of its publication in the file.
  std::optional<Error> add(PublishedFigure figure, std::string_view as_written,
                           bool repetition = false, std::size_t publication = 0);
  void leave_out(std::string cell, std::string_view text, std::string reason);

 private:
  // Where a figure stands among those of its publication; -1 is an empty slot.
  struct Slot {
    std::int64_t publication = -1;
    std::size_t figure = 0;
  };
  // The slot of this figure, or the empty one where it belongs.
  Slot& slot_of(const PublishedFigure& figure, std::size_t publication);
  void grow();

  SourceFile& file_;
  Reprints reprints_;
  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // open addressing; a power of two
  std::size_t used_ = 0;
};

}  // namespace muster
