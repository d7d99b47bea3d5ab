#include "check/clauses.h"

#include <algorithm>

namespace muster {
namespace {

using C = LexicalClass;

}  // namespace

Clauses::Clauses(const Phrases& phrases) : phrases_(phrases) {
  of_.assign(phrases.size(), 0);
  divide();
  for (Clause& clause : list_) read(clause);
}

// A word that can be noun or verb is a noun behind an article, an adjective, a possessive, a link.
bool Clauses::is_verb(std::size_t i) const {
  const GrammarWord& word = phrases_[i].grammar;
  if (word.is(WordClass::auxiliary) || word.is(WordClass::modal)) return true;
  const bool cue = phrases_[i].kind == PhraseKind::cue;
  if (phrases_.is(i, C::combined)) return false;  // "all the others combined"
  const bool known = word.is(WordClass::verb) && (cue || phrases_[i].kind == PhraseKind::word);
  if (!known) return false;
  if (i == 0) return word.has(VerbForm::gerund);
  const Phrase& before = phrases_[i - 1];
  const GrammarWord& lead = before.grammar;
  if (before.possessive) return false;
  const bool noun_too = word.is(WordClass::noun) ||
                        phrases_.is(i, {C::outlay, C::guideline_noun, C::equipment, C::agreement});
  const bool only_participle = word.has(VerbForm::gerund);
  if (before.kind == PhraseKind::word && lead.is(WordClass::determiner) &&
      !lead.is(WordClass::pronoun) && !lead.is(WordClass::relative))
    return false;
  const bool adjective = before.kind == PhraseKind::word && lead.is(WordClass::adjective) &&
                         !lead.is(WordClass::adverb);
  const bool like_adjective = phrases_.is(i - 1, {C::other, C::total, C::combined, C::real});
  if ((adjective || like_adjective) && (noun_too || only_participle)) return false;
  if (noun_too && before.kind == PhraseKind::word && lead.is(WordClass::link) &&
      lead.link != Link::to)
    return false;
  // "defence spending", "budget cuts"
  if ((noun_too || only_participle) && phrases_.is(i - 1, {C::defence, C::outlay, C::equipment}))
    return only_participle ? false : phrases_.is(i - 1, C::outlay) && !noun_too;
  // "a 3.8% rise", "the 2% target"
  if (noun_too && before.kind == PhraseKind::figure && i >= 2 &&
      phrases_[i - 2].grammar.is(WordClass::determiner))
    return false;
  return true;
}

// Does it carry a clause: no infinitive, no gerund, no participle that is an adjective?
bool Clauses::is_finite(std::size_t i) const {
  if (!is_verb(i)) return false;
  const GrammarWord& word = phrases_[i].grammar;
  if (word.is(WordClass::modal)) return true;
  const std::string_view text = phrases_.word(i);
  if (word.is(WordClass::auxiliary))
    return text != "be" && text != "been" && text != "being" && text != "having";
  const bool inflected = word.has(VerbForm::third) || word.has(VerbForm::past);
  if (i == 0) return false;
  const Phrase& before = phrases_[i - 1];
  if (before.kind == PhraseKind::word && before.grammar.is(WordClass::link) &&
      before.grammar.link == Link::to)
    return false;
  if (!inflected && !word.has(VerbForm::base)) return false;
  // A bare base form needs somebody before it.
  if (!inflected) {
    std::size_t j = i;
    while (j > 0 && phrases_[j - 1].kind == PhraseKind::word &&
           phrases_.is(j - 1, WordClass::adverb) && !phrases_.is_nominal(j - 1))
      --j;
    return j > 0 && phrases_.is_nominal(j - 1);
  }
  // "combined spending", "planned rise": an adjective before a noun.
  const bool participle = word.has(VerbForm::past) && word.has(VerbForm::participle);
  if (participle && before.kind == PhraseKind::word && !before.grammar.is(WordClass::pronoun) &&
      (before.grammar.is(WordClass::determiner) || before.grammar.is(WordClass::link)))
    return false;
  return true;
}

bool Clauses::has_finite(const Clause& clause) const {
  return std::ranges::any_of(clause.phrases, [&](std::size_t i) { return is_finite(i); });
}

bool Clauses::begins_predicate(std::size_t i) const {
  for (; i < phrases_.size(); ++i) {
    if (is_finite(i)) return true;
    // "all exceed it", "also spends", "not only spends"
    const bool skips = phrases_[i].kind != PhraseKind::mark && !phrases_.is(i, WordClass::noun) &&
                       (phrases_.is(i, WordClass::adverb) || phrases_.is(i, WordClass::negation) ||
                        phrases_.is(i, WordClass::determiner));
    // "and spends": a base form without anybody is one too.
    if (is_verb(i) && phrases_[i].grammar.has(VerbForm::base) && !skips) return true;
    if (!skips) return false;
  }
  return false;
}

bool Clauses::begins_clause(std::size_t i) const {
  bool nominal = false;
  for (; i < phrases_.size(); ++i) {
    if (phrases_[i].kind == PhraseKind::mark) {
      if (nominal && phrases_.is_mark(i, "(")) {
        // "Spain (1.28%) remains"
        while (i + 1 < phrases_.size() && !phrases_.is_mark(i, ")")) ++i;
        continue;
      }
      if (nominal && phrases_.is_mark(i, ",") && i + 1 < phrases_.size() &&
          phrases_.is(i + 1, WordClass::link)) {
        // "Spain, at 1.28%, remains"
        ++i;
        while (i + 1 < phrases_.size() && !phrases_.is_mark(i, ",")) ++i;
        continue;
      }
      if (phrases_.is_mark(i, ",") || phrases_.is_mark(i, "(")) return false;
      if (phrases_.is_mark(i, ";") || phrases_.is_mark(i, ":") || phrases_.is_dash(i)) return false;
      continue;
    }
    if (nominal && is_finite(i)) return true;
    const GrammarWord& word = phrases_[i].grammar;
    const bool plain = phrases_[i].kind == PhraseKind::word || phrases_[i].kind == PhraseKind::cue;
    if (plain && (word.is(WordClass::relative) || word.is(WordClass::subordinator)) &&
        !word.is(WordClass::determiner))
      return false;
    if (phrases_[i].kind == PhraseKind::word && word.is(WordClass::conjunction) && !nominal)
      return false;
    nominal = nominal || (phrases_.is_nominal(i) && phrases_[i].link == Link::none) ||
              phrases_.is_nominal(i);
  }
  return false;
}

std::int32_t Clauses::nominal_before(std::size_t i) const {
  for (std::size_t j = i; j-- > 0;) {
    if (phrases_.is_nominal(j) || phrases_[j].kind == PhraseKind::time)
      return static_cast<std::int32_t>(j);
    if (phrases_[j].kind != PhraseKind::mark && !phrases_.is(j, WordClass::determiner) &&
        !phrases_.is(j, WordClass::link))
      return -1;
  }
  return -1;
}

std::size_t Clauses::open(Join join, std::size_t parent, std::int32_t antecedent) {
  Clause clause;
  clause.join = join;
  clause.parent = static_cast<std::int32_t>(parent);
  clause.antecedent = antecedent;
  list_.push_back(std::move(clause));
  return list_.size() - 1;
}

void Clauses::divide() {
  list_.emplace_back();
  std::size_t current = 0;
  std::vector<std::size_t> outside;  // of brackets and dashes, where the clause around goes on
  bool dashed = false;
  const auto around = [&] {
    return list_[current].parent < 0 ? 0 : static_cast<std::size_t>(list_[current].parent);
  };
  // The nearest clause around that is no insertion.
  const auto carrier = [&] {
    std::size_t at = current;
    while (list_[at].parent >= 0 && list_[at].join != Join::coordinate &&
           list_[at].join != Join::main && list_[at].join != Join::bracket &&
           list_[at].join != Join::apposition)
      at = static_cast<std::size_t>(list_[at].parent);
    return at;
  };
  for (std::size_t i = 0; i < phrases_.size(); ++i) {
    const Phrase& phrase = phrases_[i];
    const GrammarWord& word = phrase.grammar;
    const bool plain = phrase.kind == PhraseKind::word || phrase.kind == PhraseKind::cue;
    const auto put = [&] {
      of_[i] = current;
      list_[current].phrases.push_back(i);
    };
    if (phrase.kind == PhraseKind::mark) {
      if (phrases_.is_mark(i, "(")) {
        outside.push_back(current);
        current = open(Join::bracket, current, nominal_before(i));
      } else if (phrases_.is_mark(i, ")") && !outside.empty()) {
        current = outside.back();
        outside.pop_back();
      } else if (phrases_.is_mark(i, ";")) {
        current = open(Join::coordinate, carrier(), -1);
        list_[current].elided = !begins_clause(i + 1);
      } else if (phrases_.is_mark(i, ":")) {
        current = open(Join::apposition, current, nominal_before(i));
      } else if (phrases_.is_dash(i)) {
        if (dashed && !outside.empty()) {
          current = outside.back();
          outside.pop_back();
          dashed = false;
        } else {
          bool closes = false;
          for (std::size_t j = i + 1; j < phrases_.size(); ++j)
            closes = closes || phrases_.is_dash(j);
          if (closes) outside.push_back(current);
          dashed = closes;
          current = open(Join::apposition, current, nominal_before(i));
        }
      } else if (phrases_.is_mark(i, ",") && i + 1 < phrases_.size()) {
        const Join join = list_[current].join;
        const bool embedded = join == Join::relative || join == Join::participle ||
                              join == Join::subordinate || join == Join::comparative;
        const std::size_t next = i + 1;
        const bool gerund = phrases_[next].grammar.has(VerbForm::gerund) && is_verb(next);
        const bool comparing = phrases_.word(next) == "compared" || phrases_.word(next) == "up" ||
                               phrases_.word(next) == "down" || phrases_.word(next) == "followed" ||
                               phrases_.word(next) == "led";
        const std::size_t host = embedded ? around() : current;
        // "while Spain, Italy and Croatia did not": its subject goes on.
        const bool done = join == Join::participle || has_finite(list_[current]);
        if (embedded && done && (begins_predicate(next) || begins_clause(next))) {
          // Back to the clause around; where that has its verb already, another begins.
          current = host;
          if (begins_clause(next) && has_finite(list_[current]))
            current = open(Join::coordinate, carrier(), -1);
        } else if (gerund || comparing) {
          current = open(Join::participle, host, -1);
        } else if (!embedded && has_finite(list_[current]) && begins_clause(next) &&
                   !phrases_.is(next, WordClass::conjunction)) {
          current = open(Join::coordinate, carrier(), -1);
        }
      }
      of_[i] = current;
      continue;
    }
    if (plain && word.is(WordClass::relative) && i > 0 &&
        (phrases_.word(i) != "where" || phrases_.is_mark(i - 1, ",") ||
         phrases_.is_nominal(i - 1))) {
      current = open(Join::relative, current, nominal_before(i));
      put();
      continue;
    }
    if (plain && phrases_.word(i) == "that" && i > 0 && i + 1 < phrases_.size()) {
      const bool noun_before = phrases_.is_nominal(i - 1) && begins_predicate(i + 1);
      const bool content = begins_clause(i + 1) && has_finite(list_[current]);
      if (noun_before || content) {
        current = open(noun_before ? Join::relative : Join::subordinate, current,
                       noun_before ? nominal_before(i) : -1);
        if (content && !noun_before) list_[current].join = Join::main;
        put();
        continue;
      }
    }
    // "NATO says Poland spent …": what is said is a clause of its own.
    const bool told = i > 0 && phrases_[i - 1].grammar.frame == Frame::say && is_finite(i - 1) &&
                      of_[i - 1] == current && begins_clause(i) && phrases_.word(i) != "that";
    if (told) current = open(Join::main, current, -1);
    const bool dual =
        word.is(WordClass::link) &&
        (word.link == Link::since || word.link == Link::as || word.link == Link::after ||
         word.link == Link::before || word.link == Link::until);
    if (plain && ((word.is(WordClass::subordinator) && !word.is(WordClass::adverb)) ||
                  (dual && begins_clause(i + 1) && phrases_.word(i) != "as"))) {
      const std::size_t host =
          list_[current].phrases.empty() && list_[current].join == Join::coordinate ? current
                                                                                    : carrier();
      current = open(Join::subordinate, host, -1);
      put();
      continue;
    }
    if (plain && word.link == Link::than && begins_clause(i + 1)) {
      current = open(Join::comparative, current, -1);
      put();
      continue;
    }
    if (plain && word.is(WordClass::conjunction) && i + 1 < phrases_.size() &&
        phrase.end == phrase.first + 1) {
      // Behind an insertion the clause around goes on, or another begins.
      const bool verb_before = has_finite(list_[current]);
      if (verb_before && begins_predicate(i + 1)) {
        // The verb joins that of the clause it can join: a relative clause goes on.
        const std::size_t host = current;
        current = open(Join::coordinate, host, -1);
        list_[current].elided = true;
      } else if (verb_before && begins_clause(i + 1)) {
        current = open(Join::coordinate, carrier(), -1);
      }
    }
    put();
  }
}

void Clauses::read(Clause& clause) const {
  // The verb: the last of the first verb group.
  std::size_t at = clause.phrases.size();
  for (std::size_t k = 0; k < clause.phrases.size(); ++k) {
    const std::size_t i = clause.phrases[k];
    const bool carries = is_finite(i) || (clause.join == Join::participle && is_verb(i)) ||
                         (clause.elided && is_verb(i));
    if (!carries) continue;
    at = k;
    break;
  }
  const std::size_t subject_end = at;
  bool was = false;
  for (; at < clause.phrases.size(); ++at) {
    const std::size_t i = clause.phrases[at];
    const GrammarWord& word = phrases_[i].grammar;
    const bool verb =
        word.is(WordClass::verb) || word.is(WordClass::auxiliary) || word.is(WordClass::modal);
    const bool between = word.is(WordClass::adverb) || word.is(WordClass::negation) ||
                         (word.is(WordClass::link) && word.link == Link::to);
    if (word.negates || phrases_.is(i, C::negation)) clause.negated = true;
    if (!verb && !between) break;
    if (!verb) continue;
    // A figure or a noun behind ends the group; a verb that can only be a noun here too.
    if (clause.verb >= 0 && !is_verb(i) && word.is(WordClass::noun)) break;
    if (word.is(WordClass::modal)) clause.modality = word.modality;
    if (word.frame == Frame::be) was = true;
    const std::string_view text = phrases_.word(i);
    if (clause.verb < 0) {
      clause.past = word.has(VerbForm::past) || text == "was" || text == "were" || text == "had" ||
                    text == "did";
      clause.present = !clause.past && !word.is(WordClass::modal);
    }
    clause.verb = static_cast<std::int32_t>(i);
    clause.passive = was && word.has(VerbForm::participle) && word.frame != Frame::be;
    // "plans to spend", "wants to raise": what is planned, not what is.
    if (clause.frame == Frame::plan && clause.modality == Modality::asserted)
      clause.modality = Modality::planned;
    if (clause.frame == Frame::want && clause.modality == Modality::asserted)
      clause.modality = Modality::wished;
    if (word.frame != Frame::none) clause.frame = word.frame;
  }
  for (std::size_t k = 0; k < subject_end && k < clause.phrases.size(); ++k) {
    const std::size_t i = clause.phrases[k];
    if (phrases_[i].grammar.negates || phrases_.is(i, C::negation)) clause.negated = true;
    if (subject_end == clause.phrases.size()) break;  // no verb: no subject
    if (phrases_.is_nominal(i)) clause.subject.push_back(i);
  }
  for (const std::size_t i : clause.phrases) {
    if (phrases_[i].kind == PhraseKind::unknown && static_cast<std::int32_t>(i) < clause.verb)
      clause.understood = false;
    if (phrases_[i].kind == PhraseKind::mark && phrases_.word(i) == "?") clause.asks = true;
  }
}

}  // namespace muster
