#include "check/when.h"

#include <charconv>

namespace muster {
namespace {

// The digits of a plain number token, or nothing: "1,303" and "3.19" are no plain numbers.
std::optional<int> plain_number(const Token& token) {
  if (token.kind != TokenKind::number) return std::nullopt;
  int value = 0;
  const auto [end, error] =
      std::from_chars(token.word.data(), token.word.data() + token.word.size(), value);
  if (error != std::errc{} || end != token.word.data() + token.word.size()) return std::nullopt;
  return value;
}

std::optional<int> year_number(const Token& token) {
  const auto value = plain_number(token);
  return value && token.word.size() == 4 && *value >= 1945 && *value <= 2099 ? value : std::nullopt;
}

bool is_ordinal_suffix(const Token& token) {
  return !token.space_before &&
         (token.word == "st" || token.word == "nd" || token.word == "rd" || token.word == "th");
}

class Matcher {
 public:
  Matcher(const Lexicon& lexicon, std::string_view text, const std::vector<Token>& tokens,
          std::size_t end)
      : lexicon_(lexicon), text_(text), tokens_(tokens), end_(end) {}

  std::optional<WhenMatch> match(std::size_t first) {
    if (auto found = day_month(first)) return found;
    if (auto found = month_day(first)) return found;
    if (auto found = iso_day(first)) return found;
    if (auto found = years(first)) return found;
    const ClassMask begun = lexicon_.begun_by(tokens_[first]);
    if (!begun.has_any({LexicalClass::years_from_now, LexicalClass::day_of_report}))
      return std::nullopt;
    const LexiconMatch phrase = lexicon_.match(text_, tokens_, first, end_);
    if (const LexiconEntry* entry = phrase.of(LexicalClass::years_from_now)) {
      When when;
      when.kind = WhenKind::year_offset;
      when.years = number_of(entry->value);
      return WhenMatch{when, phrase.tokens};
    }
    if (phrase.of(LexicalClass::day_of_report) != nullptr) {
      When when;
      when.kind = WhenKind::report_day;
      return WhenMatch{when, phrase.tokens};
    }
    return std::nullopt;
  }

 private:
  static int number_of(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  bool in(std::size_t at) const { return at < end_; }

  int month_at(std::size_t at) const {
    if (!in(at) || !lexicon_.begun_by(tokens_[at]).has(LexicalClass::month)) return 0;
    const LexiconMatch phrase = lexicon_.match(text_, tokens_, at, at + 1);
    const LexiconEntry* entry = phrase.of(LexicalClass::month);
    return entry == nullptr ? 0 : number_of(entry->value);
  }

  std::optional<int> day_at(std::size_t& at) const {
    if (!in(at)) return std::nullopt;
    const auto value = plain_number(tokens_[at]);
    if (!value || *value < 1 || *value > 31 || tokens_[at].word.size() > 2) return std::nullopt;
    ++at;
    if (in(at) && is_ordinal_suffix(tokens_[at])) ++at;
    return value;
  }

  // "24", "24-25", "24 and 25", "24 to 25": first and last day.
  std::optional<std::pair<int, int>> days_at(std::size_t& at) const {
    const auto first = day_at(at);
    if (!first) return std::nullopt;
    std::size_t next = at;
    if (in(next) && (tokens_[next].word == "and" || tokens_[next].word == "to")) {
      ++next;
    } else if (!in(next) || !tokens_[next].hyphen_before) {
      return std::pair(*first, *first);
    }
    const auto last = day_at(next);
    if (!last || *last < *first) return std::pair(*first, *first);
    at = next;
    return std::pair(*first, *last);
  }

  // A year behind a month, past a comma or "of"; none leaves `at` as it is.
  std::optional<int> year_behind(std::size_t& at) const {
    std::size_t next = at;
    if (in(next) && (tokens_[next].word == "," || tokens_[next].word == "of")) ++next;
    if (!in(next)) return std::nullopt;
    const auto year = year_number(tokens_[next]);
    if (year) at = next + 1;
    return year;
  }

  WhenMatch dated(std::size_t first, std::size_t after, std::optional<int> year, int month,
                  int from, int to) const {
    When when;
    const bool valid = from == 0 || (is_calendar_day(year.value_or(2024), month, from) &&
                                     is_calendar_day(year.value_or(2024), month, to));
    if (!valid) from = to = 0;
    if (!year) {
      when.kind = WhenKind::month;
      when.month = month;
      when.first_day = from;
      when.last_day = to;
    } else if (from == 0) {
      when.period = period_of_month(*year, month);
    } else {
      when.period = {make_date(*year, month, from), make_date(*year, month, to)};
    }
    return {when, after - first};
  }

  // "11 July 2022", "24-25 June", "the 7th of March 2024".
  std::optional<WhenMatch> day_month(std::size_t first) const {
    std::size_t at = first;
    const auto days = days_at(at);
    if (!days) return std::nullopt;
    if (in(at) && tokens_[at].word == "of") ++at;
    const int month = month_at(at);
    if (month == 0) return std::nullopt;
    ++at;
    const auto year = year_behind(at);
    return dated(first, at, year, month, days->first, days->second);
  }

  // "July 11, 2022", "June 24-25", "July 2022", "July".
  std::optional<WhenMatch> month_day(std::size_t first) const {
    const int month = month_at(first);
    if (month == 0) return std::nullopt;
    std::size_t at = first + 1;
    if (in(at) && tokens_[at].word == "." && !tokens_[at].space_before) ++at;
    std::size_t behind_days = at;
    const auto days = days_at(behind_days);
    if (days) at = behind_days;
    const auto year = year_behind(at);
    // "May" and "March" are words too: alone they need a preposition of time before them.
    if (!days && !year && !led_by_preposition(first)) return std::nullopt;
    if (!days && !year) return dated(first, first + 1, year, month, 0, 0);
    return dated(first, at, year, month, days ? days->first : 0, days ? days->second : 0);
  }

  bool led_by_preposition(std::size_t first) const {
    if (first == 0) return false;
    const std::string_view word = tokens_[first - 1].word;
    for (const std::string_view known :
         {"in", "since", "by", "until", "this", "last", "early", "late", "mid", "next", "from",
          "before", "after", "of", "to", "during", "and", "end"}) {
      if (word == known) return true;
    }
    return false;
  }

  // "2022-02-24".
  std::optional<WhenMatch> iso_day(std::size_t first) const {
    if (!in(first + 2) || !tokens_[first + 1].hyphen_before || !tokens_[first + 2].hyphen_before)
      return std::nullopt;
    const auto year = year_number(tokens_[first]);
    const auto month = plain_number(tokens_[first + 1]);
    const auto day = plain_number(tokens_[first + 2]);
    if (!year || !month || !day || tokens_[first + 1].word.size() != 2 ||
        !is_calendar_day(*year, *month, *day))
      return std::nullopt;
    When when;
    when.period = period_of_day(make_date(*year, *month, *day));
    return WhenMatch{when, 3};
  }

  // "2024", "2014-2024", "2014 to 2024", "2022-23".
  std::optional<WhenMatch> years(std::size_t first) const {
    const auto from = year_number(tokens_[first]);
    if (!from) return std::nullopt;
    When when;
    when.period = period_of_year(*from);
    std::size_t last = first + 1;
    if (in(last) && tokens_[last].hyphen_before) {
      auto to = year_number(tokens_[last]);
      const auto short_year = plain_number(tokens_[last]);
      if (!to && short_year && tokens_[last].word.size() == 2) to = *from / 100 * 100 + *short_year;
      if (to && *to > *from) {
        when.period.to = make_date(*to, 12, 31);
        return WhenMatch{when, 2};
      }
    }
    return WhenMatch{when, 1};
  }

  const Lexicon& lexicon_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t end_;
};

}  // namespace

std::optional<WhenMatch> match_when(const Lexicon& lexicon, std::string_view text,
                                    const std::vector<Token>& tokens, std::size_t first,
                                    std::size_t end) {
  return Matcher(lexicon, text, tokens, end).match(first);
}

std::optional<Period> resolve(const When& when, std::optional<Date> day, bool future) {
  if (when.kind == WhenKind::period) return when.period;
  if (!day) return std::nullopt;
  const CalendarDay today = calendar_day(*day);
  switch (when.kind) {
    case WhenKind::year_offset:
      return period_of_year(today.year + when.years);
    case WhenKind::report_day:
      return Period{Date{day->days - 7}, Date{day->days + 7}};
    case WhenKind::month: {
      int year = today.year;
      if (future && when.month < today.month) ++year;
      if (!future && when.month > today.month) --year;
      if (when.first_day == 0 || !is_calendar_day(year, when.month, when.last_day))
        return period_of_month(year, when.month);
      return Period{make_date(year, when.month, when.first_day),
                    make_date(year, when.month, when.last_day)};
    }
    case WhenKind::period:
      break;
  }
  return std::nullopt;
}

}  // namespace muster
