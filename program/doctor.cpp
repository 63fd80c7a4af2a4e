#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "harness/ledger/provenance.h"
#include "harness/verify/checker.h"
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

std::vector<Requirement> examine(const Program& program) {
  const ledger::Build build = this_build();
  std::vector<Requirement> all = {{"compiler", build.compiler, "apt install g++"}};
  for (const auto& [name, version] : build.libraries) {
    all.push_back({name, version, "apt install " + package_of(name)});
  }
  const fs::path checker = verify::checker_beside_us();
  const bool runs = access(checker.c_str(), X_OK) == 0;
  all.push_back({"dsc-check", runs ? checker.string() : "", "cmake --build . --target dsc-check"});
  all.push_back({"gnuplot", on_path("gnuplot"), "apt install gnuplot-nox"});
  all.push_back({"git", on_path("git"), "apt install git"});
  all.push_back({"OpenMP", fmt::format("{} threads", omp_get_max_threads()), "apt install g++"});
  all.push_back({"processor", ledger::this_machine().cpu, ""});
  for (const auto& further : program.requirements) {
    for (Requirement& one : further()) all.push_back(std::move(one));
  }
  return all;
}

void print_json(const std::vector<Requirement>& all) {
  ordered_json items = ordered_json::array();
  for (const Requirement& one : all) {
    const bool found = !one.found.empty();
    items.push_back({{"name", one.name},
                     {"found", found},
                     {"detail", found ? ordered_json(one.found) : ordered_json()},
                     {"remedy", found ? ordered_json() : ordered_json(one.remedy)}});
  }
  fmt::print("{}\n", ordered_json({{"schema", 1}, {"items", items}}).dump(1));
}

void print_table(const std::vector<Requirement>& all) {
  for (const Requirement& one : all) {
    const bool found = !one.found.empty();
    fmt::print("{:<20} {:<8} {}\n", one.name, found ? "found" : "missing", found ? one.found : one.remedy);
  }
}

int doctor(bool json, const Program& program) {
  const std::vector<Requirement> all = examine(program);
  json ? print_json(all) : print_table(all);
  for (const Requirement& one : all) {
    if (one.found.empty() && !one.optional) return kIncomplete;
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
