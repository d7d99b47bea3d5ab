#include "sources/delimited.h"

#include <cstdint>
#include <cstring>

namespace muster {

DelimitedReader::DelimitedReader(std::string_view text, char delimiter)
    : text_(text), delimiter_(delimiter) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

// The next quotation mark from here, or the end; line ends before it are counted. Eight bytes at a
// time (a byte is zero where `x - 0x01… & ~x & 0x80…` is not), since fields are too short for
// memchr() to be worth its call.
inline std::size_t DelimitedReader::next_quote() {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  constexpr std::uint64_t kTops = 0x8080808080808080;
  const auto has = [](std::uint64_t chunk, char wanted) {
    const std::uint64_t x = chunk ^ (kOnes * static_cast<unsigned char>(wanted));
    return ((x - kOnes) & ~x & kTops) != 0;
  };
  std::size_t at = at_;
  while (true) {
    while (at + 8 <= text_.size()) {
      std::uint64_t chunk = 0;
      std::memcpy(&chunk, text_.data() + at, sizeof chunk);
      if (has(chunk, '"') || has(chunk, '\n')) break;
      at += 8;
    }
    for (int i = 0; i < 8; ++i, ++at) {
      if (at == text_.size() || text_[at] == '"') return at;
      line_ += text_[at] == '\n' ? 1 : 0;
    }
  }
}

inline std::optional<std::string_view> DelimitedReader::quoted_field() {
  const std::size_t begin = ++at_;
  std::string* copy = nullptr;
  std::size_t copied = begin;  // up to where the copy goes
  while (true) {
    const std::size_t quote = next_quote();
    if (quote == text_.size()) {
      error_ = Error{"a quote that is not closed", "line " + std::to_string(record_line_),
                     "the file is damaged or cut off"};
      return std::nullopt;
    }
    at_ = quote + 1;
    if (at_ < text_.size() && text_[at_] == '"') {
      if (copy == nullptr) copy = &unquoted_.emplace_back();
      copy->append(text_.substr(copied, at_ - copied));
      copied = ++at_;
      continue;
    }
    const bool ends =
        at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
    if (!ends) {
      error_ = Error{"a quote in the middle of a field", "line " + std::to_string(record_line_),
                     "double it, or quote the whole field"};
      return std::nullopt;
    }
    if (copy == nullptr) return text_.substr(begin, quote - begin);
    copy->append(text_.substr(copied, quote - copied));
    return *copy;
  }
}

bool DelimitedReader::next(std::vector<std::string_view>& fields) {
  fields.clear();
  if (!unquoted_.empty()) unquoted_.clear();
  if (at_ >= text_.size() || error_) return false;
  record_line_ = line_;
  const std::string_view text = text_;
  const char delimiter = delimiter_;
  while (true) {
    std::size_t at = at_;
    if (at < text.size() && text[at] == '"') {
      const auto field = quoted_field();
      if (!field) return false;
      fields.push_back(*field);
      at = at_;
    } else {
      const std::size_t begin = at;
      while (at < text.size() && text[at] != delimiter && text[at] != '\n') ++at;
      std::string_view field = text.substr(begin, at - begin);
      if ((at >= text.size() || text[at] == '\n') && field.ends_with('\r')) field.remove_suffix(1);
      fields.push_back(field);
    }
    if (at < text.size() && text[at] == '\r') ++at;
    if (at >= text.size()) {
      // A file that was cut off in a number looks whole but for the end of its last line.
      const bool quoted = text.ends_with('"') || text.ends_with("\"\r");
      if (!quoted && !fields.back().empty()) {
        error_ = Error{"the last line has no end", "line " + std::to_string(record_line_),
                       "the file may be cut off; end the line if it is whole"};
        return false;
      }
      at_ = at;
      return true;
    }
    at_ = at + 1;
    if (text[at] == '\n') {
      ++line_;
      return true;
    }
  }
}

}  // namespace muster
