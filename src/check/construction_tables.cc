// Reads data/grammar/en/constructions.csv: only the build tool needs it.

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/csv.h"
#include "check/constructions.h"

namespace muster {
namespace {

constexpr std::pair<std::string_view, Sense> kSenses[] = {
    {"more", Sense::more},
    {"less", Sense::less},
    {"highest", Sense::highest},
    {"lowest", Sense::lowest},
    {"next", Sense::next},
    {"alike", Sense::alike},
    {"agreed", Sense::agreed},
    {"aimed", Sense::aimed},
    {"asked", Sense::asked},
    {"line", Sense::line},
    {"meeting", Sense::meeting},
    {"publishing", Sense::publishing},
    {"legislating", Sense::legislating},
    {"attack", Sense::attack},
    {"joining", Sense::joining},
    {"belonging", Sense::belonging},
    {"founding", Sense::founding},
    {"applying", Sense::applying},
    {"upward", Sense::upward},
    {"downward", Sense::downward},
    {"first_time", Sense::first_time},
    {"real", Sense::real},
    {"part_of_total", Sense::part_of_total},
    {"common_budgets", Sense::common_budgets}};

using Verbs = std::map<std::string, std::vector<std::string>>;

Result<Verbs> read_verbs(const std::string& content, const std::string& name) {
  auto table = parse_csv(content, name, {"base", "third", "past", "participle", "gerund", "frame"});
  if (!table) return table.error();
  Verbs verbs;
  for (const CsvRow& row : table->rows)
    verbs[row.fields.front()] = {row.fields.begin(), row.fields.end() - 1};
  return verbs;
}

// "{exceed} by" in all forms of the verb; none where it is not known.
std::vector<std::string> written_out(const std::string& phrase, const Verbs& verbs) {
  const std::size_t open = phrase.find('{');
  if (open == std::string::npos) return {phrase};
  const std::size_t close = phrase.find('}', open);
  if (close == std::string::npos) return {};
  const auto verb = verbs.find(phrase.substr(open + 1, close - open - 1));
  if (verb == verbs.end()) return {};
  std::vector<std::string> forms;
  forms.reserve(verb->second.size());
  for (const std::string& form : verb->second)
    forms.push_back(phrase.substr(0, open) + form + phrase.substr(close + 1));
  return forms;
}

}  // namespace

std::optional<Sense> sense_named(std::string_view name) {
  const auto* found = std::ranges::find(kSenses, name, &std::pair<std::string_view, Sense>::first);
  return found == std::end(kSenses) ? std::nullopt : std::optional(found->second);
}

Result<std::vector<ConstructionText>> read_constructions(
    const std::map<std::string, std::string>& files) {
  std::vector<ConstructionText> rows;
  const std::string folder = "grammar/en/";
  const auto verbs = read_verbs(files.at(folder + "verbs.csv"), folder + "verbs.csv");
  if (!verbs) return verbs.error();
  const std::string name = folder + "constructions.csv";
  auto table = parse_csv(files.at(name), name, {"phrase", "sense"});
  if (!table) return table.error();
  std::set<std::pair<std::string, Sense>> seen;
  for (const CsvRow& row : table->rows) {
    const std::string& phrase = row.fields[0];
    const auto sense = sense_named(row.fields[1]);
    if (!sense)
      return Error{"unknown sense '" + row.fields[1] + "'", table->place(row),
                   "see src/check/constructions.h"};
    const auto forms = written_out(phrase, *verbs);
    if (phrase.empty() || forms.empty())
      return Error{"'" + phrase + "' is no phrase, or its verb is not known", table->place(row),
                   "verbs stand in verbs.csv"};
    for (const std::string& form : forms) {
      if (seen.emplace(form, *sense).second) rows.push_back({form, *sense});
    }
  }
  return rows;
}

}  // namespace muster
