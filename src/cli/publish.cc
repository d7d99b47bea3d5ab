// muster publish --out DIR: the site as static files.

#include <fmt/format.h>

#include <map>

#include "base/text.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/site_assets.h"
#include "cli/threads.h"
#include "cli/write_directory.h"
#include "outlook/result.h"
#include "publish/site.h"

namespace muster::cli {
namespace {

struct PublishOptions {
  CommonOptions common;
  std::string out;
  std::string title = "Muster";
  std::string address;
  std::string corrections;
};

// "https://example.org/muster" with a slash at its end.
Result<std::string> checked_address(std::string address) {
  if (address.empty()) return address;
  const bool web = address.starts_with("https://") || address.starts_with("http://");
  if (!web || address.find_first_of(" \"<>?#") != std::string::npos)
    return Error{"'" + address + "' is no address of a site", "--address",
                 "write it as https://example.org/muster/"};
  if (!address.ends_with('/')) address += '/';
  return address;
}

// What the outlook page shows first; all else is worked out in the reader's browser.
Result<std::string> outlook_shown_first(const Ledger& ledger, const SiteAsk& site) {
  OutlookAsk ask;
  ask.area = site.alliance;
  const auto guideline = find_guideline(ledger, "core-3.5");
  if (!guideline) return guideline.error();
  ask.guideline = *guideline;
  ask.deadline = Year{2035};
  ask.horizon = ask.deadline;
  ask.scope = site.scope;
  ask.quantities = bit(Quantity::share) | bit(Quantity::spending) | bit(Quantity::above_today);
  auto outlook = project(ledger, ask, threaded(0));
  if (!outlook) return outlook.error();
  std::vector<Outlook> outlooks;
  outlooks.push_back(*std::move(outlook));
  return outlook_json(ledger, outlooks);
}

// How many figures each publication has.
std::map<std::string_view, std::size_t> figures_by_vintage(const Ledger& ledger) {
  std::map<std::string_view, std::size_t> counts;
  for (const Vintage& vintage : ledger.vintages) counts[vintage.id];
  for (const std::uint16_t vintage : ledger.observations.vintage)
    ++counts[ledger.vintages[vintage].id];
  return counts;
}

// Publications of which the ledger has more than is built into the program.
std::vector<VintageId> beyond_core(const Ledger& ledger, Date as_of) {
  std::vector<VintageId> ids;
  const auto core = figures_by_vintage(embedded_ledger());
  const auto here = figures_by_vintage(ledger);
  for (std::size_t v = 0; v < ledger.vintages.size(); ++v) {
    const Vintage& vintage = ledger.vintages[v];
    const auto known = core.find(vintage.id);
    const bool more = known == core.end() || known->second < here.at(vintage.id);
    if (more && vintage.published <= as_of) ids.push_back(static_cast<VintageId>(v));
  }
  return ids;
}

int run_publish(const Ledger& ledger, const Scope& scope, const PublishOptions& options) {
  SiteAsk ask;
  ask.scope = scope;
  ask.title = options.title;
  if (trimmed(ask.title).empty())
    return fail({"a site needs a name", "--title", "give one, or leave --title away"});
  const auto alliance = find_area(ledger, "NATO");
  if (!alliance) return fail(alliance.error());
  ask.alliance = *alliance;
  auto address = checked_address(options.address);
  if (!address) return fail(address.error());
  ask.address = *std::move(address);
  if (!options.corrections.empty()) {
    const auto text = read_text(options.corrections);
    if (!text) return fail(text.error());
    auto corrections = read_corrections(*text, options.corrections);
    if (!corrections) return fail(corrections.error());
    ask.corrections = *std::move(corrections);
  }
  ask.assets = site_assets();
  if (ask.assets.empty())
    return fail({"this program was built without the site's script and style", "",
                 "build it by ./dev build, or with -DMUSTER_SITE=ON"});
  auto outlook = outlook_shown_first(ledger, ask);
  // Too early a day for an outlook: the page works one out when asked, and says why it can't.
  ask.outlooks.push_back(
      {"data/outlook/core-3.5.json",
       outlook ? *std::move(outlook)
               : "{\"error\":{\"what\":\"no outlook can be made as of that day\"}}\n"});
  ask.beyond_core = beyond_core(ledger, scope.as_of);
  const auto files = make_site(ledger, ask);
  if (!files) return fail(files.error());
  if (auto error = write_directory(options.out, *files)) return fail(*error);
  fmt::print("{}: {} files; open {}/index.html, or put the folder on a web server\n", options.out,
             files->size(), options.out);
  return kOk;
}

}  // namespace

Command publish_command() {
  return question<PublishOptions>(
      "publish", "the site: pages, data and feed as static files",
      [](PublishOptions& o) {
        return joined(
            {{{"--out", &o.out, "into this folder, which is made or replaced whole",
               Need::required},
              {"--title", &o.title, "the site's name"},
              {"--address", &o.address,
               "where it will stand (https://example.org/muster/): for feed, sitemap and cards"},
              {"--corrections", &o.corrections, "a table of corrections (CSV: day, about, text)"}},
             o.common.scope()});
      },
      run_publish);
}

}  // namespace muster::cli
