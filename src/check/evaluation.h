// How well check does on annotated documents: found claims against annotated ones, by span and
// kind, and of those found whether subject, measure, period and value are right.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"

namespace muster {

// One line of an annotation file.
struct AnnotatedClaim {
  std::string doc;
  std::string id;
  std::string quote;  // an exact substring of the document
  std::string kind;
  std::vector<std::string> subject;
  std::string measure;
  std::string year;   // "2024", "2014,2024", "2015-2019", or empty
  std::string value;  // "3.68 -> 3.19 %GDP", "22 of 32 allies"
  bool checkable = false;
  std::string verdict;  // the truth, where annotated; else empty
};

struct AnnotatedDocument {
  std::string id;
  std::string date;  // empty where none
  bool annotated = true;
  bool on_topic = true;
  std::string text;
};

// Reads claims and documents, one JSON object a line. Fails with the line.
Result<std::vector<AnnotatedClaim>> parse_annotated_claims(std::string_view jsonl);
Result<std::vector<AnnotatedDocument>> parse_annotated_documents(std::string_view jsonl);

struct KindScore {
  std::size_t annotated = 0;     // checkable with the ledger
  std::size_t found = 0;         // of them
  std::size_t said = 0;          // our claims of that kind in annotated documents
  std::size_t right = 0;         // of them, claims that an annotation bears out (checkable or not)
  std::size_t fields_right = 0;  // of `found`: subject, measure, period and value all right
};

struct Evaluation {
  std::map<std::string, KindScore> kinds;
  KindScore total;
  std::size_t off_topic_documents = 0;
  std::size_t off_topic_claims = 0;
  std::size_t verdicts = 0;  // found claims with an annotated truth
  std::size_t verdicts_right = 0;
  std::vector<std::string> misses;  // "001-9 comparison: quote"
  std::vector<std::string> false_alarms;
  std::vector<std::string> wrong_fields;
  std::vector<std::string>
      contradictions;  // every claim of ours that is contradicted, for the reader's eye
};

// Adds one document's result to the evaluation.
void evaluate_document(const Ledger& ledger, const AnnotatedDocument& document,
                       const std::vector<AnnotatedClaim>& claims, const CheckResult& result,
                       Evaluation& evaluation);

}  // namespace muster
