// Over all batches of benchmark/ no true statement is accused, and what is about other things
// yields nothing. How much is found stands in docs/accuracy.md, not here: a figure to keep is no
// figure to reach.

#include <gtest/gtest.h>

#include <filesystem>

#include "check/evaluation.h"
#include "files.h"

namespace muster {
namespace benchmark_test {

void evaluate_batch(const std::filesystem::path& batch, Evaluation& evaluation) {
  const Ledger& ledger = embedded_ledger();
  const Lexicon lexicon(ledger);
  const auto claims = parse_annotated_claims(tests::read_file(batch / "claims.jsonl"));
  auto documents = parse_annotated_documents(tests::read_file(batch / "docs.jsonl"));
  ASSERT_TRUE(claims && documents) << batch;
  for (AnnotatedDocument& annotated : *documents) {
    annotated.text = tests::read_file(batch / "docs" / (annotated.id + ".txt"));
    Document document;
    document.id = annotated.id;
    document.text = annotated.text;
    if (!annotated.date.empty()) document.date = *parse_period(annotated.date);
    const CheckResult result =
        check(ledger, lexicon, document, {make_date(2026, 11, 30), std::nullopt, "NATO"});
    evaluate_document(ledger, annotated, *claims, result, evaluation);
  }
}

TEST(Benchmark, no_true_statement_is_accused) {
  Evaluation evaluation;
  std::size_t batches = 0;
  for (const auto& entry : std::filesystem::directory_iterator(tests::source_dir() / "benchmark")) {
    if (!entry.is_directory()) continue;
    evaluate_batch(entry.path(), evaluation);
    ++batches;
  }
  EXPECT_GE(batches, 8U);
  EXPECT_TRUE(evaluation.wrong_accusations.empty()) << evaluation.wrong_accusations.front();
  EXPECT_EQ(evaluation.off_topic_claims, 0U);
  EXPECT_GE(evaluation.truth.claims, 3000U);
}

}  // namespace benchmark_test
}  // namespace muster
