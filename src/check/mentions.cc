#include "check/mentions.h"

#include <algorithm>
#include <cmath>

#include "base/decimal.h"
#include "check/sentences.h"

namespace muster {
namespace {

using C = LexicalClass;

// A number as read from the text, before its unit is known.
struct Number {
  double value = 0;
  double step = 0;
  double coarse_step = 0;
  std::size_t end = 0;  // token behind it
  bool ordinal = false;
  bool word = false;  // written in letters
  bool fraction = false;
};

double number_value(std::string_view text) {
  const auto value = parse_decimal(text);
  return value ? value->to_double() : 0.0;
}

class Scanner {
 public:
  Scanner(const Lexicon& lexicon, const Ledger& ledger, const Mentions& out)
      : lexicon_(lexicon), ledger_(ledger), text_(out.text), tokens_(out.tokens.list) {}

  std::vector<Mention> scan(std::size_t first, std::size_t end) {
    mentions_.clear();
    end_ = end;
    for (std::size_t at = first; at < end;) {
      const std::size_t used = match(at);
      at += std::max<std::size_t>(used, 1);
    }
    share_units();
    join_ranges();
    attach_hedges();
    // Copied to size: the buffer is kept for the next sentence.
    return {mentions_.begin(), mentions_.end()};
  }

 private:
  // Appends the mention that begins at `at` and returns how many tokens it covers; 0 for none.
  std::size_t match(std::size_t at) {
    const Token& token = tokens_[at];
    if (token.kind == TokenKind::possessive) return 0;
    if (token.kind == TokenKind::word && lexicon_.begun_by(token).empty() &&
        !(at + 1 < end_ && tokens_[at + 1].word == "$"))
      return 0;
    // A year is a time unless a unit makes it a number ("2024 soldiers", "$2024").
    if (token.kind == TokenKind::word || token.kind == TokenKind::number) {
      const auto when = match_when(lexicon_, text_, tokens_, at, end_);
      const bool money_before = at > 0 && tokens_[at - 1].word == "$";
      const bool unit_behind = when && token.kind == TokenKind::number && when->tokens == 1 &&
                               percent_tokens(at + 1) > 0;
      if (when && !money_before && !unit_behind) {
        Mention mention = spanning(at, at + when->tokens, MentionKind::time);
        mention.when = when->when;
        mentions_.push_back(mention);
        return when->tokens;
      }
    }
    if (const std::size_t used = quantity(at)) return used;
    return phrase(at);
  }

  Mention spanning(std::size_t first, std::size_t end, MentionKind kind) const {
    Mention mention;
    mention.kind = kind;
    mention.first = first;
    mention.end = end;
    mention.begin_byte = tokens_[first].begin;
    mention.end_byte = tokens_[end - 1].end;
    return mention;
  }

  // May a phrase of one of these classes begin here? Cheaper than looking.
  bool begins(std::size_t at, ClassMask classes) const {
    return at < end_ && lexicon_.begun_by(tokens_[at]).has_any(classes);
  }

  LexiconMatch lookup(std::size_t at) const {
    return at < end_ && tokens_[at].kind != TokenKind::number
               ? lexicon_.match(text_, tokens_, at, end_)
               : LexiconMatch{};
  }

  std::size_t phrase(std::size_t at) {
    const LexiconMatch found = lookup(at);
    if (found.tokens == 0) return 0;
    // "In all, sixteen allies": a sum, and nobody's all.
    const std::size_t behind = at + found.tokens;
    if (found.of(C::all) != nullptr && behind < end_ && tokens_[behind].word == ",")
      return found.tokens;
    Mention mention = spanning(at, at + found.tokens, MentionKind::word);
    mention.classes = found.classes;
    mention.value = found.entries().front()->value;
    if (const LexiconEntry* person = found.of(C::person)) {
      mention.kind = MentionKind::person;
      mention.value = person->value;
    }
    for (const C c : {C::area, C::group}) {
      const LexiconEntry* entry = found.of(c);
      const auto id = entry == nullptr ? std::nullopt : area_coded(ledger_, entry->value);
      if (!id) continue;
      mention.kind = MentionKind::area;
      mention.area = *id;
      mention.flags = entry->flags;
      mention.value = entry->value;
    }
    for (const C c : {C::office, C::event, C::report, C::hedge}) {
      if (const LexiconEntry* entry = found.of(c)) mention.value = entry->value;
    }
    mentions_.push_back(mention);
    return found.tokens;
  }

  // "%", "per cent", "percent of"; how many tokens.
  std::size_t percent_tokens(std::size_t at) const {
    if (!begins(at, C::percent)) return 0;
    const LexiconMatch found = lookup(at);
    return found.of(C::percent) != nullptr ? found.tokens : 0;
  }

  std::optional<Number> number(std::size_t at) const {
    if (at >= end_) return std::nullopt;
    const Token& token = tokens_[at];
    Number result;
    if (token.kind == TokenKind::number) {
      std::string digits;
      for (const char c : token.word) {
        if (c != ',') digits += c;
      }
      result.end = at + 1;
      // A decimal comma: "2,5 %". The tokenizer leaves it as three tokens.
      const bool decimal_comma =
          at + 2 < end_ && tokens_[at + 1].word == "," && !tokens_[at + 1].space_before &&
          tokens_[at + 2].kind == TokenKind::number && !tokens_[at + 2].space_before &&
          tokens_[at + 2].word.size() <= 2 && digits.find('.') == std::string::npos;
      if (decimal_comma) {
        digits += "." + std::string(tokens_[at + 2].word);
        result.end = at + 3;
      }
      const auto value = parse_decimal(digits);
      if (!value) return std::nullopt;
      result.value = value->to_double();
      result.step = std::pow(10.0, -static_cast<double>(value->places));
      result.coarse_step = result.step;
      if (value->places == 0 && result.value > 0) {
        while (std::fmod(result.value, result.coarse_step * 10) == 0) result.coarse_step *= 10;
      }
      if (result.end < end_ && !tokens_[result.end].space_before &&
          tokens_[result.end].kind == TokenKind::word) {
        const std::string_view suffix = tokens_[result.end].word;
        if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") {
          result.ordinal = true;
          ++result.end;
        }
      }
      return result;
    }
    // "a trillion dollars"
    if (token.word == "a" && scale(at + 1) && tokens_[at + 1].space_before) {
      result.value = 1;
      result.step = result.coarse_step = 0.1;
      result.end = at + 1;
      result.word = true;
      return result;
    }
    if (!begins(at, {C::fraction, C::number, C::ordinal})) return std::nullopt;
    const LexiconMatch found = lookup(at);
    const LexiconEntry* entry = found.of(C::fraction);
    const bool is_fraction = entry != nullptr;
    if (!is_fraction) entry = found.of(C::number);
    const bool is_ordinal = entry == nullptr && found.of(C::ordinal) != nullptr;
    if (is_ordinal) entry = found.of(C::ordinal);
    if (entry == nullptr) return std::nullopt;
    result.value = number_value(entry->value);
    // "Two thirds" is nearer to it than to another such part.
    result.step = is_fraction ? std::min(0.06, result.value * 0.2) : 1;
    result.coarse_step = result.step;
    result.end = at + found.tokens;
    result.ordinal = is_ordinal;
    result.word = true;
    result.fraction = is_fraction;
    // "two point five per cent"
    if (!is_fraction && !is_ordinal && result.end + 1 < end_ &&
        tokens_[result.end].word == "point") {
      const auto decimals = number(result.end + 1);
      if (decimals && decimals->value >= 0 && decimals->value < 10) {
        result.value += decimals->value / 10;
        result.step = 0.1;
        result.coarse_step = 0.1;
        result.end = decimals->end;
      }
    }
    return result;
  }

  struct CurrencyMark {
    Currency currency;
    std::size_t end;
  };

  // A sign or code before the number: "$", "US$", "USD", "EUR".
  std::optional<CurrencyMark> currency_before(std::size_t at) const {
    if (at + 1 < end_ && tokens_[at + 1].word == "$" && !tokens_[at + 1].space_before &&
        tokens_[at].kind == TokenKind::word) {
      const std::string_view letters = tokens_[at].word;
      if (letters == "us") return CurrencyMark{kUsd, at + 2};
      if (letters == "c" || letters == "ca" || letters == "can")
        return CurrencyMark{currency("CAD"), at + 2};
      return std::nullopt;
    }
    if (!begins(at, C::currency)) return std::nullopt;
    const LexiconMatch found = lookup(at);
    const LexiconEntry* entry = found.of(C::currency);
    if (entry == nullptr || !(entry->flags.sign || entry->flags.before)) return std::nullopt;
    return CurrencyMark{currency(entry->value), at + found.tokens};
  }

  std::optional<CurrencyMark> currency_behind(std::size_t at) const {
    if (!begins(at, C::currency)) return std::nullopt;
    const LexiconMatch found = lookup(at);
    const LexiconEntry* entry = found.of(C::currency);
    if (entry == nullptr) return std::nullopt;
    return CurrencyMark{currency(entry->value), at + found.tokens};
  }

  // A scale word: its power of ten and the token behind it.
  std::optional<std::pair<double, std::size_t>> scale(std::size_t at) const {
    if (!begins(at, C::scale)) return std::nullopt;
    const LexiconMatch found = lookup(at);
    const LexiconEntry* entry = found.of(C::scale);
    if (entry == nullptr || (entry->flags.suffix && tokens_[at].space_before)) return std::nullopt;
    return std::pair(std::pow(10.0, number_value(entry->value)), at + found.tokens);
  }

  static void rescale(Number& number, double factor) {
    number.value *= factor;
    number.step *= factor;
    number.coarse_step *= factor;
  }

  std::size_t quantity(std::size_t at) {
    const auto mark = currency_before(at);
    std::size_t next = mark ? mark->end : at;
    auto low = number(next);
    if (!low) return 0;
    next = low->end;
    // A range that is glued, "2-2.5%"; join_ranges() reads the others.
    std::optional<Number> high;
    if (!low->ordinal && next < end_ && tokens_[next].hyphen_before &&
        tokens_[next].kind == TokenKind::number) {
      high = number(next);
      if (high && high->value > low->value) {
        next = high->end;
      } else {
        high.reset();
      }
    }
    Mention mention;
    StatedValue stated;
    stated.unit = StatedUnit::count;
    if (const auto scaled = scale(next); scaled && !low->ordinal && !low->fraction) {
      rescale(*low, scaled->first);
      if (high) rescale(*high, scaled->first);
      next = scaled->second;
    }
    if (const std::size_t percent = percent_tokens(next); percent > 0 && !low->ordinal) {
      next += percent;
      stated.unit = StatedUnit::percent;
      if (const LexiconMatch points = lookup(next); points.of(C::points) != nullptr) {
        stated.unit = StatedUnit::points;
        next += points.tokens;
      }
    } else if (const LexiconMatch points = lookup(next); points.of(C::points) != nullptr && !mark) {
      stated.unit = StatedUnit::points;
      next += points.tokens;
    } else if (mark) {
      stated.unit = StatedUnit::money;
      stated.currency = mark->currency;
    } else if (const auto behind = currency_behind(next);
               behind && !low->ordinal && !low->fraction) {
      stated.unit = StatedUnit::money;
      stated.currency = behind->currency;
      next = behind->end;
    } else if (low->fraction) {
      stated.unit = StatedUnit::fraction;
    }
    stated.value = low->value;
    stated.high = high ? high->value : low->value;
    // The finer of a range's ends says how precisely it was meant.
    stated.step = high ? std::min(low->step, high->step) : low->step;
    stated.coarse_step = low->coarse_step;
    if (stated.unit == StatedUnit::count && stated.value < 1000)
      stated.step = stated.coarse_step = 0;
    mention = spanning(at, next, MentionKind::quantity);
    mention.quantity = stated;
    mention.ordinal = low->ordinal;
    if (low->word) {
      // "one", "first", "none" are cue words as well.
      mention.classes = lookup(at).classes;
    }
    mentions_.push_back(mention);
    return next - at;
  }

  // "between 2% and 2.5%"
  void join_ranges() {
    for (std::size_t i = 0; i + 1 < mentions_.size(); ++i) {
      Mention& low = mentions_[i];
      const Mention& high = mentions_[i + 1];
      const bool both = low.kind == MentionKind::quantity && high.kind == MentionKind::quantity &&
                        low.quantity.unit == high.quantity.unit &&
                        low.quantity.currency == high.quantity.currency &&
                        low.quantity.value < high.quantity.value && !low.ordinal && !high.ordinal;
      if (!both || low.first == 0 || tokens_[low.first - 1].word != "between" ||
          high.first != low.end + 1 || tokens_[low.end].word != "and")
        continue;
      low.quantity.high = high.quantity.value;
      low.quantity.step = std::min(low.quantity.step, high.quantity.step);
      low.end = high.end;
      low.end_byte = high.end_byte;
      mentions_.erase(mentions_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
  }

  // "2.34, 2.10, and 2.36 percent": the unit stands once, behind the last.
  void share_units() {
    for (std::size_t i = mentions_.size(); i-- > 1;) {
      const Mention& last = mentions_[i];
      Mention& before = mentions_[i - 1];
      const bool both = last.kind == MentionKind::quantity && before.kind == MentionKind::quantity;
      if (!both || last.quantity.unit != StatedUnit::percent ||
          before.quantity.unit != StatedUnit::count || before.ordinal)
        continue;
      bool listed = last.first > before.end;
      for (std::size_t token = before.end; token < last.first; ++token) {
        const std::string_view word = tokens_[token].word;
        listed = listed && (word == "," || word == "and" || word == "or" || word == "to");
      }
      const bool alike =
          before.quantity.value < 100 && (tokens_[before.first].kind == TokenKind::number);
      if (!listed || !alike) continue;
      before.quantity.unit = StatedUnit::percent;
      before.quantity.step = before.quantity.coarse_step = last.quantity.step;
    }
    // "from 62.4 billion euros this year to 152.8 billion in 2029": the currency stands once.
    for (std::size_t i = 0; i + 1 < mentions_.size(); ++i) {
      const Mention& first = mentions_[i];
      std::size_t next = i + 1;
      while (next < mentions_.size() && mentions_[next].kind == MentionKind::time) ++next;
      if (next == mentions_.size() || first.quantity.unit != StatedUnit::money ||
          first.kind != MentionKind::quantity)
        continue;
      Mention& second = mentions_[next];
      constexpr double kMillion = 1e6;
      const bool bare = second.kind == MentionKind::quantity &&
                        second.quantity.unit == StatedUnit::count && !second.ordinal &&
                        second.quantity.value >= kMillion && second.first > 0 &&
                        tokens_[second.first - 1].word == "to";
      if (!bare) continue;
      second.quantity.unit = StatedUnit::money;
      second.quantity.currency = first.quantity.currency;
    }
  }

  // Hedges beside a quantity become its bound and part of its span.
  void attach_hedges() {
    const auto is_hedge = [](const Mention& m) {
      return m.kind == MentionKind::word && m.is(C::hedge);
    };
    if (std::ranges::none_of(mentions_, is_hedge)) return;
    std::vector<Mention> kept;
    kept.reserve(mentions_.size());
    for (std::size_t i = 0; i < mentions_.size(); ++i) {
      const Mention& mention = mentions_[i];
      // "edged up to 1.37%": a movement, no bound.
      if (is_hedge(mention) && mention.end == mention.first + 2 && mention.first > 0 &&
          tokens_[mention.first].word == "up" && tokens_[mention.first + 1].word == "to" &&
          is_in(WordSet::moving, tokens_[mention.first - 1])) {
        Mention moved = spanning(mention.first - 1, mention.first + 1, MentionKind::word);
        moved.classes = C::up;
        kept.push_back(moved);
        continue;
      }
      const bool before = is_hedge(mention) && i + 1 < mentions_.size() &&
                          mentions_[i + 1].kind == MentionKind::quantity &&
                          joined(mention.end, mentions_[i + 1].first);
      if (before && !mention.flags.after) {
        Mention& quantity = mentions_[i + 1];
        if (const auto bound = bound_named(mention.value)) {
          quantity.quantity.bound = *bound;
          quantity.first = mention.first;
          quantity.begin_byte = mention.begin_byte;
          continue;
        }
      }
      // "or more", also behind what the share is of: "2% of GDP or more".
      const bool behind = is_hedge(mention) && !kept.empty();
      if (behind) {
        std::size_t back = kept.size();
        while (back > 0 && (kept[back - 1].is(C::gdp) || kept[back - 1].is(C::pronoun)) &&
               kept.size() - back < 2)
          --back;
        const bool reaches = back > 0 && kept[back - 1].kind == MentionKind::quantity &&
                             mention.first - kept[back - 1].end <= 4;
        const bool is_after =
            tokens_[mention.first].word == "or" || tokens_[mention.first].word == "and";
        if (reaches && is_after) {
          if (const auto bound = bound_named(mention.value)) kept[back - 1].quantity.bound = *bound;
          if (back == kept.size()) {
            kept.back().end = mention.end;
            kept.back().end_byte = mention.end_byte;
          }
          continue;
        }
      }
      kept.push_back(mention);
    }
    mentions_ = std::move(kept);
  }

  // Only articles and "a" stand between.
  bool joined(std::size_t end, std::size_t first) const {
    for (std::size_t i = end; i < first; ++i) {
      const std::string_view word = tokens_[i].word;
      if (word != "the" && word != "a" && word != "an") return false;
    }
    return first - end <= 1;
  }

  const Lexicon& lexicon_;
  const Ledger& ledger_;
  std::string_view text_;
  const std::vector<Token>& tokens_;
  std::size_t end_ = 0;
  std::vector<Mention> mentions_;
};

}  // namespace

double multiple_of(const Mention& mention) {
  return mention.kind == MentionKind::quantity ? mention.quantity.value
                                               : number_value(mention.value);
}

std::string_view Mentions::between(std::size_t first_token, std::size_t end_token) const {
  if (first_token >= end_token) return {};
  const std::uint32_t begin = tokens.list[first_token].begin;
  return text.substr(begin, tokens.list[end_token - 1].end - begin);
}

Mentions find_mentions(const Lexicon& lexicon, const Ledger& ledger, std::string_view text) {
  Mentions found;
  found.text = text;
  found.tokens = tokenize(text);
  lexicon.number_words(found.tokens.list);
  Scanner scanner(lexicon, ledger, found);
  for (const SentenceRange& range : split_sentences(text, found.tokens.list)) {
    found.sentences.push_back(
        {range.first, range.end, range.paragraph, scanner.scan(range.first, range.end)});
  }
  return found;
}

}  // namespace muster
