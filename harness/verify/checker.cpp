#include "harness/verify/checker.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "harness/process/run_and_read.h"
#include "harness/verify/proven.h"

namespace dsc::verify {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kFilesAtOnce = 256;  // keeps the argument list far below the system's limit

struct Answer {
  std::vector<Said> said;  ///< one for each file; empty unless all of them are accepted
  std::string output;
};

[[noreturn]] void cannot_read(std::string_view output) {
  throw std::runtime_error("cannot read the answer of dsc-check: " + std::string(output.substr(0, 200)));
}

/// From "WORDS" or, where a row was asked about, "WORDS, BEARS ROW".
Said read_said(std::string_view words, const std::string& row) {
  Said said{std::string(words), ""};
  if (!row.empty()) {
    const std::size_t comma = words.find(", ");
    if (comma == std::string_view::npos || !words.ends_with(" " + row)) cannot_read(words);
    said.proves = words.substr(0, comma);
    said.bears = words.substr(comma + 2, words.size() - comma - 2 - row.size() - 1);
    if (said.bears != "supports" && said.bears != "violates" && said.bears != "vacuous") cannot_read(words);
  }
  if (!read_proven(said.proves)) cannot_read(words);
  return said;
}

/// From "ok  KIND, WORDS  PATH" for each file in turn. A path may hold any character.
std::vector<Said> read_lines(std::string_view output, const std::vector<fs::path>& files,
                             const std::string& row) {
  std::vector<Said> said;
  for (const fs::path& file : files) {
    const std::size_t words = output.find(", ") + 2, after = output.find("  ", words);
    const std::string rest = "  " + file.string() + "\n";
    if (!output.starts_with("ok  ") || after == std::string_view::npos ||
        !output.substr(after).starts_with(rest))
      cannot_read(output);
    said.push_back(read_said(output.substr(words, after - words), row));
    output.remove_prefix(after + rest.size());
  }
  return said;
}

Answer ask(const fs::path& checker, const std::vector<fs::path>& files, const std::string& row) {
  std::vector<std::string> command{checker.string()};
  if (!row.empty()) command.insert(command.end(), {"--row", row});
  for (const fs::path& file : files) command.push_back(file.string());
  const ProgramEnd end = run_and_read(command, StandardError::with_output);
  if (!end.started) throw std::runtime_error("cannot start " + checker.string());
  Answer answer{{}, end.output};
  if (end.status == 0) answer.said = read_lines(answer.output, files, row);
  return answer;
}

}  // namespace

CheckReport run_checker(const fs::path& checker, const std::vector<fs::path>& files, const std::string& row) {
  CheckReport report;
  for (std::size_t begin = 0; begin < files.size(); begin += kFilesAtOnce) {
    const auto first = files.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last =
        files.begin() + static_cast<std::ptrdiff_t>(std::min(files.size(), begin + kFilesAtOnce));
    const Answer all = ask(checker, {first, last}, row);
    report.said.insert(report.said.end(), all.said.begin(), all.said.end());
    if (!all.said.empty()) continue;
    for (auto file = first; file != last; ++file) {
      const Answer answer = ask(checker, {*file}, row);
      report.said.push_back(answer.said.empty() ? Said{} : answer.said[0]);
      if (answer.said.empty() && report.complaint.empty()) report.complaint = answer.output;
    }
  }
  return report;
}

std::set<std::string> rows_with_contract(const fs::path& checker) {
  const ProgramEnd end = run_and_read({checker.string(), "--contracts"}, StandardError::dropped);
  if (!end.started || end.status != 0)
    throw std::runtime_error("cannot read the contracts of " + checker.string());
  std::set<std::string> rows;
  std::istringstream lines(end.output);
  for (std::string line; std::getline(lines, line);) rows.insert(line.substr(0, line.find("  ")));
  return rows;
}

CheckerProgram describe_checker(const fs::path& checker) {
  const ProgramEnd end = run_and_read({checker.string(), "--version"}, StandardError::dropped);
  const std::string version = end.status == 0 ? end.output.substr(0, end.output.find('\n')) : "unknown";
  return {version, sha256_hex(read_bytes(checker))};
}

fs::path checker_beside_us() { return fs::read_symlink("/proc/self/exe").parent_path() / "dsc-check"; }

}  // namespace dsc::verify
