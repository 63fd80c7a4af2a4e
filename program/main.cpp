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

}  // namespace

int main(int argc, char** argv) {
  dsc::Program program;
  program.code = dsc::code_digests();
  program.profiles = dsc::installed_file("share/dsc/profiles");
  // In a build tree they are a link into the source tree, whose revision a record names; an installation has
  // none.
  if (std::filesystem::is_symlink(program.profiles))
    program.source_tree = std::filesystem::canonical(program.profiles).parent_path();
  program.cell_program = cell_program();
  program.commands = {dsc::add_analyze, dsc::add_network};
  program.requirements = {torch_library, image_sets};
  return dsc::run_command_line(argc, argv, program);
}
