#include "cli/ledger_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/csv.h"
#include "base/json_writer.h"
#include "cli/terminal.h"

namespace muster::cli {
namespace {

constexpr std::string_view kNotRecorded = "not recorded";

// The withdrawal of a vintage that stands; null where it answers.
const Withdrawal* standing_of(const std::vector<Withdrawal>& stand, const std::string& vintage) {
  const auto at = std::ranges::find(stand, vintage, &Withdrawal::vintage);
  return at == stand.end() ? nullptr : &*at;
}

std::string list_text(const std::vector<ImportedFile>& files,
                      const std::vector<Withdrawal>& withdrawals) {
  if (files.empty()) return "nothing was imported\n";
  constexpr std::size_t kShort = 12;
  const std::vector<Withdrawal> stand = standing(withdrawals);
  Table table(
      {Align::left, Align::left, Align::left, Align::left, Align::left, Align::right, Align::left});
  table.row({"imported", "by muster", "file", "sha256", "vintage", "figures", ""});
  for (const ImportedFile& file : files) {
    std::vector<std::string> of_file = {
        file.imported, std::string(file.program.empty() ? kNotRecorded : file.program), file.name,
        file.sha256.substr(0, kShort) + "…"};
    for (const ImportedPart& part : file.parts) {
      std::vector<std::string> row = of_file;
      const Withdrawal* withdrawn = standing_of(stand, part.vintage);
      row.insert(row.end(), {part.vintage, std::to_string(part.figures),
                             withdrawn == nullptr ? "" : "withdrawn"});
      table.row(row);
      of_file.assign(of_file.size(), "");  // told once
    }
  }
  std::string out = table.print(0);
  for (const Withdrawal& w : withdrawals) {
    out += fmt::format("{}  {} {}: {}\n", w.day, w.vintage, w.withdrawn ? "withdrawn" : "restored",
                       w.why);
  }
  return out;
}

std::string list_csv(const std::vector<ImportedFile>& files,
                     const std::vector<Withdrawal>& withdrawals) {
  const std::vector<Withdrawal> stand = standing(withdrawals);
  std::string out =
      "imported,muster,file,sha256,bytes,vintage,figures,withdrawn_since,withdrawn_why\n";
  for (const ImportedFile& file : files) {
    for (const ImportedPart& part : file.parts) {
      const Withdrawal* withdrawn = standing_of(stand, part.vintage);
      out += fmt::format("{},{},{},{},{},{},{},{},{}\n", file.imported, csv_field(file.program),
                         csv_field(file.name), file.sha256, file.bytes, part.vintage, part.figures,
                         withdrawn == nullptr ? "" : withdrawn->day,
                         withdrawn == nullptr ? "" : csv_field(withdrawn->why));
    }
  }
  return out;
}

void write_part(JsonWriter& json, const ImportedPart& part, const Withdrawal* withdrawn) {
  json.begin_object();
  json.member("vintage", part.vintage);
  json.member("figures", part.figures);
  json.key("withdrawn");
  if (withdrawn == nullptr) {
    json.value(nullptr);
  } else {
    json.begin_object();
    json.member("since", withdrawn->day);
    json.member("why", withdrawn->why);
    json.end_object();
  }
  json.end_object();
}

std::string list_json(const std::vector<ImportedFile>& files,
                      const std::vector<Withdrawal>& withdrawals) {
  const std::vector<Withdrawal> stand = standing(withdrawals);
  JsonWriter json(2);
  json.begin_object();
  json.member("schema", "muster.imports/1");
  json.begin_array("imports");
  for (const ImportedFile& file : files) {
    json.begin_object();
    json.member("file", file.name);
    json.member("sha256", file.sha256);
    json.member("bytes", file.bytes);
    json.member("imported", file.imported);
    json.member_or_null("muster", file.program);
    json.begin_array("vintages");
    for (const ImportedPart& part : file.parts)
      write_part(json, part, standing_of(stand, part.vintage));
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.begin_array("withdrawals");
  for (const Withdrawal& w : withdrawals) {
    json.begin_object();
    json.member("vintage", w.vintage);
    json.member("what", w.withdrawn ? "withdrawn" : "restored");
    json.member("day", w.day);
    json.member("why", w.why);
    json.member_or_null("muster", w.program);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return json.text() + "\n";
}

}  // namespace

std::string ledger_list(const std::vector<ImportedFile>& files,
                        const std::vector<Withdrawal>& withdrawals, const std::string& format) {
  if (format == "json") return list_json(files, withdrawals);
  if (format == "csv") return list_csv(files, withdrawals);
  return list_text(files, withdrawals);
}

}  // namespace muster::cli
