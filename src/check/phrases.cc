#include "check/phrases.h"

namespace muster {
namespace {

using C = LexicalClass;

// Cues that are nouns wherever they stand.
constexpr ClassMask kNounCues = {C::member_noun, C::guideline_noun, C::gdp,    C::outlay,
                                 C::equipment,   C::personnel,      C::army,   C::spender,
                                 C::leaders,     C::office,         C::summit, C::report,
                                 C::agreement,   C::total,          C::other,  C::defence};

PhraseKind kind_of(const Mention& mention) {
  switch (mention.kind) {
    case MentionKind::area:
      return PhraseKind::area;
    case MentionKind::quantity:
      return PhraseKind::figure;
    case MentionKind::time:
      return PhraseKind::time;
    case MentionKind::person:
      return PhraseKind::person;
    case MentionKind::word:
      return PhraseKind::cue;
  }
  return PhraseKind::cue;
}

}  // namespace

Phrases::Phrases(const Lexicon& lexicon, const Mentions& mentions, const Sentence& sentence)
    : lexicon_(lexicon), mentions_(mentions), sentence_(sentence), tokens_(mentions.tokens.list) {
  cut();
  find_links();
}

bool Phrases::is_dash(std::size_t i) const {
  if (list_[i].kind != PhraseKind::mark) return false;
  const std::string_view text = word(i);
  return text == "\xE2\x80\x94" ||
         ((text == "-" || text == "\xE2\x80\x93") && tokens_[list_[i].first].space_before);
}

void Phrases::add_token(std::size_t token) {
  const Token& t = tokens_[token];
  if (t.kind == TokenKind::possessive) {
    if (!list_.empty()) {
      list_.back().possessive = true;
      list_.back().end = static_cast<std::uint32_t>(token + 1);
    }
    return;
  }
  Phrase phrase;
  phrase.first = static_cast<std::uint32_t>(token);
  phrase.end = phrase.first + 1;
  phrase.grammar = lexicon_.grammar().of(t.word);
  const char written = mentions_.text[t.begin];
  const bool capital =
      (written >= 'A' && written <= 'Z') || static_cast<unsigned char>(written) >= 0xC3;
  if (t.kind == TokenKind::symbol) {
    phrase.kind = PhraseKind::mark;
  } else if (phrase.grammar.parts != 0 &&
             !(capital && token != sentence_.first && !phrase.grammar.is(WordClass::determiner))) {
    phrase.kind = PhraseKind::word;
  } else if (t.kind == TokenKind::number) {
    phrase.kind = PhraseKind::figure;
  } else if (capital && token != sentence_.first) {
    phrase.kind = PhraseKind::name;
    phrase.grammar = {};
    if (!list_.empty() && list_.back().kind == PhraseKind::name && list_.back().end == token) {
      list_.back().end = phrase.end;
      return;
    }
  } else {
    phrase.kind = phrase.grammar.parts != 0 ? PhraseKind::word : PhraseKind::unknown;
  }
  list_.push_back(phrase);
}

void Phrases::cut() {
  std::size_t token = sentence_.first;
  for (std::size_t i = 0; i < sentence_.mentions.size(); ++i) {
    const Mention& m = sentence_.mentions[i];
    for (; token < m.first; ++token) add_token(token);
    Phrase phrase;
    phrase.kind = kind_of(m);
    phrase.first = static_cast<std::uint32_t>(m.first);
    phrase.end = static_cast<std::uint32_t>(m.end);
    phrase.mention = static_cast<std::int32_t>(i);
    // Of a cue of several words ("fell short", "is expected to") the first says what it is.
    // A name is no word: "US" is not "us".
    const bool name = m.kind == MentionKind::area || m.kind == MentionKind::person;
    if (!name) phrase.grammar = lexicon_.grammar().of(tokens_[m.first].word);
    of_mention_.push_back(list_.size());
    list_.push_back(phrase);
    token = m.end;
  }
  for (; token < sentence_.end; ++token) add_token(token);
  std::uint8_t depth = 0;
  for (Phrase& phrase : list_) {
    const std::string_view text = tokens_[phrase.first].word;
    if (phrase.kind == PhraseKind::mark && text == ")" && depth > 0) --depth;
    phrase.depth = depth;
    if (phrase.kind == PhraseKind::mark && text == "(" && depth < 200) ++depth;
  }
}

bool Phrases::is_nominal(std::size_t i) const {
  switch (list_[i].kind) {
    case PhraseKind::area:
    case PhraseKind::figure:
    case PhraseKind::person:
    case PhraseKind::name:
      return true;
    case PhraseKind::cue:
      return is(i, kNounCues) || (list_[i].grammar.is(WordClass::pronoun) && !is(i, C::negation));
    case PhraseKind::word:
      return list_[i].grammar.is(WordClass::noun) || list_[i].grammar.is(WordClass::pronoun);
    default:
      return false;
  }
}

// The link of a phrase is the nearest to its left over what belongs to it: articles, adjectives,
// adverbs, nouns before it. Joined phrases have that of the first.
void Phrases::find_links() {
  Link link = Link::none;
  bool fresh = false;  // nothing since the link but what belongs to the phrase behind it
  for (std::size_t i = 0; i < list_.size(); ++i) {
    Phrase& phrase = list_[i];
    const bool nominal = is_nominal(i) || phrase.kind == PhraseKind::time;
    const bool linking = phrase.kind == PhraseKind::word && phrase.grammar.is(WordClass::link) &&
                         !phrase.grammar.is(WordClass::noun);
    // "above 2%": a hedge is part of its figure and no link.
    if (linking) {
      link = phrase.grammar.link;
      fresh = true;
      continue;
    }
    if (phrase.kind == PhraseKind::mark) {
      const bool joins = is_mark(i, ",") || is_mark(i, "$") || is_mark(i, "\"");
      if (!joins) {
        link = Link::none;
        fresh = false;
      }
      continue;
    }
    if (phrase.kind == PhraseKind::word && phrase.grammar.is(WordClass::conjunction)) continue;
    if (nominal) {
      const bool joined = i > 0 && !fresh && is_nominal(i - 1) && phrase.kind != PhraseKind::time;
      phrase.link = link;
      if (!fresh && !joined) {
        // Only a list goes on under its link: "with Poland, Estonia and Latvia".
        bool listed = false;
        for (std::size_t j = i; j-- > 0 && i - j <= 3;) {
          if (is_mark(j, ",") || list_[j].grammar.is(WordClass::conjunction) ||
              list_[j].grammar.is(WordClass::determiner))
            continue;
          listed = list_[j].kind == phrase.kind && list_[j].link == link;
          break;
        }
        if (!listed) phrase.link = Link::none;
      }
      fresh = false;
      continue;
    }
    const bool belongs = phrase.grammar.is(WordClass::determiner) ||
                         phrase.grammar.is(WordClass::adjective) ||
                         phrase.grammar.is(WordClass::adverb) || phrase.kind == PhraseKind::cue;
    const bool verb = phrase.grammar.is(WordClass::verb) ||
                      phrase.grammar.is(WordClass::auxiliary) ||
                      phrase.grammar.is(WordClass::modal);
    if (belongs && !verb) continue;
    if (verb || phrase.grammar.is(WordClass::subordinator) ||
        phrase.grammar.is(WordClass::relative)) {
      link = Link::none;
      fresh = false;
    }
  }
}

}  // namespace muster
