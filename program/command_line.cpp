#include "program/command_line.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>

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
  app.footer(
      "Exit status: 0 as expected; 1 a verdict other than expected; 2 bad usage or input; 3 incomplete.\n\n"
      "Examples:\n"
      "  dsc list\n"
      "  dsc verify T2.1 --profile smoke\n"
      "  dsc reproduce --profile quick\n"
      "  dsc COMMAND --help");
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const Program& program) {
  CLI::App app(
      "A ledger of a paper's claims: each is an executable whose verdict rests on checked certificates.",
      "dsc");
  int status = kAsExpected;
  describe(app);
  add_list(app, program, status);
  add_verify(app, program, status);
  for (const auto& add : program.commands) add(app, status);
  if (program.experiment) add_experiment(app, program, status);
  add_report(app, program, status);
  add_reproduce(app, program, status);
  add_compare(app, program, status);
  add_doctor(app, program, status);
  try {
    std::vector<std::string> arguments = mark_exclusions(std::vector<std::string>(argv + 1, argv + argc));
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    app.parse(arguments);
  } catch (const CLI::Success& request) {
    return app.exit(request);
  } catch (const CLI::ParseError& error) {
    return complain(fmt::format("{} (dsc --help tells the usage)", error.what()), kBadInput);
  } catch (const InputError& error) {
    return complain(error.what(), kBadInput);
  } catch (const std::exception& error) {
    return complain(error.what(), kIncomplete);
  }
  return status;
}

}  // namespace dsc
