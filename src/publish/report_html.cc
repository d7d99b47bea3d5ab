#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "publish/page.h"
#include "publish/report_files.h"

namespace muster {
namespace {

std::string picture_html(const Picture& picture) {
  return "<figure><img src=\"" + data_address(picture) + "\" alt=\"" + html_escaped(picture.alt) +
         "\" style=\"max-width:100%;height:auto\"><figcaption>" + html_escaped(picture.caption) +
         " <span class=\"credit\">" + html_escaped(credit_line(picture)) +
         "</span></figcaption></figure>\n";
}

std::string section_html(const ReportSection& section) {
  std::string html =
      "<section><h2 id=\"" + section.id + "\">" + html_escaped(section.heading) + "</h2>\n";
  for (const Prose& prose : section.paragraphs) html += "<p>" + prose_html(prose) + "</p>\n";
  for (const Drawing& drawing : section.drawings)
    html += "<figure>" + drawing.svg + "<figcaption>" + html_escaped(drawing.caption) +
            "</figcaption></figure>\n";
  for (const DataTable& table : section.tables) html += table_html(table);
  return html + "</section>\n";
}

std::string method_html(const Ledger& ledger, const Report& report) {
  std::string html =
      "<section><h2 id=\"method\">Method and definitions</h2>\n"
      "<p>Every figure is one that the publisher printed, taken from the newest publication of "
      "the day this report is as of; point at it to see which, at what prices, and in which cell. "
      "A count, a rank or a total is of one publication, never of several. A guideline is met by "
      "a figure that is at or above the line when rounded as published. Figures in italics are "
      "estimates; Iceland has no armed forces and is left out of counts.</p>\n";
  const auto publisher = find_publisher(ledger, report.ask.scope.publisher);
  if (publisher)
    html += "<p>Defence expenditure as " + html_escaped((*publisher)->name) +
            " counts it: " + html_escaped((*publisher)->definition) + ".</p>\n";
  html += "<h2 id=\"sources\">Sources and their terms</h2>\n<dl>";
  for (const VintageId id : report.vintages) {
    const Vintage& vintage = ledger.vintage(id);
    html += "<dt>" + html_escaped(vintage.id) + "</dt><dd>" + html_escaped(vintage.title) +
            ", published " + to_prose(vintage.published) +
            (figures_of(ledger, id).only_quoted()
                 ? ". Only what others quoted of it is in the ledger: " +
                       html_escaped(vintage.what_is_here) + "."
                 : ".") +
            "</dd>";
  }
  for (const Publisher& one : ledger.publishers) {
    const bool cited = std::ranges::any_of(
        report.vintages, [&](VintageId id) { return ledger.vintage(id).publisher == one.id; });
    if (cited)
      html += "<dt>Terms of " + html_escaped(one.name) + "</dt><dd>" + html_escaped(one.terms) +
              ". Cite as: " + html_escaped(one.citation) + ".</dd>";
  }
  html += "</dl>\n<h2 id=\"corrections\">Corrections</h2>\n";
  if (report.ask.corrections.empty()) {
    html += "<p>None has been made to this report.</p>\n";
  } else {
    html += "<ul>";
    for (const Correction& one : report.ask.corrections)
      html += "<li><time datetime=\"" + to_string(one.day) + "\">" + to_prose(one.day) +
              "</time>: " + html_escaped(one.text) + "</li>";
    html += "</ul>\n";
  }
  return html + "</section>\n";
}

std::string embargo_html(const Report& report) {
  return report.ask.embargo.empty() ? ""
                                    : "<p class=\"embargo\">Embargoed until " +
                                          html_escaped(report.ask.embargo) + "</p>\n";
}

std::string known_on(const Report& report) {
  return "As known on <time datetime=\"" + to_string(report.ask.scope.as_of) + "\">" +
         to_prose(report.ask.scope.as_of) + "</time>";
}

}  // namespace

std::string report_html(const Ledger& ledger, const Report& report) {
  Page page;
  page.title = report.title;
  page.description = report.headlines.front().plain();
  std::string& body = page.body;
  body += embargo_html(report) + "<header><h1>" + html_escaped(report.title) +
          "</h1>\n<p class=\"meta\">" + known_on(report) +
          ".<span class=\"screen\"> Point at a figure, or reach it by Tab and the arrow keys, to "
          "see its publication, price basis and cell.</span></p>\n<div class=\"lead\">\n";
  for (const Prose& line : report.headlines) body += "<p>" + prose_html(line) + "</p>\n";
  body += "</div>\n<nav aria-label=\"Sections\"><ul>";
  for (const ReportSection& section : report.sections)
    body += "<li><a href=\"#" + section.id + "\">" + html_escaped(section.heading) + "</a></li>";
  body +=
      "<li><a href=\"#method\">Method</a></li><li><a href=\"#sources\">Sources</a></li><li><a "
      "href=\"#corrections\">Corrections</a></li></ul>\n<p class=\"screen\">As data: <a "
      "href=\"tables.xlsx\">workbook</a>, <a href=\"figures.json\">figures.json</a>; <a "
      "href=\"press-release.html\">press release</a></p></nav></header>\n";
  for (const Picture& picture : report.ask.pictures) body += picture_html(picture);
  for (const ReportSection& section : report.sections) body += section_html(section);
  body += method_html(ledger, report);
  return page_html(page);
}

std::string press_release_html(const Report& report) {
  Page page;
  page.title = "Press release: " + report.title;
  page.description = report.headlines.front().plain();
  std::string& body = page.body;
  body += embargo_html(report) + "<h1>" + html_escaped(report.title) + "</h1>\n<p class=\"meta\">" +
          known_on(report) + "</p>\n<div class=\"lead\">\n";
  const auto say = [&](const Prose& prose) {
    body += "<p>" + prose_html(prose);
    const std::string sources = sources_of(prose);
    if (!sources.empty()) body += " <small class=\"note\">[" + html_escaped(sources) + "]</small>";
    body += "</p>\n";
  };
  for (const Prose& line : report.headlines) say(line);
  body += "</div>\n";
  for (const ReportSection& section : report.sections) {
    if (section.id != "guidelines" && section.id != "revisions") continue;
    body += "<h2>" + html_escaped(section.heading) + "</h2>\n";
    for (const Prose& prose : section.paragraphs) say(prose);
  }
  body +=
      "<p class=\"meta\">The whole report, with its tables: <a "
      "href=\"index.html\">index.html</a></p>\n";
  return page_html(page);
}

}  // namespace muster
