// SDMX in its formats: one set of observations, told four ways.

#include <gtest/gtest.h>

#include "refusal.h"
#include "sources/read_source.h"
#include "sources/sdmx_csv.h"
#include "sources/sdmx_ml.h"

namespace muster {
namespace sdmx_test {

using tests::refusal;
using tests::with;

// The dollar and the krona on two days.
std::string rates_in_csv_1() {
  return "DATAFLOW,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,"
         "OBS_STATUS\n"
         "ECB:EXR(1.0),D,USD,EUR,SP00,A,2024-01-02,1.0956,A\n"
         "ECB:EXR(1.0),D,USD,EUR,SP00,A,2024-01-03,1.0919,A\n"
         "ECB:EXR(1.0),D,SEK,EUR,SP00,A,2024-01-02,11.1455,A\n"
         "ECB:EXR(1.0),D,SEK,EUR,SP00,A,2024-01-03,NaN,M\n";
}

std::string rates_in_csv_2() {
  return "STRUCTURE;STRUCTURE_ID;ACTION;FREQ:Frequency;CURRENCY:Currency;CURRENCY_DENOM;EXR_TYPE;"
         "EXR_SUFFIX;TIME_PERIOD;OBS_VALUE\n"
         "dataflow;ECB:EXR(1.0);I;D: Daily;USD: US dollar;EUR;SP00;A;2024-01-02;1.0956\n"
         "dataflow;ECB:EXR(1.0);I;D: Daily;USD: US dollar;EUR;SP00;A;2024-01-03;1.0919\n"
         "dataflow;ECB:EXR(1.0);I;D: Daily;SEK: Swedish krona;EUR;SP00;A;2024-01-02;11.1455\n"
         "dataflow;ECB:EXR(1.0);I;D: Daily;SEK: Swedish krona;EUR;SP00;A;2024-01-03;\n";
}

std::string head(const std::string& root) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<m:" + root +
         " xmlns:m=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message\" "
         "xmlns:g=\"http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic\" "
         "xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\">\n"
         "<m:Header><m:ID>T1</m:ID><m:Prepared>2024-01-05T10:00:00</m:Prepared>"
         "<m:Structure structureID=\"S\" dimensionAtObservation=\"TIME_PERIOD\"/></m:Header>\n";
}

std::string rates_in_generic_ml() {
  const auto series = [](const std::string& currency, const std::string& first,
                         const std::string& second) {
    const auto value = [](const std::string& id, const std::string& text) {
      return "<g:Value id=\"" + id + "\" value=\"" + text + "\"/>";
    };
    const auto obs = [](const std::string& day, const std::string& rate) {
      return "<g:Obs><g:ObsDimension value=\"" + day + "\"/><g:ObsValue value=\"" + rate +
             "\"/><g:Attributes><g:Value id=\"OBS_STATUS\" value=\"A\"/></g:Attributes></g:Obs>\n";
    };
    return "<g:Series><g:SeriesKey>" + value("FREQ", "D") + value("CURRENCY", currency) +
           value("CURRENCY_DENOM", "EUR") + value("EXR_TYPE", "SP00") + "</g:SeriesKey>" +
           "<g:Attributes>" + value("DECIMALS", "4") + "</g:Attributes>\n" +
           obs("2024-01-02", first) + obs("2024-01-03", second) + "</g:Series>\n";
  };
  return head("GenericData") + "<m:DataSet>" + series("USD", "1.0956", "1.0919") +
         series("SEK", "11.1455", "NaN") + "</m:DataSet></m:GenericData>";
}

std::string rates_in_specific_ml() {
  return head("StructureSpecificData") +
         "<m:DataSet x:type=\"ns1:DataSetType\" FREQ=\"D\">"
         "<Series CURRENCY=\"USD\" CURRENCY_DENOM=\"EUR\" EXR_TYPE=\"SP00\">"
         "<Obs TIME_PERIOD=\"2024-01-02\" OBS_VALUE=\"1.0956\"/>"
         "<Obs TIME_PERIOD=\"2024-01-03\" OBS_VALUE=\"1.0919\"/></Series>"
         "<Series CURRENCY=\"SEK\" CURRENCY_DENOM=\"EUR\" EXR_TYPE=\"SP00\">"
         "<Obs TIME_PERIOD=\"2024-01-02\" OBS_VALUE=\"11.1455\"/>"
         "<Obs TIME_PERIOD=\"2024-01-03\"/></Series></m:DataSet></m:StructureSpecificData>";
}

TEST(Sdmx, rates_are_the_same_in_all_four_formats) {
  for (const std::string& text :
       {rates_in_csv_1(), rates_in_csv_2(), rates_in_generic_ml(), rates_in_specific_ml()}) {
    const auto file = read_source(text, embedded_ledger());
    ASSERT_TRUE(file) << file.error().line() << "\n" << text;
    const Publication& p = file->publication();
    EXPECT_EQ(p.publisher, "ECB");
    EXPECT_EQ(to_string(p.published), "2024-01-03");
    ASSERT_EQ(p.daily_rates.size(), 3U) << text;
    EXPECT_EQ(p.daily_rates[2].currency, currency("SEK"));
    EXPECT_EQ(p.daily_rates[2].rate.to_string(), "11.1455");
    ASSERT_EQ(file->left_out.size(), 1U);
    EXPECT_EQ(file->left_out[0].cell, "SEK,2024-01-03");
  }
}

std::string bank_in_specific_ml() {
  return head("StructureSpecificData") +
         "<m:DataSet><Series FREQ=\"A\" SERIES=\"NY_GDP_MKTP_CN\" REF_AREA=\"POL\" "
         "UNIT_MULT=\"0\"><Obs TIME_PERIOD=\"2022\" OBS_VALUE=\"3078324000000\"/></Series>"
         "<Series FREQ=\"A\" SERIES=\"NY_GDP_MKTP_CN\" REF_AREA=\"ARB\" UNIT_MULT=\"0\">"
         "<Obs TIME_PERIOD=\"2022\" OBS_VALUE=\"1\"/></Series></m:DataSet>"
         "</m:StructureSpecificData>";
}

TEST(Sdmx, the_banks_indicators_are_of_the_day_on_which_the_message_was_made) {
  const auto file = read_source(bank_in_specific_ml(), embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(to_string(file->publication().published), "2024-01-05");
  ASSERT_EQ(file->publication().figures.size(), 1U);
  EXPECT_EQ(to_string(file->publication().figures[0].unit), "PLN");
  EXPECT_EQ(file->publication().figures[0].cell, "NY.GDP.MKTP.CN!POL,2022");
  EXPECT_EQ(file->left_out.size(), 1U);
}

TEST(Sdmx, a_flat_message_is_read_too) {
  const auto file = read_source(
      head("GenericData") +
          "<m:DataSet><g:Obs><g:ObsKey><g:Value id=\"FREQ\" value=\"D\"/><g:Value "
          "id=\"CURRENCY\" value=\"USD\"/><g:Value id=\"CURRENCY_DENOM\" value=\"EUR\"/><g:Value "
          "id=\"TIME_PERIOD\" value=\"2024-01-02\"/></g:ObsKey><g:ObsValue "
          "value=\"1.0956\"/></g:Obs></m:DataSet></m:GenericData>",
      embedded_ledger());
  ASSERT_TRUE(file) << file.error().line();
  EXPECT_EQ(file->publication().daily_rates.size(), 1U);
}

TEST(Sdmx, a_fault_is_refused_with_its_place) {
  EXPECT_EQ(refusal(with(rates_in_csv_1(), "CURRENCY,", "CUR,")),
            "line 2: the dataflow is not known: its components are FREQ, CUR, CURRENCY_DENOM, "
            "EXR_TYPE, EXR_SUFFIX, TIME_PERIOD, OBS_VALUE and OBS_STATUS; muster reads "
            "MUSTER:LEDGER, WB:WDI and ECB:EXR");
  EXPECT_EQ(refusal(with(rates_in_csv_1(), "1.0919", "1,0919")),
            "line 3: a row of 10 fields; the header has 9");
  EXPECT_EQ(refusal(with(rates_in_csv_1(), "2024-01-03,1.0919", "2024-01-02,1.0919")),
            "line 3: the rate of USD stands twice for 2024-01-02");
  EXPECT_EQ(refusal(with(rates_in_csv_2(), ";I;", ";D;")),
            "line 2: the action D deletes; the ledger never deletes: a correction is a newer "
            "vintage");
  EXPECT_EQ(refusal(with(rates_in_specific_ml(), "1.0919", "1 0919")),
            "observation 2: '1 0919' where a rate should be; rates are plain numbers above zero");
  EXPECT_EQ(refusal(with(bank_in_specific_ml(), "UNIT_MULT=\"0\"", "UNIT_MULT=\"6\"")),
            "observation 1: figures in units of 10^6; the Bank's are in single units: UNIT_MULT 0");
  const std::string cut = rates_in_generic_ml();
  EXPECT_EQ(refusal(cut.substr(0, cut.size() / 2)),
            "line 5: it is no well-formed XML: unclosed token");
}

TEST(SdmxCsv, what_can_be_no_figure_is_refused_with_its_line) {
  const std::string header =
      "DATAFLOW,VINTAGE,PUBLISHER,PUBLISHED,MEASURE,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,"
      "PRICE_BASIS,OBS_STATUS,SOURCE_CELL\nMUSTER:LEDGER(1.0),NATO-2024-06-17,NATO,2024-06-17,";
  const auto refused = [&](const std::string& row, Date today) {
    const auto file = read_source(header + row + "\n", embedded_ledger(), {"", today});
    return file ? "" : file.error().line();
  };
  const std::string sound = "defence_share_of_gdp,POL,2023,3.9,PERCENT,current,A,T!A1";
  const Date day = make_date(2024, 6, 17);
  EXPECT_EQ(refused(sound, day), "");
  EXPECT_NE(refused("defence_share_of_gdp,POL,2023,3.9,USD,current,A,T!A1", day).find("line 2"),
            std::string::npos);
  EXPECT_NE(refused("population,POL,2023,-4,PERSONS,,A,T!A1", day).find("line 2"),
            std::string::npos);
  EXPECT_NE(refused("gdp,POL,2023,4,XYZ,current,A,T!A1", day).find("line 2"), std::string::npos);
  EXPECT_NE(refused(sound, make_date(2024, 6, 16)).find("line 2: it can't have been published"),
            std::string::npos);
  const std::string bank =
      "DATAFLOW,SERIES,REF_AREA,TIME_PERIOD,OBS_VALUE\n"
      "WB:WDI(1.0),SP_POP_TOTL,POL,2023,-4\n";
  const auto file = read_source(bank, embedded_ledger());
  ASSERT_FALSE(file);
  EXPECT_NE(file.error().line().find("line 2"), std::string::npos) << file.error().line();
}

}  // namespace sdmx_test
}  // namespace muster
