// Each figure of the report's page against what the command says when it is asked for the same:
// `muster series` and `muster allies`, in the vintage that the page names.

#include <gtest/gtest.h>
#include <gumbo.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "ledger/ledger.h"
#include "shell.h"

namespace muster::tests {
namespace report_figures_test {

using Json = nlohmann::json;

// A figure as the page has it.
struct OnPage {
  std::string measure, area, vintage, basis, text, behind;
  int year = 0;
  double value = 0;
};

std::string attribute(const GumboNode* node, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? "" : found->value;
}

std::string text_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_TEXT) return node->v.text.text;
  std::string text;
  if (node->type == GUMBO_NODE_ELEMENT)
    for (unsigned i = 0; i < node->v.element.children.length; ++i)
      text += text_of(static_cast<const GumboNode*>(node->v.element.children.data[i]));
  return text;
}

void collect(const GumboNode* node, std::vector<OnPage>& figures) {
  if (node->type != GUMBO_NODE_ELEMENT) return;
  if (attribute(node, "class").starts_with("f") && !attribute(node, "data-m").empty())
    figures.push_back({attribute(node, "data-m"), attribute(node, "data-a"),
                       attribute(node, "data-v"), attribute(node, "data-b"), text_of(node),
                       attribute(node, "title"), std::stoi(attribute(node, "data-y")),
                       std::stod(attribute(node, "value"))});
  for (unsigned i = 0; i < node->v.element.children.length; ++i)
    collect(static_cast<const GumboNode*>(node->v.element.children.data[i]), figures);
}

// The number that a text prints, in plain units where it says which: "$1.303 trillion".
std::optional<std::pair<double, double>> printed(std::string text) {
  double scale = 1;
  for (const auto& [word, size] :
       {std::pair{" trillion", 1e12}, {" billion", 1e9}, {" million", 1e6}}) {
    if (!text.ends_with(word)) continue;
    scale = size;
    text.resize(text.size() - std::string_view(word).size());
  }
  std::string digits;
  int places = 0;
  bool after_point = false;
  for (const char c : text) {
    if (c == ',' || c == '$' || c == '%' || c == '+') continue;
    digits += c;
    if (after_point) ++places;
    if (c == '.') after_point = true;
  }
  if (digits.empty()) return std::nullopt;
  return std::pair(std::stod(digits) * scale, 0.5000001 * std::pow(10.0, -places) * scale);
}

class ReportFigures : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const Ran made = run_in_shell(
        "d=$(mktemp -d) && muster report 2024 --as-of 2025-05-01 --ally Poland --out $d/report "
        ">/dev/null && "
        "cat $d/report/index.html && rm -r $d",
        "");
    ASSERT_EQ(made.status, 0);
    figures_ = new std::vector<OnPage>;
    GumboOutput* page = gumbo_parse(made.printed.c_str());
    collect(page->root, *figures_);
    gumbo_destroy_output(&kGumboDefaultOptions, page);
  }
  static void TearDownTestSuite() { delete figures_; }
  static std::vector<OnPage>* figures_;
};
std::vector<OnPage>* ReportFigures::figures_ = nullptr;

TEST_F(ReportFigures, EachIsWhatSeriesSaysInThatVintage) {
  using Key = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Key, std::map<int, Json>> told;
  std::size_t compared = 0;
  for (const OnPage& figure : *figures_) {
    if (!measure_named(figure.measure) || figure.measure == "share_of_group_total") continue;
    const Key key{figure.area, figure.measure, figure.vintage, figure.basis};
    if (!told.contains(key)) {
      // A share's basis is that of the publication; only money is asked for at one.
      const bool money =
          figure.measure == "defence_expenditure" || figure.measure == "defence_per_capita";
      const Ran ran = run_in_shell("muster series " + figure.area + " " + figure.measure +
                                       " --vintage " + figure.vintage + " --format json" +
                                       (money ? " --price-basis " + figure.basis : ""),
                                   "");
      ASSERT_EQ(ran.status, 0) << ran.printed;
      const Json series = Json::parse(ran.printed);
      for (const Json& point : series["points"]) told[key][point["year"]] = point;
    }
    const auto point = told[key].find(figure.year);
    ASSERT_NE(point, told[key].end()) << figure.area << " " << figure.measure << " " << figure.year;
    const double value = point->second["value"];
    EXPECT_NEAR(figure.value, value, 1e-9 * std::fabs(value) + 1e-12)
        << figure.area << " " << figure.measure << " " << figure.year << " " << figure.vintage;
    EXPECT_EQ(figure.basis, point->second["price_basis"].get<std::string>());
    // What is printed is that value, rounded; tables have money in millions.
    auto number = printed(figure.text);
    ASSERT_TRUE(number) << figure.text;
    if (figure.measure == "defence_expenditure" && figure.text.find('$') == std::string::npos)
      number = std::pair(number->first * 1e6, number->second * 1e6);
    EXPECT_NEAR(number->first, value, number->second) << figure.text;
    // Its source cell is among those that series names.
    const std::string cell = point->second["cells"][0];
    EXPECT_NE(figure.behind.find(cell.substr(cell.find('/') + 1)), std::string::npos)
        << figure.behind << " lacks " << cell;
    ++compared;
  }
  EXPECT_GT(compared, 1800U);
}

TEST_F(ReportFigures, SharesRanksAndMarginsAreThoseOfAllies) {
  const Ran ran = run_in_shell("muster allies --year 2024 --as-of 2025-05-01 --format json", "");
  ASSERT_EQ(ran.status, 0);
  const Json allies = Json::parse(ran.printed);
  std::map<std::string, const Json*> of;
  for (const Json& ally : allies["allies"]) of[ally["area"]] = &ally;
  std::size_t margins = 0, ranks = 0;
  for (const OnPage& figure : *figures_) {
    if (figure.measure == "margin:share-2") {
      const Json& ally = *of.at(figure.area);
      EXPECT_NEAR(figure.value, ally["margin"]["points"].get<double>(), 1e-9) << figure.area;
      ++margins;
    } else if (figure.measure == "rank:defence_share_of_gdp" &&
               figure.vintage == allies["vintage"].get<std::string>()) {
      EXPECT_EQ(figure.value, (*of.at(figure.area))["rank"].get<double>()) << figure.area;
      ++ranks;
    } else if (figure.measure == "count_meeting:share-2" && figure.year == 2024 &&
               figure.vintage == allies["vintage"].get<std::string>()) {
      EXPECT_EQ(figure.value, allies["met"].get<double>());
    } else if (figure.measure == "count_missing:share-2" && figure.year == 2024) {
      EXPECT_EQ(figure.value, allies["missed"].get<double>());
    }
  }
  EXPECT_EQ(margins, 31U);
  EXPECT_EQ(ranks, 32U);  // the table's, and that of the ally with a section
}

TEST_F(ReportFigures, CountsOfOtherYearsAndGuidelinesAreThoseOfAllies) {
  for (const OnPage& figure : *figures_) {
    const auto colon = figure.measure.find(':');
    if (colon == std::string::npos || !figure.measure.starts_with("count_")) continue;
    const Ran ran = run_in_shell(
        "muster allies --year " + std::to_string(figure.year) + " --vintage " + figure.vintage +
            " --format json --guideline " + figure.measure.substr(colon + 1),
        "");
    ASSERT_EQ(ran.status, 0) << ran.printed;
    const Json allies = Json::parse(ran.printed);
    EXPECT_EQ(figure.vintage, allies["vintage"].get<std::string>());
    EXPECT_EQ(figure.value,
              allies[figure.measure.starts_with("count_meeting") ? "met" : "missed"].get<double>());
  }
}

TEST_F(ReportFigures, AllPlacesAreThoseByTheFiguresBesideThem) {
  std::map<std::pair<std::string, std::string>, std::map<std::string, double>> of;
  for (const OnPage& figure : *figures_)
    if (figure.year == 2024) of[{figure.measure, figure.vintage}][figure.area] = figure.value;
  std::size_t compared = 0;
  for (const OnPage& figure : *figures_) {
    if (!figure.measure.starts_with("rank:")) continue;
    const auto& values = of.at({figure.measure.substr(5), figure.vintage});
    const int places = figure.measure == "rank:real_change" ? 1 : 2;
    const auto rounded = [&](double value) {
      return std::round(value * std::pow(10.0, places) * (1 + 1e-12));
    };
    std::size_t before = 0;
    for (const auto& [area, value] : values)
      if (area.size() == 3 && rounded(value) > rounded(values.at(figure.area))) ++before;
    EXPECT_EQ(figure.value, static_cast<double>(before + 1)) << figure.measure << figure.area;
    ++compared;
  }
  EXPECT_GT(compared, 150U);
}

TEST_F(ReportFigures, WhoMetBothMetEach) {
  std::map<std::string, bool> met;
  for (const std::string guideline : {"share-2", "equipment-20"}) {
    const Ran ran = run_in_shell(
        "muster allies --year 2024 --vintage NATO-2024-06-17 --format json --guideline " +
            guideline,
        "");
    ASSERT_EQ(ran.status, 0);
    const Json allies = Json::parse(ran.printed);
    for (const Json& ally : allies["allies"]) {
      const bool here = ally["met"].is_boolean() && ally["met"].get<bool>();
      const auto [at, fresh] = met.emplace(ally["area"], here);
      if (!fresh) at->second = at->second && here;
    }
  }
  const auto both = std::ranges::count_if(met, [](const auto& one) { return one.second; });
  std::size_t told = 0;
  for (const OnPage& figure : *figures_) {
    if (figure.measure != "count_meeting_both") continue;
    EXPECT_EQ(figure.value, static_cast<double>(both));
    ++told;
  }
  EXPECT_EQ(told, 1U);
}

TEST_F(ReportFigures, TheUnitedStatesShareIsOfTheTotalBesideIt) {
  std::map<int, double> total, part;
  for (const OnPage& figure : *figures_) {
    if (figure.measure != "defence_expenditure" || !figure.basis.starts_with("constant")) continue;
    if (figure.vintage != "NATO-2024-06-17") continue;
    if (figure.area == "NATO") total[figure.year] = figure.value;
    if (figure.area == "USA") part[figure.year] = figure.value;
  }
  std::size_t compared = 0;
  for (const OnPage& figure : *figures_) {
    if (figure.measure != "share_of_group_total") continue;
    EXPECT_NEAR(figure.value, 100 * part.at(figure.year) / total.at(figure.year), 1e-9);
    ++compared;
  }
  EXPECT_GE(compared, 11U);
}

TEST_F(ReportFigures, ARevisionIsTheLaterFigureLessTheEarlier) {
  std::map<std::pair<std::string, int>, std::map<std::string, double>> shares;
  for (const OnPage& figure : *figures_)
    if (figure.measure == "defence_share_of_gdp")
      shares[{figure.area, figure.year}][figure.vintage] = figure.value;
  std::size_t compared = 0;
  for (const OnPage& figure : *figures_) {
    if (figure.measure != "revision:defence_share_of_gdp") continue;
    const auto& of = shares.at({figure.area, figure.year});
    EXPECT_NEAR(figure.value, of.at("NATO-2025-04-24") - of.at("NATO-2024-06-17"), 1e-6)
        << figure.area << " " << figure.year;
    ++compared;
  }
  EXPECT_GT(compared, 20U);
}

}  // namespace report_figures_test
}  // namespace muster::tests
