// An Atom feed (RFC 4287).
#pragma once

#include <string>
#include <vector>

#include "base/date.h"

namespace muster {

struct FeedEntry {
  std::string id;  // an IRI that never changes
  std::string title;
  std::string link;  // where to read it
  std::string text;  // plain
  Date updated;
};

struct Feed {
  std::string id;
  std::string title;
  std::string author;
  std::string address;  // of the site; empty where it is not known
  std::vector<FeedEntry> entries;
};

// Newest first, whatever the order given; the feed is as new as its newest entry.
std::string atom(Feed feed);

}  // namespace muster
