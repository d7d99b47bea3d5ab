#include <gumbo.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <vector>

#include "base/json_reader.h"
#include "base/text.h"
#include "documents/readable.h"

namespace muster {
namespace {

// The parser and its tree recurse; a page of people is a few dozen deep.
constexpr int kDeepest = 3000;

// Elements that need no end tag don't add to the depth.
bool stays_open(std::string_view tag) {
  static constexpr std::array<std::string_view, 22> kOptional = {
      "p",  "li", "br",     "img",    "input", "meta", "link", "hr",  "td",    "tr",    "th",
      "dt", "dd", "option", "source", "wbr",   "area", "base", "col", "embed", "param", "track"};
  return std::ranges::find(kOptional, tag) == kOptional.end();
}

int depth_of(std::string_view html) {
  int depth = 0;
  int deepest = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos && at + 1 < html.size();
       at = html.find('<', at + 1)) {
    const bool end = html[at + 1] == '/';
    std::size_t name = at + (end ? 2 : 1);
    std::string tag;
    while (name < html.size() && tag.size() < 12 &&
           std::isalpha(static_cast<unsigned char>(html[name])) != 0)
      tag += static_cast<char>(std::tolower(static_cast<unsigned char>(html[name++])));
    if (tag.empty() || !stays_open(tag)) continue;
    depth = end ? std::max(0, depth - 1) : depth + 1;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

std::string_view attribute(const GumboNode* node, const char* name) {
  if (node->type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool is(const GumboNode* node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag;
}

std::vector<const GumboNode*> children(const GumboNode* node) {
  std::vector<const GumboNode*> found;
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_DOCUMENT) return found;
  const GumboVector& vector =
      node->type == GUMBO_NODE_DOCUMENT ? node->v.document.children : node->v.element.children;
  for (unsigned i = 0; i < vector.length; ++i)
    found.push_back(static_cast<const GumboNode*>(vector.data[i]));
  return found;
}

// Calls `visit` on every node, parents first; a false answer passes over what is beneath.
template <typename Visit>
void walk(const GumboNode* root, const Visit& visit) {
  std::vector<const GumboNode*> stack = {root};
  while (!stack.empty()) {
    const GumboNode* node = stack.back();
    stack.pop_back();
    if (!visit(node)) continue;
    const auto below = children(node);
    stack.insert(stack.end(), below.rbegin(), below.rend());
  }
}

bool is_block(GumboTag tag) {
  static constexpr std::array kBlocks = {
      GUMBO_TAG_P,     GUMBO_TAG_DIV,        GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,
      GUMBO_TAG_MAIN,  GUMBO_TAG_H1,         GUMBO_TAG_H2,      GUMBO_TAG_H3,
      GUMBO_TAG_H4,    GUMBO_TAG_H5,         GUMBO_TAG_H6,      GUMBO_TAG_UL,
      GUMBO_TAG_OL,    GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_FIGURE,  GUMBO_TAG_FIGCAPTION,
      GUMBO_TAG_TABLE, GUMBO_TAG_PRE,        GUMBO_TAG_HEADER,  GUMBO_TAG_BODY,
      GUMBO_TAG_DL};
  return std::ranges::find(kBlocks, tag) != kBlocks.end();
}

// What is on the page and not in the article.
bool is_noise(const GumboNode* node) {
  if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_TEMPLATE) return true;
  if (node->type != GUMBO_NODE_ELEMENT) return false;
  static constexpr std::array kTags = {
      GUMBO_TAG_SCRIPT,   GUMBO_TAG_STYLE,  GUMBO_TAG_NAV,      GUMBO_TAG_FOOTER,
      GUMBO_TAG_ASIDE,    GUMBO_TAG_FORM,   GUMBO_TAG_NOSCRIPT, GUMBO_TAG_IFRAME,
      GUMBO_TAG_BUTTON,   GUMBO_TAG_SELECT, GUMBO_TAG_SVG,      GUMBO_TAG_TEMPLATE,
      GUMBO_TAG_TEXTAREA, GUMBO_TAG_VIDEO,  GUMBO_TAG_AUDIO,    GUMBO_TAG_HEAD};
  if (std::ranges::find(kTags, node->v.element.tag) != kTags.end()) return true;
  if (attribute(node, "aria-hidden") == "true" || attribute(node, "role") == "navigation" ||
      gumbo_get_attribute(&node->v.element.attributes, "hidden") != nullptr)
    return true;
  // Words of a class or an id, parted by anything that is no letter.
  static constexpr std::array<std::string_view, 24> kWords = {
      "nav",     "navbar",     "menu",          "footer",      "sidebar",     "cookie",
      "cookies", "consent",    "related",       "recommended", "comments",    "comment",
      "respond", "newsletter", "subscribe",     "share",       "sharing",     "social",
      "promo",   "advert",     "advertisement", "breadcrumb",  "breadcrumbs", "pagination"};
  for (const char* name : {"class", "id"}) {
    std::string word;
    const std::string text = ascii_lower(attribute(node, name)) + " ";
    for (const char c : text) {
      if (c >= 'a' && c <= 'z') {
        word += c;
        continue;
      }
      if (std::ranges::find(kWords, word) != kWords.end()) return true;
      word.clear();
    }
  }
  return false;
}

// Text with its white space folded and its blocks parted by empty lines.
class Writer {
 public:
  void text(std::string_view piece) {
    for (const char c : piece) {
      const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
      if (space) {
        space_ = space_ || !out_.empty();
        continue;
      }
      if (breaks_ > 0 && !out_.empty()) {
        out_.append(static_cast<std::size_t>(breaks_), '\n');
      } else if (space_ && !out_.empty() && out_.back() != ' ' && out_.back() != '\n') {
        out_ += ' ';
      }
      breaks_ = 0;
      space_ = false;
      out_ += c;
    }
  }
  void line() { breaks_ = std::max(breaks_, 1); }
  void paragraph() { breaks_ = 2; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  bool space_ = false;
  int breaks_ = 0;
};

void write(const GumboNode* root, Writer& out, bool skip_noise) {
  // Entered and left: blocks break before and behind.
  struct Step {
    const GumboNode* node;
    bool leaving;
  };
  std::vector<Step> stack = {{root, false}};
  while (!stack.empty()) {
    const auto [node, leaving] = stack.back();
    stack.pop_back();
    const GumboTag tag = node->type == GUMBO_NODE_ELEMENT ? node->v.element.tag : GUMBO_TAG_UNKNOWN;
    if (leaving) {
      if (is_block(tag)) out.paragraph();
      if (tag == GUMBO_TAG_LI || tag == GUMBO_TAG_TR) out.line();
      if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) out.text(" ");
      continue;
    }
    if (skip_noise && node != root && is_noise(node)) continue;
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
      out.text(node->v.text.text);
      continue;
    }
    if (is_block(tag)) out.paragraph();
    if (tag == GUMBO_TAG_BR || tag == GUMBO_TAG_TR) out.line();
    if (tag == GUMBO_TAG_LI) {
      out.line();
      out.text("- ");
    }
    stack.push_back({node, true});
    const auto below = children(node);
    for (auto child = below.rbegin(); child != below.rend(); ++child)
      stack.push_back({*child, false});
  }
}

std::string text_of(const GumboNode* node, bool skip_noise) {
  Writer out;
  write(node, out, skip_noise);
  return out.take();
}

// Letters in paragraphs beneath a node that are no links: what makes an article.
std::size_t weight_of(const GumboNode* root) {
  std::size_t weight = 0;
  walk(root, [&](const GumboNode* node) {
    if (node != root && is_noise(node)) return false;
    if (is(node, GUMBO_TAG_A)) return false;
    if (node->type == GUMBO_NODE_TEXT) weight += std::strlen(node->v.text.text);
    return true;
  });
  return weight;
}

// The element that holds the article: an <article> or the main part, where the page says so; else
// the one with most text in its own paragraphs.
const GumboNode* article_of(const GumboNode* root) {
  const GumboNode* best = nullptr;
  std::size_t most = 0;
  const auto consider = [&](const GumboNode* node, std::size_t weight) {
    if (weight > most) {
      most = weight;
      best = node;
    }
  };
  constexpr std::size_t kLeast = 200;  // letters; a teaser is no article
  for (const bool body : {true, false}) {
    walk(root, [&](const GumboNode* node) {
      if (is_noise(node)) return false;
      const bool names_it =
          body ? attribute(node, "itemprop") == "articleBody" || is(node, GUMBO_TAG_ARTICLE)
               : is(node, GUMBO_TAG_MAIN) || attribute(node, "role") == "main";
      if (names_it) consider(node, weight_of(node));
      return true;
    });
    if (most >= kLeast) return best;
  }
  walk(root, [&](const GumboNode* node) {
    if (is_noise(node)) return false;
    std::size_t own = 0;
    for (const GumboNode* child : children(node)) {
      if (is(child, GUMBO_TAG_P)) own += weight_of(child);
    }
    if (own >= kLeast) consider(node, own);
    return true;
  });
  return best != nullptr ? best : root;
}

// The day of "2025-04-26T10:00:00+02:00", "2025-04-26" or "2025-04".
std::optional<Period> date_in(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  for (const std::size_t length : {10U, 7U}) {
    if (text.size() < length) continue;
    if (text.size() > length && std::isdigit(static_cast<unsigned char>(text[length])) != 0)
      continue;
    if (const auto period = parse_period(text.substr(0, length))) return *period;
  }
  return std::nullopt;
}

// What the page says of itself, the surest first.
struct Metadata {
  std::string title, author;
  std::optional<Period> date;

  void take_title(std::string_view text) {
    if (title.empty()) title = text;
  }
  void take_author(std::string_view text) {
    if (author.empty()) author = text;
  }
  void take_date(std::string_view text) {
    if (!date) date = date_in(text);
  }
};

void read_json_ld(JsonValue json, Metadata& metadata, int depth) {
  if (depth > 6) return;
  for (const JsonValue entry : json.elements()) read_json_ld(entry, metadata, depth + 1);
  if (!json.is_object()) return;
  read_json_ld(json["@graph"], metadata, depth + 1);
  metadata.take_date(json["datePublished"].text());
  metadata.take_title(json["headline"].text());
  // A name, a person with a name, or several of either, of whom the first is taken.
  const auto authors = json["author"].elements();
  const JsonValue author = authors.empty() ? json["author"] : authors.front();
  metadata.take_author(author.text());
  metadata.take_author(author["name"].text());
}

Metadata read_metadata(const GumboNode* root) {
  Metadata metadata;
  std::string h1;
  std::string title;
  std::string time;
  walk(root, [&](const GumboNode* node) {
    if (is(node, GUMBO_TAG_META)) {
      std::string key = ascii_lower(attribute(node, "property"));
      if (key.empty()) key = ascii_lower(attribute(node, "name"));
      if (key.empty()) key = ascii_lower(attribute(node, "itemprop"));
      const std::string_view content = attribute(node, "content");
      if (key == "article:published_time" || key == "datepublished" || key == "date" ||
          key == "dc.date" || key == "dc.date.issued" || key == "pubdate" ||
          key == "parsely-pub-date" || key == "publish-date")
        metadata.take_date(content);
      if (key == "og:title" || key == "dc.title" || key == "twitter:title")
        metadata.take_title(content);
      if (key == "author" || key == "article:author" || key == "dc.creator")
        metadata.take_author(content);
    }
    if (is(node, GUMBO_TAG_SCRIPT) &&
        ascii_lower(attribute(node, "type")) == "application/ld+json") {
      std::string source;
      for (const GumboNode* child : children(node)) {
        if (child->type == GUMBO_NODE_TEXT) source += child->v.text.text;
      }
      const JsonDocument document(source);
      read_json_ld(document.root(), metadata, 0);
    }
    if (is(node, GUMBO_TAG_TIME) && time.empty()) time = attribute(node, "datetime");
    if (is(node, GUMBO_TAG_H1) && h1.empty()) h1 = text_of(node, false);
    if (is(node, GUMBO_TAG_TITLE) && title.empty()) title = text_of(node, false);
    return true;
  });
  metadata.take_date(time);
  metadata.take_title(h1);
  metadata.take_title(title);
  return metadata;
}

}  // namespace

Result<ReadableText> read_html(std::string_view html) {
  if (depth_of(html) > kDeepest)
    return Error{"the page's elements are nested more than " + std::to_string(kDeepest) + " deep",
                 "", "save the page again, or give its text"};
  struct Close {
    void operator()(GumboOutput* output) const {
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  };
  const std::unique_ptr<GumboOutput, Close> page(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  if (page == nullptr) return Error{"the page can't be read", "", "give its text"};
  ReadableText readable;
  Metadata metadata = read_metadata(page->root);
  readable.text = text_of(article_of(page->root), true);
  readable.title = std::move(metadata.title);
  readable.author = std::move(metadata.author);
  readable.date = metadata.date;
  readable.extracted = true;
  // The headline is part of what was printed.
  if (!readable.title.empty() && readable.text.find(readable.title) == std::string::npos)
    readable.text = readable.title + "\n\n" + readable.text;
  // A page may hold anything; what is left is text.
  std::erase(readable.text, '\0');
  if (first_invalid_utf8(readable.text))
    return Error{"the page holds no valid UTF-8", "", "save it as UTF-8"};
  return readable;
}

}  // namespace muster
