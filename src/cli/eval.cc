// muster eval CLAIMS DOCS: how well check does on annotated documents.

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "check/evaluation.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

struct Options {
  std::string claims;
  std::string documents;
  std::string format = "text";
};

std::string percent(std::size_t part, std::size_t whole) {
  return whole == 0 ? "–"
                    : fmt::format("{:.3f}", static_cast<double>(part) / static_cast<double>(whole));
}

void print_text(const Evaluation& evaluation) {
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

void print_json(const Evaluation& evaluation) {
  nlohmann::ordered_json json{{"schema", "muster.eval/1"}};
  const auto score_json = [](const KindScore& s) {
    return nlohmann::ordered_json{{"annotated", s.annotated},
                                  {"found", s.found},
                                  {"said", s.said},
                                  {"right", s.right},
                                  {"fields_right", s.fields_right}};
  };
  json["all"] = score_json(evaluation.total);
  for (const auto& [kind, score] : evaluation.kinds) json["kinds"][kind] = score_json(score);
  json["off_topic"] = {{"documents", evaluation.off_topic_documents},
                       {"claims", evaluation.off_topic_claims}};
  json["verdicts"] = {{"annotated", evaluation.verdicts}, {"right", evaluation.verdicts_right}};
  json["misses"] = evaluation.misses;
  json["false_alarms"] = evaluation.false_alarms;
  json["wrong_fields"] = evaluation.wrong_fields;
  json["contradictions"] = evaluation.contradictions;
  fmt::print("{}\n", json.dump(2));
}

// The documents' dates stand in docs.jsonl, beside the claims or the folder of texts.
Result<std::vector<AnnotatedDocument>> read_documents(const Options& options) {
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

int run(const Options& options) {
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
    print_json(evaluation);
  } else {
    print_text(evaluation);
  }
  return kOk;
}

}  // namespace

void declare_eval(CLI::App& app, Run& run_chosen) {
  auto options = std::make_shared<Options>();
  CLI::App* sub = app.add_subcommand("eval", "how well check does on annotated documents");
  sub->add_option("CLAIMS", options->claims, "annotated claims, one JSON object a line")
      ->required();
  sub->add_option("DOCS", options->documents, "the folder with the texts, NAME.txt each")
      ->required();
  sub->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}));
  sub->callback([options, &run_chosen] { run_chosen = [options] { return run(*options); }; });
}

}  // namespace muster::cli
