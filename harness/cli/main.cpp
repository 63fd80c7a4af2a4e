#include "harness/cli/analyze.h"
#include "harness/cli/command_line.h"
#include "harness/report/report.h"

namespace {

std::vector<dsc::ExpectedClaim> expected_claims() {
  std::vector<dsc::ExpectedClaim> all;
  for (const dsc::Claim& claim : dsc::registered_claims())
    all.push_back({claim.id, claim.title, claim.file, claim.position});
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  dsc::Program program;
  program.code = dsc::code_digests();
  program.source_tree = DSC_SOURCE_TREE;
  program.profiles = program.source_tree / "experiments/profiles";
  program.write_report = [](const auto& results, const std::string& profile, const auto& reports) {
    dsc::write_report(results, profile, reports, expected_claims());
  };
  program.summary = [](const auto& results, const std::string& profile) {
    return dsc::summary_markdown(results, profile, "", expected_claims());
  };
  program.commands = {dsc::add_analyze};
  return dsc::run_command_line(argc, argv, program);
}
