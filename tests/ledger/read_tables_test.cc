// A fault in data/ stops the build with file and line.

#include "ledger/read_tables.h"

#include <gtest/gtest.h>

#include "files.h"

namespace muster {
namespace read_tables_test {

DataFiles project_files() {
  DataFiles files;
  for (const std::string& name : ledger_table_names())
    files[name] = tests::read_file(tests::source_dir() / "data" / name);
  files["observations/NATO-2026-07-10.csv"] =
      tests::read_file(tests::source_dir() / "data/observations/NATO-2026-07-10.csv");
  return files;
}

constexpr const char* kHeader =
    "measure,ref_area,time_period,obs_value,unit,price_basis,obs_status,extent,source_cell\n";

// The error that a data file with this row gives.
Error error_of(const std::string& row) {
  DataFiles files = project_files();
  files["observations/NATO-2024-06-17.csv"] =
      std::string(kHeader) + "gdp,POL,2023,5,USD_MILLION,current,A,printed,T!A1\n" + row + "\n";
  const auto ledger = read_ledger(files);
  EXPECT_FALSE(ledger) << row;
  return ledger ? Error{} : ledger.error();
}

TEST(ReadTables, the_projects_own_data_are_sound) { EXPECT_TRUE(read_ledger(project_files())); }

TEST(ReadTables, faults_are_told_with_file_and_line) {
  const std::string place = "observations/NATO-2024-06-17.csv:3";
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"gdp,ATL,2024,1,USD_MILLION,current,A,printed,T!A2", "unknown area 'ATL'"},
      {"gdp,POL,2024,1O,USD_MILLION,current,A,printed,T!A2", "'1O' is no decimal number"},
      {"gnp,POL,2024,1,USD_MILLION,current,A,printed,T!A2", "unknown measure 'gnp'"},
      {"gdp,POL,24,1,USD_MILLION,current,A,printed,T!A2", "'24' is no year"},
      {"gdp,POL,2024,1,DOLLARS,current,A,printed,T!A2", "unknown unit 'DOLLARS'"},
      {"gdp,POL,2024,1,USD_MILLION,nominal,A,printed,T!A2", "unknown price basis 'nominal'"},
      {"gdp,POL,2024,1,USD_MILLION,current,X,printed,T!A2", "unknown status 'X'"},
      {"gdp,POL,2024,1,USD_MILLION,current,A,seen,T!A2", "unknown extent 'seen'"},
      {"gdp,POL,2024,1,USD_MILLION,current,A,printed,", "a figure without its source cell"},
      {"gdp,POL,2023,6,USD_MILLION,current,A,printed,T!A2", "duplicate observation gdp POL 2023"},
      {"gdp,POL,2024,5,PERCENT,current,A,printed,T!A2", "gdp of POL in 2024 is in PERCENT"},
      {"population,POL,2024,-4,PERSONS,,A,printed,T!A2", "population of POL in 2024 is -4 PERSONS"},
      {"gdp,POL,2024,5,XYZ,current,A,printed,T!A2", "no country has the currency XYZ"},
      {"gdp,POL,2025,5,USD,current,A,printed,T!A2",
       "a figure of 2025 in what was published on 17 June 2024 is told as known"},
      {"gdp,POL,2024", "a row of 3 fields"},
  };
  for (const auto& [row, what] : faults) {
    const Error error = error_of(row);
    EXPECT_EQ(error.what, what) << row;
    EXPECT_EQ(error.where, place) << row;
  }
}

TEST(ReadTables, an_undeclared_vintage_is_refused) {
  DataFiles files = project_files();
  files["observations/NATO-1999-01-01.csv"] = kHeader;
  const auto ledger = read_ledger(files);
  ASSERT_FALSE(ledger);
  EXPECT_EQ(ledger.error().what, "undeclared vintage 'NATO-1999-01-01'");
}

TEST(ReadTables, an_overlapping_membership_is_refused) {
  DataFiles files = project_files();
  files["groups.csv"] += "NATO,POL,2020-01-01,,\n";
  const auto ledger = read_ledger(files);
  ASSERT_FALSE(ledger);
  EXPECT_NE(ledger.error().what.find("twice at the same time"), std::string::npos);
}

TEST(ReadTables, faults_of_known_publications_are_told) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"OPEC,T,2020-01-02,https://x.example,t", "unknown publisher 'OPEC'"},
      {"NATO,T,,https://x.example,t", "a publication without its day"},
      {"NATO,T,2020-01-02,x.example,t", "'x.example' is no address"},
      {"NATO,T,2024-06-17,https://x.example,t", "NATO of 2024-06-17 stands twice"},
  };
  for (const auto& [row, what] : faults) {
    DataFiles files = project_files();
    files["known_publications.csv"] += row + "\n";
    const auto ledger = read_ledger(files);
    ASSERT_FALSE(ledger) << row;
    EXPECT_EQ(ledger.error().what, what);
  }
}

TEST(ReadTables, faults_of_publisher_counts_are_told) {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"defence_share_of_gdp,2.50,2024,23,32,2024-06-17,N,stated,s,high,",
       "no guideline is 2.50 of defence_share_of_gdp"},
      {"defence_share_of_gdp,2.00,2024,33,32,2024-06-17,N,stated,s,high,", "33 of 32 allies"},
      {"defence_share_of_gdp,2.00,2024,2.5,32,2024-06-17,N,stated,s,high,",
       "'2.5' is no number of allies"},
      {"defence_share_of_gdp,2.00,2024,23,32,,N,stated,s,high,",
       "a count without its day or source"},
      {"defence_share_of_gdp,2.00,2024,23,32,2024-06-17,N,counted,s,high,",
       "unknown word 'counted'"},
      {"defence_share_of_gdp,2.00,2024,23,32,2024-06-17,N,stated,s,sure,", "unknown word 'sure'"},
  };
  for (const auto& [row, what] : faults) {
    DataFiles files = project_files();
    files["publisher_counts.csv"] += row + "\n";
    const auto ledger = read_ledger(files);
    ASSERT_FALSE(ledger) << row;
    EXPECT_EQ(ledger.error().what, what);
  }
}

TEST(ReadTables, faults_of_promises_offices_and_events_are_told) {
  struct Fault {
    std::string table;
    std::string row;
    std::string what;
  };
  const std::vector<Fault> faults = {
      {"promises.csv", "POL,budget,5,CROWNS,2030,,2025-01-01,PM,Warsaw,,s,high,",
       "unknown unit 'CROWNS'"},
      {"promises.csv", "POL,budget,5,PERCENT,soon,,2025-01-01,PM,Warsaw,,s,high,",
       "'soon' is no year"},
      {"promises.csv", "POL,budget,5,PERCENT,2030,,,PM,Warsaw,,s,high,",
       "a promise without its day or source"},
      {"promises.csv", "POL,budget,5,PERCENT,2030,,2025-01-01,PM,Warsaw,,s,low,",
       "unknown word 'low'"},
      {"offices.csv", "POL,Prime Minister,A B,,2025-01-01,,no,seen,s,high",
       "unknown precision 'seen'"},
      {"offices.csv", "POL,Prime Minister,A B,,2025-01-02,,no,seen 2025-01-01,s,high",
       "A B left the office before taking it"},
      {"events.csv", "e,2025-01-01,,n,,summit,p,POL,,s,", "unknown word ''"},
  };
  for (const Fault& fault : faults) {
    DataFiles files = project_files();
    files[fault.table] += fault.row + "\n";
    const auto ledger = read_ledger(files);
    ASSERT_FALSE(ledger) << fault.row;
    EXPECT_EQ(ledger.error().what, fault.what);
  }
}

}  // namespace read_tables_test
}  // namespace muster
