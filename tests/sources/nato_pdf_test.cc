// NATO's tables as printed: made layouts of today, of the older publications and of the French
// edition. What stands in them is made up.

#include "sources/nato_pdf.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>

#include "base/text.h"
#include "files.h"
#include "ledger/as_of.h"
#include "ledger/ledger_data.h"
#include "shell.h"
#include "sources/import.h"
#include "sources/layout_page.h"
#include "sources/read_source.h"

namespace muster {
namespace nato_pdf_test {

// A line of a table: its name, and cells flush right.
std::string row(const std::string& label, const std::vector<std::string>& cells,
                std::size_t width = 12) {
  std::string line = label;
  std::size_t end = 34;
  for (const std::string& cell : cells) {
    end += width;
    const std::size_t size = character_count(cell);
    const std::size_t used = character_count(line);
    line.append(end > used + size ? end - used - size : 1, ' ');
    line += cell;
  }
  return line + "\n";
}

std::string table(const std::string& title, const std::string& unit,
                  const std::vector<std::string>& years) {
  return std::string(20, ' ') + title + "\n" + std::string(24, ' ') + unit + "\n\n" +
         row("", years);
}

std::string shares(const std::string& rows) {
  return table("Table 3 : Defence expenditure as a share of GDP and annual real change",
               "Based on 2010 prices", {"2014", "2015", "2016e"}) +
         "Share of real GDP (%)\n" + rows;
}

SourceFile read(const std::string& text) {
  auto file = read_pdf_text(text, embedded_ledger());
  EXPECT_TRUE(file) << text << file.error().line();
  return file ? std::move(file).value() : SourceFile{};
}

// "POL 2015 1.25": a line for each figure.
std::vector<std::string> told(const SourceFile& file) {
  std::vector<std::string> lines;
  for (const PublishedFigure& f : file.publication().figures)
    lines.push_back(f.area + " " + std::to_string(f.year.value) + " " + f.value.to_string());
  return lines;
}

using Told = std::vector<std::string>;

// The reasons why these words were left out, in order.
std::vector<std::string> reasons_for(const SourceFile& file, std::string_view text) {
  std::vector<std::string> reasons;
  for (const LeftOut& left : file.left_out)
    if (left.text == text) reasons.push_back(left.reason);
  return reasons;
}

const PublishedFigure& figure(const SourceFile& file, const std::string& area, int year,
                              PriceBasis basis) {
  const auto found =
      std::ranges::find_if(file.publication().figures, [&](const PublishedFigure& f) {
        return f.area == area && f.year.value == year && f.basis == basis;
      });
  EXPECT_NE(found, file.publication().figures.end()) << area << year;
  static const PublishedFigure kNone{};
  return found == file.publication().figures.end() ? kNone : *found;
}

TEST(NatoPdf, figures_are_known_by_what_stands_above_them) {
  const SourceFile file =
      read("\f" +
           table("Table 1 : Defence expenditure", "Million national currency units",
                 {"2014", "2015", "2016e"}) +
           "Current prices\n" + row("    Albania (Leks)", {"18,111", "16,222", "16,333"}) +
           row("    Slovak Republic* (Euros)", {"751", "888", "906"}) + "\n\n" +
           "Constant 2010 prices\n" + row("    Albania (Leks)", {"17,111", "15,222", "15,333"}) +
           "\n    Notes: Figures for 2016 are estimates.\n                  -2-\n\f" +
           shares(row("  NATO Europe and Canada", {"1.40", "1.41", "1.42"})));
  EXPECT_EQ(file.kind, "NATO defence expenditure PDF");
  EXPECT_EQ(file.publication().figures.size(), 12U);
  const PublishedFigure& now = figure(file, "ALB", 2014, PriceBasis::current());
  EXPECT_EQ(now.measure, MeasureId::defence_expenditure);
  EXPECT_EQ(to_string(now.unit), "ALL_MILLION");
  EXPECT_EQ(now.value.to_string(), "18111");
  EXPECT_EQ(now.status, ObsStatus::actual);
  EXPECT_EQ(now.cell, "page 2, table 1, Albania, 2014");
  const PublishedFigure& then = figure(file, "ALB", 2016, PriceBasis::constant(2010));
  EXPECT_EQ(then.value.to_string(), "15333");
  EXPECT_EQ(then.status, ObsStatus::estimate);
  EXPECT_EQ(to_string(figure(file, "SVK", 2014, PriceBasis::current()).unit), "EUR_MILLION");
  const PublishedFigure& share = figure(file, "NATO_EUR_CAN", 2014, PriceBasis::constant(2010));
  EXPECT_EQ(share.measure, MeasureId::defence_share_of_gdp);
  EXPECT_EQ(share.value.to_string(), "1.40");  // as printed
  EXPECT_EQ(file.publication().estimate_years, "2016");
  EXPECT_EQ(file.publication().base, PriceBasis::constant(2010));
  EXPECT_EQ(file.publication().title, "Defence Expenditure of NATO Countries (2014-2016)");
}

TEST(NatoPdf, the_first_page_says_title_number_and_days) {
  const std::string body = "\f" + shares(row("Poland", {"1.87", "2.22", "2.00"}));
  const auto publication = [&](const std::string& front) {
    return read(front + body).publication();
  };
  const Publication p = publication(
      "   PRESS RELEASE\n   Communiqué PR/CP(2017)111            29 June 2017\n\n"
      "      Defence Expenditures of NATO Countries (2010-2017)\n\n"
      "The cut-off date for information used in this report was 9 June\n2017. Figures for 2016\n");
  EXPECT_EQ(p.title, "Defence Expenditures of NATO Countries (2010-2017), PR/CP(2017)111");
  EXPECT_EQ(to_string(p.published), "2017-06-29");
  EXPECT_EQ(to_string(p.cut_off), "2017-06-09");
  EXPECT_EQ(to_string(publication("     24 juin 2016\n").published), "2016-06-24");
  EXPECT_EQ(to_string(publication("Brussels, March 13, 2014\n").published), "2014-03-13");
  // A day in a sentence is another's; of two none is certain.
  for (const char* unsaid : {"It was agreed on 5 September 2014 in Wales.\n", "32 June 2017\n",
                             "     24 June 2016\n     25 June 2016\n", "June 2016\n"})
    EXPECT_EQ(publication(unsaid).published, kDistantPast) << unsaid;
}

TEST(NatoPdf, charts_are_left_out_whole) {
  const SourceFile file = read(
      "        Graph 1 : Defence expenditure\n   5.9    4.6\n" +
      row("Poland", {"1.11", "2.22", "3.33"}) + row("", {"2014", "2015", "2016e"}) + "\f" +
      shares(row("Poland", {"1.87", "2.22", "2.00"})) + "      Graphique 2: Parts\n" +
      row("Poland", {"4.44", "5.55", "6.66"}) + "\f" + row("Albania", {"1.00", "1.01", "1.02"}));
  EXPECT_EQ(told(file), (Told{"POL 2014 1.87", "POL 2015 2.22", "POL 2016 2.00"}));
  EXPECT_EQ(reasons_for(file, "Graph 1 : Defence expenditure").size(), 1U);
  EXPECT_EQ(reasons_for(file, "1.01"), (Told{"outside of any table"}));
}

TEST(NatoPdf, averages_and_marks_of_older_tables_are_no_figures) {
  const SourceFile file = read(
      "              Table 1 : Defence expenditures of NATO countries\n\n" +
      row("", {"Average", "Average"}) +
      row("Country      Currency unit", {"1985-1989", "1990-1994", "2008", "2009", "2010e"}) +
      row("               (million)", {}) + row("   (0)", {"(1)", "(2)", "(3)", "(4)", "(5)"}) +
      "Current prices\n" + row("Albania      Leks", {"//", "//", "14,111", "..", "16,333"}) +
      row("Belgium      Euros (a)", {"3,111", "3,222", "4,333", "4,444", "-"}) +
      row("NATO - Europe  US dollars", {"184,111", "184,222", "282,333", "(0)", "275,555"}) +
      row("North America  US dollars", {"184,111", "184,222", "282,333", "(0)", "275,555"}));
  EXPECT_EQ(told(file), (Told{"ALB 2008 14111", "ALB 2010 16333", "BEL 2008 4333", "BEL 2009 4444",
                              "NATO_EUR 2008 282333", "NATO_EUR 2010 275555"}));
  EXPECT_EQ(to_string(figure(file, "NATO_EUR", 2008, PriceBasis::current()).unit), "USD_MILLION");
  EXPECT_EQ(reasons_for(file, "3,111"), (Told{"an average over several years"}));
  EXPECT_EQ(reasons_for(file, "//").size(), 2U);
  EXPECT_EQ(reasons_for(file, "(0)"), (Told{"the publisher gives no figure"}));
  EXPECT_EQ(reasons_for(file, "275,555"),
            (Told{"'North America' is no country or group of the ledger"}));
}

TEST(NatoPdf, titles_of_older_tables_say_it_with_their_sections) {
  const std::vector<std::string> years = {"2009", "2010", "2011e"};
  const SourceFile file = read(
      table("Table 2 : Gross domestic product and defence expenditures", "", years) +
      table("Table 2 : Gross domestic product and defence expenditures annual volume change (%)",
            "Based on 2005 prices", years) +
      "Gross domestic product\n" + row("Poland", {"1.6", "3.9", "4.5"}) + "Defence expenditures\n" +
      row("Poland", {"- 11.1", "6.5", "2.5"}) +
      table("Table 3 : Defence expenditures as % of gross domestic product", "", years) +
      "Based on current prices\n" + row("Poland", {"1.7", "1.8", "1.9"}) +
      "Based on constant 2005 prices\n" + row("Poland", {"1.5", "1.4", "1.3"}) +
      table("Table 5 : Distribution of total defence expenditures by category", "", years) +
      "Percentage devoted to equipment expenditures (b)\n" +
      row("Poland", {"15.9", "18.0", "17.1"}));
  std::map<MeasureId, std::size_t> counts;
  for (const PublishedFigure& f : file.publication().figures) ++counts[f.measure];
  EXPECT_EQ(counts[MeasureId::gdp_growth], 3U);
  EXPECT_EQ(counts[MeasureId::real_change], 3U);
  EXPECT_EQ(counts[MeasureId::defence_share_of_gdp], 6U);
  EXPECT_EQ(counts[MeasureId::equipment_share], 3U);
  EXPECT_EQ(told(file)[3], "POL 2009 -11.1");
}

TEST(NatoPdf, the_french_edition_has_blanks_and_decimal_commas) {
  const std::vector<std::string> years = {"2014", "2015", "2016e"};
  const SourceFile file =
      read(table("Tableau 2 : Dépenses de défense", "Millions de dollars des États-Unis", years) +
           "Prix courants\n" + row("États-Unis", {"653 111", "641 222", "656\u00A0333"}) +
           row("Albanie", {"178", "1 032", "131"}) +
           table("Tableau 3 : Dépenses de défense en pourcentage du PIB", "Prix constants de 2010",
                 years) +
           row("Albanie", {"1,35", "1,16", "1,10"}));
  EXPECT_EQ(told(file), (Told{"USA 2014 653111", "USA 2015 641222", "USA 2016 656333",
                              "ALB 2014 178", "ALB 2015 1032", "ALB 2016 131", "ALB 2014 1.35",
                              "ALB 2015 1.16", "ALB 2016 1.10"}));
  EXPECT_EQ(figure(file, "ALB", 2015, PriceBasis::constant(2010)).measure,
            MeasureId::defence_share_of_gdp);
  EXPECT_EQ(to_string(figure(file, "USA", 2014, PriceBasis::current()).unit), "USD_MILLION");
}

TEST(NatoPdf, a_table_goes_on_over_the_page) {
  const std::string first = row("Poland", {"1.87", "2.22", "2.00"});
  const std::string second = row("Romania", {"1.35", "1.45", "1.43"});
  const Told both = {"POL 2014 1.87", "POL 2015 2.22", "POL 2016 2.00",
                     "ROU 2014 1.35", "ROU 2015 1.45", "ROU 2016 1.43"};
  const std::string years = row("", {"2014", "2015", "2016e"});
  const std::vector<std::string> ways = {
      "\f", "   Notes: Figures are estimates.\n   * These Allies have laws.\n\f",
      "\f     Table 3 (continued)\n\n" + years, "\f" + years,
      "\f     Table 3 : Defence expenditure (continued)\n"};
  for (const std::string& between : ways)
    EXPECT_EQ(told(read(shares(first) + between + second)), both) << between;
}

TEST(NatoPdf, a_block_in_the_middle_changes_what_follows) {
  const SourceFile file =
      read(table("Table 2 : Defence expenditures of NATO countries", "Million US dollars",
                 {"2014", "2015", "2016e"}) +
           "Current prices and exchange rates\n" + row("Poland", {"10,111", "10,222", "9,333"}) +
           "2010 prices and exchange rates\n" + row("Poland", {"8,111", "10,222", "9,333"}) +
           "Ships\n" + row("Poland", {"81", "82", "83"}));
  EXPECT_EQ(figure(file, "POL", 2014, PriceBasis::current()).value.to_string(), "10111");
  EXPECT_EQ(figure(file, "POL", 2014, PriceBasis::constant(2010)).value.to_string(), "8111");
  EXPECT_EQ(reasons_for(file, "81"), (Told{"below the heading “Ships”, which is not known"}));
}

TEST(NatoPdf, a_name_may_take_two_lines) {
  const SourceFile file = read(shares("The former Yugoslav\n" +
                                      row("Republic of Macedonia*", {"1.09", "1.05", "0.97"}) +
                                      "  Iceland\n" + row("Turkey", {"1.45", "1.38", "1.45"})));
  EXPECT_EQ(told(file), (Told{"MKD 2014 1.09", "MKD 2015 1.05", "MKD 2016 0.97", "TUR 2014 1.45",
                              "TUR 2015 1.38", "TUR 2016 1.45"}));
}

TEST(NatoPdf, a_column_headed_by_words_is_a_figure_of_another_table_or_none) {
  const std::string years = row("", {"", "", "Real change 2014-", "Share of real GDP"}, 20) +
                            row("", {"2014", "2016e", "2016e (%)", "2016e (%)"}, 20);
  const SourceFile file = read(shares(row("Poland", {"1.87", "2.22", "2.00"})) +
                               "     Table 4 : Defence expenditure real change 2014-2016\n"
                               "        Million US dollars (2010 prices and exchange rates)\n" +
                               years + row("Poland", {"8,111", "15,222", "76.37", "2.00"}, 20) +
                               row("Romania", {"2,111", "4,222", "75.30", "1.43"}, 20));
  EXPECT_EQ(reasons_for(file, "76.37"),
            (Told{"a change over several years, which follows from the years"}));
  EXPECT_EQ(reasons_for(file, "2.00"), (Told{"repeats page 1, table 3, Poland, 2016"}));
  EXPECT_EQ(told(file).back(), "ROU 2016 1.43");
  EXPECT_EQ(file.publication().figures.back().measure, MeasureId::defence_share_of_gdp);
}

TEST(NatoPdf, what_is_not_certain_is_left_out_with_its_reason) {
  const auto reason = [](const std::string& rows, const char* number) {
    const auto reasons =
        reasons_for(read(shares(row("Poland", {"1.87", "2.22", "2.00"}) + rows)), number);
    return reasons.empty() ? "" : reasons.front();
  };
  EXPECT_EQ(reason(row("Polnad", {"1.01", "1.02", "1.03"}), "1.02"),
            "'Polnad' is no country or group of the ledger");
  EXPECT_EQ(reason(row("", {"1.01", "1.02", "1.03"}), "1.02"), "there is no country in its row");
  EXPECT_EQ(reason(row("Albania", {"1.01", "1.02", "1.03", "1.04"}), "1.02"),
            "there are more figures than years above them");
  EXPECT_EQ(reason(row("Albania", {"1.01", "1.021", "1.03"}), "1.021"),
            "it has more decimals than the figures beside it");
  EXPECT_EQ(reason(row("Albania", {"1.01", "1.02,5", "1.03"}), "1.02,5"),
            "it is no number as they are printed");
  EXPECT_EQ(reason(row("Albania", {"1.01", "1.02"}, 18), "1.01"),
            "below which year it stands can't be told");
  EXPECT_EQ(reason("Notes: as in\n" + row("Albania", {"1.01", "1.02", "1.03"}), "1.02"),
            "among the notes");
}

TEST(NatoPdf, one_figure_with_two_values_is_none) {
  const std::string poland = row("Poland", {"1.87", "2.22", "2.00"});
  const SourceFile file = read(shares(poland + row("Poland", {"1.87", "2.23", "2.00"})));
  EXPECT_EQ(told(file), (Told{"POL 2014 1.87", "POL 2016 2.00"}));
  EXPECT_EQ(reasons_for(file, "2.22"),
            (Told{"one figure has two values: 2.23 at page 1, table 3, Poland, 2015"}));
  EXPECT_EQ(reasons_for(file, "2.23").size(), 1U);
  EXPECT_EQ(reasons_for(file, "1.87"), (Told{"repeats page 1, table 3, Poland, 2014"}));
  // With fewer decimals it is the same figure.
  const SourceFile coarse = read(shares(row("Poland", {"1.9", "2.2", "2.0"}) + poland));
  EXPECT_EQ(told(coarse), (Told{"POL 2014 1.87", "POL 2015 2.22", "POL 2016 2.00"}));
}

TEST(NatoPdf, what_a_comma_is_the_tables_numbers_tell) {
  const std::vector<std::string> years = {"2014", "2015", "2016e"};
  const auto table_of = [&](const char* title, const std::vector<std::string>& cells) {
    return table(title, "Million US dollars", years) + "Current prices\n" + row("Poland", cells);
  };
  const char* english = "Table 2 : Defence expenditure";
  const char* french = "Tableau 2 : Dépenses de défense";
  const auto values = [&](const char* title, const std::vector<std::string>& cells) {
    const auto file = read_pdf_text(table_of(title, cells), embedded_ledger());
    return file ? told(*file) : Told{};
  };
  EXPECT_EQ(values(english, {"1,303", "2,303", "3,303"}).front(), "POL 2014 1303");
  EXPECT_EQ(values(english, {"1.303.111", "2.303", "3,3"}),
            (Told{"POL 2014 1303111", "POL 2015 2303"}));  // 3,3 has more decimals
  EXPECT_TRUE(values(french, {"1,303", "2,303", "3,303"}).empty());
  EXPECT_TRUE(values(english, {"1.303", "2.303", "3.303"}).empty());
  EXPECT_EQ(values(english, {"1,30", "2.30", "330"}), (Told{"POL 2016 330"}));
  EXPECT_EQ(values(english, {"1,303", "23031", "330"}), (Told{"POL 2014 1303", "POL 2016 330"}));
}

TEST(NatoPdf, a_document_without_tables_or_text_is_refused) {
  const auto refusal = [](const std::string& text) {
    const auto file = read_pdf_text(text, embedded_ledger());
    return file ? std::string() : file.error().line();
  };
  EXPECT_TRUE(refusal("\f\f\f").starts_with("its pages are pictures: there is no text in it; "));
  EXPECT_TRUE(refusal("").starts_with("its pages are pictures"));
  EXPECT_EQ(refusal("The ships of the alliance, and where they lie.\n\f"),
            "no table of a known publisher is in this PDF; muster reads NATO's defence expenditure "
            "tables as PDF");
  EXPECT_EQ(refusal(shares(row("Polnad", {"1.01", "1.02", "1.03"}))),
            "page 1, line 6: no figure of its tables can be told for certain: 'Polnad' is no "
            "country or group of the ledger; this layout is not known");
  EXPECT_EQ(refusal(shares("")), "its tables hold no figures; is this the publisher's file?");
}

// Every number of a table's rows is a figure or left out, whatever is done to the layout; and no
// figure is another than the one that was printed for that country and year.
class DamagedLayout : public testing::TestWithParam<std::size_t> {};

TEST_P(DamagedLayout, never_gives_another_figure_and_accounts_for_each) {
  const std::size_t width = GetParam();
  std::mt19937 random(static_cast<std::uint32_t>(width));
  const auto below = [&](std::size_t limit) { return random() % limit; };
  const std::vector<std::string> years = {"2011", "2012", "2013", "2014", "2015", "2016e"};
  const std::vector<std::string> names = {"Albania", "Belgium", "Canada", "Greece",     "Latvia",
                                          "Norway",  "Poland",  "Spain",  "NATO Europe"};
  std::size_t all = 0;
  std::size_t read_of_them = 0;
  for (int round = 0; round < 300; ++round) {
    std::string text = "Table 2 : Defence expenditure\nMillion US dollars\n" +
                       row("", years, width) + "Current prices\n";
    std::map<std::string, std::string> printed;  // by country and year
    std::size_t numbers = 0;
    const std::size_t holes = below(4);
    for (const std::string& name : names) {
      std::vector<std::string> cells;
      for (std::size_t i = 0; i < years.size(); ++i) {
        const std::size_t value = 1 + below(below(2) == 0 ? 900 : 900'000);
        std::string cell = std::to_string(value);
        if (cell.size() > 3) cell.insert(cell.size() - 3, width % 2 == 0 ? "," : " ");
        if (below(10) < holes) cell = "";
        if (!cell.empty()) {
          printed[name + years[i].substr(0, 4)] = std::to_string(value);
          ++numbers;
        }
        cells.push_back(cell);
      }
      std::string line = row(name, cells, width);
      while (line.size() > 1 && line[line.size() - 2] == ' ') line.erase(line.size() - 2, 1);
      if (below(3) == 0) line.insert(line.find("  "), below(3), ' ');
      text += line;
    }
    const auto file = read_pdf_text(text, embedded_ledger());
    if (!file) continue;
    for (const PublishedFigure& f : file->publication().figures) {
      const std::string name(embedded_ledger().area(*area_coded(embedded_ledger(), f.area)).name);
      EXPECT_EQ(printed[name + std::to_string(f.year.value)], f.value.to_string())
          << "seed " << width << ", round " << round << "\n"
          << text << f.cell;
    }
    std::size_t told_of = file->publication().figures.size();
    for (const LeftOut& left : file->left_out) {
      EXPECT_FALSE(left.reason.empty());
      if (left.reason != "a year in a heading") told_of += layout_words(left.text).size();
    }
    EXPECT_GE(told_of, numbers) << text;
    read_of_them += file->publication().figures.size();
    all += numbers;
  }
  // Columns of 12 characters and more leave no doubt but of figures that were moved.
  EXPECT_GT(read_of_them * 100, all * (width < 12 ? 60 : 95)) << read_of_them << " of " << all;
}

INSTANTIATE_TEST_SUITE_P(widths, DamagedLayout, testing::Values(8, 9, 10, 11, 12, 15, 16));

TEST(NatoPdf, most_rows_with_holes_are_read_where_the_columns_are_wide) {
  std::string text = shares("");
  for (const char* name : {"Albania", "Belgium", "Canada"})
    text += row(name, {"1.01", "1.02", "1.03"});
  text += row("Poland", {"1.01", "", "1.03"}) + row("Latvia", {"", "1.02"});
  EXPECT_EQ(read(text).publication().figures.size(), 12U);
}

TEST(NatoPdf, a_text_that_is_cut_off_never_gives_another_figure) {
  const std::string text =
      shares(row("Poland", {"1.87", "2.22", "2.00"}) + row("Romania", {"12.35", "1.45", "1.43"})) +
      "\n    Notes: none.\n\f";
  auto whole = told(read(text));
  std::ranges::sort(whole);
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto file = read_pdf_text(text.substr(0, size), embedded_ledger());
    if (!file) continue;
    auto some = told(*file);
    std::ranges::sort(some);
    EXPECT_TRUE(std::ranges::includes(whole, some)) << size;
  }
}

TEST(NatoPdf, long_lines_and_many_rows_take_time_in_proportion) {
  const std::string head = shares(row("Poland", {"1.87", "2.22", "2.00"}));
  const auto begun = std::chrono::steady_clock::now();
  for (const std::string piece :
       {"2014 ", "1 303 ", "Table 3 : ", "- ", "(a)", "e", "*", "1,", "A"}) {
    std::string line;
    while (line.size() < 300'000) line += piece;
    (void)read_pdf_text(head + line + "\n" + row("Albania", {"1.1", "1.2", "1.3"}),
                        embedded_ledger());
    std::string lines;
    while (lines.size() < 300'000) lines += "Country " + piece + "   1.1\n";
    (void)read_pdf_text(head + lines, embedded_ledger());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(30));
}

// Printed and exact figures of one vintage, in either order.
PublishedFigure slovakia(const char* value, const char* cell) {
  return {MeasureId::defence_share_of_gdp,
          "SVK",
          Year{2013},
          *parse_decimal(value),
          {UnitKind::percent, 0, {}},
          PriceBasis::constant(2010),
          ObsStatus::actual,
          cell};
}

Publication of_2017(PublishedFigure figure) {
  Publication p;
  p.id = "NATO-2017-03-13";
  p.publisher = "NATO";
  p.published = make_date(2017, 3, 13);
  p.first_year = p.last_year = {2013};
  p.figures = {std::move(figure)};
  return p;
}

constexpr const char* kPrinted = "page 8, table 3, Slovak Republic, 2013";

TEST(NatoPdf, a_printed_figure_after_the_exact_one_is_not_new) {
  const std::vector<Publication> there = {of_2017(slovakia("0.982451", "TABLE3!D35"))};
  const auto ledger = extended(embedded_ledger(), there);
  const auto import_of = [&](const char* value) {
    return prepare_import(of_2017(slovakia(value, kPrinted)), std::nullopt, ledger->view(), there);
  };
  ASSERT_TRUE(import_of("0.98"));
  EXPECT_TRUE(import_of("0.98")->publication.figures.empty());
  EXPECT_TRUE(import_of("1.0")->publication.figures.empty());
  EXPECT_FALSE(import_of("0.99"));
  EXPECT_FALSE(import_of("0.9"));
}

TEST(NatoPdf, an_exact_figure_after_the_printed_one_is_new_and_answers) {
  std::vector<Publication> there = {of_2017(slovakia("0.98", kPrinted))};
  const auto ledger = extended(embedded_ledger(), there);
  const auto exact = prepare_import(of_2017(slovakia("0.982451", "TABLE3!D35")), std::nullopt,
                                    ledger->view(), there);
  ASSERT_TRUE(exact) << exact.error().line();
  ASSERT_EQ(exact->publication.figures.size(), 1U);
  EXPECT_FALSE(
      prepare_import(of_2017(slovakia("0.99", "TABLE3!D35")), std::nullopt, ledger->view(), there));
  // In whichever order the store gives them.
  for (const bool printed_last : {false, true}) {
    Publication both = there.front();
    both.figures.insert(printed_last ? both.figures.begin() : both.figures.end(),
                        exact->publication.figures.front());
    const auto owner = extended(embedded_ledger(), std::vector{both});
    const Ledger view = owner->view();
    const auto row = newest_row(
        view, rows_of(view, MeasureId::defence_share_of_gdp, *area_coded(view, "SVK"), Year{2013}),
        vintages_known(view, "NATO", make_date(2017, 4, 1)));
    ASSERT_TRUE(row);
    EXPECT_EQ(view.observation(*row).cell, "TABLE3!D35");
  }
}

// The program, on files.
class PdfProgram : public testing::Test {
 protected:
  void SetUp() override {
    if (tests::run_in_shell("command -v pdftotext", "").status != 0)
      GTEST_SKIP() << "pdftotext is not installed";
  }
};

// A PDF of one page a text, in a typewriter's letters.
std::string made_pdf(const std::vector<std::string>& pages) {
  std::string kids;
  std::string objects;
  int number = 3;
  for (const std::string& page : pages) {
    std::string stream = "BT /F 6 Tf 10 780 Td 7 TL\n";
    for (const auto line : split(page, '\n')) {
      std::string escaped;
      for (const char c : line) {
        if (c == '(' || c == ')' || c == '\\') escaped += '\\';
        escaped += c;
      }
      stream += "(" + escaped + ") Tj T*\n";
    }
    stream += "ET";
    kids += std::to_string(number) + " 0 R ";
    objects += std::to_string(number) + " 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]" +
               "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>>>/Contents " +
               std::to_string(number + 1) + " 0 R>> endobj\n" + std::to_string(number + 1) +
               " 0 obj <</Length " + std::to_string(stream.size()) + ">> stream\n" + stream +
               "\nendstream endobj\n";
    number += 2;
  }
  return "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[" +
         kids + "]/Count " + std::to_string(pages.size()) + ">> endobj\n" + objects +
         "trailer <</Root 1 0 R>>\n%%EOF\n";
}

TEST_F(PdfProgram, imports_a_pdf_and_refuses_one_of_pictures) {
  const std::string good = made_pdf(
      {"Communique PR/CP(2017)045\n\n13 March 2017\n",
       shares(row("Poland", {"1.87", "2.22", "2.00"}) + row("Polnad", {"1.87", "2.22", "2.00"}))});
  const std::string command =
      "D=$(mktemp -d); cat > $D/a.pdf; for i in 1 2; do muster import $D/a.pdf --ledger "
      "$D/l.sqlite; done; rm -r $D";
  const auto ran = tests::run_in_shell(command, good);
  EXPECT_NE(ran.printed.find("NATO defence expenditure PDF, NATO-2017-03-13"), std::string::npos)
      << ran.printed;
  EXPECT_NE(ran.printed.find("3 observations, 3 new; 6 cells left out"), std::string::npos)
      << ran.printed;
  EXPECT_NE(ran.printed.find("imported before, nothing changes"), std::string::npos);
  const auto picture = tests::run_in_shell(command, made_pdf({""}));
  EXPECT_NE(picture.printed.find("a.pdf: its pages are pictures: there is no text in it"),
            std::string::npos)
      << picture.printed;
  const auto broken = tests::run_in_shell(command, "%PDF-1.4\nnothing");
  EXPECT_NE(broken.printed.find("a.pdf: pdftotext can't read it; is it a whole PDF?"),
            std::string::npos)
      << broken.printed;
  const auto piped = tests::run_in_shell("muster import - --ledger /tmp/none", good);
  EXPECT_NE(piped.printed.find("a PDF can't be read from standard input"), std::string::npos)
      << piped.printed;
}

// The publication of March 2023, of which both forms are here: each figure that is printed is the
// workbook's at the decimals that are printed.
TEST_F(PdfProgram, the_publishers_pdf_has_the_figures_of_its_workbook) {
  const auto folder = tests::source_dir().parent_path() / "shared/sources/later/nato";
  const auto pdf = folder / "230321-def-exp-2022-en.pdf";
  const auto book = folder / "230321-def-exp-2022-en.xlsx";
  if (!std::filesystem::exists(pdf) || !std::filesystem::exists(book))
    GTEST_SKIP() << "the publisher's files are not here";
  const auto text = tests::run_in_shell("pdftotext -layout '" + pdf.string() + "' -", "").printed;
  const auto printed = read_pdf_text(text, embedded_ledger());
  const auto exact = read_source(tests::read_file(book), embedded_ledger());
  ASSERT_TRUE(printed) << printed.error().line();
  ASSERT_TRUE(exact) << exact.error().line();
  using Key = std::tuple<MeasureId, std::string, Year, Unit, PriceBasis>;
  const auto key = [](const PublishedFigure& f) {
    return Key{f.measure, f.area, f.year, f.unit, f.basis};
  };
  std::map<Key, const PublishedFigure*> of_book;
  for (const PublishedFigure& f : exact->publication().figures) of_book.emplace(key(f), &f);
  std::set<Key> common;
  std::size_t equal = 0;
  for (const PublishedFigure& f : printed->publication().figures) {
    const auto at = of_book.find(key(f));
    if (at == of_book.end()) continue;
    common.insert(key(f));
    const bool same = at->second->value.rounded(f.value.places) == f.value;
    EXPECT_TRUE(same) << f.cell << ": " << f.value.to_string() << ", not "
                      << at->second->value.to_string() << " at " << at->second->cell;
    EXPECT_EQ(f.status, at->second->status) << f.cell;
    equal += same ? 1 : 0;
  }
  EXPECT_EQ(printed->publication().figures.size(), 3816U);
  EXPECT_EQ(exact->publication().figures.size(), 3816U);
  // Some stand in two tables: 9 years of the United States, at two prices, in dollars.
  EXPECT_EQ(of_book.size(), 3798U);
  EXPECT_EQ(common.size(), 3798U);
  EXPECT_EQ(equal, 3816U);
  EXPECT_EQ(to_string(printed->publication().cut_off), "2023-02-07");
  EXPECT_EQ(printed->publication().title, exact->publication().title);
  EXPECT_EQ(printed->publication().estimate_years, exact->publication().estimate_years);
  // Counted by hand: what stands behind an ally's or the alliance's name in the tables.
  std::size_t numbers = 0;
  for (const LayoutLine& line : layout_lines(text)) {
    const auto words = layout_words(line.text);
    if (line.page < 6 || line.page > 14 || layout_pieces(words).size() < 5) continue;
    const std::string first(words.empty() ? "" : words.front().text);
    const bool named = !first.empty() && (first[0] < '0' || first[0] > '9');
    for (const LayoutWord& word : words)
      numbers += named && word.text.find_first_not_of("0123456789.,-") == std::string_view::npos;
  }
  std::size_t told_of = printed->publication().figures.size();
  for (const LeftOut& left : printed->left_out)
    told_of += left.reason != "a year in a heading" && !left.reason.starts_with("a chart");
  EXPECT_EQ(told_of, numbers);
}

}  // namespace nato_pdf_test
}  // namespace muster
