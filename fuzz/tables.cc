// The readers of data/: any bytes as a CSV table, as observations and as a lexicon.

#include <cstdint>

#include "base/csv.h"
#include "check/lexicon_tables.h"
#include "ledger/read_tables.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  (void)muster::parse_csv(text, "fuzz.csv", {"a", "b"});
  (void)muster::read_lexicon({{"lexicon/fuzz.csv", "class,phrase,value,flags\n" + text}});
  // A small ledger with the text as one of its tables.
  muster::DataFiles files;
  for (const std::string& name : muster::ledger_table_names()) files[name] = text;
  files["areas.csv"] =
      "area,iso2,name,variants,takes_article,kind,has_armed_forces,european\n"
      "POL,PL,Poland,,no,country,yes,yes\n";
  (void)muster::read_ledger(files);
  files["groups.csv"] = "group,area,from,to,note\n";
  files["currencies.csv"] = "area,currency,from,to\n";
  files["publishers.csv"] =
      "publisher,name,what,definition,terms,citation,republication\nP,,,,,,no\n";
  files["vintages.csv"] =
      "vintage,publisher,title,published,cut_off,first_year,last_year,price_base,estimate_years,"
      "measure_name,extent,what_is_here\n"
      "V,P,T,2024-06-17,,2014,2024,2015,,m,whole tables,w\n";
  files["known_publications.csv"] = "publisher,title,published,url,holds\n";
  files["publisher_counts.csv"] =
      "metric,threshold,year,count,membership,stated_on,stated_by,kind,source,confidence,note\n";
  files["observations/V.csv"] =
      "measure,ref_area,time_period,obs_value,unit,price_basis,obs_status,source_cell\n" + text;
  (void)muster::read_ledger(files);
  return 0;
}
