#include "experiments/data/sets.h"
#include "experiments/run/experiment_command.h"
#include "experiments/run/report_sections.h"
#include "harness/ledger/checker.h"
#include "harness/report/report.h"
#include "program/analyze.h"
#include "program/command_line.h"
#include "program/network.h"
#include "theorems/networks/torch/torch_functions.h"

namespace {

std::vector<dsc::ExpectedClaim> expected_claims() {
  std::vector<dsc::ExpectedClaim> all;
  for (const dsc::Claim& claim : dsc::registered_claims())
    all.push_back({claim.id, claim.title, claim.file, claim.position});
  return all;
}

std::vector<dsc::Finding> torch_finding() {
  dsc::Finding finding{"LibTorch", "", "apt install libtorch-dev, then build again with -DDSC_WITH_TORCH=ON",
                       true};
  try {
    finding.found = dsc::torch_functions().version() + ", devices";
    for (const std::string& device : dsc::torch_functions().devices()) finding.found += " " + device;
  } catch (const std::exception&) {
    finding.found.clear();  // only `dsc network` needs it
  }
  return {finding};
}

std::vector<dsc::Finding> image_sets() {
  std::vector<dsc::Finding> findings;
  for (const dsc::KnownSet& set : dsc::known_sets(dsc::data_folder({}))) {
    findings.push_back(
        {set.location.name, set.found ? set.location.folders.back().string() : "", set.remedy, true});
  }
  return findings;
}

/// Empty where it was not built, for want of LibTorch.
std::filesystem::path cell_program() {
#ifdef DSC_HAS_CELL
  return dsc::checker_beside_us().replace_filename("dsc-cell");
#else
  return {};
#endif
}

}  // namespace

int main(int argc, char** argv) {
  dsc::Program program;
  program.code = dsc::code_digests();
  program.source_tree = DSC_SOURCE_TREE;
  program.profiles = program.source_tree / "profiles";
  program.write_report = [](const auto& results, const std::string& profile, const auto& reports) {
    dsc::write_report(results, profile, reports, expected_claims(),
                      dsc::report_sections(results, profile, dsc::registered_experiments()));
  };
  program.summary = [](const auto& results, const std::string& profile) {
    return dsc::summary_markdown(results, profile, "", expected_claims());
  };
  program.experiment = [&program](const dsc::ExperimentOptions& options) {
    return dsc::prepare_experiments(options, {.profiles = program.profiles,
                                              .source_tree = program.source_tree,
                                              .cell_program = cell_program(),
                                              .code = dsc::experiment_code_digest()});
  };
  program.commands = {dsc::add_analyze, dsc::add_network};
  program.findings = {torch_finding, image_sets};
  return dsc::run_command_line(argc, argv, program);
}
