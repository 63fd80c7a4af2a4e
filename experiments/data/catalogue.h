#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

/// Where Debian's packages put their images: dataset-fashion-mnist and mate-backgrounds.
inline constexpr const char* kFashionMnistFolder = "/usr/share/datasets/fashion-mnist";
inline constexpr const char* kPhotographsFolder = "/usr/share/backgrounds/mate/nature";

/// One set of images that the experiments know, and whether it lies in a folder of data.
struct KnownSet {
  std::string name{};             ///< "CIFAR-10"
  std::filesystem::path place{};  ///< where it is looked for
  bool found = false;             ///< whether its files are there (not whether they are whole: reading tells)
  std::string remedy{};           ///< how to get it
};

/// The folder of data: `chosen` if not empty, else the environment's DSC_DATA, else none (an empty path).
/// Errors (InputError): a folder that was named but is not there.
std::filesystem::path data_folder(const std::filesystem::path& chosen);

/// All known sets; those that Debian packages bring are looked for where the packages put them, the others
/// under `root`.
std::vector<KnownSet> catalogue(const std::filesystem::path& root);

/// What the file NOTE.txt in a set's folder says about the set (that its pixels went through JPEG, say), in
/// one line of at most 200 printable ASCII characters; empty without such a file. Shown with every result on
/// the set. Errors (InputError): a longer or other text.
std::string set_note(const std::filesystem::path& folder);

}  // namespace dsc
