// The `muster` command: finds the subcommand, runs it, turns what is wrong into one line.

#include <cstdio>

#include "base/text.h"
#include "cli/command.h"

namespace muster::cli {
namespace {

std::vector<std::string> names_of_subcommands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(sub->get_name());
  return names;
}

std::vector<std::string> names_of_flags(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// The parser's complaint as one line, with the nearest valid names where a name is unknown.
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

int run(int argc, char** argv) {
  CLI::App app{
      "Muster: what was promised, what was spent, and whether what is written about it stands.",
      "muster"};
  app.set_version_flag("--version", std::string("muster ") + MUSTER_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 all is well; 1 the answer is bad news; 2 wrong usage or unreadable input.");
  Run chosen;
  declare_check(app, chosen);
  declare_eval(app, chosen);
  declare_outlook(app, chosen);
  declare_report(app, chosen);
  declare_publish(app, chosen);
  declare_allies(app, chosen);
  declare_series(app, chosen);
  declare_vintages(app, chosen);
  declare_sources(app, chosen);
  declare_import(app, chosen);
  declare_change(app, chosen);
  declare_export(app, chosen);
  declare_ledger(app, chosen);
  declare_explain(app, chosen);
  declare_reconcile(app, chosen);
  declare_revisions(app, chosen);

  if (argc < 2) {
    std::fputs(app.help().c_str(), stderr);
    return kUnusable;
  }
  const std::string first = argv[1];
  const auto commands = names_of_subcommands(app);
  if (!first.starts_with("-") &&
      std::find(commands.begin(), commands.end(), first) == commands.end()) {
    const std::string near = suggestion(first, commands);
    return fail({"unknown command '" + first + "'", "", near.empty() ? "see muster --help" : near});
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    app.exit(success);  // --help, --version
    return kOk;
  } catch (const CLI::ParseError& error) {
    return fail(explained(app, error));
  }
  return chosen();
}

}  // namespace
}  // namespace muster::cli

int main(int argc, char** argv) {
  int status = muster::cli::kUnusable;
  try {
    status = muster::cli::run(argc, argv);
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
