#include "sources/delimited.h"

namespace muster {

DelimitedReader::DelimitedReader(std::string_view text, char delimiter)
    : text_(text), delimiter_(delimiter) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool DelimitedReader::next(std::vector<std::string_view>& fields) {
  fields.clear();
  unquoted_.clear();
  if (at_ >= text_.size() || error_) return false;
  record_line_ = line_;
  while (true) {
    if (at_ < text_.size() && text_[at_] == '"') {
      const auto field = quoted_field();
      if (!field) return false;
      fields.push_back(*field);
    } else {
      const std::size_t begin = at_;
      while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n') ++at_;
      std::string_view field = text_.substr(begin, at_ - begin);
      if (at_ >= text_.size() || text_[at_] == '\n') {
        if (field.ends_with('\r')) field.remove_suffix(1);
      }
      fields.push_back(field);
    }
    if (at_ >= text_.size()) return true;
    if (text_[at_] == '\r') ++at_;
    if (at_ >= text_.size()) return true;
    const char end = text_[at_++];
    if (end == '\n') {
      ++line_;
      return true;
    }
  }
}

std::optional<std::string_view> DelimitedReader::quoted_field() {
  const std::size_t begin = ++at_;
  std::string* copy = nullptr;
  std::size_t copied = begin;  // up to where the copy goes
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      error_ = Error{"a quote that is not closed", "line " + std::to_string(record_line_),
                     "the file is damaged or cut off"};
      return std::nullopt;
    }
    for (std::size_t i = at_; i < quote; ++i) line_ += text_[i] == '\n' ? 1 : 0;
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

std::optional<Error> unfit_for_delimited(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return Error{"it is UTF-16 text", "byte 1", "save it as UTF-8"};
  const std::size_t zero = bytes.substr(0, 4096).find('\0');
  if (zero != std::string_view::npos) {
    return Error{"it is neither text nor a known workbook", "byte " + std::to_string(zero + 1),
                 "fetch the publisher's own file"};
  }
  return std::nullopt;
}

}  // namespace muster
