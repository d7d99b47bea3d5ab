// The site's pages as markup: what a reader without script sees, and the places that the script
// fills.
#pragma once

#include <string>
#include <vector>

#include "publish/site_data.h"

namespace muster {

struct ReportEntry {
  Year year;
  Date as_of;
  std::string path;  // "reports/2024-as-of-2025-04-24/"
  std::string headline;
};

// Every page of the site: index.html, allies/POL.html, …
std::vector<PublishedFile> site_pages(const SiteContext& context,
                                      const std::vector<ReportEntry>& reports);

}  // namespace muster
