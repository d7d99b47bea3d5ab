#include "check/explain.h"

#include "check/clauses.h"

namespace muster {
namespace {

std::string_view name_of(Join join) {
  constexpr std::string_view kNames[] = {"main",        "coordinate", "relative",
                                         "subordinate", "participle", "comparative",
                                         "reported",    "bracket",    "apposition"};
  return kNames[static_cast<std::size_t>(join)];
}

std::string_view name_of(Modality modality) {
  constexpr std::string_view kNames[] = {"asserted", "future",      "planned", "wished",
                                         "possible", "conditional", "asked",   "believed"};
  return kNames[static_cast<std::size_t>(modality)];
}

std::string_view written(const Mentions& mentions, const Phrase& phrase) {
  return mentions.between(phrase.first, phrase.end);
}

std::string told(const Mentions& mentions, const Phrases& phrases, const Clause& clause) {
  std::string text;
  for (const std::size_t i : clause.phrases) {
    const bool verb = static_cast<std::int32_t>(i) == clause.verb;
    text += (text.empty() ? "" : " ") + std::string(verb ? "*" : "") +
            std::string(written(mentions, phrases[i]));
  }
  return text;
}

}  // namespace

std::string explain(const Lexicon& lexicon, const Mentions& mentions) {
  std::string text;
  for (const Sentence& sentence : mentions.sentences) {
    const Phrases phrases(lexicon, mentions, sentence);
    const Clauses clauses(phrases);
    text += "| " + std::string(mentions.between(sentence.first, sentence.end)) + "\n";
    for (std::size_t c = 0; c < clauses.size(); ++c) {
      const Clause& clause = clauses[c];
      text += std::to_string(c) + " " + std::string(name_of(clause.join));
      if (clause.parent >= 0) text += " of " + std::to_string(clause.parent);
      if (clause.antecedent >= 0)
        text +=
            " on \"" +
            std::string(written(mentions, phrases[static_cast<std::size_t>(clause.antecedent)])) +
            "\"";
      if (clause.modality != Modality::asserted)
        text += " " + std::string(name_of(clause.modality));
      if (clause.negated) text += " denied";
      if (clause.passive) text += " passive";
      if (clause.elided) text += " elided";
      if (!clause.understood) text += " unclear";
      text += ": " + told(mentions, phrases, clause) + "\n";
    }
  }
  return text;
}

}  // namespace muster
