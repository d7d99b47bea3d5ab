// The result of a check as one self-contained page: the article with each claim marked where it
// stands, and an evidence sheet beneath. Links and a few lines of script; it reads without the
// script as well.

#include <algorithm>
#include <set>

#include "base/text.h"
#include "check/check.h"

namespace muster {
namespace {

struct VerdictLook {
  std::string_view css;  // class
  std::string_view sign;
  std::string_view word;
};

VerdictLook look_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return {"holds", "✓", "holds"};
    case Verdict::holds_in_another_reading:
      return {"another", "≈", "holds in another reading"};
    case Verdict::contradicted:
      return {"contradicted", "✗", "contradicted"};
    case Verdict::not_in_ledger:
      return {"unknown", "?", "not in the ledger"};
  }
  return {};
}

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfcf9;--card:#fff;--line:#d8d4ca;--dim:#5c6370;--holds:#1a6b3c;--holds-bg:#dff2e5;--another:#7a5200;--another-bg:#fbeccb;--contradicted:#a3161b;--contradicted-bg:#fbdcdc;--unknown:#4a5363;--unknown-bg:#e6e8ec}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#16181b;--card:#1f2226;--line:#3a3e45;--dim:#a2a8b3;--holds:#8ddba9;--holds-bg:#16351f;--another:#f0c674;--another-bg:#3a2d0e;--contradicted:#ff9d9d;--contradicted-bg:#431a1c;--unknown:#b9c0cc;--unknown-bg:#2a2f37}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.6 Georgia,"Times New Roman",serif}
main{max-width:42rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.25;margin:0 0 .5rem}h2{font-size:1.25rem;margin:2.5rem 0 1rem;border-top:1px solid var(--line);padding-top:1.5rem}
.meta,.summary,.card{font-family:system-ui,sans-serif;font-size:.9375rem;line-height:1.5}.meta{color:var(--dim);margin:0 0 1rem}
.summary{list-style:none;display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:0 0 2rem}.summary li{padding:.125rem .625rem;border-radius:1rem}
.claim{color:inherit;text-decoration:none;border-bottom:2px solid;padding:.05em .1em;border-radius:.15em .15em 0 0}.claim:hover{border-bottom-width:3px}
.claim:focus-visible,summary:focus-visible,a:focus-visible{outline:3px solid var(--another);outline-offset:2px}
.claim sup{font:600 .65em system-ui,sans-serif;margin-left:.1em}
.holds{background:var(--holds-bg);border-color:var(--holds)}.another{background:var(--another-bg);border-color:var(--another)}.contradicted{background:var(--contradicted-bg);border-color:var(--contradicted)}.unknown{background:var(--unknown-bg);border-color:var(--unknown)}
.verdict{font-weight:700}.card.holds .verdict{color:var(--holds)}.card.another .verdict{color:var(--another)}.card.contradicted .verdict{color:var(--contradicted)}.card.unknown .verdict{color:var(--unknown)}
.cards{list-style:none;padding:0;margin:0}.card{background:var(--card);border:1px solid var(--line);border-left:.3rem solid;border-radius:.25rem;padding:.875rem 1rem;margin:0 0 1rem;scroll-margin-top:1rem}
.card.holds{border-left-color:var(--holds)}.card.another{border-left-color:var(--another)}.card.contradicted{border-left-color:var(--contradicted)}.card.unknown{border-left-color:var(--unknown)}.card:target{box-shadow:0 0 0 3px var(--another-bg)}.card p{margin:.25rem 0}.card blockquote{margin:.25rem 0 .5rem;font:italic 1rem/1.5 Georgia,serif}.card ul{margin:.25rem 0;padding-left:1.25rem}.card .source{color:var(--dim);overflow-wrap:anywhere}
.card table{border-collapse:collapse;width:100%;margin-top:.5rem;font-size:.875rem}.card th,.card td{text-align:left;padding:.25rem .5rem .25rem 0;border-top:1px solid var(--line);vertical-align:top}
.correction{border-top:1px dashed var(--line);padding-top:.5rem}
summary{cursor:pointer}
@media print{body{background:#fff;color:#000;font-size:11pt}.card{break-inside:avoid;background:#fff}main{max-width:none;padding:0}details>*{display:block}}
)";

// A card opens beneath the paragraph of its claim, and closes again; without the script the link
// jumps to it in the sheet.
constexpr std::string_view kScript = R"(
document.querySelectorAll('a.claim').forEach(function(link){
  link.setAttribute('role','button');link.setAttribute('aria-expanded','false');
  link.addEventListener('click',function(event){
    event.preventDefault();
    var open=document.getElementById('open-'+link.dataset.claim);
    if(open){open.remove();link.setAttribute('aria-expanded','false');return;}
    var card=document.getElementById('claim-'+link.dataset.claim).cloneNode(true);
    card.id='open-'+link.dataset.claim;
    var place=document.createElement('div');place.setAttribute('role','region');place.setAttribute('aria-label','Claim '+link.dataset.claim);
    while(card.firstChild)place.appendChild(card.firstChild);
    place.className=card.className;place.id=card.id;
    link.closest('p').after(place);link.setAttribute('aria-expanded','true');
  });
  link.addEventListener('keydown',function(event){if(event.key===' '){event.preventDefault();link.click();}});
});
)";

// One paragraph of the text, with the claims that lie in it marked.
std::string marked(const CheckResult& result, std::size_t begin, std::size_t end) {
  std::set<std::size_t> cuts = {begin, end};
  for (const CheckedClaim& checked : result.claims) {
    if (checked.claim.begin >= end || checked.claim.end <= begin) continue;
    cuts.insert(std::max<std::size_t>(checked.claim.begin, begin));
    cuts.insert(std::min<std::size_t>(checked.claim.end, end));
  }
  std::string out;
  for (auto cut = cuts.begin(); std::next(cut) != cuts.end(); ++cut) {
    const std::size_t from = *cut;
    const std::size_t to = *std::next(cut);
    // Of several claims over the same words, the shortest is the one that is meant.
    std::optional<std::size_t> own;
    for (std::size_t i = 0; i < result.claims.size(); ++i) {
      const Claim& claim = result.claims[i].claim;
      if (claim.begin > from || claim.end < to) continue;
      if (!own ||
          claim.end - claim.begin < result.claims[*own].claim.end - result.claims[*own].claim.begin)
        own = i;
    }
    const std::string words = html_escaped(result.text.substr(from, to - from));
    if (!own) {
      out += words;
      continue;
    }
    const std::string number = std::to_string(*own + 1);
    const VerdictLook look = look_of(result.claims[*own].judgement.verdict);
    out += "<a class=\"claim " + std::string(look.css) + "\" href=\"#claim-" + number +
           "\" data-claim=\"" + number + "\">" + words;
    // The number stands once, where the claim ends.
    if (result.claims[*own].claim.end == to)
      out += "<sup>" + number + "<span style=\"position:absolute;clip-path:inset(50%)\"> " +
             std::string(look.word) + "</span></sup>";
    out += "</a>";
  }
  return out;
}

// The same table is named once, however many of its figures were counted.
std::string sources_of(const Reading& reading) {
  constexpr std::size_t kCells = 4;
  std::vector<std::string> distinct = reading.cells;
  std::ranges::sort(distinct);
  const auto repeated = std::ranges::unique(distinct);
  distinct.erase(repeated.begin(), repeated.end());
  std::string cells;
  for (std::size_t c = 0; c < distinct.size() && c < kCells; ++c)
    cells += (c > 0 ? "; " : "") + html_escaped(distinct[c]);
  if (distinct.size() > kCells)
    cells += " and " + std::to_string(distinct.size() - kCells) + " more";
  return cells;
}

std::string card(const Ledger& ledger, const CheckResult& result, std::size_t i) {
  const CheckedClaim& checked = result.claims[i];
  const VerdictLook look = look_of(checked.judgement.verdict);
  const auto& readings = checked.assessment.readings;
  std::string out = "<li class=\"card " + std::string(look.css) + "\" id=\"claim-" +
                    std::to_string(i + 1) + "\">\n";
  out += "<p class=\"verdict\">" + std::to_string(i + 1) + ". " + std::string(look.sign) + " " +
         std::string(look.word) + "</p>\n";
  out += "<blockquote>" +
         html_escaped(
             result.text.substr(checked.claim.begin, checked.claim.end - checked.claim.begin)) +
         "</blockquote>\n";
  if (!checked.judgement.reading)
    return out + "<p>No official figure for this is in the ledger.</p></li>\n";
  const Reading& reading = readings[*checked.judgement.reading];
  const std::string where = coordinates(ledger, reading);
  out += "<p><strong>" + html_escaped(reading.answer) + "</strong>" +
         (where.empty() ? "" : " · " + html_escaped(where)) + "</p>\n";
  if (checked.judgement.today == VerdictToday::stale) {
    out += "<p>Revised since: " + html_escaped(checked.assessment.today->answer) + " · " +
           html_escaped(coordinates(ledger, *checked.assessment.today)) +
           ". Right when printed.</p>\n";
  }
  if (!reading.working.empty()) {
    out += "<ul>";
    for (const std::string& step : reading.working) out += "<li>" + html_escaped(step) + "</li>";
    out += "</ul>\n";
  }
  if (!checked.judgement.correction.empty())
    out += "<p class=\"correction\"><strong>Correction:</strong> " +
           html_escaped(checked.judgement.correction) + "</p>\n";
  const std::string cells = sources_of(reading);
  if (!cells.empty()) out += "<p class=\"source\">Source: " + cells + "</p>\n";
  if (readings.size() > 1) {
    out += "<details><summary>" + std::to_string(readings.size() - 1) + " other reading" +
           (readings.size() > 2 ? "s" : "") +
           "</summary><table><thead><tr><th scope=\"col\">Figure</th><th "
           "scope=\"col\">Reading</th><th scope=\"col\">Agrees</th><th "
           "scope=\"col\">Working and source</th></tr></thead><tbody>";
    for (std::size_t r = 0; r < readings.size(); ++r) {
      if (r == *checked.judgement.reading) continue;
      out += "<tr><td>" + html_escaped(answer_of(readings[r])) + "</td><td>" +
             html_escaped(coordinates(ledger, readings[r])) + "</td><td>" +
             (readings[r].agrees ? "yes" : "no") + "</td><td>";
      for (const std::string& step : readings[r].working) out += html_escaped(step) + "<br>";
      out += "<span class=\"source\">" + sources_of(readings[r]) + "</span></td></tr>";
    }
    out += "</tbody></table></details>\n";
  }
  return out + "</li>\n";
}

}  // namespace

std::string to_html(const Ledger& ledger, const CheckResult& result) {
  const std::string title =
      result.title.empty() ? std::string(result.id) : std::string(result.title);
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
      "name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Checked: " +
      html_escaped(title) + "</title>\n<style>";
  out += std::string(kStyle) + "</style>\n</head>\n<body>\n<main>\n<h1>" + html_escaped(title) +
         "</h1>\n<p class=\"meta\">";
  if (result.day) {
    const Period window = *result.date;
    out += "Written " +
           (window.from == window.to
                ? to_prose(window.from)
                : "between " + to_prose(window.from) + " and " + to_prose(window.to)) +
           " (" + std::string(result.date_from) + "); ";
  } else {
    out += "Of no known date; ";
  }
  out += "checked against what " + html_escaped(result.publisher) + " had published by " +
         to_prose(result.as_of) + ".</p>\n<ul class=\"summary\">";
  for (const Verdict verdict : {Verdict::holds, Verdict::holds_in_another_reading,
                                Verdict::contradicted, Verdict::not_in_ledger}) {
    const std::size_t count = result.count(verdict);
    const VerdictLook look = look_of(verdict);
    if (count > 0)
      out += "<li class=\"" + std::string(look.css) + "\">" + std::string(look.sign) + " " +
             std::to_string(count) + " " + std::string(look.word) + "</li>";
  }
  out += "</ul>\n<article>\n";
  // Paragraphs part at empty lines; the headline stands above already.
  std::size_t at = 0;
  while (at < result.text.size()) {
    const std::size_t end = std::min(result.text.find("\n\n", at), result.text.size());
    const std::string_view paragraph = result.text.substr(at, end - at);
    const bool blank = paragraph.find_first_not_of(" \t\r\n") == std::string_view::npos;
    const bool claims = std::ranges::any_of(result.claims, [&](const CheckedClaim& c) {
      return c.claim.begin < end && c.claim.end > at;
    });
    if (!blank && (claims || paragraph != result.title))
      out += "<p>" + marked(result, at, end) + "</p>\n";
    at = std::min(end + 2, result.text.size());
  }
  out += "</article>\n<h2>Evidence</h2>\n<ol class=\"cards\">\n";
  for (std::size_t i = 0; i < result.claims.size(); ++i) out += card(ledger, result, i);
  if (result.claims.empty())
    out +=
        "<li class=\"card unknown\">No checkable statement on alliance defence spending was "
        "found.</li>\n";
  return out + "</ol>\n</main>\n<script>" + std::string(kScript) + "</script>\n</body>\n</html>";
}

}  // namespace muster
