// The parts of what is published: pictures, corrections, feed, tables, cards.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/base64.h"
#include "publish/card.h"
#include "publish/corrections.h"
#include "publish/feed.h"
#include "publish/page.h"
#include "publish/picture.h"
#include "publish/report_files.h"
#include "publish/site.h"

namespace muster {
namespace publish_test {

ReportAsk asked(int year, Date as_of) {
  ReportAsk ask;
  ask.year = Year{static_cast<std::int16_t>(year)};
  ask.scope.as_of = as_of;
  ask.alliance = *area_coded(embedded_ledger(), "NATO");
  return ask;
}

TEST(Base64, IsThatOfTheStandard) {
  // RFC 4648, section 10.
  const std::pair<const char*, const char*> kCases[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : kCases) EXPECT_EQ(base64(bytes), text);
  EXPECT_EQ(base64(std::string("\xff\xfe\x00", 3)), "//4A");
}

Picture a_picture() {
  return {"p.png",     std::string("\x89PNG\r\n\x1a\n") + "rest",
          "Title",     "Alt",
          "Caption",   "Author",
          "CC BY 4.0", "A collection"};
}

TEST(APicture, NeedsEveryPartOfItsCredit) {
  ASSERT_TRUE(checked(a_picture()));
  for (std::string Picture::*part : {&Picture::title, &Picture::alt, &Picture::caption,
                                     &Picture::author, &Picture::licence, &Picture::source}) {
    Picture lacking = a_picture();
    lacking.*part = "  ";
    const auto refused = checked(lacking);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("missing"), std::string::npos);
  }
  EXPECT_EQ(credit_line(a_picture()), "“Title”, by Author, CC BY 4.0, A collection");
}

TEST(APicture, IsNoScriptAndNoText) {
  Picture svg = a_picture();
  svg.content = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
  EXPECT_FALSE(checked(svg));
  svg.content = "";
  EXPECT_FALSE(checked(svg));
}

TEST(Corrections, ComeNewestFirstAndAreRefusedWithTheirLine) {
  const auto read = read_corrections(
      "day,about,text\n2025-05-02,2024,first\n2025-06-01,,\"second, later\"\n", "c.csv");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 2U);
  EXPECT_EQ(read->front().text, "second, later");
  const auto bad =
      read_corrections("day,about,text\n2025-05-02,2024,x\n2025-02-31,2024,y\n", "c.csv");
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, "c.csv:3");
  EXPECT_FALSE(read_corrections("day,about,text\n2025-05-02,2024,\n", "c.csv"));
}

TEST(TheFeed, IsAsNewAsItsNewestEntryAndEscapesWhatItSays) {
  const std::string xml = atom({"tag:a,2026:f",
                                "A & B",
                                "A & B",
                                "",
                                {{"tag:a,2026:1", "<old>", "x", "one", make_date(2024, 1, 2)},
                                 {"tag:a,2026:2", "new", "y", "two", make_date(2025, 3, 4)}}});
  EXPECT_NE(xml.find("<title>A &amp; B</title><updated>2025-03-04T00:00:00Z</updated>"),
            std::string::npos);
  EXPECT_LT(xml.find("<title>new</title>"), xml.find("<title>&lt;old&gt;</title>"));
}

TEST(ACard, IsAPictureWhateverItsValues) {
  for (const std::vector<double>& values : {std::vector<double>{}, {0.0}, {4.1, 2.0, 1.2}}) {
    const std::string png = ranking_card(values, 2);
    EXPECT_TRUE(png.starts_with("\x89PNG\r\n\x1a\n"));
    EXPECT_TRUE(png.ends_with(std::string("IEND\xae\x42\x60\x82", 8)));
  }
}

TEST(AFigureOnAPage, IsEscaped) {
  Told told;
  told.text = "<4>";
  told.measure = "m\"";
  told.area = "A&B";
  told.vintage = "V";
  told.cells = {"V/a \"quoted\" <cell>"};
  const std::string html = figure_html(told);
  EXPECT_NE(html.find(">&lt;4&gt;</data>"), std::string::npos);
  EXPECT_NE(html.find("cell a &quot;quoted&quot; &lt;cell&gt;"), std::string::npos);
}

TEST(AReport, SaysTheSameInAllItsFiles) {
  const Ledger& ledger = embedded_ledger();
  const auto report = make_report(ledger, asked(2024, make_date(2025, 5, 1)));
  ASSERT_TRUE(report);
  const std::string first = report->headlines.front().plain();
  EXPECT_EQ(
      first,
      "22 of 31 allies with armed forces spent at least 2% of GDP on defence in 2024; 9 did not.");
  EXPECT_EQ(report->headlines[1].plain(),
            "By the older figures of NATO-2024-06-17, 10 of 30 allies with armed forces spent at "
            "least 2% of GDP on defence in 2023.");
  EXPECT_NE(press_release_markdown(ledger, *report).find(first), std::string::npos);
  const auto json = nlohmann::json::parse(figures_json(ledger, *report));
  EXPECT_EQ(json["headlines"][0]["text"], first);
  EXPECT_EQ(json["headlines"][0]["figures"][0]["vintage"], "NATO-2025-04-24");
  // Every figure of every table has a cell, in JSON and CSV.
  for (const auto& section : json["sections"])
    for (const auto& table : section["tables"])
      for (const auto& row : table["rows"])
        for (const auto& cell : row)
          EXPECT_FALSE(cell.is_object() && cell["cells"].empty()) << table["id"] << cell;
  for (const ReportSection& section : report->sections)
    for (const DataTable& table : section.tables)
      EXPECT_EQ(table_csv(table).find(",,\n"), std::string::npos) << table.id;
}

TEST(AReport, OfAnyYearAndDayIsMadeWholeOrRefusedWithAReason) {
  const Ledger& ledger = embedded_ledger();
  std::size_t made = 0, refused = 0;
  for (int year = 2008; year <= 2027; ++year) {
    for (const Date day : {make_date(2015, 1, 1), make_date(2017, 7, 1), make_date(2019, 7, 1),
                           make_date(2022, 7, 1), make_date(2024, 7, 1), make_date(2025, 5, 1),
                           make_date(2026, 8, 1)}) {
      const auto report = make_report(ledger, asked(year, day));
      if (!report) {
        EXPECT_NE(report.error().line().find("nothing was written"), std::string::npos);
        ++refused;
        continue;
      }
      ++made;
      EXPECT_FALSE(report_files(ledger, *report).empty());
      for (const VintageId id : report->vintages) EXPECT_LE(ledger.vintage(id).published, day);
    }
  }
  EXPECT_GT(made, 20U);
  EXPECT_GT(refused, 20U);
}

TEST(ASite, HasAPageForEachAllyAndNothingOfALaterDay) {
  const Ledger& ledger = embedded_ledger();
  SiteAsk ask;
  ask.scope.as_of = make_date(2024, 12, 31);
  ask.alliance = *area_coded(ledger, "NATO");
  const auto files = make_site(ledger, ask);
  ASSERT_TRUE(files) << files.error().line();
  std::size_t allies = 0;
  for (const PublishedFile& file : *files) {
    if (file.path.starts_with("allies/") && file.path != "allies/index.html") ++allies;
    if (file.path.ends_with(".xlsx")) continue;
    EXPECT_EQ(file.content.find("NATO-2025-"), std::string::npos) << file.path;
    EXPECT_EQ(file.content.find("NATO-2026-"), std::string::npos) << file.path;
    EXPECT_TRUE(!file.path.ends_with(".json") || nlohmann::json::accept(file.content)) << file.path;
  }
  EXPECT_EQ(allies, 32U);
}

TEST(ASite, IsTheSameEachTime) {
  const Ledger& ledger = embedded_ledger();
  SiteAsk ask;
  ask.scope.as_of = make_date(2025, 5, 1);
  ask.alliance = *area_coded(ledger, "NATO");
  const auto one = make_site(ledger, ask), other = make_site(ledger, ask);
  ASSERT_TRUE(one && other);
  ASSERT_EQ(one->size(), other->size());
  for (std::size_t i = 0; i < one->size(); ++i) EXPECT_EQ((*one)[i].content, (*other)[i].content);
}

TEST(ASite, IsRefusedBeforeThereWasAnythingToTell) {
  SiteAsk ask;
  ask.scope.as_of = make_date(2010, 1, 1);
  ask.alliance = *area_coded(embedded_ledger(), "NATO");
  const auto refused = make_site(embedded_ledger(), ask);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("nothing"), std::string::npos);
}

TEST(ASite, OfAPublisherWhoseTermsForbidItIsRefused) {
  SiteAsk ask;
  ask.scope.publisher = "SIPRI";
  ask.alliance = *area_coded(embedded_ledger(), "NATO");
  const auto refused = make_site(embedded_ledger(), ask);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("terms"), std::string::npos);
}

}  // namespace publish_test
}  // namespace muster
