#include "experiments/data/sets.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

// Where Debian's packages put their images.
constexpr const char* kGarments = "/usr/share/datasets/fashion-mnist";
constexpr const char* kPhotographs = "/usr/share/backgrounds/mate/nature";

constexpr const char* kDebian = "apt install dataset-fashion-mnist mate-backgrounds";
constexpr const char* kDuts = "http://saliencydetection.net/duts, unpacked into the data folder";
constexpr const char* kStandIn = "a set of your own in its place: images and masks of equal names";

/// One row a set. Folders are below the data folder, or absolute where a Debian package brings them; the
/// second one is empty for sets of one folder.
struct Row {
  const char *key, *name;
  Layout layout;
  int classes;
  const char *first, *second;
  const char* remedy;
};
constexpr Row kRows[] = {
    {"fashion-mnist", "Fashion-MNIST", Layout::idx, 10, kGarments, "", "apt install dataset-fashion-mnist"},
    {"cifar-10", "CIFAR-10", Layout::cifar10, 10, "cifar-10-batches-bin", "",
     "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz, unpacked into the data folder"},
    {"cifar-100", "CIFAR-100", Layout::cifar100, 100, "cifar-100-binary", "",
     "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz, unpacked into the data folder"},
    {"composed/train", "composed garments, train", Layout::composed_train, 0, kGarments, kPhotographs,
     kDebian},
    {"composed/test", "composed garments, test", Layout::composed_test, 0, kGarments, kPhotographs, kDebian},
    {"DUTS-TR", "DUTS-TR", Layout::masks, 0, "DUTS-TR/DUTS-TR-Image", "DUTS-TR/DUTS-TR-Mask", kDuts},
    {"DUTS-TE", "DUTS-TE", Layout::masks, 0, "DUTS-TE/DUTS-TE-Image", "DUTS-TE/DUTS-TE-Mask", kDuts},
    {"DUT-OMRON", "DUT-OMRON", Layout::masks, 0, "DUT-OMRON/DUT-OMRON-image", "DUT-OMRON/pixelwiseGT-new-PNG",
     "http://saliencydetection.net/dut-omron, unpacked into the data folder's DUT-OMRON"},
    {"ECSSD", "ECSSD", Layout::masks, 0, "ECSSD/images", "ECSSD/ground_truth_mask",
     "https://www.cse.cuhk.edu.hk/leojia/projects/hsaliency, unpacked into the data folder's ECSSD"},
    {"sod-standin/train", "sod-standin/train", Layout::masks, 0, "sod-standin/train/images",
     "sod-standin/train/masks", kStandIn},
    {"sod-standin/test", "sod-standin/test", Layout::masks, 0, "sod-standin/test/images",
     "sod-standin/test/masks", kStandIn},
    {"sod-standin/shifted", "sod-standin/shifted", Layout::masks, 0, "sod-standin/shifted/images",
     "sod-standin/shifted/masks", kStandIn},
};

bool there(const fs::path& place) {
  std::error_code ignored;
  return fs::exists(place, ignored);
}

/// A set of masks has its note above its two folders; a composed one beside its photographs.
fs::path note_folder(const SetLocation& location) {
  return location.layout == Layout::masks ? location.folders.front().parent_path() : location.folders.back();
}

KnownSet known(const Row& row, const fs::path& root) {
  KnownSet set{.location = {row.key, row.name, row.layout, {}}, .classes = row.classes, .remedy = row.remedy};
  for (const std::string folder : {row.first, row.second}) {
    if (!folder.empty()) set.location.folders.push_back(root / folder);
  }
  set.found = std::all_of(set.location.folders.begin(), set.location.folders.end(), there);
  set.note_folder = note_folder(set.location);
  return set;
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

std::vector<KnownSet> known_sets(const fs::path& root) {
  std::vector<KnownSet> sets;
  for (const Row& row : kRows) sets.push_back(known(row, root));
  return sets;
}

KnownSet known_set(const std::string& key, const fs::path& root) {
  std::string keys;
  for (const Row& row : kRows) {
    if (key == row.key) return known(row, root);
    keys += (keys.empty() ? "" : ", ") + std::string(row.key);
  }
  throw InputError("set of images", "", "one of " + keys, key);
}

SetState state_of_set(const std::string& key, const fs::path& root) {
  const KnownSet set = known_set(key, root);
  SetState state{.remedy = set.remedy};
  std::string digests;
  for (const fs::path& folder : set.location.folders) {
    const std::optional<std::string> digest = folder_digest(folder);
    if (!digest) return state;
    digests += *digest;
  }
  state.found = true;
  state.sha256 = sha256_hex(digests);
  state.note = set_note(set.note_folder);
  return state;
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
