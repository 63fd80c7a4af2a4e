#include "experiments/data/sets.h"
#include "harness/files/installed_file.h"
#include "harness/ledger/code_digest.h"
#include "harness/verify/checker.h"
#include "program/analyze.h"
#include "program/command_line.h"
#include "program/network.h"
#include "theorems/networks/torch/torch_functions.h"

namespace {

std::vector<dsc::Requirement> torch_library() {
  dsc::Requirement library{"LibTorch", "",
                           "apt install libtorch-dev, then build again with -DDSC_WITH_TORCH=ON", true};
  try {
    library.found = dsc::torch_functions().version() + ", devices";
    for (const std::string& device : dsc::torch_functions().devices()) library.found += " " + device;
  } catch (const std::exception&) {
    library.found.clear();  // only `dsc network` needs it
  }
  return {library};
}

std::vector<dsc::Requirement> image_sets() {
  std::vector<dsc::Requirement> sets;
  for (const dsc::KnownSet& set : dsc::known_sets(dsc::data_folder({}))) {
    sets.push_back(
        {set.location.name, set.found ? set.location.folders.back().string() : "", set.remedy, true});
  }
  return sets;
}

/// Empty where it was not built: it needs LibTorch.
std::filesystem::path cell_program() {
#ifdef DSC_HAS_CELL
  return dsc::verify::checker_beside_us().replace_filename("dsc-cell");
#else
  return {};
#endif
}

/// Of a program that runs where it was built, whose profiles are those of the sources; empty of an installed
/// one.
std::filesystem::path source_tree() {
  const std::filesystem::path profiles = dsc::installed_file("share/dsc/profiles");
  return std::filesystem::is_symlink(profiles) ? std::filesystem::canonical(profiles).parent_path()
                                               : std::filesystem::path();
}

}  // namespace

int main(int argc, char** argv) {
  dsc::Program program;
  program.code = dsc::code_digests();
  program.source_tree = source_tree();
  program.profiles = dsc::installed_file("share/dsc/profiles");
  program.proofs = dsc::installed_file("share/dsc/formal");
  program.cell_program = cell_program();
  program.commands = {dsc::add_analyze, dsc::add_network};
  program.requirements = {torch_library, image_sets};
  return dsc::run_command_line(argc, argv, program);
}
