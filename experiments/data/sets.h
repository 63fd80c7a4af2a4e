#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "experiments/data/set_location.h"

/// The sets of images that the experiments know: one table, in sets.cpp. Who adds a set adds a row.
namespace dsc {

/// One set, and whether it is there.
struct KnownSet {
  SetLocation location{};
  int classes = 0;       ///< 0 for sets with masks
  std::string remedy{};  ///< how to get it
  bool found = false;    ///< whether its folders are there (not whether its files are whole: reading tells)
  std::filesystem::path note_folder{};  ///< whose NOTE.txt speaks of the set
};

/// The folder of data: `chosen` if not empty, else the environment's DSC_DATA, else none (an empty path).
/// Throws InputError where a folder that was named is not there.
std::filesystem::path data_folder(const std::filesystem::path& chosen);

/// All sets; those that Debian packages bring are looked for where the packages put them, the others under
/// `root`.
std::vector<KnownSet> known_sets(const std::filesystem::path& root);

/// The set with this key. Throws InputError where there is none, with the keys that there are.
KnownSet known_set(const std::string& key, const std::filesystem::path& root);

/// What a set is found to be, without decoding it.
struct SetState {
  bool found = false;
  std::string remedy{};  ///< how to get it, where it is not found
  std::string sha256{};  ///< of the digests of all its files, names included; empty where it is not found
  std::string note{};    ///< what its folder's NOTE.txt says
};

/// Both splits of a set for classification, one part of a set for segmentation. Throws InputError where no
/// set has this key, or its note is none.
SetState state_of_set(const std::string& key, const std::filesystem::path& root);

/// What the file NOTE.txt in a set's folder says about the set (that its pixels went through JPEG, say), in
/// one line of at most 200 printable ASCII characters; empty without such a file. Shown with every result on
/// the set. Throws InputError where the text is longer or another.
std::string set_note(const std::filesystem::path& folder);

}  // namespace dsc
