// muster eval CLAIMS DOCS: how well check does on annotated documents.

#include <fmt/format.h>

#include <filesystem>

#include "base/json_writer.h"
#include "check/evaluation.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

struct EvalOptions {
  std::string claims;
  std::string documents;
  std::string format = "text";
};

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "–"
                    : fmt::format("{:.3f}", static_cast<double>(part) / static_cast<double>(whole));
}

void print_eval_text(const Evaluation& evaluation) {
  Table table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right,
               Align::right});
  table.row({"kind", "annotated", "found", "recall", "said", "precision", "fields right"});
  const auto row = [&](const std::string& kind, const KindScore& s) {
    table.row({kind, std::to_string(s.annotated), std::to_string(s.found),
               percent(s.found, s.annotated), std::to_string(s.said), percent(s.right, s.said),
               percent(s.fields_right, s.found)});
  };
  for (const auto& [kind, score] : evaluation.kinds) row(kind, score);
  row("all", evaluation.total);
  fmt::print("{}\n", table.print(0));
  fmt::print("{} claims in {} documents about other things\n", evaluation.off_topic_claims,
             evaluation.off_topic_documents);
  if (evaluation.verdicts > 0)
    fmt::print("{} of {} verdicts right\n", evaluation.verdicts_right, evaluation.verdicts);
  const auto list = [](const char* title, const std::vector<std::string>& lines) {
    fmt::print("\n{} ({})\n", title, lines.size());
    for (const std::string& line : lines) fmt::print("  {}\n", line);
  };
  list("missed", evaluation.misses);
  list("false alarms", evaluation.false_alarms);
  list("found with a wrong field", evaluation.wrong_fields);
  list("contradicted", evaluation.contradictions);
}

void write_score(JsonWriter& json, std::string_view name, const KindScore& score) {
  json.begin_object(name);
  json.member("annotated", score.annotated);
  json.member("found", score.found);
  json.member("said", score.said);
  json.member("right", score.right);
  json.member("fields_right", score.fields_right);
  json.end_object();
}

void print_eval_json(const Evaluation& evaluation) {
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.eval/1");
  write_score(json, "all", evaluation.total);
  json.begin_object("kinds");
  for (const auto& [kind, score] : evaluation.kinds) write_score(json, kind, score);
  json.end_object();
  json.begin_object("off_topic");
  json.member("documents", evaluation.off_topic_documents);
  json.member("claims", evaluation.off_topic_claims);
  json.end_object();
  json.begin_object("verdicts");
  json.member("annotated", evaluation.verdicts);
  json.member("right", evaluation.verdicts_right);
  json.end_object();
  json.member("misses", evaluation.misses);
  json.member("false_alarms", evaluation.false_alarms);
  json.member("wrong_fields", evaluation.wrong_fields);
  json.member("contradictions", evaluation.contradictions);
  json.end_object();
  fmt::print("{}\n", json.text());
}

// The documents' dates stand in docs.jsonl, beside the claims or the folder of texts.
Result<std::vector<AnnotatedDocument>> read_documents(const EvalOptions& options) {
  namespace fs = std::filesystem;
  const fs::path folder(options.documents);
  if (!fs::is_directory(folder))
    return Error{"this is no directory", options.documents,
                 "name the folder with the texts, one NAME.txt a document"};
  for (const fs::path& list : {fs::path(options.claims).parent_path() / "docs.jsonl",
                               folder / "docs.jsonl", folder.parent_path() / "docs.jsonl"}) {
    if (!fs::exists(list)) continue;
    auto text = read_text(list.string());
    if (!text) return text.error();
    auto documents = parse_annotated_documents(*text);
    if (!documents)
      return Error{documents.error().what, list.string() + ", " + documents.error().where,
                   documents.error().hint};
    for (AnnotatedDocument& document : *documents) {
      auto content = read_text((folder / (document.id + ".txt")).string());
      if (!content) return content.error();
      document.text = *std::move(content);
    }
    return documents;
  }
  return Error{"there is no docs.jsonl with the documents' dates", options.claims,
               "put it beside the claims"};
}

int run_eval(const EvalOptions& options) {
  const auto text = read_text(options.claims);
  if (!text) return fail(text.error());
  const auto claims = parse_annotated_claims(*text);
  if (!claims)
    return fail(
        {claims.error().what, options.claims + ", " + claims.error().where, claims.error().hint});
  const auto documents = read_documents(options);
  if (!documents) return fail(documents.error());
  const Ledger& ledger = embedded_ledger();
  const Lexicon lexicon(ledger);
  Evaluation evaluation;
  for (const AnnotatedDocument& annotated : *documents) {
    Document document;
    document.id = annotated.id;
    document.text = annotated.text;
    if (!annotated.date.empty()) {
      const auto date = parse_period(annotated.date);
      if (!date) return fail({date.error().what, "document " + annotated.id, date.error().hint});
      document.date = *date;
      document.date_from = "metadata";
    }
    evaluate_document(ledger, annotated, *claims,
                      check(ledger, lexicon, document, {today(), std::nullopt, "NATO"}),
                      evaluation);
  }
  if (options.format == "json") {
    print_eval_json(evaluation);
  } else {
    print_eval_text(evaluation);
  }
  return kOk;
}

}  // namespace

Command eval_command() {
  return command<EvalOptions>(
      "eval", "how well check does on annotated documents",
      [](EvalOptions& o) -> std::vector<Option> {
        return {{"CLAIMS", &o.claims, "annotated claims, one JSON object a line", Need::required},
                {"DOCS", &o.documents, "the folder with the texts, NAME.txt each", Need::required},
                format_option(o.format, {"text", "json"})};
      },
      run_eval);
}

}  // namespace muster::cli
