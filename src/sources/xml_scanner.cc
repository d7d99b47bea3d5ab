#include "sources/xml_scanner.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "sources/xml.h"

namespace muster {
namespace {

// Of one tag, comment or run of text: far more than any sheet has.
constexpr std::size_t kLongest = 1U << 20U;
constexpr std::size_t kDeepest = 256;

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// A character's code in UTF-8.
void add_character(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6U));
    out += static_cast<char>(0x80 | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12U));
    out += static_cast<char>(0x80 | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18U));
    out += static_cast<char>(0x80 | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80 | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80 | (code & 0x3FU));
  }
}

// May XML hold it? (XML 1.0, production 2.)
bool is_character(std::uint32_t code) {
  return code == 9 || code == 10 || code == 13 || (code >= 0x20 && code <= 0xD7FF) ||
         (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

// "lt", "#65", "#x41" as a character, added to `out`; false for what is none.
bool add_entity(std::string& out, std::string_view name) {
  constexpr std::pair<std::string_view, char> kNamed[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [known, character] : kNamed) {
    if (name != known) continue;
    out += character;
    return true;
  }
  if (!name.starts_with('#')) return false;
  name.remove_prefix(1);
  const int base = name.starts_with('x') ? 16 : 10;
  if (base == 16) name.remove_prefix(1);
  std::uint32_t code = 0;
  const auto read = std::from_chars(name.data(), name.data() + name.size(), code, base);
  if (name.empty() || read.ec != std::errc() || read.ptr != name.data() + name.size()) return false;
  if (!is_character(code)) return false;
  add_character(out, code);
  return true;
}

}  // namespace

std::string_view ScannedAttributes::get(std::string_view name) const {
  std::string_view found;
  each([&](std::string_view known, std::string_view value) {
    if (known != name && without_prefix(known) != name) return true;
    found = value;
    return false;
  });
  return found;
}

void XmlScanner::damaged(const char* what) {
  stop({std::string("it is no well-formed XML: ") + what, "byte " + std::to_string(taken_ + 1),
        "the file is damaged"});
}

std::optional<Error> XmlScanner::feed(std::string_view piece) {
  std::string_view rest = piece;
  if (!carried_.empty()) {
    carried_ += piece;
    rest = carried_;
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (!begun_ && rest.size() < kByteOrderMark.size()) {
    carried_ = std::string(rest);
    return std::nullopt;
  }
  if (!begun_) {
    begun_ = true;
    if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  }
  while (!stopped_ && !rest.empty()) {
    if (rest[0] == '<') {
      const std::size_t before = rest.size();
      if (!take_markup(rest)) break;
      taken_ += before - rest.size();
      continue;
    }
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != '<') ++end;
    if (end == rest.size()) break;  // a text may go on in the next piece
    take_text(rest.substr(0, end));
    taken_ += end;
    rest.remove_prefix(end);
  }
  if (!stopped_ && rest.size() > kLongest) damaged("a tag or text without an end");
  if (stopped_) return stopped_;
  // What is left may stand in what is carried.
  std::string left(rest);
  carried_.swap(left);
  return std::nullopt;
}

std::optional<Error> XmlScanner::finish() {
  if (!stopped_) {
    const bool blank = std::ranges::all_of(carried_, is_space);
    if (!blank || !open_starts_.empty() || !rooted_) damaged("it is cut off");
  }
  return stopped_;
}

bool XmlScanner::take_markup(std::string_view& rest) {
  if (rest.size() < 2) return false;
  if (rest[1] == '!' || rest[1] == '?') return take_special(rest);
  // The end of the tag: a '>' that stands in no attribute's value.
  char quote = 0;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    const char c = rest[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      take_tag(rest.substr(1, at - 1));
      rest.remove_prefix(at + 1);
      return true;
    } else if (c == '<') {
      damaged("a tag within a tag");
      return false;
    }
  }
  return false;
}

bool XmlScanner::take_special(std::string_view& rest) {
  const auto skip = [&](std::size_t from, std::string_view closing) {
    const auto end = rest.find(closing, from);
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + closing.size());
    return true;
  };
  if (rest[1] == '?') {
    const auto end = rest.find("?>");
    if (end == std::string_view::npos) return false;
    const ScannedAttributes declared(rest.substr(2, end - 2));
    const std::string_view encoding = rest.starts_with("<?xml ") ? declared.get("encoding") : "";
    if (!encoding.empty() && !same_ignoring_case(encoding, "UTF-8") &&
        !same_ignoring_case(encoding, "US-ASCII"))
      damaged("it is not in UTF-8");
    rest.remove_prefix(end + 2);
    return true;
  }
  constexpr std::string_view kComment = "<!--";
  constexpr std::string_view kRaw = "<![CDATA[";
  if (rest.starts_with(kComment)) return skip(kComment.size(), "-->");
  if (rest.starts_with(kRaw)) {
    const auto end = rest.find("]]>", kRaw.size());
    if (end == std::string_view::npos) return false;
    const std::string_view raw = rest.substr(kRaw.size(), end - kRaw.size());
    if (open_starts_.empty()) damaged("text outside of the root element");
    if (first_invalid_utf8(raw)) damaged("it is not in UTF-8");
    if (!stopped_) handler_.text(raw);
    rest.remove_prefix(end + 3);
    return true;
  }
  // Its beginning may still be on the way.
  if (rest.size() < kRaw.size() &&
      (kRaw.starts_with(rest) || kComment.starts_with(rest.substr(0, kComment.size()))))
    return false;
  stop({"it declares a document type", "byte " + std::to_string(taken_ + 1),
        "no publisher's file does"});
  return false;
}

void XmlScanner::take_text(std::string_view text) {
  if (open_starts_.empty()) {
    if (!std::ranges::all_of(text, is_space)) damaged("text outside of the root element");
    return;
  }
  bool plain = true;
  bool ascii = true;
  for (const char c : text) {
    plain = plain && c != '&' && c != '\r';
    ascii = ascii && static_cast<unsigned char>(c) < 0x80;
  }
  if (!ascii && first_invalid_utf8(text)) return damaged("it is not in UTF-8");
  if (plain) return handler_.text(text);
  std::string decoded;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\r') {
      // A line ends in one character (XML 1.0, section 2.11).
      if (at + 1 == text.size() || text[at + 1] != '\n') decoded += '\n';
    } else if (text[at] != '&') {
      decoded += text[at];
    } else {
      const auto end = text.find(';', at);
      if (end == std::string_view::npos || !add_entity(decoded, text.substr(at + 1, end - at - 1)))
        return damaged("an unknown entity");
      at = end;
    }
  }
  handler_.text(decoded);
}

void XmlScanner::take_tag(std::string_view tag) {
  if (tag.starts_with('/')) {
    tag.remove_prefix(1);
    while (!tag.empty() && is_space(tag.back())) tag.remove_suffix(1);
    if (open_starts_.empty() || std::string_view(open_names_).substr(open_starts_.back()) != tag)
      return damaged("an element that closes another");
    open_names_.resize(open_starts_.back());
    open_starts_.pop_back();
    return handler_.end(without_prefix(tag));
  }
  const bool empty = tag.ends_with('/');
  if (empty) tag.remove_suffix(1);
  std::size_t end = 0;
  while (end < tag.size() && !is_space(tag[end])) ++end;
  const std::string_view name = tag.substr(0, end);
  if (name.empty()) return damaged("an element without a name");
  if (open_starts_.empty() && rooted_) return damaged("a second root element");
  if (open_starts_.size() >= kDeepest) return damaged("elements nested too deeply");
  rooted_ = true;
  handler_.begin(without_prefix(name), ScannedAttributes(tag.substr(end)));
  if (empty) return handler_.end(without_prefix(name));
  open_starts_.push_back(static_cast<std::uint32_t>(open_names_.size()));
  open_names_ += name;
}

}  // namespace muster
