// muster check FILE|-: every checkable statement in a text, and whether it stands.

#include "check/check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "check/explain.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/stream.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

struct CheckArguments {
  CommonOptions common;
  std::string file;
  std::string date;
  bool verbose = false;
  std::string url;
  bool jsonl = false;
  unsigned threads = 0;
  bool explain = false;
};

struct Mark {
  std::string_view sign;
  std::string_view word;
  std::string_view colour;
};

Mark mark_of(const CheckedClaim& checked, const Palette& colour) {
  switch (checked.judgement.verdict) {
    case Verdict::holds:
      return {"✓", "holds", colour.good};
    case Verdict::holds_in_another_reading:
      return {"≈", "holds in another reading", colour.warn};
    case Verdict::contradicted:
      return {"✗", "contradicted", colour.bad};
    case Verdict::not_in_ledger:
      return {"?", "not in the ledger", colour.dim};
  }
  return {};
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') {
      if (!line.empty() && line.back() != ' ') line += ' ';
    } else {
      line += c;
    }
  }
  return line;
}

void print_source(const Reading& reading, std::string_view margin, const Palette& colour) {
  if (reading.cells.empty()) return;
  const std::string more =
      reading.cells.size() > 1 ? fmt::format(" and {} more", reading.cells.size() - 1) : "";
  fmt::print("{}{}source {}{}{}\n", margin, colour.dim, reading.cells.front(), more, colour.off);
}

void print_claim(const Ledger& ledger, const CheckResult& result, const CheckedClaim& checked,
                 bool verbose) {
  const Palette colour = palette();
  const Mark mark = mark_of(checked, colour);
  const int width = terminal_width();
  const Claim& claim = checked.claim;
  fmt::print("{}{} {}{}  {}\n", mark.colour, mark.sign, mark.word, colour.off,
             wrapped("“" + one_line(result.text.substr(claim.begin, claim.end - claim.begin)) + "”",
                     width - 4, 4));
  const auto& readings = checked.assessment.readings;
  if (!checked.judgement.reading) {
    fmt::print("    no official figure for this in the ledger\n\n");
    return;
  }
  const Reading& reading = readings[*checked.judgement.reading];
  const std::string where =
      verbose ? all_coordinates(ledger, reading) : coordinates(ledger, reading);
  fmt::print("    {}{}\n", wrapped(reading.answer, width - 4, 4),
             where.empty() ? "" : fmt::format("  {}[{}]{}", colour.dim, where, colour.off));
  for (const std::string& step : reading.working)
    fmt::print("    {}\n", wrapped(step, width - 4, 6));
  print_source(reading, "    ", colour);
  // What else is told: each other vintage and basis once.
  std::string others;
  std::size_t told = 0;
  for (std::size_t i = 0; i < readings.size(); ++i) {
    if (i == *checked.judgement.reading) continue;
    if (!verbose && told >= 4) continue;
    ++told;
    const std::string line = fmt::format(
        "{} {} ({})", readings[i].agrees ? "agrees:" : "differs:", answer_of(readings[i]),
        verbose ? all_coordinates(ledger, readings[i]) : coordinates(ledger, readings[i]));
    if (verbose) {
      fmt::print("    {}\n", wrapped(line, width - 4, 6));
      for (const std::string& step : readings[i].working)
        fmt::print("      {}\n", wrapped(step, width - 6, 8));
      print_source(readings[i], "      ", colour);
    } else {
      others += (others.empty() ? "" : "; ") + answer_of(readings[i]) + " [" +
                coordinates(ledger, readings[i]) + "]";
    }
  }
  if (!others.empty()) {
    const std::size_t rest = readings.size() - 1 - told;
    fmt::print("    {}\n",
               wrapped("other readings: " + others +
                           (rest > 0 ? fmt::format("; and {} more (--verbose)", rest) : ""),
                       width - 4, 6));
  }
  if (checked.judgement.today == VerdictToday::stale) {
    fmt::print("    {}{}{}\n", colour.warn,
               wrapped("stale: since revised to " + checked.assessment.today->answer + " [" +
                           coordinates(ledger, *checked.assessment.today) + "]",
                       width - 4, 6),
               colour.off);
  }
  if (!checked.judgement.correction.empty())
    fmt::print("    {}\n", wrapped("correction: " + checked.judgement.correction, width - 4, 6));
  fmt::print("\n");
}

void print_check_text(const Ledger& ledger, const CheckResult& result, bool verbose) {
  const Palette colour = palette();
  const int width = terminal_width();
  if (!result.title.empty())
    fmt::print("{}{}{}\n", colour.bold, wrapped(one_line(result.title), width, 0), colour.off);
  if (!result.day) {
    fmt::print("{}\n", wrapped("No date is given and none can be inferred: nothing is called "
                               "contradicted by a vintage of the day; give one with --date.",
                               width, 0));
  } else {
    const Period window = *result.date;
    std::string text = window.from == window.to
                           ? to_prose(window.from)
                           : "between " + to_prose(window.from) + " and " + to_prose(window.to);
    text = fmt::format("Written {} ({}), read with what {} had published by {}.", text,
                       result.date_from, result.publisher, to_prose(result.as_of));
    fmt::print("{}\n", wrapped(text, width, 0));
    for (const std::string& evidence : result.date_evidence)
      fmt::print("  {}\n", wrapped(evidence, width - 2, 4));
  }
  fmt::print("\n");
  for (const CheckedClaim& checked : result.claims) print_claim(ledger, result, checked, verbose);
  if (result.claims.empty()) {
    fmt::print("No checkable statement on alliance defence spending was found.\n");
    return;
  }
  fmt::print(
      "{} statements: {} hold, {} in another reading, {} contradicted, {} not in the ledger\n",
      result.claims.size(), result.count(Verdict::holds),
      result.count(Verdict::holds_in_another_reading), result.count(Verdict::contradicted),
      result.count(Verdict::not_in_ledger));
}

int run_check(const Ledger& ledger, const Scope& scope, const CheckArguments& options) {
  Document document;
  if (!options.date.empty()) {
    const auto date = parse_period(options.date);
    if (!date) return fail({date.error().what, "--date", date.error().hint});
    document.date = *date;
  }
  CheckOptions how;
  how.today = today();
  how.publisher = scope.publisher;
  if (!options.common.as_of.empty()) how.as_of = scope.as_of;
  if (options.jsonl) {
    if (document.date)
      return fail({"a stream's documents carry their own dates", "--date", "leave it away"});
    return check_stream(ledger, options.file, {how, options.threads});
  }
  const auto readable = read_document(options.file);
  if (!readable) return fail(readable.error());
  document.text = readable->text;
  document.title = readable->title;
  if (!document.date && readable->date) {
    document.date = readable->date;
    document.date_from = "metadata";
  }
  const std::size_t slash = options.file.find_last_of('/');
  document.id =
      options.file == "-"
          ? "standard input"
          : std::string_view(options.file).substr(slash == std::string::npos ? 0 : slash + 1);
  const Lexicon lexicon(ledger);
  if (options.explain) {
    fmt::print("{}", explain(lexicon, find_mentions(lexicon, ledger, document.text)));
    return kOk;
  }
  how.in_full = true;
  const CheckResult result = check(ledger, lexicon, document, how);
  if (options.common.format == "html") {
    fmt::print("{}\n", to_html(ledger, result));
  } else if (options.common.format == "claimreview") {
    fmt::print("{}\n", to_claim_review(ledger, result, options.url));
  } else if (options.common.format == "json") {
    fmt::print("{}\n", to_json(ledger, result, readable->extracted));
  } else {
    print_check_text(ledger, result, options.verbose);
  }
  return result.count(Verdict::contradicted) > 0 ? kBadNews : kOk;
}

}  // namespace

Command check_command() {
  return question<CheckArguments>(
      "check", "every checkable statement in a text, and whether it stands",
      [](CheckArguments& o) {
        return joined(
            {{{"FILE", &o.file,
               "plain text, Markdown, a saved web page, an e-mail or a PDF; - for standard input",
               Need::required},
              {"--explain", &o.explain,
               "print what each stage made of the text, in place of the statements"},
              {"--date", &o.date,
               "when it was written (2025-04-26, 2025-04 or 2025); default: inferred from what it "
               "mentions"},
              {"--jsonl", &o.jsonl, "a stream: one JSON document a line in, one result a line out"},
              threads_option(o.threads, "for --jsonl: how many; default: all cores"),
              {"--verbose", &o.verbose, "every reading of every statement"},
              {"--url", &o.url, "for claimreview: where the article stands"}},
             o.common.scope(),
             o.common.formats({"text", "json", "html", "claimreview"})});
      },
      run_check);
}

}  // namespace muster::cli
