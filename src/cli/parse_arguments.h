// From a command line to a command that has its options: the one unit that knows CLI11, whose
// headers cost seconds in every unit that includes them.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"

namespace muster::cli {

// What the program is called and says of itself.
struct Program {
  std::string name;
  std::string version;
  std::string help;
  std::string footer;
};

// Reads the line and runs the command that it names, and returns the exit status; --help and
// --version print. What is wrong is said in one line, with the nearest valid names where a name is
// unknown.
int run_command_line(const Program& program, const std::vector<Command>& commands, int argc,
                     char** argv);

}  // namespace muster::cli
