#include "sources/sdmx_ml.h"

#include "sources/sdmx_figures.h"
#include "sources/xml.h"

namespace muster {
namespace {

// Components are collected as elements open: those of the data set stay for all of its series,
// those of a series for all of its observations.
class MessageReader {
 public:
  MessageReader(const Ledger& ledger, const SourceHints& hints)
      : figures_(ledger, hints),
        reader_({[this](auto name, const auto& with) { begin(name, with); },
                 [this](auto name) { end(name); }, [this](auto text) { take_text(text); }}) {}

  Result<SourceFile> read(std::string_view text) {
    // In pieces: expat counts in int.
    constexpr std::size_t kPiece = 1U << 20U;
    for (std::size_t at = 0; at < text.size(); at += kPiece) {
      if (auto error = reader_.feed(text.substr(at, kPiece))) return *error;
    }
    if (auto error = reader_.finish()) return *error;
    return figures_.finish(prepared_);
  }

 private:
  void begin(std::string_view name, const XmlAttributes& attributes) {
    if (name == "Prepared") {
      text_ = &prepared_text_;
    } else if (name == "Structure" && !in_data_) {
      const std::string_view dimension = attributes.get("dimensionAtObservation");
      if (!dimension.empty()) at_observation_ = dimension;
    } else if (name == "DataSet") {
      in_data_ = true;
      row_.clear();
      open(attributes);
      of_data_set_ = row_.size();
    } else if (!in_data_) {
      return;
    } else if (name == "Series") {
      row_.shrink(of_data_set_);
      in_series_ = true;
      open(attributes);
      of_series_ = row_.size();
    } else if (name == "Obs") {
      in_observation_ = true;
      row_.shrink(in_series_ ? of_series_ : of_data_set_);
      open(attributes);
    } else if (name == "Value") {
      take(attributes.get("id"), attributes.get("value"));
    } else if (name == "ObsDimension") {
      const std::string_view id = attributes.get("id");
      take(id.empty() ? std::string_view(at_observation_) : id, attributes.get("value"));
    } else if (name == "ObsValue") {
      take("OBS_VALUE", attributes.get("value"));
    }
  }

  void end(std::string_view name) {
    if (name == "Prepared") {
      text_ = nullptr;
      const auto day = parse_date(std::string_view(prepared_text_).substr(0, 10));
      if (day) prepared_ = *day;
    } else if (name == "DataSet") {
      in_data_ = false;
    } else if (name == "Series") {
      in_series_ = false;
      row_.shrink(of_data_set_);
    } else if (name == "SeriesKey" || (name == "Attributes" && in_series_ && !in_observation_)) {
      of_series_ = row_.size();
    } else if (name == "Obs" && in_observation_) {
      in_observation_ = false;
      ++number_;
      if (auto error = figures_.add(row_))
        reader_.stop(within("observation " + std::to_string(number_), *std::move(error)));
    }
  }

  void take_text(std::string_view text) {
    constexpr std::size_t kLongest = 64;  // of a date with its time
    if (text_ != nullptr && text_->size() < kLongest) *text_ += text;
  }

  // The attributes of a structure-specific element are components.
  void open(const XmlAttributes& attributes) {
    attributes.each([&](std::string_view id, std::string_view value) { take(id, value); });
  }

  void take(std::string_view id, std::string_view value) {
    // A message may say a thousand components of nothing; no dataflow has so many.
    constexpr std::size_t kMost = 200;
    if (row_.size() >= kMost) {
      reader_.stop(
          {"an observation of more than " + std::to_string(kMost) + " components", "", ""});
      return;
    }
    row_.set(id, value);
  }

  SdmxFigures figures_;
  XmlReader reader_;
  SdmxRow row_;
  std::string at_observation_ = "TIME_PERIOD";
  std::string prepared_text_;
  std::optional<Date> prepared_;
  std::string* text_ = nullptr;
  bool in_data_ = false;
  bool in_series_ = false;
  bool in_observation_ = false;
  std::size_t of_data_set_ = 0;  // how many components the row has of it
  std::size_t of_series_ = 0;
  std::size_t number_ = 0;
};

}  // namespace

bool is_sdmx_ml(std::string_view text) {
  const std::string_view head = text.substr(0, 4096);
  if (head.substr(0, 256).find('<') == std::string_view::npos) return false;
  for (const std::string_view root : {"GenericData", "StructureSpecificData",
                                      "GenericTimeSeriesData", "StructureSpecificTimeSeriesData"}) {
    if (head.find(root) != std::string_view::npos) return true;
  }
  return false;
}

Result<SourceFile> read_sdmx_ml(std::string_view text, const Ledger& ledger,
                                const SourceHints& hints) {
  return MessageReader(ledger, hints).read(text);
}

}  // namespace muster
