// All reports of the embedded ledger, each year as known after each of NATO's publications: no
// sentence contradicts another, nor a table.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "publish/report.h"

namespace muster {
namespace report_sound_test {

std::vector<Told> told_in(const Prose& prose) {
  std::vector<Told> figures;
  for (const Prose::Part& part : prose.parts())
    if (const auto* figure = std::get_if<Told>(&part)) figures.push_back(*figure);
  return figures;
}

// Calls `take` with each sentence of the report.
template <typename Take>
void each_sentence(const Report& report, Take take) {
  for (const Prose& prose : report.headlines) take(prose);
  for (const ReportSection& section : report.sections)
    for (const Prose& prose : section.paragraphs) take(prose);
}

template <typename Take>
void each_report(Take take) {
  const Ledger& ledger = embedded_ledger();
  std::set<Date> days;
  for (const Vintage& vintage : ledger.vintages)
    if (vintage.publisher == "NATO") days.insert(vintage.published);
  std::size_t made = 0;
  for (const Date day : days) {
    for (std::int16_t year = 2014; year <= 2026; ++year) {
      ReportAsk ask;
      ask.year = Year{year};
      ask.scope.as_of = day;
      ask.alliance = *area_coded(ledger, "NATO");
      const auto report = make_report(ledger, ask);
      if (!report) continue;
      SCOPED_TRACE("the report for " + std::to_string(year) + " as of " + to_string(day));
      take(ledger, *report);
      ++made;
    }
  }
  EXPECT_GT(made, 50U);
}

using Count = std::pair<std::string, std::pair<std::string, int>>;  // measure; vintage, year

// Every count of allies, by what it counts: one that is told twice is told alike.
std::map<Count, double> counts_of(const Report& report) {
  std::map<Count, double> counts;
  each_sentence(report, [&](const Prose& prose) {
    for (const Told& told : told_in(prose)) {
      if (told.unit != "ALLIES") continue;
      const Count count{told.measure, {told.vintage, told.year.value}};
      const auto [at, fresh] = counts.emplace(count, told.value);
      EXPECT_EQ(at->second, told.value) << prose.plain();
    }
  });
  return counts;
}

TEST(AllReports, CountThoseWhoMetBothAmongThoseWhoMetEach) {
  each_report([](const Ledger&, const Report& report) {
    const auto counts = counts_of(report);
    for (const auto& [count, value] : counts) {
      if (count.first != "count_meeting_both") continue;
      for (const char* each : {"count_meeting:share-2", "count_meeting:equipment-20"}) {
        const auto found = counts.find({each, count.second});
        if (found == counts.end()) continue;
        EXPECT_LE(value, found->second);
      }
      EXPECT_TRUE(counts.contains({"count_meeting:equipment-20", count.second}));
    }
  });
}

TEST(AllReports, CompareCountsOfOnePublicationOnly) {
  each_report([](const Ledger&, const Report& report) {
    each_sentence(report, [](const Prose& prose) {
      std::set<std::string> vintages;
      for (const Told& told : told_in(prose))
        if (told.unit == "ALLIES") vintages.insert(told.vintage);
      EXPECT_LE(vintages.size(), 1U) << prose.plain();
    });
  });
}

TEST(AllReports, NameThePublicationWhereItIsNotThatOfTheirCount) {
  each_report([](const Ledger&, const Report& report) {
    const Told first = told_in(report.headlines.front()).front();
    std::vector<Prose> sentences = report.headlines;
    for (const ReportSection& section : report.sections)
      // Revisions name both at their head, aid the tracker's release.
      if (section.id != "revisions" && section.id != "aid")
        sentences.insert(sentences.end(), section.paragraphs.begin(), section.paragraphs.end());
    for (const Prose& prose : sentences) {
      for (const Told& told : told_in(prose)) {
        if (told.vintage == first.vintage) continue;
        EXPECT_NE(prose.plain().find(told.vintage), std::string::npos) << prose.plain();
      }
    }
  });
}

TEST(AllReports, CountWhatTheVintageThatTheyNameCounts) {
  each_report([](const Ledger& ledger, const Report& report) {
    for (const auto& [count, value] : counts_of(report)) {
      const auto colon = count.first.find(':');
      if (colon == std::string::npos) continue;
      const auto guideline = find_guideline(ledger, count.first.substr(colon + 1));
      ASSERT_TRUE(guideline);
      const auto vintage = std::ranges::find(ledger.vintages, count.second.first, &Vintage::id);
      const auto found = compliance(
          ledger, **guideline, report.ask.alliance,
          Year{static_cast<std::int16_t>(count.second.second)},
          {kDistantFuture, "", static_cast<VintageId>(vintage - ledger.vintages.begin())});
      ASSERT_TRUE(found);
      const bool meeting = count.first.starts_with("count_meeting");
      EXPECT_EQ(value, static_cast<double>((meeting ? found->met() : found->missed()).size()));
      EXPECT_EQ(found->met().size() + found->missed().size() + found->unknown().size(),
                found->standings.size());
    }
  });
}

TEST(AllReports, CountAsTheirTableDoes) {
  each_report([](const Ledger&, const Report& report) {
    const auto first = told_in(report.headlines.front());
    for (const ReportSection& section : report.sections) {
      for (const DataTable& table : section.tables) {
        if (table.id != "shares") continue;
        std::map<std::string, double> rows;
        for (const auto& row : table.rows) ++rows[std::get<std::string>(row[3])];
        EXPECT_EQ(rows["yes"], first.front().value);
        EXPECT_EQ(rows["no"], first.back().value);
        EXPECT_EQ(rows["unknown"], 0);
      }
    }
  });
}

TEST(AllReports, GiveNoPlaceBeyondTheirNumber) {
  each_report([](const Ledger&, const Report& report) {
    for (const ReportSection& section : report.sections) {
      for (const DataTable& table : section.tables) {
        for (const auto& row : table.rows) {
          for (const TableCell& cell : row) {
            const auto* told = std::get_if<Told>(&cell);
            if (told == nullptr || told->unit != "PLACE") continue;
            EXPECT_LE(told->value, static_cast<double>(table.rows.size())) << table.id;
          }
        }
      }
    }
  });
}

TEST(AllReports, NameTheDefinitionWhereTheyCompareAcrossItsChange) {
  std::size_t across = 0;
  each_report([&](const Ledger& ledger, const Report& report) {
    for (const ReportSection& section : report.sections) {
      for (const DataTable& table : section.tables) {
        std::set<VintageId> vintages;
        for (const auto& row : table.rows)
          for (const TableCell& cell : row)
            if (const auto* told = std::get_if<Told>(&cell);
                told && told->measure == "defence_share_of_gdp")
              vintages.insert(told->vintage_id);
        std::set<std::string_view> counted;
        for (const VintageId id : vintages) counted.insert(ledger.vintage(id).measure_name);
        if (counted.size() < 2) continue;
        for (const std::string_view one : counted)
          EXPECT_NE(table.note.find(one), std::string::npos) << table.id << ": " << table.note;
        ++across;
      }
    }
  });
  EXPECT_GT(across, 5U);
}

}  // namespace report_sound_test
}  // namespace muster
