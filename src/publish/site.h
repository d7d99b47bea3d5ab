// The site: pages, data and feed as static files, for any web server or none. The pages' script and
// style are made in web/ and handed in; what they show is in data/*.json (docs/publish.md has the
// schemas), told here for every day on which something new was known, so that a page can be told
// again as of any of them.
#pragma once

#include <string>
#include <vector>

#include "publish/corrections.h"
#include "publish/report.h"
#include "publish/report_files.h"

namespace muster {

struct SiteAsk {
  Scope scope;  // the newest day that is told
  AreaId alliance{};
  std::string title = "Muster";
  std::string address;  // where it will stand, "https://example.org/muster/"; for feed and sitemap
  std::vector<Correction> corrections;
  std::vector<PublishedFile> assets;    // assets/*, sw.js: made in web/
  std::vector<PublishedFile> outlooks;  // data/outlook/*.json: whoever calls projects
};

// Figures that the ledger has above the embedded one are handed to the core in the browser
// (data/beyond.csv); publications of which that can't be, for the publisher's terms or because they
// have no figures of areas, are named by its pages. Fails where the scope has nothing of the
// alliance to tell.
Result<std::vector<PublishedFile>> make_site(const Ledger& ledger, const SiteAsk& ask);

}  // namespace muster
