#include "experiments/data/catalogue.h"

#include <algorithm>
#include <cstdlib>

#include "experiments/data/masked_images.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

bool there(const fs::path& place) {
  std::error_code ignored;
  return fs::exists(place, ignored);
}

std::string remedy_of(const std::string& name) {
  if (name == "DUTS-TR" || name == "DUTS-TE")
    return "http://saliencydetection.net/duts, unpacked into the data folder";
  if (name == "DUT-OMRON")
    return "http://saliencydetection.net/dut-omron, unpacked into the data folder's DUT-OMRON";
  if (name == "ECSSD") {
    return "https://www.cse.cuhk.edu.hk/leojia/projects/hsaliency, unpacked into the data folder's ECSSD";
  }
  return "a stand-in of your own: images and masks of equal names";
}

}  // namespace

fs::path data_folder(const fs::path& chosen) {
  fs::path folder = chosen;
  const char* const from_environment = std::getenv("DSC_DATA");
  if (folder.empty() && from_environment != nullptr) folder = from_environment;
  if (!folder.empty() && !fs::is_directory(folder)) {
    throw InputError(folder.string(), chosen.empty() ? "DSC_DATA" : "", "a folder of data sets",
                     there(folder) ? "a file" : "nothing of that name");
  }
  return folder;
}

std::vector<KnownSet> catalogue(const fs::path& root) {
  std::vector<KnownSet> sets = {
      {"Fashion-MNIST", kFashionMnistFolder, false, "apt install dataset-fashion-mnist"},
      {"photographs", kPhotographsFolder, false, "apt install mate-backgrounds"},
      {"CIFAR-10", root / "cifar-10-batches-bin", false,
       "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz, unpacked into the data folder"},
      {"CIFAR-100", root / "cifar-100-binary", false,
       "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz, unpacked into the data folder"}};
  for (const std::string& name : known_masked_sets()) {
    sets.push_back({name, known_folders(root, name).images, false, remedy_of(name)});
  }
  for (KnownSet& set : sets) set.found = there(set.place);
  return sets;
}

std::string set_note(const fs::path& folder) {
  const fs::path file = folder / "NOTE.txt";
  if (!there(file)) return "";
  std::string note = read_bytes(file, 4096);
  while (!note.empty() && (note.back() == '\n' || note.back() == '\r')) note.pop_back();
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  if (note.size() > 200 || !std::all_of(note.begin(), note.end(), printable)) {
    throw InputError(file.string(), "", "one line of at most 200 printable ASCII characters", "another text");
  }
  return note;
}

}  // namespace dsc
