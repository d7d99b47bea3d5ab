#include "check/topic.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace muster {
namespace {

using C = LexicalClass;

// Sixteen bytes at a time, by the compiler's own vectors: the same source for every processor.
using Bytes = std::uint8_t __attribute__((vector_size(16)));

Bytes load(const char* at) {
  Bytes bytes;
  std::memcpy(&bytes, at, sizeof bytes);
  return bytes;
}

bool any(Bytes mask) {
  std::array<std::uint64_t, 2> halves{};
  std::memcpy(halves.data(), &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

// Is `needle` (two bytes or more) in `text`? Its first two bytes are compared in sixteen places at
// once; where both fit, the rest is compared.
bool contains(std::string_view text, std::string_view needle) {
  const Bytes first = Bytes{} + static_cast<std::uint8_t>(needle[0]);
  const Bytes second = Bytes{} + static_cast<std::uint8_t>(needle[1]);
  std::size_t at = 0;
  for (; at + 17 + needle.size() <= text.size(); at += 16) {
    const auto mask = (load(text.data() + at) == first) & (load(text.data() + at + 1) == second);
    if (!any(reinterpret_cast<const Bytes&>(mask))) continue;
    if (text.substr(at, 15 + needle.size()).find(needle) != std::string_view::npos) return true;
  }
  return text.find(needle, at) != std::string_view::npos;
}

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& needles) {
  for (const std::string_view needle : needles) {
    if (contains(text, needle)) return true;
  }
  return false;
}

// No initials, which may be capitals. Without NATO's name a text must speak of GDP in so many
// words.
constexpr std::array<std::string_view, 8> kGdp = {
    "GDP", "gdp",         "omestic product", "omestic Product",
    "GNP", "onal income", "onal output",     "omic output"};
constexpr std::array<std::string_view, 4> kDefence = {"efence", "efense", "ilitar", "rmed forces"};
constexpr std::array<std::string_view, 3> kNato = {"NATO", "Nato", "nato"};

}  // namespace

bool may_be_on_topic(std::string_view text) {
  if (contains_any(text, kNato)) return true;
  const bool defence = contains_any(text, kDefence);
  if (defence && (contains(text, "ecretary General") || contains(text, "ecretary-General") ||
                  contains(text, "tlantic")))
    return true;
  return contains_any(text, kGdp) && (defence || contains(text, "llies") ||
                                      contains(text, "embers") || contains(text, "eaders"));
}

bool is_on_topic(const Ledger& ledger, const Mentions& mentions) {
  if (!may_be_on_topic(mentions.text)) return false;
  // What the whole text speaks of, and what one sentence brings together.
  bool alliance = false;  // NATO, by name or by one of its parts
  bool allies = false;    // "allies", "members": of something
  bool defence = false;
  bool outlay = false;
  bool target = false;
  bool percent = false;
  bool off_topic = false;
  bool share = false;             // a percentage and GDP in one sentence
  bool defence_spending = false;  // defence and outlays in one sentence
  for (const Token& token : mentions.tokens.list) alliance = alliance || token.word == "nato";
  for (const Sentence& sentence : mentions.sentences) {
    bool here_defence = false;
    bool here_outlay = false;
    bool here_gdp = false;
    bool here_target = false;
    bool here_percent = false;
    for (const Mention& m : sentence.mentions) {
      const bool group =
          m.kind == MentionKind::area && ledger.area(m.area).code.starts_with("NATO");
      alliance = alliance || (group && !m.flags.ambiguous);
      allies = allies || m.is(C::member_noun) || m.is(C::leaders);
      off_topic = off_topic || m.is(C::off_topic) || m.is(C::bloc);
      here_percent = here_percent ||
                     (m.kind == MentionKind::quantity && m.quantity.unit == StatedUnit::percent);
      here_defence = here_defence || m.is(C::defence) || m.is(C::outspend);
      here_gdp = here_gdp || m.is(C::gdp);
      here_target = here_target || m.is(C::guideline_noun);
      here_outlay =
          here_outlay || m.is(C::outlay) || m.is(C::spend) || m.is(C::spender) || m.is(C::outspend);
    }
    defence = defence || here_defence;
    outlay = outlay || here_outlay;
    target = target || here_target;
    percent = percent || here_percent;
    share = share || (here_gdp && here_percent);
    defence_spending =
        defence_spending || (here_defence && (here_outlay || here_gdp || here_target));
  }
  const bool spending =
      share || defence_spending || (percent && (target || outlay)) || (defence && outlay);
  return (alliance && spending) || ((defence_spending || (allies && !off_topic)) && share);
}

}  // namespace muster
