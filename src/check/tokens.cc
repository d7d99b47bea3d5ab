#include "check/tokens.h"

#include "base/text.h"

namespace muster {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) {
  const auto lower = static_cast<unsigned char>(static_cast<unsigned char>(c) | 0x20U);
  return lower >= 'a' && lower <= 'z';
}

constexpr std::string_view kRightQuote = "\xE2\x80\x99";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
constexpr std::string_view kNarrowNoBreakSpace = "\xE2\x80\xAF";
constexpr std::string_view kThinSpace = "\xE2\x80\x89";
constexpr std::string_view kEnDash = "\xE2\x80\x93";
constexpr std::string_view kNoBreakHyphen = "\xE2\x80\x91";

// Walks over the text once; every member function looks at `at_` and may advance it.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) { *out_.lower = ascii_lower(text); }

  Tokens run() {
    while (at_ < text_.size()) {
      if (skip_space()) continue;
      Token token;
      token.begin = static_cast<std::uint32_t>(at_);
      token.space_before = space_;
      token.hyphen_before = hyphen_;
      token.newlines_before = newlines_;
      space_ = hyphen_ = false;
      newlines_ = 0;
      if (is_digit(text_[at_])) {
        number(token);
      } else if (apostrophe_length(at_) > 0 && !token.space_before && follows_word()) {
        possessive(token);
      } else if (is_letter(at_)) {
        word(token);
      } else if (joins()) {
        hyphen_ = true;
        at_ += dash_length(at_);
        continue;
      } else {
        symbol(token);
      }
      token.end = static_cast<std::uint32_t>(at_);
      if (token.word.empty())
        token.word = std::string_view(*out_.lower).substr(token.begin, token.end - token.begin);
      out_.list.push_back(token);
    }
    return std::move(out_);
  }

 private:
  bool has(std::size_t at, std::string_view sequence) const {
    return text_.substr(at).starts_with(sequence);
  }

  bool skip_space() {
    const char c = text_[at_];
    std::size_t length = 0;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\n') length = 1;
    if (length == 0 && static_cast<unsigned char>(c) >= 0x80) {
      for (const std::string_view wide : {kNoBreakSpace, kNarrowNoBreakSpace, kThinSpace}) {
        if (has(at_, wide)) length = wide.size();
      }
    }
    if (length == 0) return false;
    if (c == '\n' && newlines_ < 255) ++newlines_;
    space_ = true;
    hyphen_ = false;
    at_ += length;
    return true;
  }

  std::size_t apostrophe_length(std::size_t at) const {
    if (at < text_.size() && text_[at] == '\'') return 1;
    return has(at, kRightQuote) ? kRightQuote.size() : 0;
  }

  std::size_t dash_length(std::size_t at) const {
    if (at < text_.size() && text_[at] == '-') return 1;
    for (const std::string_view dash : {kEnDash, kNoBreakHyphen}) {
      if (has(at, dash)) return dash.size();
    }
    return 0;
  }

  // A letter: ASCII, or any other character that is not general punctuation, a space or a sign.
  bool is_letter(std::size_t at) const {
    if (at >= text_.size()) return false;
    const char c = text_[at];
    if (static_cast<unsigned char>(c) < 0x80) return is_ascii_letter(c);
    if (c == '\xE2') return false;  // general punctuation, currency signs, arrows, dingbats
    if (c == '\xC2') return false;  // Latin-1 signs: £ § © ° « »
    return true;
  }

  bool follows_word() const {
    return !out_.list.empty() && out_.list.back().end == at_ &&
           (out_.list.back().kind == TokenKind::word || out_.list.back().kind == TokenKind::number);
  }

  // A hyphen between two glued pieces of a compound, a dash between two numbers.
  bool joins() const {
    const std::size_t length = dash_length(at_);
    if (length == 0 || at_ == 0 || at_ + length >= text_.size() || out_.list.empty() ||
        out_.list.back().end != at_)
      return false;
    return is_letter(at_ + length) || is_digit(text_[at_ + length]);
  }

  void number(Token& token) {
    token.kind = TokenKind::number;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    // Thousands: a comma and exactly three digits, again and again.
    const auto three_digits = [&](std::size_t at) {
      return at + 4 <= text_.size() && text_[at] == ',' && is_digit(text_[at + 1]) &&
             is_digit(text_[at + 2]) && is_digit(text_[at + 3]) &&
             (at + 4 == text_.size() || !is_digit(text_[at + 4]));
    };
    while (three_digits(at_)) at_ += 4;
    if (at_ + 1 < text_.size() && text_[at_] == '.' && is_digit(text_[at_ + 1])) {
      ++at_;
      while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }
  }

  void possessive(Token& token) {
    token.kind = TokenKind::possessive;
    at_ += apostrophe_length(at_);
    if (at_ < text_.size() && (text_[at_] == 's' || text_[at_] == 'S') && !is_letter(at_ + 1))
      ++at_;
  }

  void word(Token& token) {
    token.kind = TokenKind::word;
    if (initials()) return;
    std::size_t apostrophe_at = 0;
    while (is_letter(at_)) {
      do {
        at_ += letter_length();
      } while (at_ < text_.size() && is_ascii_letter(text_[at_]));
      // "didn't", "they've": an apostrophe before t, ve, re, ll, d, m is part of the word; "'s" is
      // not.
      const std::size_t apostrophe = apostrophe_length(at_);
      if (apostrophe > 0 && is_letter(at_ + apostrophe) && text_[at_ + apostrophe] != 's') {
        apostrophe_at = at_;
        at_ += apostrophe;
      }
    }
    if (apostrophe_at > 0 && text_[apostrophe_at] != '\'') {
      std::string plain = out_.lower->substr(token.begin, at_ - token.begin);
      plain.replace(apostrophe_at - token.begin, kRightQuote.size(), "'");
      token.word = out_.rewritten.emplace_back(std::move(plain));
    }
  }

  std::size_t letter_length() const {
    const auto lead = static_cast<unsigned char>(text_[at_]);
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
  }

  // "U.S.", "U.K.", "U.S.A.": single letters each followed by a full stop.
  bool initials() {
    std::size_t end = at_;
    int letters = 0;
    while (end + 1 < text_.size() && is_ascii_letter(text_[end]) && text_[end + 1] == '.' &&
           (end + 2 >= text_.size() || !is_ascii_letter(text_[end + 2]) ||
            (end + 3 < text_.size() && text_[end + 3] == '.'))) {
      end += 2;
      ++letters;
    }
    if (letters < 2) return false;
    at_ = end;
    return true;
  }

  void symbol(Token& token) {
    token.kind = TokenKind::symbol;
    at_ += letter_length();
    if (at_ > text_.size()) at_ = text_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool space_ = false;
  bool hyphen_ = false;
  std::uint8_t newlines_ = 0;
  Tokens out_;
};

}  // namespace

Tokens tokenize(std::string_view text) { return Scanner(text).run(); }

}  // namespace muster
