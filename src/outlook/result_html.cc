// The outlook as one self-contained page: the answer in sentences, what is assumed and what is
// believed, fan charts with their tables. No script, no request; light and dark, phone and print.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "base/decimal.h"
#include "base/text.h"
#include "outlook/result.h"

namespace muster {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfcf9;--line:#d8d4ca;--dim:#5c6370;--band:#2f6db3;--goal:#a3161b;--path:#7a5200}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#16181b;--line:#3a3e45;--dim:#a2a8b3;--band:#7db4f0;--goal:#ff9d9d;--path:#f0c674}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.55 Georgia,"Times New Roman",serif}
main{max-width:72rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem;max-width:46rem}h2{font-size:1.25rem;margin:2.5rem 0 .75rem;border-top:1px solid var(--line);padding-top:1.25rem}h3{font:600 1rem system-ui,sans-serif;margin:0 0 .25rem}
.lead{font-size:1.1875rem;max-width:46rem}.facts,.dim,table,summary,figcaption{font-family:system-ui,sans-serif;font-size:.875rem;line-height:1.45}.dim,figcaption{color:var(--dim)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;max-width:60rem;margin:0}.facts dt{color:var(--dim)}.facts dd{margin:0}
.fans{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1.5rem}figure{margin:0;break-inside:avoid}
svg{display:block;width:100%;height:auto;overflow:visible}svg text{font:11px system-ui,sans-serif;fill:var(--dim)}
.outer{fill:var(--band);opacity:.22}.inner{fill:var(--band);opacity:.38}.median{fill:none;stroke:var(--band);stroke-width:2}.known{fill:none;stroke:var(--ink);stroke-width:2}.goal{stroke:var(--goal);stroke-width:1.5;stroke-dasharray:6 4}.path{fill:none;stroke:var(--path);stroke-width:2;stroke-dasharray:2 3}.axis{stroke:var(--line)}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.2rem .75rem .2rem 0;border-top:1px solid var(--line);text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}thead th{border:0;color:var(--dim);font-weight:500;vertical-align:bottom;white-space:normal}
summary{cursor:pointer}a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--band);outline-offset:2px}
@media print{body{background:#fff;color:#000;font-size:10pt}main{max-width:none;padding:0}}
)";

std::string rounded_text(double value, int places = 2) { return with_thousands(value, places); }

// One chart: years across, values up.
class Chart {
 public:
  Chart(int first, int last, double most) : first_(first), last_(std::max(last, first + 1)) {
    // A round number above all that is shown.
    const double step = std::pow(10, std::floor(std::log10(std::max(most, 1e-12))));
    for (const double times : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
      top_ = times * step;
      if (top_ >= most) break;
    }
  }
  double x(double year) const {
    return kLeft + (year - first_) / (last_ - first_) * (kWidth - kLeft - kRight);
  }
  double y(double value) const {
    return kTop + (1 - std::clamp(value / top_, 0.0, 1.0)) * (kHeight - kTop - kBottom);
  }
  std::string point(double year, double value) const {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.1f,%.1f ", x(year), y(value));
    return text.data();
  }
  std::string begin(const std::string& label, std::string_view unit) const {
    std::string svg =
        "<svg viewBox=\"0 0 320 180\" role=\"img\" aria-label=\"" + html_escaped(label) + "\">";
    for (const double part : {0.0, 0.5, 1.0}) {
      const std::string at = std::to_string(y(part * top_));
      svg += "<line class=\"axis\" x1=\"34\" x2=\"312\" y1=\"" + at + "\" y2=\"" + at +
             "\"/><text x=\"30\" y=\"" + std::to_string(y(part * top_) + 4) +
             "\" text-anchor=\"end\">" +
             rounded_text(part * top_, top_ < 10 && part == 0.5 ? 1 : 0) +
             std::string(part == 1 ? unit : "") + "</text>";
    }
    for (const int year : {first_, last_})
      svg += "<text x=\"" + std::to_string(x(year)) + "\" y=\"174\" text-anchor=\"" +
             (year == first_ ? "start" : "end") + "\">" + std::to_string(year) + "</text>";
    return svg;
  }
  std::string line(std::string_view css, const std::vector<std::pair<int, double>>& points) const {
    std::string text = "<polyline class=\"" + std::string(css) + "\" points=\"";
    for (const auto& [year, value] : points) text += point(year, value);
    return text + "\"/>";
  }
  std::string band(std::string_view css, const std::vector<std::pair<int, double>>& low,
                   const std::vector<std::pair<int, double>>& high) const {
    std::string text = "<polygon class=\"" + std::string(css) + "\" points=\"";
    for (const auto& [year, value] : high) text += point(year, value);
    for (auto at = low.rbegin(); at != low.rend(); ++at) text += point(at->first, at->second);
    return text + "\"/>";
  }

 private:
  static constexpr double kWidth = 320, kHeight = 180, kLeft = 34, kRight = 8, kTop = 10,
                          kBottom = 20;
  int first_, last_;
  double top_ = 1;
};

using Points = std::vector<std::pair<int, double>>;

struct FanLines {
  std::array<Points, kFanProbabilities.size()> at;
};
FanLines lines_of(const Outlook& outlook, const AreaOutlook& area, Quantity quantity, double factor,
                  const Points& begin) {
  FanLines lines;
  for (std::size_t q = 0; q < lines.at.size(); ++q) {
    lines.at[q] = begin;
    for (std::size_t year = 0; year < outlook.years(); ++year)
      lines.at[q].emplace_back(outlook.year(year).value, area.fan(quantity, year).at[q] * factor);
  }
  return lines;
}

double highest(const Points& points) {
  double most = 0;
  for (const auto& [year, value] : points) most = std::max(most, value);
  return most;
}

std::string share_chart(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area) {
  const AllyRecord& ally = outlook.panel.allies[area.index];
  Points known;
  for (const Known& share : ally.share)
    if (share.year.value >= 2014) known.emplace_back(share.year.value, share.value);
  const double threshold = outlook.ask.guideline->threshold.to_double();
  const FanLines fan = lines_of(outlook, area, Quantity::share, 1, {known.back()});
  Points path;
  for (std::size_t i = 0; i < area.assumed.size(); ++i)
    path.emplace_back(outlook.time.today.value + static_cast<int>(i), area.assumed[i]);
  const double most =
      std::max({threshold * 1.3, highest(known), highest(fan.at[4]), highest(path)});
  const Chart chart(known.front().first, outlook.time.last.value, most);
  const std::size_t at = outlook.years() - 1;
  const Fan& end = area.fan(Quantity::share, at);
  const std::string name(ledger.area(area.area).name);
  const std::string caption =
      rounded_text(area.today) + "% in " + std::to_string(area.today_year.value) +
      "; without new policy " + rounded_text(end.median()) + "% in " +
      std::to_string(outlook.year(at).value) + " (90% band " + rounded_text(end.at.front()) +
      " to " + rounded_text(end.at.back()) + "%)";
  std::string out = "<figure><h3>" + html_escaped(name) + "</h3>";
  out += chart.begin(name + ": " + caption, "%");
  out += chart.band("outer", fan.at[0], fan.at[4]) + chart.band("inner", fan.at[1], fan.at[3]);
  out += chart.line("median", fan.at[2]) + chart.line("known", known);
  if (!path.empty()) out += chart.line("path", path);
  out += "<line class=\"goal\" x1=\"34\" x2=\"312\" y1=\"" + std::to_string(chart.y(threshold)) +
         "\" y2=\"" + std::to_string(chart.y(threshold)) + "\"/></svg><figcaption>" +
         html_escaped(caption) + "</figcaption></figure>\n";
  return out;
}

std::string cost_chart(const Ledger& ledger, const Outlook& outlook, const AreaOutlook& area,
                       Quantity quantity, std::string_view what) {
  const ToldIn in = area.is_group ? ToldIn{kUsd, 1} : currencies_of(ledger, outlook, area).back();
  const double factor = in.per_usd / 1e9;
  const FanLines fan = lines_of(outlook, area, quantity, factor, {});
  const Chart chart(outlook.year(0).value, outlook.time.last.value,
                    std::max(highest(fan.at[4]), 1e-6));
  const std::string title = std::string(ledger.area(area.area).name) + ": " + std::string(what);
  std::string out = "<figure><h3>" + html_escaped(title) + "</h3>" + chart.begin(title, "");
  out += chart.band("outer", fan.at[0], fan.at[4]) + chart.band("inner", fan.at[1], fan.at[3]);
  out += chart.line("median", fan.at[2]) + "</svg><figcaption>" + std::string(in.currency.text()) +
         " billion a year at " + std::to_string(outlook.panel.base.value) +
         " prices</figcaption></figure>\n";
  return out;
}

void table_begin(std::string& out, const std::vector<std::string>& head) {
  out += "<div class=\"wide\" tabindex=\"0\"><table><thead><tr>";
  for (const std::string& cell : head) out += "<th scope=\"col\">" + html_escaped(cell) + "</th>";
  out += "</tr></thead><tbody>";
}
void table_row(std::string& out, const std::vector<std::string>& cells) {
  out += "<tr>";
  for (std::size_t i = 0; i < cells.size(); ++i)
    out += (i == 0 ? "<th scope=\"row\">" : "<td>") + html_escaped(cells[i]) +
           (i == 0 ? "</th>" : "</td>");
  out += "</tr>";
}
constexpr std::string_view kTableEnd = "</tbody></table></div>\n";

std::string band_text(const Fan& fan, double factor, int places) {
  return rounded_text(fan.median() * factor, places) + " (" +
         rounded_text(fan.at.front() * factor, places) + " to " +
         rounded_text(fan.at.back() * factor, places) + ")";
}

std::string group_table(const Outlook& outlook, const AreaOutlook& group) {
  std::string out;
  std::vector<std::string> head{"year"};
  if (outlook.measured)
    head.insert(head.end(), {"allies that meet it", "share of GDP without new policy, %"});
  if (group.has_costs) {
    head.emplace_back("spending on the path, $ billion");
    if (outlook.measured)
      head.insert(head.end(),
                  {"above no new policy", "above today's share", "the same, summed up"});
  }
  table_begin(out, head);
  for (std::size_t year = 0; year < outlook.years(); ++year) {
    std::vector<std::string> row{std::to_string(outlook.year(year).value)};
    if (outlook.measured) {
      const auto& n = group.counts[year];
      row.push_back(std::to_string(count_at(n, 0.5)) + " (" + std::to_string(count_at(n, 0.05)) +
                    " to " + std::to_string(count_at(n, 0.95)) + ")");
      row.push_back(group.has_costs ? band_text(group.fan(Quantity::share, year), 1, 2) : "");
    }
    if (group.has_costs) {
      row.push_back(band_text(group.fan(Quantity::spending, year), 1e-9, 0));
      if (outlook.measured)
        for (const Quantity q :
             {Quantity::above_trend, Quantity::above_today, Quantity::cumulative_above_today})
          row.push_back(band_text(group.fan(q, year), 1e-9, 0));
    }
    table_row(out, row);
  }
  return out + std::string(kTableEnd);
}

std::string ally_table(const Ledger& ledger, const Outlook& outlook) {
  std::string out;
  const std::string end = std::to_string(outlook.time.last.value);
  table_begin(out, {"ally", "last known share, %", "in " + end + " without new policy, %",
                    "chance of meeting it", "assumed in " + end + ", %", "currency, million",
                    "above no new policy in " + end, "above today's share in " + end, "summed up"});
  const std::size_t last = outlook.years() - 1;
  for (const AreaOutlook& area : outlook.allies) {
    std::vector<std::string> row{std::string(ledger.area(area.area).name), rounded_text(area.today),
                                 band_text(area.fan(Quantity::share, last), 1, 2),
                                 rounded_text(100 * area.met[last], 0) + "%",
                                 area.assumed.empty() ? "" : rounded_text(area.assumed.back())};
    if (area.has_costs) {
      const ToldIn in = currencies_of(ledger, outlook, area).back();
      row.emplace_back(in.currency.text());
      for (const Quantity q :
           {Quantity::above_trend, Quantity::above_today, Quantity::cumulative_above_today})
        row.push_back(band_text(area.fan(q, last), in.per_usd * 1e-6, 0));
    }
    table_row(out, row);
  }
  return out + std::string(kTableEnd);
}

}  // namespace

std::string outlook_html(const Ledger& ledger, const std::vector<Outlook>& outlooks) {
  const Outlook& first = outlooks.front();
  const std::string title = "Outlook: " + std::string(ledger.area(first.ask.area).name) +
                            ", as known on " + to_prose(first.ask.scope.as_of);
  std::string out =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><title>" +
      html_escaped(title) + "</title><style>" + std::string(kStyle) +
      "</style></head><body><main>\n<h1>" + html_escaped(title) + "</h1>\n";
  for (const Outlook& outlook : outlooks) {
    const Guideline& guideline = *outlook.ask.guideline;
    out += "<h2>" + html_escaped(guideline.id) + ": " + html_escaped(guideline.text) + ", by " +
           std::to_string(outlook.ask.deadline.value) + "</h2>\n<dl class=\"facts\">";
    for (const Statement& said : statements(ledger, outlook))
      out += "<dt>" + std::string(said.assumed ? "assumed: " : "believed: ") +
             html_escaped(said.about) + "</dt><dd>" + html_escaped(said.text) + "</dd>";
    out += "</dl>\n";
    for (const std::string& line : headlines(ledger, outlook))
      out += "<p class=\"lead\">" + html_escaped(line) + "</p>\n";
    for (const AreaOutlook& group : outlook.groups) {
      out += "<h2>" + html_escaped(ledger.area(group.area).name) + "</h2>\n";
      if (group.has_costs && outlook.measured)
        out += "<div class=\"fans\">" +
               cost_chart(ledger, outlook, group, Quantity::above_today, "above today's share") +
               cost_chart(ledger, outlook, group, Quantity::spending, "spending on the path") +
               "</div>\n";
      out +=
          "<p class=\"dim\">Medians, and 90% bands in brackets.</p>" + group_table(outlook, group);
    }
    if (!outlook.measured) continue;
    out +=
        "<h2>The share of GDP, ally by ally</h2>\n<p class=\"dim\">Black: as published. Blue: "
        "without new policy, "
        "median, half and nine tenths of the paths. Dotted: the assumed path. Dashed: the "
        "guideline.</p>\n"
        "<div class=\"fans\">";
    for (const AreaOutlook& area : outlook.allies) out += share_chart(ledger, outlook, area);
    out += "</div>\n<h2>The figures behind</h2>\n" + ally_table(ledger, outlook);
  }
  return out + "</main></body></html>\n";
}

}  // namespace muster
