// What an XML reader hands over, as one text to compare: of expat and of the scanner.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sources/xml.h"
#include "sources/xml_scanner.h"

namespace muster::tests {

// Elements with the attributes "r" and "t", and text; none where it is refused.
inline std::optional<std::string> expat_events(std::string_view document) {
  std::string events;
  XmlReader reader({[&](auto name, const auto& attributes) {
                      events += "<" + std::string(name) + " " + std::string(attributes.get("r")) +
                                "|" + std::string(attributes.get("t")) + ">";
                    },
                    [&](auto name) { events += "</" + std::string(name) + ">"; },
                    [&](auto text) { events += text; }});
  if (reader.feed(document) || reader.finish()) return std::nullopt;
  return events;
}

class ScannedEvents : public XmlScanner::Handler {
 public:
  void begin(std::string_view name, const ScannedAttributes& attributes) override {
    events += "<" + std::string(name) + " " + std::string(attributes.get("r")) + "|" +
              std::string(attributes.get("t")) + ">";
  }
  void end(std::string_view name) override { events += "</" + std::string(name) + ">"; }
  void text(std::string_view text) override { events += text; }
  std::string events;
};

// The same of the scanner, fed in pieces of `size` bytes.
inline std::optional<std::string> scanner_events(std::string_view document, std::size_t size) {
  ScannedEvents told;
  XmlScanner scanner(told);
  for (std::size_t at = 0; at < document.size(); at += size) {
    if (scanner.feed(document.substr(at, size))) return std::nullopt;
  }
  if (scanner.finish()) return std::nullopt;
  return told.events;
}

}  // namespace muster::tests
