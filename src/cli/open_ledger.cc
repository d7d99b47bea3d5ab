#include "cli/open_ledger.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <span>

#include "ledger/store.h"

namespace muster::cli {

std::string default_ledger_file() {
  const char* data = std::getenv("XDG_DATA_HOME");
  if (data != nullptr && *data == '/') return std::string(data) + "/muster/ledger.sqlite";
  const char* home = std::getenv("HOME");
  return std::string(home == nullptr ? "" : home) + "/.local/share/muster/ledger.sqlite";
}

std::string ledger_path(const std::string& given) {
  return given.empty() ? default_ledger_file() : given;
}

bool ledger_file_exists(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

Result<OpenLedger> open_ledger(const std::string& file) {
  const std::string path = ledger_path(file);
  if (!ledger_file_exists(path)) {
    if (file.empty()) return OpenLedger(nullptr);
    return Error{"there is no such ledger file", path, "muster import makes one"};
  }
  auto store = Store::open(path, Store::Mode::read);
  if (!store) return store.error();
  auto publications = store->publications();
  if (!publications) return publications.error();
  if (publications->empty()) return OpenLedger(nullptr);
  const auto withdrawn = std::ranges::stable_partition(
      *publications, [](const Publication& p) { return !p.withdrawn; });
  const std::span answering(publications->begin(), withdrawn.begin());
  auto data = extended(embedded_ledger(), answering);
  for (const Publication& p : withdrawn) {
    const auto keep = [&](const std::string& text) -> std::string_view {
      return data->strings.emplace_back(text);
    };
    data->withdrawn.push_back(
        {keep(p.id), keep(p.publisher), keep(p.withdrawn->day), keep(p.withdrawn->why)});
  }
  return OpenLedger(std::move(data));
}

}  // namespace muster::cli
