#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "harness/ledger/checker.h"
#include "harness/ledger/provenance.h"
#include "program/commands.h"
#include "program/versions.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

using nlohmann::ordered_json;

/// The program's path, as a shell would find it; empty where there is none.
std::string on_path(const std::string& program) {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    const fs::path candidate = fs::path(folder.empty() ? "." : folder) / program;
    std::error_code error;
    if (fs::is_regular_file(candidate, error) && access(candidate.c_str(), X_OK) == 0)
      return candidate.string();
  }
  return "";
}

std::string package_of(const std::string& library) {
  static const std::map<std::string, std::string> packages = {
      {"Boost", "libboost-dev"}, {"Eigen", "libeigen3-dev"}, {"FLINT", "libflint-dev"},
      {"GLPK", "libglpk-dev"},   {"GMP", "libgmp-dev"},      {"nlohmann-json", "nlohmann-json3-dev"}};
  return packages.at(library);
}

std::vector<Finding> examine(const Program& program) {
  const Build build = this_build();
  std::vector<Finding> findings = {{"compiler", build.compiler, "apt install g++"}};
  for (const auto& [name, version] : build.libraries) {
    findings.push_back({name, version, "apt install " + package_of(name)});
  }
  const fs::path checker = checker_beside_us();
  const bool runs = access(checker.c_str(), X_OK) == 0;
  findings.push_back({"dsc-check", runs ? checker.string() : "", "cmake --build . --target dsc-check"});
  findings.push_back({"gnuplot", on_path("gnuplot"), "apt install gnuplot-nox"});
  findings.push_back({"git", on_path("git"), "apt install git"});
  findings.push_back({"OpenMP", fmt::format("{} threads", omp_get_max_threads()), "apt install g++"});
  findings.push_back({"processor", processor_name(), ""});
  for (const auto& further : program.findings) {
    for (Finding& finding : further()) findings.push_back(std::move(finding));
  }
  return findings;
}

void print_json(const std::vector<Finding>& findings) {
  ordered_json items = ordered_json::array();
  for (const Finding& finding : findings) {
    const bool found = !finding.found.empty();
    items.push_back({{"name", finding.name},
                     {"found", found},
                     {"detail", found ? ordered_json(finding.found) : ordered_json()},
                     {"remedy", found ? ordered_json() : ordered_json(finding.remedy)}});
  }
  fmt::print("{}\n", ordered_json({{"schema", 1}, {"items", items}}).dump(1));
}

void print_table(const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    const bool found = !finding.found.empty();
    fmt::print("{:<20} {:<8} {}\n", finding.name, found ? "found" : "missing",
               found ? finding.found : finding.remedy);
  }
}

int doctor(bool json, const Program& program) {
  const std::vector<Finding> findings = examine(program);
  json ? print_json(findings) : print_table(findings);
  for (const Finding& finding : findings) {
    if (finding.found.empty() && !finding.optional) return kIncomplete;
  }
  return kAsExpected;
}

}  // namespace

void add_doctor(CLI::App& root, const Program& program, int& status) {
  auto json = std::make_shared<bool>(false);
  CLI::App* command =
      root.add_subcommand("doctor", "Say what is installed, and the command that gets what is not");
  command->add_flag("--json", *json, "Print one JSON object");
  command->footer(
      "Exit status 3 where something is missing.\n\nExamples:\n  dsc doctor\n  dsc doctor --json");
  command->callback([json, &program, &status] { status = doctor(*json, program); });
}

}  // namespace dsc
