#include "cli/parse_arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>

#include "base/text.h"

namespace muster::cli {
namespace {

// Adds one option, by the type of where it goes.
struct Declare {
  CLI::App& app;
  const Option& option;

  CLI::Option* operator()(std::string* text) const {
    CLI::Option* added = app.add_option(option.name, *text, option.help);
    return text->empty() ? added : added->capture_default_str();
  }
  CLI::Option* operator()(unsigned* number) const {
    CLI::Option* added = app.add_option(option.name, *number, option.help);
    return *number == 0 ? added : added->capture_default_str();
  }
  CLI::Option* operator()(std::vector<std::string>* texts) const {
    CLI::Option* added = app.add_option(option.name, *texts, option.help);
    if (!texts->empty()) added->capture_default_str();
    if (option.by_comma) return added->delimiter(',');
    // Else an option would take the arguments behind its own.
    return option.name.starts_with('-') ? added->allow_extra_args(false) : added;
  }
  CLI::Option* operator()(bool* flag) const {
    return app.add_flag(option.name, *flag, option.help);
  }
};

void declare(CLI::App& app, const Option& option) {
  CLI::Option* added = std::visit(Declare{app, option}, option.into);
  if (option.need == Need::required) added->required();
  if (option.range) added->check(CLI::Range(option.range->first, option.range->second));
  if (option.choices.empty()) return;
  added->check([&option](const std::string& given) {
    if (std::ranges::find(option.choices, given) != option.choices.end()) return std::string();
    return "unknown " + option.name.substr(2) + " '" + given + "'; " +
           suggestion(given, option.choices);
  });
}

void declare(CLI::App& app, const Command& command, const Command*& chosen) {
  CLI::App* sub = app.add_subcommand(command.name, command.help);
  for (const Option& option : command.options) declare(*sub, option);
  for (const Command& below : command.subcommands) declare(*sub, below, chosen);
  if (!command.subcommands.empty()) sub->require_subcommand(1);
  if (command.run) sub->callback([&command, &chosen] { chosen = &command; });
}

std::vector<std::string> names_of_flags(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// The parser's complaint as one line.
Error explained(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  const CLI::App& current = chosen.empty() ? app : *chosen.front();
  const std::string help =
      "see muster " + (chosen.empty() ? "" : current.get_name() + " ") + "--help";
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const auto extras = app.remaining(true);
    const std::string extra = extras.empty() ? "" : extras.front();
    if (extra.starts_with("-")) {
      const std::string flag = extra.substr(0, extra.find('='));
      const std::string near = suggestion(flag, names_of_flags(current));
      return {"unknown option '" + flag + "'", "", near.empty() ? help : near};
    }
    return {"unexpected argument '" + extra + "'", "", help};
  }
  std::string what = error.what();
  for (char& c : what) c = c == '\n' ? ' ' : c;
  return {what, "", help};
}

// A first word that is no command; the parser would call it an argument that it did not expect.
std::optional<Error> unknown_command(const std::vector<Command>& commands,
                                     const std::string& first) {
  std::vector<std::string> names(commands.size());
  std::ranges::transform(commands, names.begin(), &Command::name);
  if (first.starts_with("-") || std::ranges::find(names, first) != names.end()) return std::nullopt;
  const std::string near = suggestion(first, names);
  return Error{"unknown command '" + first + "'", "", near.empty() ? "see muster --help" : near};
}

}  // namespace

int run_command_line(const Program& program, const std::vector<Command>& commands, int argc,
                     char** argv) {
  CLI::App app{program.help, program.name};
  app.set_version_flag("--version", program.name + " " + program.version);
  app.require_subcommand(1);
  app.footer(program.footer);
  const Command* chosen = nullptr;
  for (const Command& command : commands) declare(app, command, chosen);
  if (argc < 2) {
    std::fputs(app.help().c_str(), stderr);
    return kUnusable;
  }
  if (const auto error = unknown_command(commands, argv[1])) return fail(*error);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success);  // --help, --version
    return kOk;
  } catch (const CLI::ParseError& error) {
    return fail(explained(app, error));
  }
  return chosen->run();
}

}  // namespace muster::cli
