#include "cli/pdf.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/text.h"

namespace muster::cli {
namespace {

std::string found_in_path(std::string_view program) {
  const char* path = std::getenv("PATH");
  for (const std::string_view folder : split(path == nullptr ? "" : path, ':')) {
    std::string candidate = std::string(folder) + "/" + std::string(program);
    if (!folder.empty() && access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return "";
}

struct Printer {
  std::string program;
  bool chromium = false;
};

std::optional<Printer> printer() {
  for (const std::string_view name : {"chromium", "chromium-browser", "google-chrome"})
    if (auto program = found_in_path(name); !program.empty()) return Printer{program, true};
  if (auto program = found_in_path("weasyprint"); !program.empty()) return Printer{program, false};
  return std::nullopt;
}

// Runs a program without a shell and with its output away; its exit status, or -1.
int run_quietly(const std::vector<std::string>& words) {
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  for (const int descriptor : {STDOUT_FILENO, STDERR_FILENO})
    posix_spawn_file_actions_addopen(&files, descriptor, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed =
      posix_spawn(&child, words.front().c_str(), &files, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  int status = 0;
  if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

}  // namespace

std::optional<Error> pdf_printer_missing() {
  if (printer()) return std::nullopt;
  return Error{"neither Chromium nor WeasyPrint is installed to print it", "--pdf",
               "install one (apt install weasyprint), or leave --pdf away; nothing was written"};
}

std::optional<Error> print_pdf(const std::string& html, const std::string& pdf) {
  if (auto missing = pdf_printer_missing()) return missing;
  const Printer with = *printer();
  std::vector<std::string> words{with.program};
  const std::string profile = pdf + ".profile";
  if (with.chromium) {
    words.insert(words.end(), {"--headless", "--disable-gpu", "--no-pdf-header-footer",
                               "--user-data-dir=" + profile, "--print-to-pdf=" + pdf});
    // Chromium refuses its sandbox to root.
    if (geteuid() == 0) words.emplace_back("--no-sandbox");
    words.push_back("file://" + html);
  } else {
    words.insert(words.end(), {html, pdf});
  }
  const int status = run_quietly(words);
  std::error_code ignored;
  std::filesystem::remove_all(profile, ignored);
  if (status != 0 || !std::filesystem::exists(pdf))
    return Error{
        with.program + " could not print the page (exit status " + std::to_string(status) + ")",
        "--pdf", "try it by hand on index.html, made without --pdf; nothing was written"};
  return std::nullopt;
}

}  // namespace muster::cli
