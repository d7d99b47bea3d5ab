#include "publish/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/base64.h"
#include "base/json_writer.h"
#include "base/text.h"
#include "exports/slice.h"
#include "exports/tables.h"
#include "publish/card.h"
#include "publish/feed.h"
#include "publish/site_data.h"
#include "publish/site_pages.h"

namespace muster {
namespace {

constexpr const char* kBeyond = "data/beyond.csv";

// Publications up to that day of which the ledger has more than the embedded one.
std::vector<VintageId> beyond_embedded(const Ledger& ledger, Date as_of) {
  std::vector<VintageId> ids;
  const auto embedded = figures_by_vintage(embedded_ledger());
  const auto here = figures_by_vintage(ledger);
  for (std::size_t v = 0; v < ledger.vintages.size(); ++v) {
    const Vintage& vintage = ledger.vintages[v];
    const auto known = find_vintage(embedded_ledger(), vintage.id);
    const bool more = !known || embedded[index_of(*known)].all() < here[v].all();
    if (more && vintage.published <= as_of) ids.push_back(static_cast<VintageId>(v));
  }
  return ids;
}

// A page that was opened as a file may not read its neighbours, but may run them: each file that
// the script reads has a twin that hands it over.
PublishedFile twin_of(const PublishedFile& file) {
  JsonWriter name(0);
  name.value(file.path);
  const std::string path = name.text();
  if (file.path.ends_with(".json"))
    return {file.path + ".js", "musterData(" + path + "," + file.content + ")\n"};
  return {file.path + ".js", "musterData(" + path + ",\"" + base64(file.content) + "\")\n"};
}

class SiteMaker {
 public:
  SiteMaker(const Ledger& ledger, const SiteAsk& ask) : context_{ledger, ask, {}, {}, {}, {}, {}} {}

  Result<std::vector<PublishedFile>> make() {
    if (auto error = find_days()) return *error;
    hand_over();
    add_reports();
    add_data();
    for (const PublishedFile& file : context_.ask.assets) files_.push_back(file);
    for (PublishedFile& page : site_pages(context_, reports_)) files_.push_back(std::move(page));
    files_.push_back({"feed.xml", feed()});
    files_.push_back({"card.png", card()});
    if (!context_.ask.address.empty()) files_.push_back({"sitemap.xml", sitemap()});
    add_twins();
    return std::move(files_);
  }

 private:
  // The days on which the publisher published something that tells of shares.
  std::optional<Error> find_days() {
    const Ledger& ledger = context_.ledger;
    const Scope& scope = context_.ask.scope;
    const auto publisher = find_publisher(ledger, scope.publisher);
    if (publisher && !(*publisher)->may_be_republished)
      return Error{"the terms of " + std::string((*publisher)->name) +
                       " do not allow a site of its figures: " + std::string((*publisher)->terms),
                   "--publisher", "nothing was written"};
    const VintageRange known = vintages_in(ledger, scope);
    for (std::size_t v = known.begin; v < known.end; ++v) {
      const Date day = ledger.vintages[v].published;
      if (context_.days.empty() || context_.days.back() != day) context_.days.push_back(day);
    }
    if (context_.days.empty())
      return Error{std::string(scope.publisher) + " had published nothing by " +
                       to_prose(scope.as_of) + " that is in the ledger",
                   "", "give a later --as-of; nothing was written"};
    context_.allies = members_on(ledger, context_.ask.alliance, context_.newest());
    std::ranges::sort(context_.allies, {}, [&](AreaId id) { return ledger.area(id).name; });
    context_.first = first_view(context_);
    if (context_.first.sentences.empty())
      return Error{"no publication of " + std::string(scope.publisher) + " up to " +
                       to_prose(scope.as_of) + " has shares of GDP of the allies",
                   "", "give a later --as-of; nothing was written"};
    return std::nullopt;
  }

  // What the core in the browser is handed above its own ledger.
  void hand_over() {
    const Ledger& ledger = context_.ledger;
    SliceOptions beyond;
    for (const VintageId id : beyond_embedded(ledger, context_.ask.scope.as_of)) {
      SliceOptions one;
      one.vintages = {id};
      const bool can_be = is_shown(context_, ledger.vintage(id)) && !slice(ledger, one).empty();
      (can_be ? context_.handed : context_.withheld).push_back(id);
    }
    if (context_.handed.empty()) return;
    beyond.vintages = context_.handed;
    files_.push_back({kBeyond, to_csv(ledger, slice(ledger, beyond))});
  }

  // For each day the newest year that could be reported whole on it, and was not before.
  void add_reports() {
    for (const Date day : context_.days) {
      for (int year = year_of(day).value; year >= year_of(day).value - 2; --year) {
        ReportAsk ask;
        ask.year = Year{static_cast<std::int16_t>(year)};
        ask.scope = {day, context_.ask.scope.publisher, std::nullopt};
        ask.alliance = context_.ask.alliance;
        for (const Correction& one : context_.ask.corrections)
          if (one.about == std::to_string(year)) ask.corrections.push_back(one);
        const auto report = make_report(context_.ledger, ask);
        if (!report) continue;
        // A day that adds nothing to that year has no report of its own.
        if (!report->vintages.empty() && std::ranges::none_of(report->vintages, [&](VintageId id) {
              return context_.ledger.vintage(id).published == day;
            }))
          break;
        const std::string path = fmt::format("reports/{}-as-of-{}/", year, to_string(day));
        for (PublishedFile& file : report_files(context_.ledger, *report))
          files_.push_back({path + file.path, std::move(file.content)});
        reports_.insert(reports_.begin(),
                        ReportEntry{ask.year, day, path, report->headlines.front().plain()});
        break;
      }
    }
  }

  void add_data() {
    std::vector<std::string> report_paths;
    report_paths.reserve(reports_.size());
    for (const ReportEntry& report : reports_) report_paths.push_back(report.path);
    files_.push_back({"data/index.json", index_data(context_, report_paths)});
    for (const Date day : context_.days)
      files_.push_back({"data/allies/" + to_string(day) + ".json", allies_as_known(context_, day)});
    std::vector<AreaId> areas = context_.allies;
    for (const std::string_view code : {"NATO", "NATO_EUR_CAN", "NATO_EUR"})
      if (const auto id = area_coded(context_.ledger, code)) areas.push_back(*id);
    for (const AreaId id : areas)
      files_.push_back({"data/areas/" + std::string(context_.ledger.area(id).code) + ".json",
                        area_data(context_, id)});
    files_.push_back({"data/guidelines.json", guidelines_data(context_)});
    files_.push_back({"data/revisions.json", revisions_data(context_)});
    for (const PublishedFile& outlook : context_.ask.outlooks) files_.push_back(outlook);
    add_ledger();
  }

  void add_ledger() {
    const Ledger& ledger = context_.ledger;
    SliceOptions all;
    all.as_of = context_.ask.scope.as_of;
    for (const Publisher& publisher : ledger.publishers)
      if (publisher.may_be_republished) all.publishers.emplace_back(publisher.id);
    const auto observations = slice(ledger, all);
    files_.push_back({"data/ledger.csv", to_csv(ledger, observations)});
    files_.push_back({"data/ledger.sdmx.csv", to_sdmx_csv(ledger, observations)});
    for (std::size_t v = 0; v < ledger.vintages.size(); ++v) {
      if (!is_shown(context_, ledger.vintages[v])) continue;
      SliceOptions one = all;
      one.vintages = {static_cast<VintageId>(v)};
      files_.push_back({"data/vintages/" + std::string(ledger.vintages[v].id) + ".csv",
                        to_csv(ledger, slice(ledger, one))});
    }
  }

  void add_twins() {
    std::vector<PublishedFile> twins;
    for (const PublishedFile& file : files_) {
      if ((file.path.starts_with("data/") && file.path.ends_with(".json")) ||
          file.path.ends_with(".wasm") || file.path == kBeyond)
        twins.push_back(twin_of(file));
    }
    for (PublishedFile& twin : twins) files_.push_back(std::move(twin));
  }

  std::string feed() const {
    const SiteAsk& ask = context_.ask;
    // Where the site's address is not known its entries are named apart from any place (RFC 4151).
    const std::string base = ask.address.empty() ? "tag:muster.invalid,2026:" : ask.address;
    Feed feed{base + "feed.xml", ask.title, ask.title, ask.address, {}};
    for (const ReportEntry& report : reports_)
      feed.entries.push_back(
          {base + report.path,
           fmt::format("Report for {}, as known on {}", report.year.value, to_prose(report.as_of)),
           report.path + "index.html", report.headline, report.as_of});
    for (const Vintage& vintage : context_.ledger.vintages) {
      if (!is_shown(context_, vintage)) continue;
      const std::string link = "data.html#" + std::string(vintage.id);
      feed.entries.push_back({base + link, "New in the ledger: " + std::string(vintage.title), link,
                              capitalised(std::string(vintage.what_is_here)), vintage.published});
    }
    std::size_t number = ask.corrections.size();
    for (const Correction& one : ask.corrections) {
      feed.entries.push_back({base + "method.html#correction-" + std::to_string(number--),
                              "Correction" + (one.about.empty() ? "" : " (" + one.about + ")"),
                              "method.html#corrections", one.text, one.day});
    }
    return atom(std::move(feed));
  }

  std::string sitemap() const {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset "
        "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
    for (const PublishedFile& file : files_) {
      if (file.path.ends_with(".html"))
        xml += "<url><loc>" + html_escaped(context_.ask.address + file.path) + "</loc></url>\n";
    }
    return xml + "</urlset>\n";
  }

  // The picture of a link to the site: the first view's ranking.
  std::string card() const {
    const Scope scope{context_.newest(), context_.ask.scope.publisher, std::nullopt};
    const auto guideline = find_guideline(context_.ledger, "share-2");
    if (!guideline) return ranking_card({}, 0);
    const auto found =
        compliance(context_.ledger, **guideline, context_.ask.alliance, context_.first.year, scope);
    std::vector<double> shares;
    if (found)
      for (const CrossSectionEntry& entry : ranked(found->section))
        shares.push_back(entry.figure->value);
    return ranking_card(shares, (*guideline)->threshold.to_double());
  }

  SiteContext context_;
  std::vector<ReportEntry> reports_;
  std::vector<PublishedFile> files_;
};

}  // namespace

Result<std::vector<PublishedFile>> make_site(const Ledger& ledger, const SiteAsk& ask) {
  return SiteMaker(ledger, ask).make();
}

}  // namespace muster
