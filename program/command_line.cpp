#include "program/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <iostream>
#include <system_error>

#include "harness/error.h"
#include "program/commands.h"

namespace dsc {
namespace {

constexpr std::size_t kLongestMessage = 1000;

/// One printable line: what a file or an option holds must not reach the terminal as control codes.
std::string printable(const std::string& text) {
  std::string line;
  for (const char c : unmark_exclusions(text)) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '\n') {
      line += "; ";
    } else if (code < ' ' || code == 127) {
      line += fmt::format("\\x{:02x}", code);
    } else {
      line += c;
    }
    if (line.size() > kLongestMessage) return line + " …";
  }
  return line;
}

int complain(const std::string& message, int status) {
  fmt::print(stderr, "dsc: {}\n", printable(message));
  return status;
}

void describe(CLI::App& app) {
  app.require_subcommand(1);
  app.set_help_flag("-h,--help", "Print this help");
  app.set_version_flag("--version", "dsc " DSC_VERSION, "Print the version");
  app.footer(
      "Exit status: 0 as expected; 1 a verdict other than expected; 2 bad usage or input; 3 incomplete.\n\n"
      "Examples:\n"
      "  dsc list\n"
      "  dsc verify T2.1 --profile smoke\n"
      "  dsc reproduce --profile quick\n"
      "  dsc COMMAND --help");
}

/// The parser says of a wrong command only that one is required.
void require_command(const CLI::App& app, const std::vector<std::string>& arguments) {
  const auto word = std::find_if(arguments.begin(), arguments.end(),
                                 [](const std::string& one) { return one.empty() || one.front() != '-'; });
  const bool asks_about_dsc = word == arguments.end() && !arguments.empty();
  if (asks_about_dsc) return;
  std::string known;
  for (const CLI::App* command : app.get_subcommands({})) {
    if (word != arguments.end() && command->get_name() == *word) return;
    known += (known.empty() ? "" : ", ") + command->get_name();
  }
  const std::string found = word == arguments.end() ? "nothing" : word->empty() ? "an empty word" : *word;
  throw InputError("command", "", "one of the commands " + known, found + " (dsc --help tells the usage)");
}

/// How a command ended, and whether that was said already.
struct CommandEnd {
  int status = kAsExpected;
  bool complained = false;
};

CommandEnd parse_and_run(int argc, const char* const* argv, const Program& program) {
  CLI::App app(
      "A ledger of a paper's claims: each is an executable whose verdict rests on checked certificates.",
      "dsc");
  int status = kAsExpected;
  describe(app);
  add_list(app, program, status);
  add_verify(app, program, status);
  for (const auto& add : program.commands) add(app, status);
  add_experiment(app, program, status);
  add_report(app, program, status);
  add_reproduce(app, program, status);
  add_compare(app, program, status);
  add_merge(app, program, status);
  add_submit(app, program, status);
  add_doctor(app, program, status);
  try {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    require_command(app, arguments);
    arguments = mark_exclusions(arguments);
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    app.parse(arguments);
  } catch (const CLI::Success& request) {
    return {app.exit(request)};
  } catch (const CLI::ParseError& error) {
    return {complain(fmt::format("{} (dsc --help tells the usage)", error.what()), kBadInput), true};
  } catch (const InputError& error) {
    return {complain(error.what(), kBadInput), true};
  } catch (const std::exception& error) {
    return {complain(error.what(), kIncomplete), true};
  }
  return {status};
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const Program& program) {
  const CommandEnd end = parse_and_run(argc, argv, program);
  errno = 0;
  const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.flush().good();
  if (written || end.complained) return end.status;
  const int reason = errno;
  const std::string why = reason == 0 ? "" : ": " + std::generic_category().message(reason);
  return complain("cannot write to standard output" + why, kIncomplete);
}

}  // namespace dsc
