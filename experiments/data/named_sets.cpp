#include "experiments/data/named_sets.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "experiments/data/catalogue.h"
#include "experiments/data/compose_salient.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

/// The folders that hold a set's files, and where its note lies.
struct Places {
  std::vector<fs::path> folders{};
  fs::path note{};
  std::string remedy{};
};

std::string remedy_of(const std::string& catalogued, const fs::path& root) {
  for (const KnownSet& set : catalogue(root)) {
    if (set.name == catalogued) return set.remedy;
  }
  return "";
}

Places places_of(const std::string& name, const fs::path& root) {
  const std::string garments = remedy_of("Fashion-MNIST", root);
  if (name == "fashion-mnist") return {{kFashionMnistFolder}, kFashionMnistFolder, garments};
  if (name == "cifar-10" || name == "cifar-100") {
    const fs::path folder = root / (name == "cifar-10" ? "cifar-10-batches-bin" : "cifar-100-binary");
    return {{folder}, folder, remedy_of(name == "cifar-10" ? "CIFAR-10" : "CIFAR-100", root)};
  }
  if (name == "composed/train" || name == "composed/test") {
    return {{kFashionMnistFolder, kPhotographsFolder},
            kPhotographsFolder,
            garments + "; " + remedy_of("photographs", root)};
  }
  const MaskedFolders folders = known_folders(root, name);
  return {{folders.images, folders.masks}, folders.images.parent_path(), remedy_of(name, root)};
}

/// SHA-256 of names and digests of the folder's files, in the order of their names; nothing without files.
std::optional<std::string> folder_digest(const fs::path& folder) {
  std::error_code fault;
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, fault)) {
    if (entry.is_regular_file() && entry.path().filename() != "NOTE.txt") files.push_back(entry.path());
  }
  if (fault || files.empty()) return std::nullopt;
  std::sort(files.begin(), files.end());
  std::string list;
  for (const fs::path& file : files)
    list += file.filename().string() + " " + sha256_hex(read_bytes(file)) + "\n";
  return sha256_hex(list);
}

}  // namespace

LabelledImages read_labelled_set(const std::string& name, Split split, const fs::path& root) {
  if (name == "fashion-mnist") return read_idx(kFashionMnistFolder, split, "Fashion-MNIST");
  if (name == "cifar-10") return read_cifar10(root / "cifar-10-batches-bin", split);
  if (name == "cifar-100") return read_cifar100(root / "cifar-100-binary", split);
  throw InputError("set of labelled images", "", "one of fashion-mnist, cifar-10, cifar-100", name);
}

MaskedImages read_masked_set(const std::string& name, int side, std::size_t limit, const fs::path& root) {
  if (name != "composed/train" && name != "composed/test") {
    return read_masked_images(known_folders(root, name), side, limit);
  }
  if (limit == 0) throw InputError(name, "", "a number of pictures to compose", "0");
  Composition composition;
  composition.split = name == "composed/test" ? Split::test : Split::train;
  composition.side = side;
  composition.count = limit;
  return compose_salient(composition, read_labelled_set("fashion-mnist", composition.split, root));
}

SetState state_of_set(const std::string& name, const fs::path& root) {
  const Places places = places_of(name, root);
  SetState state;
  state.remedy = places.remedy;
  std::string digests;
  for (const fs::path& folder : places.folders) {
    const std::optional<std::string> digest = folder_digest(folder);
    if (!digest) return state;
    digests += *digest;
  }
  state.found = true;
  state.sha256 = sha256_hex(digests);
  state.note = set_note(places.note);
  return state;
}

}  // namespace dsc
