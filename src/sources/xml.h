// Streaming XML by expat: elements and text handed to two functions, piece by piece.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"

namespace muster {

// "x:row" is "row": the elements and attributes of publishers' files are known by their own names.
std::string_view without_prefix(std::string_view name);

// The attributes of one element, as expat gives them: name, value, name, value, null.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // Empty where there is none.
  std::string_view get(std::string_view name) const;
  // Hands over each attribute that has no prefix (those that have one are XML's and XSD's own).
  template <typename Take>
  void each(Take take) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
      const std::string_view name = pair[0];
      if (name.find(':') == std::string_view::npos) take(name, std::string_view(pair[1]));
    }
  }

 private:
  const char** pairs_;
};

struct XmlHandlers {
  // Names are without their prefix: "x:row" is "row".
  std::function<void(std::string_view name, const XmlAttributes&)> begin;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;
};

// Fed with pieces; entities that a document declares itself are refused, so that none can swell.
class XmlReader {
 public:
  explicit XmlReader(XmlHandlers handlers);
  ~XmlReader();
  XmlReader(const XmlReader&) = delete;
  XmlReader& operator=(const XmlReader&) = delete;

  // The error names the line.
  std::optional<Error> feed(std::string_view piece);
  std::optional<Error> finish();
  // Ends the reading from within a handler; feed() then returns this error.
  void stop(Error error);

 private:
  std::optional<Error> parse(std::string_view piece, bool last);

  struct State;
  State* state_;
};

}  // namespace muster
