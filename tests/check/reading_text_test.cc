// Text to tokens, sentences, mentions and times.

#include <gtest/gtest.h>

#include <random>

#include "check/check.h"
#include "check/mentions.h"
#include "check/sentences.h"

namespace muster {
namespace reading_text_test {

const Ledger& ledger = embedded_ledger();
const Lexicon& lexicon() {
  static const Lexicon words(ledger);
  return words;
}

std::vector<std::string> sentences_of(std::string_view text) {
  const Tokens tokens = tokenize(text);
  std::vector<std::string> found;
  for (const SentenceRange& range : split_sentences(text, tokens.list)) {
    found.emplace_back(
        text.substr(tokens.list[range.first].begin,
                    tokens.list[range.end - 1].end - tokens.list[range.first].begin));
  }
  return found;
}

// The one quantity of a text.
StatedValue quantity_of(std::string_view text) {
  const Mentions mentions = find_mentions(lexicon(), ledger, text);
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& mention : sentence.mentions) {
      if (mention.kind == MentionKind::quantity) return mention.quantity;
    }
  }
  ADD_FAILURE() << "no quantity in: " << text;
  return {};
}

std::string period_of(std::string_view text, std::string_view day, bool future = false) {
  const Mentions mentions = find_mentions(lexicon(), ledger, text);
  for (const Sentence& sentence : mentions.sentences) {
    for (const Mention& mention : sentence.mentions) {
      if (mention.kind != MentionKind::time) continue;
      const auto period = resolve(mention.when, *parse_date(day), future);
      return period ? to_prose(*period) : "none";
    }
  }
  return "nothing";
}

TEST(Sentences, end_at_full_stops_and_not_at_abbreviations) {
  EXPECT_EQ(sentences_of("The U.S. spent 3.19% of GDP. Poland spent more.").size(), 2U);
  EXPECT_EQ(sentences_of("Gen. Smith said so. He left.").size(), 2U);
  EXPECT_EQ(sentences_of("A headline\n\nA paragraph that goes on\nover two lines of text because "
                         "it is wrapped there.")
                .size(),
            2U);
  EXPECT_EQ(sentences_of("- one item\n- another item").size(), 2U);
}

TEST(Sentences, cover_every_token_once) {
  const std::string text = "One. Two! Three? \"Four.\" Five 5.5 (six). Seven";
  const Tokens tokens = tokenize(text);
  std::size_t next = 0;
  for (const SentenceRange& range : split_sentences(text, tokens.list)) {
    EXPECT_EQ(range.first, next);
    next = range.end;
  }
  EXPECT_EQ(next, tokens.list.size());
}

TEST(Quantities, are_read_with_scale_currency_and_hedge) {
  EXPECT_DOUBLE_EQ(quantity_of("about $1.3 trillion").value, 1.3e12);
  EXPECT_EQ(quantity_of("about $1.3 trillion").bound, Bound::about);
  EXPECT_DOUBLE_EQ(quantity_of("USD 486 billion").value, 486e9);
  EXPECT_EQ(quantity_of("€90.6bn").currency, kEur);
  EXPECT_DOUBLE_EQ(quantity_of("151 billion zlotys").value, 151e9);
  EXPECT_EQ(quantity_of("C$30 billion").currency, currency("CAD"));
  EXPECT_DOUBLE_EQ(quantity_of("2 per cent").value, 2);
  EXPECT_EQ(quantity_of("two percent").unit, StatedUnit::percent);
  EXPECT_DOUBLE_EQ(quantity_of("two point five per cent").value, 2.5);
  EXPECT_DOUBLE_EQ(quantity_of("2,5 %").value, 2.5);
  EXPECT_DOUBLE_EQ(quantity_of("1,303,000 troops").value, 1303000);
  EXPECT_EQ(quantity_of("2% of GDP or more").bound, Bound::at_least);
  EXPECT_EQ(quantity_of("0.5 percentage points").unit, StatedUnit::points);
  EXPECT_DOUBLE_EQ(quantity_of("two thirds of allies").value, 0.666667);
  EXPECT_DOUBLE_EQ(quantity_of("twenty-two allies").value, 22);
}

TEST(Times, are_resolved_from_the_articles_day) {
  EXPECT_EQ(period_of("last year", "2025-04-26"), "2024");
  EXPECT_EQ(period_of("a decade ago", "2025-04-26"), "2015");
  EXPECT_EQ(period_of("since February", "2025-04-26"), "February 2025");
  EXPECT_EQ(period_of("in November", "2025-04-26"), "November 2024");
  EXPECT_EQ(period_of("in November", "2025-04-26", true), "November 2025");
  EXPECT_EQ(period_of("on 11 July 2022", "2025-04-26"), "11 July 2022");
  EXPECT_EQ(period_of("on July 11, 2022", "2025-04-26"), "11 July 2022");
  EXPECT_EQ(period_of("June 24-25, 2025", "2025-04-26"), "24 to 25 June 2025");
  EXPECT_EQ(period_of("on 2022-02-24", "2025-04-26"), "24 February 2022");
  EXPECT_EQ(period_of("Theresa May said", "2025-04-26"), "nothing");
}

TEST(Check, offsets_are_bytes_of_the_text) {
  const std::string text = "“NATO” says that Türkiye spent 2.09% of GDP on defence in 2024.";
  Document document;
  document.text = text;
  document.date = period_of_day(make_date(2025, 5, 2));
  const CheckResult result =
      check(ledger, lexicon(), document, {make_date(2026, 11, 24), std::nullopt, "NATO"});
  ASSERT_EQ(result.claims.size(), 1U);
  const Claim& claim = result.claims.front().claim;
  EXPECT_TRUE(
      text.substr(claim.begin, claim.end - claim.begin).starts_with("Türkiye spent 2.09% of GDP"));
}

// A rule that looks a word ahead must not look past the text.
TEST(Check, a_text_may_end_at_any_word) {
  for (const std::string text :
       {"In NATO the United States has the highest share of GDP spent on defence of all.",
        "Poland, the biggest spender by share of GDP, is third in the alliance with 4.12%.",
        "Twenty-three of NATO's 32 allies, seven more than in 2023, met the 2% guideline.",
        "NATO's allies spent 2.71% of GDP on defence in 2024. Spain spent the lowest share of it.",
        "Prime Minister Keir Starmer's Britain spends more than all the others put together.",
        "It is the first time since 2014 that NATO allies have spent 2% of GDP on defence."}) {
    for (std::size_t end = text.find(' '); end != std::string::npos;
         end = text.find(' ', end + 1)) {
      Document document;
      const std::string so_far = text.substr(0, end);  // of its own, so that a look past it shows
      document.text = so_far;
      document.date = period_of_day(make_date(2025, 5, 2));
      const CheckResult result =
          check(ledger, lexicon(), document, {make_date(2026, 11, 24), std::nullopt, "NATO"});
      for (const CheckedClaim& checked : result.claims) EXPECT_LE(checked.claim.end, end);
    }
  }
}

// Whatever comes in, nothing crashes and every claim lies within the text. Words and figures that
// the rules look for are shuffled, which reaches deeper than random letters.
TEST(Check, any_shuffle_of_its_own_words_is_survived) {
  const std::vector<std::string> words = {"NATO",
                                          "allies",
                                          "22",
                                          "of",
                                          "32",
                                          "2%",
                                          "GDP",
                                          "spent",
                                          "Poland",
                                          "(4.12%)",
                                          ",",
                                          "and",
                                          "from",
                                          "to",
                                          "in 2024",
                                          "a decade ago",
                                          "Mark Rutte",
                                          "Secretary General",
                                          "predecessor",
                                          "the",
                                          "summit",
                                          "The Hague",
                                          "more",
                                          "than",
                                          "all",
                                          "others",
                                          "combined",
                                          "did not",
                                          "met",
                                          "target",
                                          "$1.3 trillion",
                                          "(€1.1 trillion)",
                                          ".",
                                          ":",
                                          "while",
                                          "agreed",
                                          "joined",
                                          "rose",
                                          "19.4%",
                                          "real terms",
                                          "highest",
                                          "share",
                                          "no",
                                          "none",
                                          "'s",
                                          "\n\n",
                                          "May",
                                          "first",
                                          "half",
                                          "32nd",
                                          "member",
                                          "since",
                                          "by",
                                          "2035",
                                          "-",
                                          "defence"};
  std::random_device seed;
  const auto used = seed();
  std::mt19937_64 random(used);
  for (int i = 0; i < 3000; ++i) {
    std::string text;
    const std::size_t length = random() % 40;
    for (std::size_t w = 0; w < length; ++w)
      text += words[random() % words.size()] + (random() % 5 == 0 ? "" : " ");
    Document document;
    document.text = text;
    if (random() % 2 == 0) document.date = period_of_day(make_date(2025, 5, 2));
    const CheckResult result =
        check(ledger, lexicon(), document, {make_date(2026, 11, 24), std::nullopt, "NATO"});
    for (const CheckedClaim& checked : result.claims) {
      ASSERT_LT(checked.claim.begin, checked.claim.end) << "seed " << used << ": " << text;
      ASSERT_LE(checked.claim.end, text.size()) << "seed " << used << ": " << text;
      if (checked.judgement.verdict != Verdict::contradicted) continue;
      ASSERT_FALSE(checked.judgement.correction.empty()) << text;
    }
    ASSERT_FALSE(to_json(ledger, result, true).empty());
  }
}

}  // namespace reading_text_test
}  // namespace muster
