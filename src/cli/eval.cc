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
  bool by_pattern = false;
};

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "–"
                    : fmt::format("{:.3f}", static_cast<double>(part) / static_cast<double>(whole));
}

void print_eval_text(const Evaluation& evaluation, bool by_pattern) {
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
  const TruthScore& truth = evaluation.truth;
  if (truth.claims > 0)
    fmt::print(
        "of {} claims whose truth is annotated {} are mistakes: {} noticed, {} taken as right; {} "
        "accusations, {} of them wrong\n",
        truth.claims, truth.mistakes, truth.noticed, truth.taken_as_right, truth.accused,
        truth.accused_wrongly);
  if (by_pattern) {
    fmt::print("\n");
    Table patterns({Align::left, Align::right, Align::right});
    patterns.row({"pattern", "said", "precision"});
    for (const auto& [name, score] : evaluation.patterns)
      patterns.row({name, std::to_string(score.said), percent(score.right, score.said)});
    fmt::print("{}", patterns.print(0));
  }
  const auto list = [](const char* title, const std::vector<std::string>& lines) {
    fmt::print("\n{} ({})\n", title, lines.size());
    for (const std::string& line : lines) fmt::print("  {}\n", line);
  };
  list("missed", evaluation.misses);
  list("false alarms", evaluation.false_alarms);
  list("found with a wrong field", evaluation.wrong_fields);
  list("contradicted", evaluation.contradictions);
  list("wrongly accused", evaluation.wrong_accusations);
  list("mistakes that were not noticed", evaluation.swallowed);
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
  json.member("schema", "muster.eval/2");
  write_score(json, "all", evaluation.total);
  json.begin_object("kinds");
  for (const auto& [kind, score] : evaluation.kinds) write_score(json, kind, score);
  json.end_object();
  json.begin_object("off_topic");
  json.member("documents", evaluation.off_topic_documents);
  json.member("claims", evaluation.off_topic_claims);
  json.end_object();
  json.begin_object("truth");
  json.member("annotated", evaluation.truth.claims);
  json.member("accused", evaluation.truth.accused);
  json.member("accused_wrongly", evaluation.truth.accused_wrongly);
  json.member("mistakes", evaluation.truth.mistakes);
  json.member("noticed", evaluation.truth.noticed);
  json.member("taken_as_right", evaluation.truth.taken_as_right);
  json.end_object();
  json.begin_object("patterns");
  for (const auto& [name, score] : evaluation.patterns) {
    json.begin_object(name);
    json.member("said", score.said);
    json.member("right", score.right);
    json.end_object();
  }
  json.end_object();
  json.member("misses", evaluation.misses);
  json.member("false_alarms", evaluation.false_alarms);
  json.member("wrong_fields", evaluation.wrong_fields);
  json.member("contradictions", evaluation.contradictions);
  json.member("wrong_accusations", evaluation.wrong_accusations);
  json.member("swallowed", evaluation.swallowed);
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
    print_eval_text(evaluation, options.by_pattern);
  }
  return kOk;
}

}  // namespace

Command eval_command() {
  return command<EvalOptions>(
      "eval", "how well check does on annotated documents",
      [](EvalOptions& o) -> std::vector<Option> {
        return {
            {"CLAIMS", &o.claims, "annotated claims, one JSON object a line", Need::required},
            {"DOCS", &o.documents, "the folder with the texts, NAME.txt each", Need::required},
            {"--by-pattern", &o.by_pattern, "what each pattern found, and how much of it is right"},
            format_option(o.format, {"text", "json"})};
      },
      run_eval);
}

}  // namespace muster::cli
