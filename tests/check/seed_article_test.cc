// The yardstick: the article in shared/seed/, read where it lies. Skipped where it is not.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "check/check.h"
#include "files.h"

namespace muster {
namespace seed_article_test {

using Json = nlohmann::json;

class SeedArticle : public testing::Test {
 protected:
  void SetUp() override {
    const auto path = tests::source_dir() / "../shared/seed/rutte-annual-report.txt";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: no article at " << path;
    text_ = tests::read_file(path);
    const Ledger& ledger = embedded_ledger();
    const Lexicon lexicon(ledger);
    Document document;
    document.text = text_;
    json_ = Json::parse(to_json(
        ledger,
        check(ledger, lexicon, document, {make_date(2026, 11, 24), std::nullopt, "NATO", true}),
        false));
  }

  // The claim whose quotation contains `quote`, as text.
  Json claim(const std::string& quote) const {
    for (const Json& claim : json_["claims"]) {
      if (claim["quote"].get<std::string>().find(quote) != std::string::npos) return claim;
    }
    ADD_FAILURE() << "no claim quotes: " << quote;
    return Json::object();
  }

  void expect(const std::string& quote, const std::string& verdict,
              const std::vector<std::string>& shown) const {
    const Json found = claim(quote);
    EXPECT_EQ(found.value("verdict", ""), verdict) << quote;
    const std::string whole = found.dump();
    for (const std::string& text : shown)
      EXPECT_NE(whole.find(text), std::string::npos) << quote << " lacks: " << text;
  }

  std::string text_;
  Json json_;
};

TEST_F(SeedArticle, is_dated_between_the_report_and_the_summit) {
  EXPECT_EQ(json_["document"]["date_from"], "inferred");
  EXPECT_EQ(json_["document"]["date_window"]["from"], "2025-04-24");
  EXPECT_EQ(json_["document"]["date_window"]["to"], "2025-06-24");
  EXPECT_GE(json_["document"]["date_evidence"].size(), 3U);
}

TEST_F(SeedArticle, gets_the_verdicts_that_it_should) {
  expect("all 32 member nations", "holds", {"32 members since 7 March 2024"});
  expect("NATO Secretary General Mark Rutte", "holds", {"since 1 October 2024"});
  expect("since February when US Defense Secretary Pete Hegseth", "holds",
         {"since 25 January 2025"});
  expect("in the Netherlands", "holds", {"The Hague summit", "24 to 25 June 2025"});
  expect("full-scale invasion of Ukraine in 2023", "contradicted",
         {"24 February 2022", "Vilnius summit, 11 to 12 July 2023"});
  expect("members agreed to allocate at least 2% of their GDP", "holds",
         {"Vilnius", "2006", "Wales"});
  expect("22 allies met this target last year", "holds",
         {"\"value\":22", "\"value\":23", "\"value\":18", "NATO-2024-06-17", "NATO-2025-08-28"});
  expect(
      "Belgium, Canada, Croatia, Italy, Luxembourg, Montenegro, Portugal, Slovenia, and Spain did "
      "not",
      "holds",
      {"BEL 1.29%", "CAN 1.45%", "HRV 1.86%", "ITA 1.50%", "LUX 1.30%", "MNE 1.71%", "PRT 1.46%",
       "SVN 1.37%", "ESP 1.24%", "Iceland has no armed forces"});
  expect("3.68% a decade ago to 3.19% in 2024", "holds",
         {"3.71% to 3.38%", "NATO-2025-04-24", "NATO-2024-06-17", "NATO-2025-08-28"});
  expect("more in absolute terms than all other NATO members combined", "holds",
         {"$818 billion", "$485 billion"});
  expect("approximately $1.3 trillion (€1.1 trillion)", "holds_in_another_reading",
         {"rate of the article's day", "mean rate of 2024"});
  expect("predecessor, Jens Stoltenberg", "holds", {"1 October 2024"});
  expect("Ukrainian president Volodymyr Zelenskyy, 11 July 2022", "holds", {"since 20 May 2019"});
}

TEST_F(SeedArticle, tells_the_total_at_both_prices) {
  expect("military spending last year was estimated at approximately $1.3 trillion", "holds",
         {"constant:2021", "current", "$1.474 trillion"});
}

TEST_F(SeedArticle, leaves_opinions_and_wishes_alone) {
  for (const Json& claim : json_["claims"]) {
    const std::string quote = claim["quote"];
    for (const char* words : {"quietly", "regain", "admitted", "united in", "peace"})
      EXPECT_EQ(quote.find(words), std::string::npos) << quote;
  }
  EXPECT_EQ(json_["summary"]["contradicted"], 1);
}

}  // namespace seed_article_test
}  // namespace muster
