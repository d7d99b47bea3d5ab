#include "check/topic.h"

#include <array>
#include <set>
#include <vector>

#include "base/needles.h"

namespace muster {
namespace {

using C = LexicalClass;

// No initials, which may be capitals. Without NATO's name a text must speak of GDP in so many
// words. The anchors are letters that rarely stand together.
constexpr std::array<Needle, 3> kNato = {{{"NATO"}, {"Nato"}, {"nato"}}};
constexpr std::array<Needle, 4> kDefence = {
    {{"efence", 1}, {"efense", 1}, {"ilitar", 2}, {"rmed forces"}}};
constexpr std::array<Needle, 9> kGdp = {{{"GDP"},
                                         {"gdp"},
                                         {"omestic product", 1},
                                         {"omestic Product", 1},
                                         {"GNP"},
                                         {"onal income", 5},
                                         {"onal output", 6},
                                         {"omic output", 6},
                                         {"omic performance", 5}}};

constexpr std::array<Needle, 5> kAlliance = {{{"ecretary General", 6},
                                              {"ecretary-General", 6},
                                              {"tlantic"},
                                              {"uropean allies", 8},
                                              {"lliance", 0}}};
constexpr std::array<Needle, 3> kAllies = {{{"llies", 1}, {"embers", 1}, {"eaders", 1}}};

struct Gate {
  Needles nato{{kNato.begin(), kNato.end()}};
  Needles defence{{kDefence.begin(), kDefence.end()}};
  Needles gdp{{kGdp.begin(), kGdp.end()}};
  Needles alliance{{kAlliance.begin(), kAlliance.end()}};
  Needles allies{{kAllies.begin(), kAllies.end()}};
  Needles any = all();

  static Needles all() {
    std::vector<Needle> needles(kNato.begin(), kNato.end());
    needles.insert(needles.end(), kDefence.begin(), kDefence.end());
    needles.insert(needles.end(), kGdp.begin(), kGdp.end());
    return Needles(needles);
  }
};

}  // namespace

bool may_be_on_topic(std::string_view text) {
  static const Gate gate;
  // Nearly every text has none of all these, and one pass shows it.
  if (!gate.any.any_in(text)) return false;
  if (gate.nato.any_in(text)) return true;
  const bool defence = gate.defence.any_in(text);
  if (defence && gate.alliance.any_in(text)) return true;
  return gate.gdp.any_in(text) && (defence || gate.allies.any_in(text));
}

bool is_on_topic(const Ledger& ledger, const Mentions& mentions) {
  if (!may_be_on_topic(mentions.text)) return false;
  // What the whole text speaks of, and what one sentence brings together.
  bool alliance = false;       // NATO, by name or by one of its parts
  bool some_alliance = false;  // "the alliance"
  bool allies = false;         // "allies", "members": of something
  bool defence = false;
  bool outlay = false;
  bool target = false;
  bool percent = false;
  int off_topic = 0;  // mentions of what else is measured in shares of GDP, or of another circle
  int percentages = 0;
  std::set<AreaId> members;       // countries that are named
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
      some_alliance = some_alliance || group;
      allies = allies || m.is(C::member_noun) || m.is(C::leaders);
      off_topic += m.is(C::off_topic) || m.is(C::bloc) ? 1 : 0;
      if (m.kind == MentionKind::area && !ledger.area(m.area).is_group) members.insert(m.area);
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
    percentages += here_percent ? 1 : 0;
    share = share || (here_gdp && here_percent);
    defence_spending =
        defence_spending || (here_defence && (here_outlay || here_gdp || here_target));
  }
  const bool spending =
      share || defence_spending || (percent && (target || outlay)) || (defence && outlay);
  // Allies by name and what they spend, said without the alliance's name.
  constexpr std::size_t kSome = 3;
  const bool of_allies =
      some_alliance && share && members.size() >= kSome && off_topic <= percentages;
  // "All allies are to agree on 5%, of which 3.5% for defence spending"
  const bool unnamed = defence_spending && allies && percent && off_topic == 0;
  return (alliance && spending) || unnamed || of_allies ||
         ((defence_spending || (allies && off_topic == 0)) && share);
}

}  // namespace muster
