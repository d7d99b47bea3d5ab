// A self-contained page: its style and its few lines of script within it, no request to anywhere.
// Figures are <data class="f"> elements that say what they are; the script shows it to whoever
// points at one, touches it, or comes to it by the keyboard.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/told.h"

namespace muster {

// <data class="f" value="4.07" data-m=measure data-a=area data-y=year data-v=vintage data-b=basis
// title="what is behind it">4.07</data>
std::string figure_html(const Told& told);
std::string prose_html(const Prose& prose);
// Scrolls within itself where it is wider than the page.
std::string table_html(const DataTable& table);

struct Page {
  std::string title;
  std::string description;  // for search engines and previews
  std::string head;         // more of the head, as markup
  std::string body;
};
std::string page_html(const Page& page);

}  // namespace muster
