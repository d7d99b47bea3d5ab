#include "cli/path_file.h"

// Errors as values, and no code of its own in a library.
#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

#include "base/text.h"

namespace muster::cli {
namespace {

constexpr double kMostShare = 50;  // per cent: what no ally at peace has spent

std::string place(const std::string& name, const toml::node& node) {
  return name + ", line " + std::to_string(node.source().begin.line);
}

Result<PathKind> read_kind(const std::string& name, const toml::node& node) {
  const auto text = node.value<std::string>();
  if (!text) return Error{"a path is a word", place(name, node), "as in path = \"linear\""};
  const auto kind = path_named(*text);
  std::vector<std::string> known(std::begin(kPathNames), std::end(kPathNames));
  if (!kind)
    return Error{"unknown path '" + *text + "'", place(name, node), suggestion(*text, known)};
  return *kind;
}

Result<SetShares> read_shares(const std::string& name, const toml::node& node, Date as_of) {
  const toml::table* const table = node.as_table();
  if (table == nullptr)
    return Error{"shares are a table of years", place(name, node),
                 "as in shares = { 2027 = 2.5, 2030 = 3.5 }"};
  SetShares shares;
  for (const auto& [key, value] : *table) {
    const std::string year_text(key.str());
    const auto year = parse_period(year_text);
    if (!year || year_text.size() != 4)
      return Error{"'" + year_text + "' is no year", place(name, value), "write it as 2030"};
    if (year_of(year->from) <= year_of(as_of))
      return Error{year_text + " is not after " + to_prose(as_of), place(name, value),
                   "shares can be set for years to come"};
    const auto share = value.value<double>();
    if (!share)
      return Error{"the share of " + year_text + " is no number", place(name, value),
                   "per cent of GDP: 2.5"};
    if (!(*share >= 0) || *share > kMostShare)
      return Error{"a share of " + std::to_string(*share) + "% of GDP can't be", place(name, value),
                   "give per cent of GDP, 0 to 50"};
    shares[year_of(year->from)] = *share;
  }
  return shares;
}

Result<PathOverride> read_ally(const std::string& name, const toml::node& node, Date as_of) {
  const toml::table* const table = node.as_table();
  if (table == nullptr) return Error{"an ally is a table", place(name, node), "as in [ally.POL]"};
  PathOverride own;
  for (const auto& [key, value] : *table) {
    if (key.str() == "path") {
      const auto kind = read_kind(name, value);
      if (!kind) return kind.error();
      own.kind = *kind;
    } else if (key.str() == "shares") {
      auto shares = read_shares(name, value, as_of);
      if (!shares) return shares.error();
      own.shares = std::move(*shares);
    } else if (key.str() == "source" && value.is_string()) {
      own.source = *value.value<std::string>();
    } else {
      return Error{"unknown key '" + std::string(key.str()) + "' of an ally", place(name, value),
                   suggestion(key.str(), {"path", "shares", "source"})};
    }
  }
  return own;
}

}  // namespace

Result<PathFile> parse_path_file(const Ledger& ledger, std::string_view text,
                                 const std::string& name, Date as_of) {
  const toml::parse_result parsed = toml::parse(text, name);
  if (!parsed)
    return Error{std::string(parsed.error().description()),
                 name + ", line " + std::to_string(parsed.error().source().begin.line),
                 "the file is TOML: see docs/outlook.md"};
  PathFile file;
  for (const auto& [key, value] : parsed.table()) {
    if (key.str() == "path") {
      const auto kind = read_kind(name, value);
      if (!kind) return kind.error();
      file.kind = *kind;
      continue;
    }
    const toml::table* const allies = value.as_table();
    if (key.str() != "ally" || allies == nullptr)
      return Error{"unknown key '" + std::string(key.str()) + "'", place(name, value),
                   suggestion(key.str(), {"path", "ally"})};
    for (const auto& [ally, what] : *allies) {
      const auto area = find_area(ledger, ally.str());
      if (!area) return Error{area.error().what, place(name, what), area.error().hint};
      if (ledger.area(*area).is_group)
        return Error{std::string(ally.str()) + " is a group", place(name, what),
                     "name its allies one by one"};
      auto own = read_ally(name, what, as_of);
      if (!own) return own.error();
      if (!file.allies.emplace(*area, std::move(*own)).second)
        return Error{std::string(ally.str()) + " is named twice", place(name, what),
                     "put both into one table"};
    }
  }
  return file;
}

}  // namespace muster::cli
