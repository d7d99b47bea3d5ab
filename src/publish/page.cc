#include "publish/page.h"

#include <fmt/format.h>

#include "base/text.h"

namespace muster {
namespace {

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfcf9;--line:#d8d4ca;--dim:#5c6370;--met:#1f5fa8;--missed:#a4541a;--other:#8aa4c4;--goal:#a3161b;--card:#fff}
@media (prefers-color-scheme:dark){:root{--ink:#e8e6e1;--paper:#16181b;--line:#3a3e45;--dim:#a9afba;--met:#7db4f0;--missed:#f0a868;--other:#4f6b8f;--goal:#ff9d9d;--card:#22262b}}
*{box-sizing:border-box}html{scroll-behavior:smooth}@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Georgia,"Times New Roman",serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:2.125rem;line-height:1.2;margin:0 0 .5rem}h2{font-size:1.5rem;line-height:1.25;margin:3.5rem 0 1rem;border-top:2px solid var(--ink);padding-top:1rem}h3{font-size:1.0625rem;margin:2rem 0 .25rem}
p,ul,dl{max-width:42rem}.lead p{font-size:1.25rem;line-height:1.5;margin:.75rem 0}.meta,.note,figcaption,nav,table,footer,dl,.embargo,.credit{font-family:system-ui,-apple-system,"Segoe UI",sans-serif;font-size:.9375rem;line-height:1.5}.meta,.note,figcaption,.credit{color:var(--dim)}
.embargo{border:2px solid var(--goal);padding:.5rem .75rem;font-weight:600;display:inline-block}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}a{color:inherit;text-decoration-color:var(--met);text-underline-offset:.15em}
a:focus-visible,.f:focus-visible,.wide:focus-visible,summary:focus-visible{outline:3px solid var(--met);outline-offset:2px}
figure{margin:1.5rem 0;break-inside:avoid}svg{display:block;width:100%;height:auto}figure>svg{max-width:46rem}svg text{font:13px system-ui,-apple-system,"Segoe UI",sans-serif;fill:var(--ink)}svg .value,svg .code{font-size:12px}
.axis{stroke:var(--line)}.goal{stroke:var(--goal);stroke-width:1.5;stroke-dasharray:5 4}text.goal{stroke:none;fill:var(--goal)}
.met{fill:var(--met)}.missed{fill:var(--missed)}.part0{fill:var(--met)}.part1{fill:var(--other)}
rect.estimate{fill-opacity:.45;stroke-width:1.5;stroke-dasharray:4 2}rect.met.estimate,rect.part0.estimate{stroke:var(--met)}rect.missed.estimate{stroke:var(--missed)}rect.part1.estimate{stroke:var(--other)}
.dot.estimate{fill:var(--paper);stroke-width:2}.dot.met{stroke:var(--met)}.dot.missed{stroke:var(--missed)}
.multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(9rem,1fr));gap:.75rem 1rem}.trend{fill:none;stroke:var(--met);stroke-width:2}.trend.estimate{stroke-dasharray:2 3}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.875rem}th,td{padding:.2rem .75rem .2rem 0;border-top:1px solid var(--line);text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}thead th{border:0;color:var(--dim);font-weight:500}tbody th{font-weight:400}
.f{cursor:help;text-decoration:underline dotted var(--dim);text-underline-offset:.2em;text-decoration-thickness:1px}td .f{text-decoration:none}td .f:hover{text-decoration:underline dotted}.f.e{font-style:italic}
#behind{position:fixed;max-width:min(26rem,92vw);background:var(--card);color:var(--ink);border:1px solid var(--dim);border-radius:.25rem;padding:.5rem .75rem;font:.875rem/1.45 system-ui,-apple-system,"Segoe UI",sans-serif;z-index:2;overflow-wrap:anywhere}#behind[hidden]{display:none}
dt{font-weight:600;margin-top:.75rem}dd{margin:0}
@page{size:A4;margin:16mm}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--line:#bbb;--dim:#444;--met:#1f5fa8;--missed:#a4541a;--other:#8aa4c4;--goal:#a3161b}body{font-size:10pt}main{max-width:none;padding:0}nav,#behind,.screen{display:none}.wide{overflow:visible}table{font-size:7.5pt}th,td{padding-right:.4rem}h2{break-after:avoid}tr{break-inside:avoid}}
)";

// A figure's title becomes a card for hover, touch and keyboard. Each block of figures has one of
// them in the order of the Tab key; arrows go from there to the others.
constexpr std::string_view kScript = R"(
(()=>{const card=document.createElement('div');card.id='behind';card.hidden=true;card.setAttribute('role','status');document.body.append(card);
const all=[...document.querySelectorAll('.f')];for(const f of all){f.dataset.behind=f.title;f.removeAttribute('title')}
const show=f=>{card.textContent=f.dataset.behind;card.hidden=false;const b=f.getBoundingClientRect(),w=card.offsetWidth,h=card.offsetHeight;card.style.left=Math.max(4,Math.min(b.left,innerWidth-w-4))+'px';card.style.top=(b.bottom+h+6<innerHeight?b.bottom+4:Math.max(4,b.top-h-4))+'px'};
const hide=()=>{card.hidden=true};const of=e=>e.target instanceof Element?e.target.closest('.f'):null;
const blocks=new Map();for(const f of all){const b=f.closest('table')||f.closest('p')||document.body;if(!blocks.has(b))blocks.set(b,[]);blocks.get(b).push(f)}
for(const [,fs] of blocks)fs.forEach((f,i)=>{f.tabIndex=i?-1:0});
document.addEventListener('pointermove',e=>{const f=of(e);f?show(f):hide()});document.addEventListener('click',e=>{const f=of(e);f?show(f):hide()});
document.addEventListener('focusin',e=>{const f=of(e);f?show(f):hide()});document.addEventListener('scroll',()=>{const f=document.activeElement;card.hidden||(f&&f.dataset.behind&&f.dataset.behind===card.textContent?show(f):hide())},{passive:true,capture:true});
document.addEventListener('keydown',e=>{if(e.key==='Escape')hide();const f=of(e);if(!f)return;const row=f.closest('tr');let to=null;const list=blocks.get(f.closest('table')||f.closest('p')||document.body);const at=list.indexOf(f);
if(e.key==='ArrowRight')to=list[at+1];else if(e.key==='ArrowLeft')to=list[at-1];else if(row&&(e.key==='ArrowDown'||e.key==='ArrowUp')){const col=f.closest('td').cellIndex;let r=row;do{r=e.key==='ArrowDown'?r.nextElementSibling:r.previousElementSibling}while(r&&!r.cells[col]?.querySelector('.f'));to=r?.cells[col].querySelector('.f')}else return;
if(to){e.preventDefault();for(const g of list)g.tabIndex=-1;to.tabIndex=0;to.focus()}})})();
)";

std::string attribute(std::string_view name, std::string_view value) {
  return value.empty() ? "" : fmt::format(" {}=\"{}\"", name, html_escaped(value));
}

}  // namespace

std::string figure_html(const Told& told) {
  std::string css = "f";
  if (told.status != ObsStatus::actual) css += " e";
  return fmt::format("<data class=\"{}\" value=\"{}\" data-m=\"{}\"", css, told.value,
                     html_escaped(told.measure)) +
         attribute("data-a", told.area) + fmt::format(" data-y=\"{}\"", told.year.value) +
         attribute("data-v", told.vintage) + attribute("data-b", told.price_basis) +
         attribute("title", provenance(told)) + ">" + html_escaped(told.text) + "</data>";
}

std::string prose_html(const Prose& prose) {
  std::string html;
  for (const Prose::Part& part : prose.parts()) {
    if (const auto* words = std::get_if<std::string>(&part)) {
      html += html_escaped(*words);
    } else {
      html += figure_html(std::get<Told>(part));
    }
  }
  return html;
}

std::string table_html(const DataTable& table) {
  std::string html = fmt::format(
      "<h3 id=\"table-{0}\">{1}</h3>\n<p class=\"note\">{2}</p>\n<div class=\"wide\" "
      "role=\"region\" "
      "aria-labelledby=\"table-{0}\" tabindex=\"0\"><table><thead><tr>",
      table.id, html_escaped(table.title), html_escaped(table.note));
  for (const std::string& column : table.columns)
    html += "<th scope=\"col\">" + html_escaped(column) + "</th>";
  html += "</tr></thead><tbody>\n";
  for (const auto& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto* words = std::get_if<std::string>(&row[i]);
      const std::string content =
          words != nullptr ? html_escaped(*words) : figure_html(std::get<Told>(row[i]));
      html += i == 0 ? "<th scope=\"row\">" + content + "</th>" : "<td>" + content + "</td>";
    }
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n";
}

std::string page_html(const Page& page) {
  return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<meta "
         "name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>" +
         html_escaped(page.title) + "</title>\n<meta name=\"description\" content=\"" +
         html_escaped(page.description) + "\">\n<link rel=\"icon\" href=\"data:,\">\n" + page.head +
         "<style>" + std::string(kStyle) + "</style></head>\n<body><main>\n" + page.body +
         "</main>\n<script>" + std::string(kScript) + "</script></body></html>\n";
}

}  // namespace muster
