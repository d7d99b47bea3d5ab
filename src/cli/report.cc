// muster report YEAR --out DIR: the annual report as page, tables, figures and press release.

#include "publish/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/pdf.h"
#include "cli/write_directory.h"
#include "publish/report_files.h"

namespace muster::cli {
namespace {

struct ReportOptions {
  CommonOptions common;
  std::string year;
  std::string out;
  std::string embargo;
  std::string corrections;
  std::vector<std::string> allies;
  std::vector<std::string> pictures, alts, titles, captions, authors, licences, sources;
  bool pdf = false;
};

// "2025-04-24", or with a time: "2025-04-24T10:00+02:00".
Result<std::string> embargo_line(const std::string& text) {
  const auto wrong = Error{"'" + text + "' is no time", "--embargo",
                           "write it as 2025-04-24 or 2025-04-24T10:00+02:00"};
  const auto day = parse_date(text.substr(0, 10));
  if (!day) return wrong;
  if (text.size() == 10) return to_prose(*day);
  const auto digits = [&](std::size_t at, int most) {
    return at + 2 <= text.size() && text[at] >= '0' && text[at] <= '9' && text[at + 1] >= '0' &&
           text[at + 1] <= '9' && (text[at] - '0') * 10 + (text[at + 1] - '0') <= most;
  };
  if (text[10] != 'T' || !digits(11, 23) || text.size() < 16 || text[13] != ':' || !digits(14, 59))
    return wrong;
  const std::string zone = text.substr(16);
  std::string zone_words;
  if (zone == "Z" || zone == "+00:00") {
    zone_words = " UTC";
  } else if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && digits(17, 14) &&
             zone[3] == ':' && digits(20, 59)) {
    zone_words = " UTC" + zone;
  } else if (!zone.empty()) {
    return wrong;
  }
  return to_prose(*day) + ", " + text.substr(11, 5) + zone_words;
}

// The n-th picture takes the n-th of each of its options.
Result<std::vector<Picture>> read_pictures(const ReportOptions& options) {
  const auto nth = [](const std::vector<std::string>& texts, std::size_t i) {
    return i < texts.size() ? texts[i] : std::string();
  };
  for (const auto* texts : {&options.alts, &options.titles, &options.captions, &options.authors,
                            &options.licences, &options.sources}) {
    if (texts->size() > options.pictures.size())
      return Error{"there are more captions or credits than pictures", "--picture",
                   "give each picture its --caption, --author, --licence and --source"};
  }
  std::vector<Picture> pictures;
  for (std::size_t i = 0; i < options.pictures.size(); ++i) {
    auto bytes = read_bytes(options.pictures[i], kLargestDocument);
    if (!bytes) return bytes.error();
    Picture picture{options.pictures[i],      *std::move(bytes),        nth(options.titles, i),
                    nth(options.alts, i),     nth(options.captions, i), nth(options.authors, i),
                    nth(options.licences, i), nth(options.sources, i)};
    // A caption that says what is to be seen does for all three.
    if (picture.alt.empty()) picture.alt = picture.caption;
    if (picture.title.empty()) picture.title = picture.caption;
    auto good = checked(std::move(picture));
    if (!good) return good.error();
    pictures.push_back(*std::move(good));
  }
  return pictures;
}

Result<ReportAsk> read_report_ask(const Ledger& ledger, const ReportOptions& options,
                                  const Scope& scope) {
  ReportAsk ask;
  const auto year = year_given(options.year, "YEAR");
  if (!year) return year.error();
  ask.year = *year;
  ask.scope = scope;
  const auto alliance = find_area(ledger, "NATO");
  if (!alliance) return alliance.error();
  ask.alliance = *alliance;
  for (const std::string& name : options.allies) {
    const auto ally = find_area(ledger, name);
    if (!ally) return Error{ally.error().what, "--ally", ally.error().hint};
    const auto all = members(ledger, *alliance, ask.year);
    if (std::ranges::find(all, *ally) == all.end())
      return Error{with_article(ledger.area(*ally)) + " was no ally in " + options.year, "--ally",
                   "nothing was written"};
    const auto share = published_value(ledger, MeasureId::defence_share_of_gdp, *ally, ask.year,
                                       {scope, std::nullopt, {}});
    if (!share) return Error{share.error().what, "--ally", "nothing was written"};
    ask.in_focus.push_back(*ally);
  }
  if (!options.embargo.empty()) {
    auto line = embargo_line(options.embargo);
    if (!line) return line.error();
    ask.embargo = *std::move(line);
  }
  if (!options.corrections.empty()) {
    const auto text = read_text(options.corrections);
    if (!text) return text.error();
    auto all = read_corrections(*text, options.corrections);
    if (!all) return all.error();
    for (Correction& one : *all)
      if (one.about == options.year) ask.corrections.push_back(std::move(one));
  }
  auto pictures = read_pictures(options);
  if (!pictures) return pictures.error();
  ask.pictures = *std::move(pictures);
  return ask;
}

int run_report(const Ledger& ledger, const Scope& scope, const ReportOptions& options) {
  if (options.pdf) {
    if (auto missing = pdf_printer_missing()) return fail(*missing);
  }
  const auto ask = read_report_ask(ledger, options, scope);
  if (!ask) return fail(ask.error());
  const auto report = make_report(ledger, *ask);
  if (!report) return fail(report.error());
  const auto files = report_files(ledger, *report);
  const auto print = [&](const std::string& made) -> std::optional<Error> {
    if (!options.pdf) return std::nullopt;
    return print_pdf(made + "/index.html", made + "/report.pdf");
  };
  if (auto error = write_directory(options.out, files, print)) return fail(*error);
  fmt::print("{}: {} files; open {}/index.html\n", options.out,
             files.size() + (options.pdf ? 1 : 0), options.out);
  return kOk;
}

}  // namespace

Command report_command() {
  return question<ReportOptions>(
      "report", "the annual report: page, charts, tables, press release",
      [](ReportOptions& o) {
        return joined(
            {{{"YEAR", &o.year, "of which year: 2024", Need::required},
              {"--out", &o.out, "into this folder, which is made or replaced whole",
               Need::required},
              {"--ally", &o.allies, "a section of its own for this ally; may be repeated"},
              {"--embargo", &o.embargo,
               "until when it is not to be published: 2025-04-24T10:00+02:00"},
              {"--corrections", &o.corrections,
               "a table of corrections (CSV: day, about, text); those about YEAR are printed"},
              {"--pdf", &o.pdf, "report.pdf too, by Chromium or WeasyPrint"},
              {"--picture", &o.pictures, "a picture for the report; may be repeated"},
              {"--caption", &o.captions, "what the picture shows (required with it)"},
              {"--alt", &o.alts, "the same for who can't see it; default: the caption"},
              {"--title", &o.titles, "the picture's title; default: the caption"},
              {"--author", &o.authors, "who made it (required with it)"},
              {"--licence", &o.licences, "under what licence (required with it)"},
              {"--source", &o.sources, "where it is from (required with it)"}},
             o.common.scope()});
      },
      run_report);
}

}  // namespace muster::cli
