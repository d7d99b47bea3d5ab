#include "check/lexicon_tables.h"

#include <array>
#include <set>
#include <utility>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/text.h"

namespace muster {
namespace {

using C = LexicalClass;
constexpr std::pair<std::string_view, LexicalClass> kClasses[] = {
    {"area", C::area},
    {"group", C::group},
    {"hedge", C::hedge},
    {"number", C::number},
    {"ordinal", C::ordinal},
    {"fraction", C::fraction},
    {"scale", C::scale},
    {"currency", C::currency},
    {"percent", C::percent},
    {"points", C::points},
    {"month", C::month},
    {"day_of_report", C::day_of_report},
    {"years_from_now", C::years_from_now},
    {"member_noun", C::member_noun},
    {"guideline_noun", C::guideline_noun},
    {"meet", C::meet},
    {"miss", C::miss},
    {"not", C::negation},
    {"spend", C::spend},
    {"outspend", C::outspend},
    {"agree", C::agree},
    {"gdp", C::gdp},
    {"defence", C::defence},
    {"outlay", C::outlay},
    {"equipment", C::equipment},
    {"real", C::real},
    {"up", C::up},
    {"down", C::down},
    {"all", C::all},
    {"only", C::only},
    {"other", C::other},
    {"combined", C::combined},
    {"more", C::more},
    {"less", C::less},
    {"than", C::than},
    {"superlative_high", C::superlative_high},
    {"superlative_low", C::superlative_low},
    {"wish", C::wish},
    {"future", C::future},
    {"including", C::including},
    {"clause", C::clause},
    {"account", C::account},
    {"total", C::total},
    {"join", C::join},
    {"has", C::has},
    {"office", C::office},
    {"predecessor", C::predecessor},
    {"successor", C::successor},
    {"former", C::former},
    {"incoming", C::incoming},
    {"event", C::event},
    {"summit", C::summit},
    {"report", C::report},
    {"tolerance", C::tolerance},
    {"off_topic", C::off_topic},
    {"pronoun", C::pronoun},
    {"per_head", C::per_head},
    {"personnel", C::personnel},
    {"absolute", C::absolute},
    {"spender", C::spender},
    {"leaders", C::leaders},
    {"bloc", C::bloc},
    {"meet_it", C::meet_it},
    {"era", C::era},
    {"same_time", C::same_time},
    {"other_source", C::other_source},
    {"rank_first", C::rank_first},
    {"overtake", C::overtake},
    {"first_time", C::first_time},
    {"rank_last", C::rank_last},
    {"running", C::running},
    {"succeed", C::succeed},
    {"army", C::army},
    {"agreement", C::agreement},
    {"duty", C::duty},
    {"publish", C::publish},
    {"cut_off", C::cut_off},
    {"multiple", C::multiple},
    {"rank_next", C::rank_next},
    {"rank_top", C::rank_top},
    {"reporting", C::reporting},
    {"present", C::present},
    {"past", C::past},
    {"other_region", C::other_region},
    {"word", C::word},
};

constexpr std::pair<std::string_view, WordSet> kWordSets[] = {
    {"object_of", WordSet::object_of},
    {"excepting", WordSet::excepting},
    {"price", WordSet::price},
    {"condition", WordSet::condition},
    {"bring", WordSet::bring},
    {"rank_verb", WordSet::rank_verb},
    {"unnamed_time", WordSet::unnamed_time},
    {"other_summit", WordSet::other_summit},
    {"asking", WordSet::asking},
    {"adopted", WordSet::adopted},
    {"begins_office", WordSet::begins_office},
    {"moving", WordSet::moving},
    {"standing", WordSet::standing}};

bool needs_number(LexicalClass lexical_class) {
  constexpr std::array kNumeric = {C::number, C::ordinal, C::fraction,
                                   C::scale,  C::month,   C::years_from_now};
  for (const LexicalClass numeric : kNumeric) {
    if (numeric == lexical_class) return true;
  }
  return false;
}

}  // namespace

std::optional<LexicalClass> lexical_class_named(std::string_view name) {
  for (const auto& [text, lexical_class] : kClasses) {
    if (text == name) return lexical_class;
  }
  return std::nullopt;
}

std::optional<WordSet> word_set_named(std::string_view name) {
  for (const auto& [text, set] : kWordSets) {
    if (text == name) return set;
  }
  return std::nullopt;
}

Result<std::vector<LexiconRowText>> read_lexicon(const std::map<std::string, std::string>& files) {
  std::vector<LexiconRowText> rows;
  std::set<std::pair<LexicalClass, std::string>> seen;
  for (const auto& [name, content] : files) {
    auto table = parse_csv(content, name, {"class", "phrase", "value", "flags"});
    if (!table) return table.error();
    for (const CsvRow& row : table->rows) {
      const auto& f = row.fields;
      const auto lexical_class = lexical_class_named(f[0]);
      if (!lexical_class)
        return Error{"unknown class '" + f[0] + "'", table->place(row),
                     "see src/check/lexicon_tables.h"};
      if (f[1].empty()) return Error{"a row without a phrase", table->place(row), ""};
      if (!seen.emplace(*lexical_class, f[1]).second)
        return Error{"'" + f[1] + "' stands twice as " + f[0], table->place(row), ""};
      if (needs_number(*lexical_class) && !parse_decimal(f[2])) {
        return Error{"the value '" + f[2] + "' of '" + f[1] + "' is no number", table->place(row),
                     ""};
      }
      const std::string_view sets = *lexical_class == C::word ? f[2] : std::string_view{};
      for (const std::string_view set : split(sets, '|')) {
        if (!word_set_named(set))
          return Error{"unknown set of words '" + std::string(set) + "'", table->place(row),
                       "see WordSet in src/check/lexicon_tables.h"};
      }
      rows.push_back({*lexical_class, f[1], f[2], f[3]});
    }
  }
  return rows;
}

}  // namespace muster
