#include "cli/pdf_text.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "cli/input.h"

namespace muster::cli {

Result<std::string> pdf_text(const std::string& file, PdfText as) {
  if (file == "-") return Error{"a PDF can't be read from standard input", "", "name the file"};
  std::array<int, 2> pipe_ends{};
  if (pipe(pipe_ends.data()) != 0)
    return Error{std::strerror(errno), file, "close some of the open files"};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe_ends[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, pipe_ends[0]);
  std::vector<std::string> words = {"pdftotext", "-enc", "UTF-8"};
  if (as == PdfText::layout) words.emplace_back("-layout");
  words.push_back(file.starts_with("-") ? "./" + file : file);
  words.emplace_back("-");
  std::vector<char*> arguments;
  arguments.reserve(words.size() + 1);
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  pid_t child = 0;
  const int started =
      posix_spawnp(&child, "pdftotext", &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  close(pipe_ends[1]);
  std::string text;
  std::array<char, 1U << 16U> buffer{};
  for (ssize_t got = 0; (got = read(pipe_ends[0], buffer.data(), buffer.size())) > 0;) {
    if (text.size() < kLargestDocument) text.append(buffer.data(), static_cast<std::size_t>(got));
  }
  close(pipe_ends[0]);
  if (started != 0)
    return Error{"a PDF needs pdftotext, which is not installed", file, "install poppler-utils"};
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
    return Error{"pdftotext can't read it", file, "is it a whole PDF?"};
  return text;
}

}  // namespace muster::cli
