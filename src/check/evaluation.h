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
  // What the annotator found it to be: holds, another (in another publication, price basis or
  // definition), wrong, undecidable; empty where nothing is annotated.
  std::string truth;

  bool is_mistake() const { return truth == "wrong" && checkable; }
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

// What was said of documents whose claims are annotated with their truth.
struct TruthScore {
  std::size_t claims = 0;           // annotated with it
  std::size_t accused = 0;          // of ours, contradicted
  std::size_t accused_wrongly = 0;  // where what stands there is no mistake
  std::size_t mistakes = 0;         // annotated as wrong, checkable with the ledger
  std::size_t noticed = 0;          // of them, contradicted
  std::size_t taken_as_right = 0;   // of them, held to be right and not contradicted
};

// How one pattern does: its claims in annotated documents, and those that an annotation bears out.
struct PatternScore {
  std::size_t said = 0;
  std::size_t right = 0;
};

struct Evaluation {
  std::map<std::string, KindScore> kinds;
  KindScore total;
  TruthScore truth;
  std::map<std::string, PatternScore> patterns;
  std::size_t off_topic_documents = 0;
  std::size_t off_topic_claims = 0;
  std::vector<std::string> misses;  // "001-9 comparison: quote"
  std::vector<std::string> false_alarms;
  std::vector<std::string> wrong_fields;
  std::vector<std::string>
      contradictions;  // every claim of ours that is contradicted, for the reader's eye
  std::vector<std::string> wrong_accusations;  // of them, where the annotation has no mistake
  std::vector<std::string> swallowed;          // mistakes that were not noticed
};

// Adds one document's result to the evaluation.
void evaluate_document(const Ledger& ledger, const AnnotatedDocument& document,
                       const std::vector<AnnotatedClaim>& claims, const CheckResult& result,
                       Evaluation& evaluation);

}  // namespace muster
