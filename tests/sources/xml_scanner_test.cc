// The scanner of sheets hands over what expat does.

#include "sources/xml_scanner.h"

#include <gtest/gtest.h>

#include <random>

#include "xml_events.h"

namespace muster {
namespace xml_scanner_test {

using tests::expat_events;
using tests::scanner_events;

std::string pick(std::mt19937& random, const std::vector<std::string>& from) {
  return from[random() % from.size()];
}

// Elements, attributes, text, entities, comments and CDATA as a sheet may have them.
std::string made_document(unsigned seed) {
  std::mt19937 random(seed);
  const std::vector<std::string> names = {"c", "v", "row", "x:is", "t", "é"};
  const std::vector<std::string> texts = {"12.5", "&lt;&amp;", "&#65;&#x20AC;", "Türkiye", " ",
                                          "\r\n", "\n",        "a > b",         "]]"};
  const std::vector<std::string> between = {"", "<!-- a <b> comment -->", "<![CDATA[<raw> & ]]>",
                                            "<?target a?>"};
  std::string out =
      pick(random, {"", "\xEF\xBB\xBF", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"});
  std::vector<std::string> open = {"sheet"};
  out += "<sheet>";
  for (int i = 0; i < 60; ++i) {
    const auto what = random() % 4;
    if (what == 0 && open.size() > 1) {
      out += "</" + open.back() + pick(random, {"", " "}) + ">";
      open.pop_back();
    } else if (what == 1) {
      out += pick(random, texts) + pick(random, between);
    } else {
      open.push_back(pick(random, names));
      out += "<" + open.back() +
             pick(random, {"", " r='A>1'", " x:r = \"B2\"", "\n t=\"s\" r='C3'"}) +
             pick(random, {">", " >", "/>"});
      if (out.ends_with("/>")) open.pop_back();
    }
  }
  for (; !open.empty(); open.pop_back()) out += "</" + open.back() + ">";
  return out + pick(random, {"", "\n", "<!-- end -->"});
}

TEST(XmlScanner, hands_over_what_expat_does_in_whatever_pieces_it_is_fed) {
  std::size_t sound = 0;
  for (unsigned seed = 0; seed < 400; ++seed) {
    const std::string document = made_document(seed);
    const auto expected = expat_events(document);
    if (!expected) continue;  // a comment may hold no two hyphens
    ++sound;
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, document.size()})
      EXPECT_EQ(scanner_events(document, size), expected) << document;
  }
  EXPECT_GT(sound, 50U);
}

TEST(XmlScanner, what_is_cut_off_anywhere_is_refused) {
  const std::string document =
      "<sheet><row r=\"1\"><c r='A1' t=\"s\"><v>1&amp;2</v></c></row></sheet>";
  ASSERT_TRUE(scanner_events(document, 5));
  for (std::size_t size = 0; size < document.size(); ++size)
    EXPECT_FALSE(scanner_events(document.substr(0, size), 5)) << size;
}

std::string refusal(std::string_view document) {
  tests::ScannedEvents told;
  XmlScanner scanner(told);
  auto error = scanner.feed(document);
  if (!error) error = scanner.finish();
  return error ? error->line() : "";
}

TEST(XmlScanner, a_fault_is_refused_with_its_byte) {
  EXPECT_EQ(
      refusal("<a><b></a></b>"),
      "byte 7: it is no well-formed XML: an element that closes another; the file is damaged");
  EXPECT_EQ(refusal("<a>&unknown;</a>"),
            "byte 4: it is no well-formed XML: an unknown entity; the file is damaged");
  EXPECT_EQ(refusal("<a>&#0;</a>"),
            "byte 4: it is no well-formed XML: an unknown entity; the file is damaged");
  EXPECT_EQ(refusal("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"),
            "byte 1: it declares a document type; no publisher's file does");
  EXPECT_EQ(refusal("<a>\xFF</a>"),
            "byte 4: it is no well-formed XML: it is not in UTF-8; the file is damaged");
  EXPECT_EQ(refusal("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"),
            "byte 1: it is no well-formed XML: it is not in UTF-8; the file is damaged");
  EXPECT_EQ(refusal("<a/><b/>"),
            "byte 5: it is no well-formed XML: a second root element; the file is damaged");
  EXPECT_EQ(refusal("<a/>text"),
            "byte 5: it is no well-formed XML: it is cut off; the file is damaged");
  EXPECT_EQ(refusal(""), "byte 1: it is no well-formed XML: it is cut off; the file is damaged");
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  EXPECT_NE(refusal(deep).find("nested too deeply"), std::string::npos);
  EXPECT_NE(refusal("<a " + std::string(2U << 20U, 'x')).find("without an end"), std::string::npos);
}

}  // namespace xml_scanner_test
}  // namespace muster
