// What the site's pages show, as JSON (docs/publish.md).
#pragma once

#include <string>
#include <vector>

#include "publish/site.h"

namespace muster {

// The sentences of the year that is shown first, for the page itself.
struct FirstView {
  Year year;
  std::vector<std::string> sentences;
};

// What the parts of a site share.
struct SiteContext {
  const Ledger& ledger;
  const SiteAsk& ask;
  std::vector<Date> days;      // on which the publisher published something, newest last
  std::vector<AreaId> allies;  // members on the newest day, by name
  // Of what lies beyond the core in the browser: what it is handed, and what it never knows.
  std::vector<VintageId> handed, withheld;
  FirstView first{};
  Date newest() const { return days.back(); }
};

// Is the publication known by then, and may its figures stand on a site?
bool is_shown(const SiteContext& context, const Vintage& vintage);

// muster.site-allies/1: every year that has shares of GDP, as known on a day.
std::string allies_as_known(const SiteContext& context, Date day);
// What is shown first as known on the newest day.
FirstView first_view(const SiteContext& context);

// muster.site-area/1: every figure of one ally or group, of all vintages.
std::string area_data(const SiteContext& context, AreaId area);
// muster.site-guidelines/1: who met what, by year, as known on each day.
std::string guidelines_data(const SiteContext& context);
// muster.site-revisions/1: from each publication to the next.
std::string revisions_data(const SiteContext& context);
// muster.site/1: what there is.
std::string index_data(const SiteContext& context, const std::vector<std::string>& reports);

}  // namespace muster
