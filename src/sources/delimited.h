// Delimited text (CSV by RFC 4180, or tab separated), read record by record without copying what
// needs no unquoting.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace muster {

class DelimitedReader {
 public:
  // The text must outlive the reader. A leading byte order mark is passed over; CRLF ends a record
  // as LF does.
  DelimitedReader(std::string_view text, char delimiter);

  // The fields of the next record; they hold until the one after. False at the end and on an error.
  bool next(std::vector<std::string_view>& fields);
  // Why reading ended early: a quote that is not closed, one in the middle of a field, or a last
  // line without an end, unless its last field is empty or quoted.
  const std::optional<Error>& error() const { return error_; }
  // Where the record began, counted from 1.
  std::size_t line() const { return record_line_; }

 private:
  std::optional<std::string_view> quoted_field();
  std::size_t next_quote();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t record_line_ = 1;
  std::deque<std::string> unquoted_;  // of fields with doubled quotes
  std::optional<Error> error_;
};

}  // namespace muster
