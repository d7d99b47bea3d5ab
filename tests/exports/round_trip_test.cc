// What is exported comes back by import as it was; and what the other formats hold.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <tuple>

#include "exports/slice.h"
#include "exports/tables.h"
#include "exports/workbook.h"
#include "ledger/figure_rules.h"
#include "ledger/ledger_data.h"
#include "ledger/sdmx.h"
#include "sources/import.h"
#include "sources/read_source.h"
#include "sources/xlsx.h"

namespace muster {
namespace round_trip_test {

std::string made_text(std::mt19937& random) {
  const std::vector<std::string> pieces = {"table 3", ",",  "\"", ";",  "|",
                                           " ",       "\n", "é",  "A1", "'"};
  std::string text = "x";
  for (auto i = random() % 6; i > 0; --i) text += pieces[random() % pieces.size()];
  return text + "y";
}

// A figure that the measure can have, in one of its units, with up to seven decimals.
std::pair<Decimal, Unit> made_value(MeasureId measure, std::mt19937& random) {
  const std::vector<Unit> units = {{UnitKind::percent, 0, {}},           {UnitKind::persons, 3, {}},
                                   {UnitKind::persons, 6, {}},           {UnitKind::index, 0, {}},
                                   {UnitKind::money, 0, kUsd},           {UnitKind::money, 9, kEur},
                                   {UnitKind::money, 6, currency("THB")}};
  while (true) {
    const Unit& unit = units[random() % units.size()];
    const Decimal value{static_cast<std::int64_t>(random()) - 2'000'000'000,
                        static_cast<std::uint8_t>(random() % 10)};
    if (!fault_of_figure(measure, "POL", {2024}, value, unit)) return {value, unit};
  }
}

// Publications of every kind of figure, in every unit, with texts that need quoting. No figure
// stands twice with two values.
std::vector<Publication> made_publications(unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<PriceBasis> bases = {
      {}, PriceBasis::current(), PriceBasis::constant(2021), {PriceBasis::kOwnBase}};
  const std::vector<std::string> areas = {"POL", "USA", "NATO", "THA"};
  std::vector<Publication> made;
  for (int day = 1; day <= 3; ++day) {
    Publication p;
    p.publisher = day == 2 ? "SIPRI" : "NATO";
    p.published = make_date(2040, 1, day);
    p.id = p.publisher + "-" + to_string(p.published);
    p.title = made_text(random);
    if (day == 1) p.cut_off = make_date(2039, 12, 1);
    p.first_year = {2001};
    p.last_year = {2039};
    p.base = bases[random() % 3];
    p.estimate_years = day == 1 ? "2038 2039" : "";
    p.measure_name = made_text(random);
    p.what_is_here = made_text(random);
    p.url = random() % 2 == 0 ? "https://example.org/" + p.id + ".pdf" : "";
    for (std::int16_t year = 2001; year < 2040; ++year) {
      PublishedFigure figure;
      figure.measure = static_cast<MeasureId>(random() % kMeasureCount);
      figure.area = areas[random() % areas.size()];
      figure.year = {year};
      std::tie(figure.value, figure.unit) = made_value(figure.measure, random);
      figure.basis = bases[random() % bases.size()];
      figure.status =
          std::array{ObsStatus::actual, ObsStatus::estimate, ObsStatus::provisional}[random() % 3];
      figure.extent =
          std::array{Extent::printed, Extent::transcribed, Extent::quoted}[random() % 3];
      figure.cell = made_text(random) + std::to_string(year);
      p.figures.push_back(figure);
      if (random() % 4 == 0) {  // printed in a second table too
        figure.cell += " again; \"quoted\"";
        p.figures.push_back(figure);
      }
    }
    made.push_back(std::move(p));
  }
  return made;
}

// Everything that an observation holds, as one line to compare.
std::vector<std::string> told(const std::vector<Publication>& publications) {
  std::vector<std::string> lines;
  for (const Publication& p : publications) {
    const std::string of = p.id + "|" + p.publisher + "|" + p.title + "|" + to_string(p.published) +
                           "|" + (p.cut_off == kDistantPast ? "" : to_string(p.cut_off)) + "|" +
                           std::to_string(p.first_year.value) + "|" +
                           std::to_string(p.last_year.value) + "|" + to_string(p.base) + "|" +
                           p.estimate_years + "|" + p.measure_name + "|" + p.what_is_here + "|" +
                           p.url + "|" + p.archive_url + "|";
    for (const PublishedFigure& f : p.figures) {
      lines.push_back(of + std::string(measure(f.measure).name) + "|" + f.area + "|" +
                      std::to_string(f.year.value) + "|" + f.value.to_string() + "|" +
                      to_string(f.unit) + "|" + to_string(f.basis) + "|" +
                      static_cast<char>(f.status) + "|" + std::string(to_string(f.extent)) + "|" +
                      f.cell);
    }
  }
  std::ranges::sort(lines);
  return lines;
}

class RoundTrip : public testing::TestWithParam<unsigned> {};

TEST_P(RoundTrip, csv_and_sdmx_csv_come_back_without_loss) {
  const auto made = made_publications(GetParam());
  const auto data = extended(embedded_ledger(), made);
  const Ledger ledger = data->view();
  SliceOptions options;
  for (const Publication& p : made) options.vintages.push_back(*find_vintage(ledger, p.id));
  const auto observations = slice(ledger, options);
  for (const std::string& text :
       {to_csv(ledger, observations), to_sdmx_csv(ledger, observations)}) {
    const auto file = read_source(text, embedded_ledger());
    ASSERT_TRUE(file) << file.error().line();
    EXPECT_EQ(told(file->publications), told(made));
    EXPECT_TRUE(file->left_out.empty());
  }
}
INSTANTIATE_TEST_SUITE_P(seeds, RoundTrip, testing::Range(0U, 20U));

TEST(Export, the_whole_embedded_ledger_comes_back_and_has_nothing_new) {
  const Ledger& ledger = embedded_ledger();
  const auto observations = slice(ledger, {});
  EXPECT_EQ(observations.size(), ledger.observations.size());
  auto file = read_source(to_sdmx_csv(ledger, observations), ledger);
  ASSERT_TRUE(file) << file.error().line();
  std::size_t read = 0;
  for (Publication& p : file->publications) {
    auto import = prepare_import(std::move(p), std::nullopt, ledger);
    ASSERT_TRUE(import) << import.error().line();
    EXPECT_TRUE(import->publication.figures.empty());
    read += import->read;
  }
  EXPECT_EQ(read, observations.size());
}

TEST(Export, a_slice_takes_areas_measures_vintages_years_and_what_was_published_by_a_day) {
  const Ledger& ledger = embedded_ledger();
  SliceOptions options;
  options.areas = {*area_coded(ledger, "POL")};
  options.measures = {MeasureId::defence_share_of_gdp};
  options.publishers = {"NATO"};
  options.as_of = make_date(2025, 4, 30);
  options.from = options.to = Year{2024};
  std::vector<std::string> found;
  for (const Observation& o : slice(ledger, options))
    found.push_back(std::string(ledger.vintage(o.vintage).id) + " " + o.value.to_string());
  EXPECT_EQ(found, (std::vector<std::string>{"NATO-2024-06-17 4.120191", "NATO-2025-04-24 4.07"}));
}

TEST(Export, json_keeps_the_figure_as_published_and_its_cell) {
  const Ledger& ledger = embedded_ledger();
  SliceOptions options;
  options.areas = {*area_coded(ledger, "POL")};
  options.measures = {MeasureId::defence_share_of_gdp};
  options.vintages = {*find_vintage(ledger, "NATO-2024-06-17")};
  options.from = options.to = Year{2024};
  const auto json = nlohmann::json::parse(to_json(ledger, slice(ledger, options)));
  EXPECT_EQ(json["schema"], "muster.export/1");
  EXPECT_EQ(json["vintages"].at(0)["published"], "2024-06-17");
  const auto& o = json["observations"].at(0);
  EXPECT_EQ(o["obs_value"], "4.120191");
  EXPECT_EQ(o["obs_status"], "E");
  EXPECT_EQ(o["source_cell"], "TABLE3!N32");
}

TEST(Export, a_workbook_has_a_sheet_a_measure_and_its_notes_with_each_source) {
  const Ledger& ledger = embedded_ledger();
  SliceOptions options;
  options.areas = {*area_coded(ledger, "POL")};
  options.vintages = {*find_vintage(ledger, "NATO-2024-06-17")};
  options.measures = {MeasureId::defence_share_of_gdp, MeasureId::population};
  const auto bytes = to_workbook(ledger, slice(ledger, options), make_date(2026, 1, 2));
  ASSERT_TRUE(bytes) << bytes.error().line();
  const auto workbook = Workbook::open(*bytes);
  ASSERT_TRUE(workbook) << workbook.error().line();
  ASSERT_EQ(workbook->sheets().size(), 2U);
  EXPECT_EQ(workbook->sheets()[0].name, "defence_share_of_gdp");
  EXPECT_EQ(workbook->sheets()[1].name, "notes");
  std::vector<std::string> last;
  ASSERT_FALSE(
      workbook->read(workbook->sheets()[0], [&](const SheetRow& row) -> std::optional<Error> {
        last.clear();
        for (const Cell& cell : row.cells) last.emplace_back(cell.text);
        return std::nullopt;
      }));
  EXPECT_EQ(last, (std::vector<std::string>{"POL", "Poland", "2024", "4.120191", "PERCENT",
                                            "constant:2015", "E", "NATO-2024-06-17", "2024-06-17",
                                            "TABLE3!N32"}));
  std::string notes;
  ASSERT_FALSE(
      workbook->read(workbook->sheets()[1], [&](const SheetRow& row) -> std::optional<Error> {
        for (const Cell& cell : row.cells) notes += std::string(cell.text) + "\n";
        return std::nullopt;
      }));
  EXPECT_NE(notes.find("2 January 2026"), std::string::npos);
  EXPECT_NE(notes.find("terms of NATO"), std::string::npos);
  EXPECT_NE(notes.find("Defence Expenditure of NATO Countries (2014-2024)"), std::string::npos);
}

TEST(SdmxSubfields, values_with_separators_and_quotes_are_told_apart) {
  for (const auto& values : std::vector<std::vector<std::string>>{
           {"a"}, {"a", "b"}, {"a;b", "c"}, {"\"a\"", ";;", "x\"y"}}) {
    std::string field;
    for (const std::string& value : values)
      field += (field.empty() ? "" : ";") + sdmx_subfield(value);
    EXPECT_EQ(sdmx_subfields(field, ';'), values);
  }
}

}  // namespace round_trip_test
}  // namespace muster
