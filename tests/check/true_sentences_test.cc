// Property: whatever is put together from true statements is never called wrong. Statements are
// made from the ledger's own figures, joined at random, and read as one text.

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "check/check.h"
#include "ledger/ledger.h"
#include "measures/value.h"

namespace muster {
namespace true_sentences_test {

// One ally as the tables of a day have it.
struct Ally {
  std::string name;
  std::string possessive;
  std::string now, before, decade_ago;  // shares of GDP in percent, with two decimals
  double share = 0;                     // now
  std::string money{};                  // "$35.0 billion" at current prices; empty where not known
};

class Composer {
 public:
  Composer(const Ledger& ledger, Date day, unsigned seed) : day_(day), random_(seed) {
    const std::array<std::pair<std::string_view, std::string_view>, 16> names = {
        {{"POL", "Poland"},
         {"EST", "Estonia"},
         {"LVA", "Latvia"},
         {"LTU", "Lithuania"},
         {"GRC", "Greece"},
         {"FIN", "Finland"},
         {"DNK", "Denmark"},
         {"GBR", "Britain"},
         {"ROU", "Romania"},
         {"DEU", "Germany"},
         {"FRA", "France"},
         {"ITA", "Italy"},
         {"CAN", "Canada"},
         {"BEL", "Belgium"},
         {"ESP", "Spain"},
         {"USA", "the United States"}}};
    const int year = year_of(day).value;
    for (const auto& [code, name] : names) {
      const auto share = [&](int of) {
        return published_value(ledger, MeasureId::defence_share_of_gdp, *area_coded(ledger, code),
                               Year{static_cast<std::int16_t>(of)}, {{day, "NATO", std::nullopt}});
      };
      const auto now = share(year);
      const auto before = share(year - 1);
      const auto then = share(year - 10);
      if (!now || !before || !then) continue;
      Ally ally{std::string(name),      std::string(name) + "'s", percent(now->value),
                percent(before->value), percent(then->value),     now->value};
      const auto money = value_of(ledger, MeasureId::defence_expenditure, *area_coded(ledger, code),
                                  Year{static_cast<std::int16_t>(year)},
                                  {{day, "NATO", std::nullopt}, PriceBasis::current()});
      if (money) ally.money = billions(money->value);
      allies_.push_back(std::move(ally));
    }
  }

  bool has_allies() const { return allies_.size() >= 10; }

  std::string text() {
    static const std::array<std::string_view, 5> kLeads = {
        "", "According to NATO, ", "NATO says ", "The secretary general told reporters that ",
        "As NATO's tables show, "};
    static const std::array<std::string_view, 9> kJoints = {
        ", while ",   ", and ",          "; ",         ", but ",     ". ",
        ", whereas ", ", he said, and ", ", even as ", ", although "};
    std::string text(one_of(kLeads));
    text += text.empty() ? capitalised(statement()) : statement();
    for (std::size_t more = 1 + below(3); more > 0; --more) {
      const std::string joint(one_of(kJoints));
      text += joint + (joint == ". " ? capitalised(statement()) : statement());
    }
    return "NATO's defence expenditure estimates as shares of GDP are out. " + text + ".";
  }

 private:
  static std::string percent(double value) {
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.2f%%", value);
    return buffer.data();
  }

  static std::string capitalised(std::string text) {
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
  }

  static std::string billions(double dollars) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "$%.1f billion", dollars / 1e9);
    return buffer.data();
  }

  // "Poland, Estonia and Latvia", all clearly above the line or below it; empty where there are not
  // three.
  std::string three(bool above) {
    constexpr double kLine = 2;
    constexpr double kClear = 0.02;
    std::vector<std::string> names;
    const std::size_t start = below(allies_.size());
    for (std::size_t i = 0; i < allies_.size() && names.size() < 3; ++i) {
      const Ally& ally = allies_[(start + i) % allies_.size()];
      if (above ? ally.share > kLine + kClear : ally.share < kLine - kClear)
        names.push_back(ally.name);
    }
    return names.size() < 3 ? "" : names[0] + ", " + names[1] + " and " + names[2];
  }

  // The distributions of <random> differ between libraries; the engine does not.
  std::size_t below(std::size_t bound) { return random_() % bound; }
  template <class List>
  typename List::value_type one_of(const List& list) {
    return list[below(list.size())];
  }

  std::string statement() {
    const Ally& a = allies_[below(allies_.size())];
    const Ally& b = allies_[below(allies_.size())];
    const std::string year = std::to_string(year_of(day_).value);
    const std::string last = std::to_string(year_of(day_).value - 1);
    const std::string then = std::to_string(year_of(day_).value - 10);
    constexpr double kLine = 2;  // percent: the guideline's
    constexpr double kClear = 0.02;
    const bool above = a.share >= kLine;
    const bool differ = std::abs(a.share - b.share) > kClear;
    std::vector<std::string> all = {
        a.name + " spends " + a.now + " of GDP on defence",
        a.name + " is at " + a.now + " of GDP",
        a.name + " will spend " + a.now + " of GDP this year",
        a.name + " spent " + a.before + " of GDP in " + last,
        a.name + " spent " + a.decade_ago + " of GDP ten years ago",
        "in " + then + " " + a.name + " spent " + a.decade_ago + " of GDP",
        a.name + " has gone from " + a.decade_ago + " of GDP in " + then + " to " + a.now,
        a.name + ", which spent " + a.decade_ago + " of GDP in " + then + ", now spends " + a.now,
        a.possessive + " share was " + a.before + " of GDP last year and is " + a.now + " now",
        "defence spending in " + a.name + " amounts to " + a.now + " of GDP",
        "at " + a.now + " of GDP " + a.name + " is " + (above ? "above" : "below") + " the target",
        a.now + " of GDP is what " + a.name + " spends",
        a.name + (above ? " meets" : " misses") + " the 2% target",
        a.name + " (" + a.now + " of GDP) is " + (above ? "over" : "under") + " the mark",
        "the alliance has 32 members",
        "Finland joined the alliance in 2023",
        "only three allies met the target in 2014",
    };
    if (&a != &b) {
      all.push_back(a.name + " spends " + a.now + " of GDP and " + b.name + " " + b.now);
      all.push_back(a.name + " and " + b.name + " spend " + a.now + " and " + b.now + " of GDP");
      all.push_back("compared with " + b.possessive + " " + b.now + " of GDP, " + a.name +
                    " spends " + a.now);
      all.push_back("unlike " + b.name + ", at " + b.now + " of GDP, " + a.name + " spends " +
                    a.now);
    }
    if (!a.money.empty()) {
      all.push_back(a.name + " spends " + a.money + " on defence");
      all.push_back(a.possessive + " defence budget, " + a.money + ", is " + a.now + " of its GDP");
      all.push_back("with " + a.money + " " + a.name + " is one of 32");
    }
    if (const std::string met = three(true); !met.empty()) {
      all.push_back(met + " meet the 2% target");
      all.push_back(met + " are among those above 2% of GDP");
    }
    if (const std::string missed = three(false); !missed.empty()) {
      all.push_back(missed + " fall short of the 2% target");
      all.push_back("allies such as " + missed + " are below 2% of GDP");
    }
    if (differ) {
      const std::string more = a.share > b.share ? "more" : "less";
      all.push_back(a.name + " spends " + more + " of its GDP on defence than " + b.name);
      all.push_back(a.name + " (" + a.now + ") spends " + more + " of its GDP on defence than " +
                    b.name + " (" + b.now + ")");
    }
    return one_of(all);
  }

  Date day_;
  std::minstd_rand random_;
  std::vector<Ally> allies_;
};

void expect_nothing_contradicted(Date day, unsigned seed) {
  const Ledger& ledger = embedded_ledger();
  const Lexicon lexicon(ledger);
  Composer composer(ledger, day, seed);
  ASSERT_TRUE(composer.has_allies());
  std::size_t claims = 0;
  constexpr int kTexts = 1500;
  for (int i = 0; i < kTexts; ++i) {
    const std::string text = composer.text();
    Document document;
    document.text = text;
    document.date = period_of_day(day);
    document.date_from = "given";
    const CheckResult result =
        check(ledger, lexicon, document, {make_date(2026, 11, 24), std::nullopt, "NATO"});
    claims += result.claims.size();
    EXPECT_EQ(result.count(Verdict::contradicted), 0U) << text;
  }
  EXPECT_GT(claims, kTexts * 2U);  // and they are read at all
}

TEST(TrueSentences, AreNeverContradictedInJuly2024) {
  expect_nothing_contradicted(make_date(2024, 7, 9), 1);
}

TEST(TrueSentences, AreNeverContradictedInSeptember2025) {
  expect_nothing_contradicted(make_date(2025, 9, 2), 2);
}

}  // namespace true_sentences_test
}  // namespace muster
