#include "publish/feed.h"

#include <algorithm>

#include "base/text.h"

namespace muster {
namespace {

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + html_escaped(text) + "</" + std::string(name) + ">";
}

std::string moment(Date day) { return to_string(day) + "T00:00:00Z"; }

}  // namespace

std::string atom(Feed feed) {
  std::ranges::stable_sort(feed.entries, std::greater<>{}, &FeedEntry::updated);
  const Date newest = feed.entries.empty() ? make_date(1970, 1, 1) : feed.entries.front().updated;
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n" +
      element("id", feed.id) + element("title", feed.title) + element("updated", moment(newest)) +
      "<author>" + element("name", feed.author) + "</author>\n";
  if (!feed.address.empty())
    xml += "<link rel=\"self\" href=\"" + html_escaped(feed.address) + "feed.xml\"/><link href=\"" +
           html_escaped(feed.address) + "\"/>\n";
  for (const FeedEntry& entry : feed.entries)
    xml += "<entry>" + element("id", entry.id) + element("title", entry.title) +
           element("updated", moment(entry.updated)) + "<link href=\"" +
           html_escaped(feed.address + entry.link) + "\"/>" + "<content type=\"text\">" +
           html_escaped(entry.text) + "</content></entry>\n";
  return xml + "</feed>\n";
}

}  // namespace muster
