// What SDMX's formats have in common once they are read: observations as components with values,
// and how the dataflows that the ledger knows become figures.
//
// Known are Muster's own (MUSTER:LEDGER), the World Bank's indicators (WB:WDI, by SERIES and
// REF_AREA) and the ECB's daily reference rates (ECB:EXR, by CURRENCY and CURRENCY_DENOM).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ledger/ledger.h"
#include "sources/source_file.h"

namespace muster {

// One observation's dimensions, value and attributes, by component id.
class SdmxRow {
 public:
  void clear() { components_.clear(); }
  void set(std::string_view id, std::string_view value);
  // Empty where there is none.
  std::string_view get(std::string_view id) const;
  bool has(std::string_view id) const;
  std::vector<std::string> ids() const;
  // Forgets what was set after there were `size` components.
  void shrink(std::size_t size) { components_.resize(size); }
  std::size_t size() const { return components_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> components_;
};

class SdmxFigures {
 public:
  // `separator` stands between the values of an attribute that has several.
  explicit SdmxFigures(const Ledger& ledger, const SourceHints& hints, char separator = ';');
  ~SdmxFigures();

  // `prepared` is when the message was made, where it says so: the day on which the publisher gave
  // these figures. Errors are without their place in the file.
  std::optional<Error> add(const SdmxRow& row);
  Result<SourceFile> finish(std::optional<Date> prepared);

  // What one dataflow's observations become.
  class Dataflow {
   public:
    virtual ~Dataflow() = default;
    virtual std::optional<Error> add(const SdmxRow& row) = 0;
    virtual Result<SourceFile> finish(std::optional<Date> prepared) = 0;
  };

 private:
  const Ledger& ledger_;
  Date today_;
  char separator_;
  std::unique_ptr<Dataflow> dataflow_;  // settled by the first observation
};

}  // namespace muster
