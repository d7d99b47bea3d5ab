#include "sources/printed_number.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

constexpr std::size_t kLongestNumber = 32;

bool is_printed_digit(char c) { return c >= '0' && c <= '9'; }

// Takes a sign off; minus is printed as a hyphen, a dash or a minus.
bool take_minus(std::string_view& number) {
  for (const std::string_view minus : {"-", "–", "−"}) {
    if (!number.starts_with(minus)) continue;
    number = trimmed(number.substr(minus.size()));
    return true;
  }
  return false;
}

// Digits and signs only; each blank between thousands as one space.
std::optional<std::string> plain_digits(std::string_view number) {
  std::string plain;
  for (std::size_t at = 0; at < number.size(); ++at) {
    const char c = number[at];
    if (is_printed_digit(c) || c == '.' || c == ',' || c == ' ') {
      plain += c;
      continue;
    }
    bool blank = false;
    for (const std::string_view wide : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"}) {
      if (number.substr(at, wide.size()) != wide) continue;
      at += wide.size() - 1;
      plain += ' ';
      blank = true;
      break;
    }
    if (!blank) return std::nullopt;
  }
  if (plain.empty() || !is_printed_digit(plain.front()) || !is_printed_digit(plain.back()))
    return std::nullopt;
  return plain;
}

// "1,303,000" without its separators; none where the groups are not of thousands.
std::optional<std::string> without_groups(std::string_view whole, char separator) {
  const auto groups = split(whole, separator);
  std::string digits;
  for (const std::string_view group : groups) {
    const bool first = digits.empty();
    const bool fits =
        first ? !group.empty() && (groups.size() == 1 || group.size() <= 3) : group.size() == 3;
    if (!fits || !std::ranges::all_of(group, is_printed_digit)) return std::nullopt;
    digits += group;
  }
  if (groups.size() > 1 && digits.front() == '0') return std::nullopt;
  return digits;
}

}  // namespace

void NumberStyle::look_at(std::string_view number) {
  if (number.size() > kLongestNumber) return;
  take_minus(number);
  const auto plain = plain_digits(number);
  if (!plain) return;
  const auto sign = plain->find_last_of(".,");
  by_blanks = by_blanks || plain->find(' ') != std::string::npos;
  if (sign == std::string::npos) return;
  const bool point = (*plain)[sign] == '.';
  const auto same = std::ranges::count(*plain, (*plain)[sign]);
  const auto other = std::ranges::count(*plain, point ? ',' : '.');
  const std::size_t behind = plain->size() - sign - 1;
  const std::string_view before = std::string_view(*plain).substr(0, sign);
  if (behind == 3) (point ? point_before_three : comma_before_three) = true;
  const auto decimal = [&](bool is_point) { ++(is_point ? point_decimals : comma_decimals); };
  if (other > 0) {
    if (same == 1 && without_groups(before, point ? ',' : '.')) decimal(point);
  } else if (same > 1) {
    // This one parts thousands.
    if (without_groups(*plain, (*plain)[sign])) decimal(!point);
  } else if (behind != 3 || before.size() > 3 || before.front() == '0') {
    decimal(point);
  }
}

void NumberStyle::add(const NumberStyle& other) {
  point_decimals += other.point_decimals;
  comma_decimals += other.comma_decimals;
}

Result<Decimal> parse_printed(std::string_view number, char decimal_sign,
                              const NumberStyle& style) {
  const Error none{"it is no number as they are printed", "", ""};
  if (number.size() > kLongestNumber) return none;
  const bool minus = take_minus(number);
  const auto plain = plain_digits(number);
  if (!plain) return none;
  const bool has_sign = plain->find_first_of(".,") != std::string::npos;
  if (style.is_contradictory() && has_sign)
    return Error{"the table's own numbers don't tell which sign is that of decimals", "", ""};
  const auto at = plain->find(decimal_sign);
  const std::string_view whole = std::string_view(*plain).substr(0, at);
  const std::string_view behind =
      at == std::string::npos ? std::string_view() : std::string_view(*plain).substr(at + 1);
  if (at != std::string::npos &&
      (behind.empty() || behind.size() > 6 || !std::ranges::all_of(behind, is_printed_digit)))
    return none;
  if (behind.size() == 3 && whole.size() <= 3 && !style.told())
    return Error{"thousands or three decimals: the table does not tell", "", ""};
  char separator = decimal_sign == '.' ? ',' : '.';
  if (whole.find(' ') != std::string_view::npos) separator = ' ';
  const auto digits = without_groups(whole, separator);
  if (!digits) return none;
  // A footnote's figure may stick to a number: "3,620" with a raised 1 is "3,6201", which is no
  // number; "386" with one would be "3861".
  const bool bare = digits->size() == whole.size();
  const bool parted = decimal_sign == '.' ? style.comma_before_three : style.point_before_three;
  if (bare && ((parted && digits->size() > 3) || (style.by_blanks && digits->size() > 4)))
    return Error{"its thousands are not parted as those of its table are", "", ""};
  const auto value = read_decimal((minus ? "-" : "") + *digits + (behind.empty() ? "" : ".") +
                                  std::string(behind));
  if (!value) return none;
  return *value;
}

bool looks_like_printed_number(std::string_view word) {
  if (word.size() > kLongestNumber) return false;
  take_minus(word);
  return plain_digits(word).has_value();
}

bool is_grouped_by_blanks(std::string_view words) {
  if (words.size() > kLongestNumber) return false;
  const bool minus = take_minus(words);
  const auto plain = plain_digits(words);
  if (!plain) return false;
  const auto sign = plain->find_first_of(".,");
  const std::string_view whole = std::string_view(*plain).substr(0, sign);
  if (sign != std::string::npos && plain->find(' ', sign) != std::string::npos) return false;
  // Before three digits the sign parts thousands too: two numbers, as in "836 878,007".
  if (sign != std::string::npos && plain->size() - sign - 1 == 3 &&
      whole.find(' ') != std::string_view::npos)
    return false;
  const bool several = whole.find(' ') != std::string_view::npos;
  return (several || minus) && without_groups(whole, ' ').has_value();
}

}  // namespace muster
