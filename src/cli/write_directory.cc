#include "cli/write_directory.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace muster::cli {
namespace {

namespace fs = std::filesystem;

// What this function wrote into a folder, one path a line.
constexpr const char* kList = ".muster-files";

Error failure(const fs::path& where, const std::string& reason) {
  return {"it can't be written: " + reason, where.string(), "nothing was changed"};
}

// May the folder be replaced? An error names what would be lost.
std::optional<Error> may_replace(const fs::path& directory) {
  std::error_code error;
  const auto status = fs::status(directory, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (status.type() != fs::file_type::directory)
    return Error{"it is there already and is no folder", directory.string(),
                 "choose another --out"};
  std::set<std::string> known{kList};
  std::ifstream list(directory / kList);
  for (std::string line; std::getline(list, line);) known.insert(line);
  for (auto entry = fs::recursive_directory_iterator(directory, error);
       !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->is_directory()) continue;
    const std::string path = entry->path().lexically_relative(directory).generic_string();
    if (!known.contains(path))
      return Error{"it holds " + path + ", which muster did not write", directory.string(),
                   "choose another --out, or move that away; nothing was changed"};
  }
  if (error) return failure(directory, error.message());
  return std::nullopt;
}

std::optional<Error> write_all(const fs::path& into, const std::vector<PublishedFile>& files) {
  for (const PublishedFile& file : files) {
    const fs::path path = into / file.path;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return failure(path, error.message());
    errno = 0;
    std::FILE* out = std::fopen(path.c_str(), "wb");
    if (out == nullptr) return failure(path, std::strerror(errno));
    const bool written =
        std::fwrite(file.content.data(), 1, file.content.size(), out) == file.content.size();
    const int reason = errno;
    if (std::fclose(out) != 0 || !written)
      return failure(path, std::strerror(written ? errno : reason));
  }
  return std::nullopt;
}

std::optional<Error> write_list(const fs::path& into) {
  std::string list;
  for (const auto& entry : fs::recursive_directory_iterator(into))
    if (!entry.is_directory())
      list += entry.path().lexically_relative(into).generic_string() + "\n";
  return write_all(into, {{kList, list}});
}

// Puts the new folder where the old one is, if there is one; the old one is gone after it.
std::optional<Error> put_in_place(const fs::path& made, const fs::path& directory) {
  if (rename(made.c_str(), directory.c_str()) == 0) return std::nullopt;  // none, or an empty one
  if (errno != ENOTEMPTY && errno != EEXIST) return failure(directory, std::strerror(errno));
  if (renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, directory.c_str(), RENAME_EXCHANGE) != 0) {
    // A file system that can't exchange: one step more, and for its length neither.
    const fs::path old = directory.string() + ".old" + std::to_string(getpid());
    if (rename(directory.c_str(), old.c_str()) != 0)
      return failure(directory, std::strerror(errno));
    if (rename(made.c_str(), directory.c_str()) != 0) {
      const int reason = errno;
      rename(old.c_str(), directory.c_str());
      return failure(directory, std::strerror(reason));
    }
    rename(old.c_str(), made.c_str());
  }
  return std::nullopt;
}

}  // namespace

std::optional<Error> write_directory(
    const std::string& directory, const std::vector<PublishedFile>& files,
    const std::function<std::optional<Error>(const std::string&)>& finish) {
  fs::path target = fs::absolute(directory).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (auto error = may_replace(target)) return error;
  const fs::path made = target.string() + ".part" + std::to_string(getpid());
  std::error_code code;
  fs::create_directories(made, code);
  if (code) return failure(target, code.message());
  std::optional<Error> error = write_all(made, files);
  if (!error && finish) error = finish(made.string());
  if (!error) error = write_list(made);
  if (!error) error = put_in_place(made, target);
  fs::remove_all(made, code);
  return error;
}

}  // namespace muster::cli
