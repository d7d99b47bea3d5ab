// muster publish --out DIR: the site as static files.

#include <fmt/format.h>

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
  auto outlook = outlook_shown_first(ledger, ask.alliance, ask.scope, threaded(0));
  // Too early a day for an outlook: the page works one out when asked, and says why it can't.
  ask.outlooks.push_back(
      {"data/outlook/core-3.5.json",
       outlook ? *std::move(outlook)
               : "{\"error\":{\"what\":\"no outlook can be made as of that day\"}}\n"});
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
