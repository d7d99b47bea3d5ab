#include "publish/site_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "publish/report_tables.h"

namespace muster {
namespace {

struct SitePage {
  std::string_view path;
  std::string_view name;  // in the menu, and for the script
  std::string_view title;
};

constexpr SitePage kMenu[] = {{"index.html", "alliance", "The alliance"},
                              {"allies/index.html", "allies", "Allies"},
                              {"guidelines.html", "guidelines", "Guidelines"},
                              {"outlook.html", "outlook", "Outlook"},
                              {"revisions.html", "revisions", "Revisions"},
                              {"reports.html", "reports", "Reports"},
                              {"check.html", "check", "Check"},
                              {"data.html", "data", "Data"},
                              {"method.html", "method", "Method"}};

struct Filled {
  std::string path;
  std::string name;  // which menu entry it belongs to
  std::string title;
  std::string description;
  std::string body;
  std::string attributes;  // of <body>: data-area="POL"
  std::string head{};      // more of the head, as markup
};

std::string escaped(std::string_view text) { return html_escaped(text); }

class PageWriter {
 public:
  explicit PageWriter(const SiteContext& context) : context_(context) {}

  void add(const Filled& page) {
    const std::string root = page.path.find('/') == std::string::npos ? "" : "../";
    const std::string& site = context_.ask.title;
    const std::string& address = context_.ask.address;
    const std::string title =
        page.name == "alliance" ? site + ": " + page.title : page.title + " – " + site;
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
        "name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
        escaped(title) +
        // The browser itself sees to it that nothing is asked of, or sent to, any other place.
        "</title>\n<meta http-equiv=\"Content-Security-Policy\" content=\"connect-src 'self'; "
        "form-action 'none'; frame-src 'none'; object-src 'none'\">\n" +
        named("description", page.description) + property("og:title", page.title) +
        property("og:description", page.description) + property("og:type", "website") +
        property("og:site_name", site) + named("twitter:card", "summary_large_image");
    if (!address.empty()) {
      html += property("og:url", address + page.path) + property("og:image", address + "card.png") +
              "<link rel=\"canonical\" href=\"" + escaped(address + page.path) + "\">\n";
    }
    html += page.head + "<link rel=\"stylesheet\" href=\"" + root + "assets/site.css\">\n" +
            "<link rel=\"icon\" href=\"" + root + "assets/icon.svg\" type=\"image/svg+xml\">\n" +
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"" + escaped(site) +
            "\" href=\"" + root + "feed.xml\">\n<script src=\"" + root +
            "assets/site.js\" defer></script>\n</head>\n<body data-page=\"" + page.name +
            "\" data-root=\"" + root + "\"" + page.attributes +
            ">\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header class=\"site\"><p "
            "class=\"name\"><a href=\"" +
            root + "index.html\">" + escaped(site) + "</a></p><nav aria-label=\"Site\"><ul>";
    for (const SitePage& entry : kMenu) {
      html += "<li><a href=\"" + root + std::string(entry.path) + "\"" +
              (entry.name == page.name ? " aria-current=\"page\"" : "") + ">" +
              std::string(entry.title) + "</a></li>";
    }
    html += "</ul></nav></header>\n<main id=\"main\">\n<h1>" + escaped(page.title) + "</h1>\n" +
            page.body + "</main>\n<footer class=\"site\"><p>Figures of " +
            escaped(context_.ask.scope.publisher) + " and others as known on " +
            to_prose(context_.newest()) +
            "; every figure names its publication and cell. <a href=\"" + root +
            "method.html\">Method</a>, <a href=\"" + root + "data.html\">data</a>, <a href=\"" +
            root + "feed.xml\">feed</a>.</p></footer>\n</body></html>\n";
    files_.push_back({page.path, std::move(html)});
  }

  std::vector<PublishedFile> take() { return std::move(files_); }

 private:
  static std::string named(std::string_view name, std::string_view content) {
    return "<meta name=\"" + std::string(name) + "\" content=\"" + escaped(content) + "\">\n";
  }
  static std::string property(std::string_view name, std::string_view content) {
    return "<meta property=\"" + std::string(name) + "\" content=\"" + escaped(content) + "\">\n";
  }

  const SiteContext& context_;
  std::vector<PublishedFile> files_;
};

constexpr std::string_view kNoScript =
    "<noscript><p>The charts and sliders of this page need script; the same figures are in the <a "
    "href=\"{0}reports.html\">reports</a> and under <a href=\"{0}data.html\">data</a>, which do "
    "not.</p></noscript>\n";

std::string no_script(std::string_view root) { return fmt::format(kNoScript, root); }

std::string not_in_core(const SiteContext& context) {
  if (context.withheld.empty()) return "";
  std::vector<std::string> ids;
  ids.reserve(context.withheld.size());
  for (const VintageId id : context.withheld) ids.emplace_back(context.ledger.vintage(id).id);
  return "<p class=\"note\">What runs in your browser does not know these publications, which the "
         "site was made with: " +
         escaped(join_prose(ids)) + ".</p>\n";
}

void add_alliance(PageWriter& pages, const SiteContext& context) {
  const FirstView& view = context.first;
  const std::string day = to_string(context.newest());
  std::string body = "<div id=\"sentences\" class=\"lead\" aria-live=\"polite\">";
  for (const std::string& sentence : view.sentences) body += "<p>" + escaped(sentence) + "</p>";
  body += "</div>\n" + no_script("") + "<div id=\"view\"></div>\n";
  pages.add({"index.html", "alliance", "Who spends what on defence, and who knew it when",
             view.sentences.empty() ? "" : view.sentences.front(), body,
             fmt::format(" data-newest=\"{}\"", day),
             // The data is asked for while the script is still on the way (data.ts).
             fmt::format("<script>if(location.protocol!==\"file:\"){{window.musterFirst={{}};for("
                         "const p of[\"data/index.json\",\"data/allies/{}.json\"])"
                         "musterFirst[p]=fetch(p)}}</script>\n",
                         day)});
}

void add_allies(PageWriter& pages, const SiteContext& context) {
  const Ledger& ledger = context.ledger;
  std::string list = "<ul class=\"columns\">";
  for (const AreaId id : context.allies) {
    const Area& area = ledger.area(id);
    list +=
        "<li><a href=\"" + std::string(area.code) + ".html\">" + escaped(area.name) + "</a></li>";
    const std::string name(area.name);
    std::string body = no_script("../");
    if (!area.has_armed_forces)
      body += "<p>" + escaped(name) + " has no armed forces and is bound by no guideline.</p>\n";
    body += "<div id=\"view\"></div>\n";
    pages.add({"allies/" + std::string(area.code) + ".html", "allies", name,
               "Defence expenditure of " + with_article(area) +
                   ": every measure, in every publication, with its source cell.",
               body, fmt::format(" data-area=\"{}\"", area.code)});
  }
  list += "</ul>\n";
  pages.add({"allies/index.html", "allies", "Allies",
             "Each ally: all measures, all vintages, guidelines over time.",
             "<p>Each with all that was published of it, and how it was revised.</p>\n" + list,
             ""});
}

void add_guidelines(PageWriter& pages, const SiteContext& context) {
  std::string body =
      "<p class=\"lead\">What was agreed, and who met it when.</p>\n" + no_script("");
  for (const Guideline& guideline : context.ledger.guidelines) {
    body += "<section id=\"" + std::string(guideline.id) + "\"><h2>" +
            escaped(capitalised(std::string(guideline.text))) + "</h2>\n<ul>";
    for (const Agreement& agreement : context.ledger.agreements) {
      if (agreement.guideline != guideline.id) continue;
      body += "<li>" + to_prose(agreement.agreed) + ", " + escaped(agreement.where) + ": " +
              escaped(agreement.strength) + ". " +
              escaped(capitalised(std::string(agreement.text))) + ".</li>";
    }
    body += "</ul>\n<div class=\"timeline\" data-guideline=\"" + std::string(guideline.id) +
            "\"></div></section>\n";
  }
  pages.add({"guidelines.html", "guidelines", "Guidelines",
             "Each guideline with its history, and a timeline of who met it.", body, ""});
}

void add_revisions(PageWriter& pages) {
  pages.add({"revisions.html", "revisions", "Revisions",
             "What each publication said otherwise than the one before it.",
             "<p class=\"lead\">What each publication says otherwise than the one before it, and "
             "who crosses a line by it.</p>\n" +
                 no_script("") + "<div id=\"view\"></div>\n",
             ""});
}

void add_outlook(PageWriter& pages, const SiteContext& context) {
  pages.add({"outlook.html", "outlook", "Outlook",
             "What a guideline costs each ally, and how likely it is to be met.",
             "<p class=\"lead\">What a guideline costs, and how likely it is to be met. Worked out "
             "in your browser: nothing is sent anywhere.</p>\n" +
                 not_in_core(context) + no_script("") + "<div id=\"view\"></div>\n",
             ""});
}

void add_check(PageWriter& pages, const SiteContext& context) {
  pages.add(
      {"check.html", "check", "Check",
       "Paste an article: every checkable statement is marked, and whether it stands.",
       "<p class=\"lead\">Paste an article, or drop a file: every checkable statement is marked, "
       "and whether it stands.</p>\n<p class=\"note\" id=\"privacy\">The text never leaves this "
       "machine. It is checked by a program that runs in your browser; the page makes no request "
       "with it, and works without a network after the first visit.</p>\n" +
           not_in_core(context) + no_script("") + "<div id=\"view\"></div>\n",
       ""});
}

void add_reports(PageWriter& pages, const std::vector<ReportEntry>& reports) {
  std::string body =
      "<p class=\"lead\">The annual report of a year, as it would have been written "
      "on the day of each publication.</p>\n<ul class=\"reports\">";
  for (const ReportEntry& report : reports)
    body += fmt::format(
        "<li><a href=\"{0}index.html\">Report for {1}, as known on {2}</a><br>{3} <span "
        "class=\"note\"><a href=\"{0}tables.xlsx\" aria-label=\"Workbook of the report for {1}, "
        "{2}\">workbook</a>, <a "
        "href=\"{0}press-release.html\" aria-label=\"Press release of the report for {1}, "
        "{2}\">press release</a></span></li>\n",
        report.path, report.year.value, to_prose(report.as_of), escaped(report.headline));
  body += reports.empty() ? "</ul><p>No year can be reported whole.</p>\n" : "</ul>\n";
  pages.add(
      {"reports.html", "reports", "Reports", "The annual reports, by year and day.", body, ""});
}

void add_data(PageWriter& pages, const SiteContext& context) {
  const Ledger& ledger = context.ledger;
  std::string body =
      "<p class=\"lead\">Everything that the pages show, and the whole ledger.</p>\n"
      "<h2>Downloads</h2>\n<ul><li><a href=\"data/ledger.csv\">ledger.csv</a>: every figure of "
      "every publication, with its cell</li><li><a href=\"data/ledger.sdmx.csv\">ledger.sdmx.csv"
      "</a>: the same as SDMX-CSV 2.0</li><li><a href=\"data/index.json\">data/index.json</a>: "
      "what "
      "there is; the other files of data/ are named there and described under <a "
      "href=\"method.html#data\">Method</a></li></ul>\n"
      "<h2>How to cite</h2>\n<p>Each publication has an address of its own below, which stays: its "
      "figures do not change. Cite the publisher as its terms ask, and name the vintage and the "
      "cell: <q>NATO, Defence Expenditure of NATO Countries (2014-2024), 17 June 2024, table 3 "
      "(NATO-2024-06-17/TABLE3!N21)</q>.</p>\n<h2>Publications</h2>\n<div class=\"wide\" "
      "role=\"region\" aria-label=\"Publications\" tabindex=\"0\"><table><thead><tr><th "
      "scope=\"col\">vintage</th><th scope=\"col\">published</th><th class=\"words\" "
      "scope=\"col\">title</th><th "
      "class=\"words\" scope=\"col\">what is here</th><th "
      "scope=\"col\">figures</th></tr></thead><tbody>\n";
  for (const Vintage& vintage : ledger.vintages) {
    if (!is_shown(context, vintage)) continue;
    const std::string id(vintage.id);
    body += "<tr id=\"" + id + "\"><th scope=\"row\"><a href=\"#" + id + "\">" + id +
            "</a></th><td>" + to_string(vintage.published) + "</td><td class=\"words\">" +
            escaped(vintage.title) + "</td><td class=\"words\">" + escaped(vintage.what_is_here) +
            "</td><td><a href=\"data/vintages/" + id + ".csv\" aria-label=\"" + id +
            " as CSV\">CSV</a></td></tr>\n";
  }
  body += "</tbody></table></div>\n<h2>Terms</h2>\n<dl>";
  for (const Publisher& publisher : ledger.publishers)
    body += "<dt>" + escaped(publisher.name) + "</dt><dd>" + escaped(publisher.terms) +
            ". Cite as: " + escaped(publisher.citation) + "." +
            (publisher.may_be_republished ? "" : " Its figures are therefore not on this site.") +
            "</dd>";
  body += "</dl>\n";
  pages.add({"data.html", "data", "Data", "What is in the ledger, downloads, and how to cite.",
             body, ""});
}

void add_method(PageWriter& pages, const SiteContext& context) {
  std::string body =
      "<p class=\"lead\">A figure without its vintage and its price basis is not a fact.</p>\n"
      "<h2>Which figure answers</h2>\n<p>The ledger keeps every figure as each publication gave "
      "it: "
      "a period (when it happened) and a vintage (when it was said). A question as of a day is "
      "answered as a reader of that day would have been: by the newest publication of the "
      "publisher "
      "up to that day that has the figure. A count, a rank or a total never mixes publications: it "
      "takes the newest that covers every ally, and says so when a newer one covers part of "
      "them.</p>\n"
      "<h2>Who meets a guideline</h2>\n<p>A figure meets it when, rounded as published, it is at "
      "or "
      "above the line. An ally without a figure neither meets nor misses it; Iceland has no armed "
      "forces and is not counted.</p>\n"
      "<h2>Estimates</h2>\n<p>Figures that the publisher calls estimates are drawn hatched, hollow "
      "or dotted, and set in italics.</p>\n"
      "<h2>Check</h2>\n<p>Every checkable statement is judged in each defensible reading (vintage, "
      "definition, price basis, exchange rate, rounding), once by what was known when it was "
      "printed and once by what is known today: right then and revised since is called stale, not "
      "wrong.</p>\n"
      "<h2>Outlook</h2>\n<p>What is believed (shares without new policy, growth, prices) is drawn "
      "in "
      "ten thousand paths; what is assumed (how a share comes to a guideline) is arithmetic. The "
      "bands are judged by earlier publications.</p>\n<h2>Definitions</h2>\n<dl>";
  for (const Publisher& publisher : context.ledger.publishers)
    body += "<dt>" + escaped(publisher.name) + "</dt><dd>" +
            escaped(capitalised(std::string(publisher.definition))) + ".</dd>";
  body +=
      "</dl>\n<h2 id=\"data\">The data files</h2>\n<dl><dt>data/index.json (muster.site/1)</dt><dd>"
      "days, areas, vintages and reports</dd><dt>data/allies/DAY.json (muster.site-allies/1)</dt>"
      "<dd>every year as known on a day: sentences, total, and of each ally share, standing, rank, "
      "spending and equipment share with vintage and cell</dd><dt>data/areas/CODE.json "
      "(muster.site-area/1)</dt><dd>every figure of one ally or group, of all vintages; aid "
      "to Ukraine and common funding, by other publishers</dd><dt>"
      "data/guidelines.json (muster.site-guidelines/1)</dt><dd>what was agreed, and who met it by "
      "year and day</dd><dt>data/revisions.json (muster.site-revisions/1)</dt><dd>what each "
      "publication revised, and who crossed a line</dd><dt>data/outlook/GUIDELINE.json "
      "(muster.outlook/1)</dt><dd>shares and costs, by year</dd><dt>data/vintages/VINTAGE.csv</dt>"
      "<dd>every figure of one publication</dd></dl>\n<h2 id=\"corrections\">Corrections</h2>\n";
  if (context.ask.corrections.empty()) {
    body += "<p>None so far.</p>\n";
  } else {
    body += "<ul>";
    for (const Correction& one : context.ask.corrections)
      body += "<li>" + to_prose(one.day) +
              (one.about.empty() ? "" : " (" + escaped(one.about) + ")") + ": " +
              escaped(one.text) + "</li>";
    body += "</ul>\n";
  }
  body +=
      "<h2>Software</h2>\n<p>The pages are drawn with libraries of others, and set in a font of "
      "others: <a href=\"assets/licences.txt\">their licences</a>.</p>\n";
  pages.add({"method.html", "method", "Method", "How the figures are chosen, and what they mean.",
             body, ""});
}

}  // namespace

std::vector<PublishedFile> site_pages(const SiteContext& context,
                                      const std::vector<ReportEntry>& reports) {
  PageWriter pages(context);
  add_alliance(pages, context);
  add_allies(pages, context);
  add_guidelines(pages, context);
  add_outlook(pages, context);
  add_revisions(pages);
  add_reports(pages, reports);
  add_check(pages, context);
  add_data(pages, context);
  add_method(pages, context);
  return pages.take();
}

}  // namespace muster
