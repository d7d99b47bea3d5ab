// A sheet's XML, scanned once: elements and text handed to a handler as they pass, in memory that
// does not grow with the sheet.
//
// Sheets are the one part of a workbook that is large, and half the time of reading one went into
// a full parser (expat reads all else). This one knows what a sheet may hold: elements, attributes,
// text, the five entities and numbered characters, comments, CDATA. It takes UTF-8, refuses a
// document type (and with it entities of a document's own), and checks that elements close in
// order; a test feeds it and expat the same documents and compares what they hand over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

// The attributes of one element as they stand in its tag: entities in them are left as they are,
// for no attribute that is asked for has any.
class ScannedAttributes {
 public:
  // The tag's text behind its name: ` r="A1" t="s"`.
  explicit ScannedAttributes(std::string_view text) : text_(text) {}
  // Empty where there is none. A prefix is passed over: "r:id" is "id".
  std::string_view get(std::string_view name) const;
  // Hands over each name, as it stands, with its value, until `take` returns false.
  template <typename Take>
  void each(Take take) const {
    std::size_t at = 0;
    while (true) {
      while (at < text_.size() && is_blank(text_[at])) ++at;
      const std::size_t name = at;
      while (at < text_.size() && text_[at] != '=' && !is_blank(text_[at])) ++at;
      const std::size_t name_end = at;
      while (at < text_.size() && text_[at] != '"' && text_[at] != '\'') ++at;
      if (at >= text_.size()) return;
      const char quote = text_[at++];
      const std::size_t value = at;
      while (at < text_.size() && text_[at] != quote) ++at;
      if (at >= text_.size()) return;
      if (!take(text_.substr(name, name_end - name), text_.substr(value, at - value))) return;
      ++at;
    }
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  std::string_view text_;
};

class XmlScanner {
 public:
  // What is handed over. Names are without their prefix; text comes in pieces.
  class Handler {
   public:
    virtual ~Handler() = default;
    virtual void begin(std::string_view name, const ScannedAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
  };
  explicit XmlScanner(Handler& handler) : handler_(handler) {}

  // The error names the byte.
  std::optional<Error> feed(std::string_view piece);
  std::optional<Error> finish();
  // Ends the reading from within the handler; feed() then returns this error.
  void stop(Error error) {
    if (!stopped_) stopped_ = std::move(error);
  }

 private:
  // Each takes what it can from the front of `rest`; false where more must be read first.
  bool take_markup(std::string_view& rest);
  bool take_special(std::string_view& rest);
  void take_text(std::string_view text);
  void take_tag(std::string_view tag);
  void damaged(const char* what);

  Handler& handler_;
  std::string carried_;      // of earlier pieces, not yet taken
  std::uint64_t taken_ = 0;  // bytes
  std::string open_names_;   // of the open elements, end to end
  std::vector<std::uint32_t> open_starts_;
  bool begun_ = false;
  bool rooted_ = false;  // the root element was there
  std::optional<Error> stopped_;
};

}  // namespace muster
