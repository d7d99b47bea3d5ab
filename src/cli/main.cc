// The `muster` command: its list of commands, and what is said where the program itself fails.

#include <cstdio>
#include <exception>
#include <system_error>

#include "cli/parse_arguments.h"
#include "cli/version.h"

namespace muster::cli {
namespace {

int run(int argc, char** argv) {
  const Program program{
      "muster", std::string(program_version()),
      "Muster: what was promised, what was spent, and whether what is written about it stands.",
      "Exit status: 0 all is well; 1 the answer is bad news; 2 wrong usage or unreadable input."};
  const std::vector<Command> commands = {
      check_command(),     eval_command(),     outlook_command(), report_command(),
      publish_command(),   allies_command(),   donors_command(),  promises_command(),
      series_command(),    vintages_command(), sources_command(), import_command(),
      change_command(),    export_command(),   ledger_command(),  explain_command(),
      reconcile_command(), revisions_command()};
  return run_command_line(program, commands, argc, argv);
}

}  // namespace
}  // namespace muster::cli

int main(int argc, char** argv) {
  int status = muster::cli::kUnusable;
  try {
    status = muster::cli::run(argc, argv);
  } catch (const std::system_error&) {
    // fmt could not write: no other part of the program throws one.
    return muster::cli::fail({"the output could not be written", "", "is the disk full?"});
  } catch (const std::exception& broken) {
    // No input leads here: memory ran out, or an invariant of the program is broken.
    return muster::cli::fail(
        {std::string("internal error: ") + broken.what(), "", "please report it"});
  }
  // A full disk or a closed pipe shows at the latest here.
  if (std::fflush(stdout) != 0 && status == muster::cli::kOk) {
    return muster::cli::fail({"the output could not be written", "", "is the disk full?"});
  }
  return status;
}
