#include "harness/verify/checker.h"

#include <algorithm>
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
  std::vector<std::string> proves;  ///< one for each file; empty unless all of them are accepted
  std::string output;
};

/// From "ok  KIND, WORDS  PATH" for each file in turn. A path may hold any character.
std::vector<std::string> read_lines(std::string_view output, const std::vector<fs::path>& files) {
  std::vector<std::string> proves;
  for (const fs::path& file : files) {
    const std::size_t words = output.find(", ") + 2, after = output.find("  ", words);
    const std::string rest = "  " + file.string() + "\n";
    const std::string said(output.substr(std::min(words, output.size()), after - words));
    if (!output.starts_with("ok  ") || !read_proven(said) || !output.substr(after).starts_with(rest))
      throw std::runtime_error("cannot read the answer of dsc-check: " + std::string(output.substr(0, 200)));
    proves.push_back(said);
    output.remove_prefix(after + rest.size());
  }
  return proves;
}

Answer ask(const fs::path& checker, const std::vector<fs::path>& files) {
  std::vector<std::string> command{checker.string()};
  for (const fs::path& file : files) command.push_back(file.string());
  const ProgramEnd end = run_and_read(command, StandardError::with_output);
  if (!end.started) throw std::runtime_error("cannot start " + checker.string());
  Answer answer{{}, end.output};
  if (end.status == 0) answer.proves = read_lines(answer.output, files);
  return answer;
}

}  // namespace

CheckReport run_checker(const fs::path& checker, const std::vector<fs::path>& files) {
  CheckReport report;
  for (std::size_t begin = 0; begin < files.size(); begin += kFilesAtOnce) {
    const auto first = files.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last =
        files.begin() + static_cast<std::ptrdiff_t>(std::min(files.size(), begin + kFilesAtOnce));
    const Answer all = ask(checker, {first, last});
    report.proves.insert(report.proves.end(), all.proves.begin(), all.proves.end());
    if (!all.proves.empty()) continue;
    for (auto file = first; file != last; ++file) {
      const Answer answer = ask(checker, {*file});
      report.proves.push_back(answer.proves.empty() ? "" : answer.proves[0]);
      if (answer.proves.empty() && report.complaint.empty()) report.complaint = answer.output;
    }
  }
  return report;
}

CheckerProgram describe_checker(const fs::path& checker) {
  const ProgramEnd end = run_and_read({checker.string(), "--version"}, StandardError::dropped);
  const std::string version = end.status == 0 ? end.output.substr(0, end.output.find('\n')) : "unknown";
  return {version, sha256_hex(read_bytes(checker))};
}

fs::path checker_beside_us() { return fs::read_symlink("/proc/self/exe").parent_path() / "dsc-check"; }

}  // namespace dsc::verify
