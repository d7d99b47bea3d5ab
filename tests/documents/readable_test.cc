#include "documents/readable.h"

#include <gtest/gtest.h>

#include <random>

namespace muster {
namespace readable_test {

// A saved page as sites make them: the article among everything else.
constexpr std::string_view kPage =
    R"(<!DOCTYPE html><html><head><title>Allies pay more | The Paper</title>
<meta property="og:title" content="Allies pay more"><meta property="article:published_time" content="2025-05-02T08:30:00+02:00">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Another headline","author":[{"name":"Ada Quill"}]}]}</script>
<style>p { color: red }</style></head><body>
<nav class="main-nav"><ul><li><a href="/">Home</a></li><li>Spain spent 9% of GDP</li></ul></nav>
<div id="cookie-banner"><p>We use cookies to measure 2% of everything. Accept them all, or none of them, as you like it best today.</p></div>
<div class="layout"><article><h1>Allies pay more</h1>
<figure><img alt=""><figcaption>Mark Rutte, 2 May 2025</figcaption></figure>
<p>Poland spent <b>4.07%</b> of&nbsp;GDP on defence in 2024, NATO&rsquo;s report says, and that is more than any other ally spent in that year by a wide margin.</p>
<p>Estonia<br>follows. Here the text goes on for a while so that it is an article and no teaser, as a reader would expect of it.</p>
<aside>Related: Germany spent 8% of GDP</aside></article>
<section class="related-stories"><p>Read also: France spent 7% of GDP on defence, and other stories that have nothing to do with this one at all.</p></section>
<div id="respond"><form><p>Leave a Reply. Your address will not be published.</p></form></div></div>
<footer><p>Copyright, and 5% of GDP</p></footer></body></html>)";

TEST(Html, the_article_is_found_among_everything_else) {
  const auto page = read_html(kPage);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->title, "Allies pay more");
  EXPECT_EQ(page->author, "Ada Quill");
  ASSERT_TRUE(page->date);
  EXPECT_EQ(to_string(page->date->from), "2025-05-02");
  EXPECT_TRUE(page->extracted);
  EXPECT_NE(
      page->text.find("Poland spent 4.07% of\u00A0GDP on defence in 2024, NATO\u2019s report"),
      std::string::npos)
      << page->text;
  EXPECT_NE(page->text.find("Mark Rutte, 2 May 2025"), std::string::npos);
  EXPECT_NE(page->text.find("Estonia\nfollows."), std::string::npos) << page->text;
  for (const char* noise : {"Spain", "cookies", "Germany", "France", "Reply", "Copyright", "color"})
    EXPECT_EQ(page->text.find(noise), std::string::npos) << noise << "\n" << page->text;
}

TEST(Html, without_an_article_element_the_paragraphs_decide) {
  const auto page = read_html(
      "<html><body><div class=menu><p>A menu whose words are many but are no article, however long "
      "one makes them for the purpose of a test.</p></div>"
      "<div><div><p>The first paragraph of the story is long enough to be taken for one, and says "
      "that NATO has thirty-two members since 2024.</p>"
      "<p>The second paragraph is as long as the first one is, and says nothing else of interest "
      "to anybody who reads this test.</p></div></div></body></html>");
  ASSERT_TRUE(page);
  EXPECT_TRUE(page->text.starts_with("The first paragraph"));
  EXPECT_EQ(page->text.find("menu"), std::string::npos);
}

TEST(Html, a_date_is_taken_from_where_the_page_has_it) {
  const auto date = [](std::string_view head) {
    const auto page =
        read_html("<html><head>" + std::string(head) + "</head><body><p>text</p></body></html>");
    return page && page->date ? to_string(page->date->from) : std::string("none");
  };
  EXPECT_EQ(date(R"(<script type="application/ld+json">{"datePublished":"2024-06-17"}</script>)"),
            "2024-06-17");
  EXPECT_EQ(date(R"(<meta name="date" content="2024-06-17 12:00">)"), "2024-06-17");
  EXPECT_EQ(date(R"(</head><time datetime="2024-06-17T12:00Z">17 June</time>)"), "2024-06-17");
  EXPECT_EQ(date(R"(<script type="application/ld+json">{broken</script>)"), "none");
}

TEST(Html, what_a_page_says_of_itself_may_be_of_any_shape) {
  const auto read = [](std::string_view json) {
    const auto page =
        read_html("<html><head><script type=\"application/ld+json\">" + std::string(json) +
                  "</script></head><body><p>text</p></body></html>");
    return page ? page->title + "|" + page->author : page.error().line();
  };
  EXPECT_EQ(read(R"([{"headline": "A"}, {"headline": "B", "author": "Ada"}])"), "A|Ada");
  EXPECT_EQ(read(R"({"headline": "A", "author": {"name": "Ada"}})"), "A|Ada");
  EXPECT_EQ(read(R"({"headline": "A", "author": ["Ada", "Bert"]})"), "A|Ada");
  for (const char* other :
       {R"({"headline": 1, "author": 2, "datePublished": {}, "@graph": "x"})", R"({"author": []})",
        R"({"author": [[]]})", R"({"author": {"name": 3}})", R"("headline")", "null", "[1, [2]]",
        R"({"headline": "A\udc00"})"})
    EXPECT_EQ(read(other), "|") << other;
  constexpr std::size_t kDeep = 100'000;
  EXPECT_EQ(read(std::string(kDeep, '[') + std::string(kDeep, ']')), "|");
}

TEST(Html, hostile_markup_is_refused_or_read_but_never_crashes) {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<div>";
  EXPECT_FALSE(read_html(deep));
  std::string formats;
  for (int i = 0; i < 2000; ++i) formats += "<b><i>x";
  (void)read_html(formats);
  std::random_device seed;
  const auto used = seed();
  std::mt19937_64 random(used);
  const std::vector<std::string> pieces = {"<p>",
                                           "</p>",
                                           "<article>",
                                           "</article>",
                                           "<table><tr>",
                                           "</div>",
                                           "<div class=nav>",
                                           "text ",
                                           "&amp;",
                                           "<script>",
                                           "</script>",
                                           "<!--",
                                           "-->",
                                           "\xC3\xA9",
                                           "<meta name=date content=2024>",
                                           "<time datetime=''>"};
  for (int i = 0; i < 500; ++i) {
    std::string html;
    for (std::size_t n = random() % 60; n > 0; --n) html += pieces[random() % pieces.size()];
    SCOPED_TRACE(used);
    (void)read_html(html);
  }
}

TEST(Markdown, marks_are_gone_and_the_front_matter_is_read) {
  const auto text = read_markdown(
      "---\ntitle: \"Allies pay\"\ndate: 2025-05-02\n---\n# Allies pay\n\nPoland spent **4.07%** "
      "of [GDP](https://x.example) on defence in 2024.\n\n- Estonia: 3.41%\n- Latvia: 3.39%\n");
  ASSERT_TRUE(text);
  EXPECT_EQ(text->title, "Allies pay");
  EXPECT_EQ(to_string(text->date->from), "2025-05-02");
  EXPECT_NE(text->text.find("Poland spent 4.07% of GDP on defence in 2024."), std::string::npos)
      << text->text;
  EXPECT_NE(text->text.find("- Estonia: 3.41%\n- Latvia: 3.39%"), std::string::npos) << text->text;
}

TEST(Formats, are_known_by_content_first) {
  EXPECT_EQ(recognise_format("<!DOCTYPE HTML><html>", "page"), DocumentFormat::html);
  EXPECT_EQ(recognise_format("%PDF-1.7", "x.txt"), DocumentFormat::pdf);
  EXPECT_EQ(recognise_format("# Title", "notes.md"), DocumentFormat::markdown);
  EXPECT_EQ(recognise_format("Plain words", "article.txt"), DocumentFormat::text);
}

}  // namespace readable_test
}  // namespace muster
