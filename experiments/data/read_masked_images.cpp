#include <algorithm>
#include <map>

#include "experiments/data/image.h"
#include "experiments/data/keyed_random.h"
#include "experiments/data/masked_images.h"
#include "harness/error.h"
#include "harness/files/digest.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{8} << 30;

constexpr std::uint64_t kSubsetStream = 4;  // keeps it apart from the streams of training

/// The images of a folder by name without extension; other files (a Thumbs.db, a list) are passed over.
std::map<std::string, fs::path> images_in(const fs::path& folder) {
  std::error_code fault;
  std::map<std::string, fs::path> files;
  fs::directory_iterator entries(folder, fault);
  if (fault) throw InputError(folder.string(), "", "a folder of images", fault.message());
  for (const fs::directory_entry& entry : entries) {
    std::string extension = entry.path().extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
    if (extension != ".jpg" && extension != ".jpeg" && extension != ".png") continue;
    const auto [place, is_new] = files.emplace(entry.path().stem().string(), entry.path());
    if (!is_new) {
      throw InputError(folder.string(), "", "one file named " + place->first,
                       place->second.filename().string() + " and " + entry.path().filename().string());
    }
  }
  if (files.empty()) throw InputError(folder.string(), "", "JPEG or PNG images", "none");
  return files;
}

/// Every image has its mask, every mask its image.
void check_pairs(const std::map<std::string, fs::path>& images, const std::map<std::string, fs::path>& masks,
                 const SetLocation& location) {
  for (const auto& [id, file] : images) {
    if (!masks.contains(id))
      throw InputError(file.string(), "", "a mask in " + location.folders.at(1).string(), "none");
  }
  for (const auto& [id, file] : masks) {
    if (!images.contains(id))
      throw InputError(file.string(), "", "an image in " + location.folders.at(0).string(), "none");
  }
}

/// Leaves `limit` of the images: the first ones of a random order that depends on nothing but their number.
/// Names often begin with what is shown, so the first by name would be all of one kind.
void keep_some(std::map<std::string, fs::path>& images, std::size_t limit) {
  std::vector<std::string> ids;
  for (const auto& [id, file] : images) ids.push_back(id);
  KeyedRandom random{kSubsetStream, ids.size()};
  for (std::size_t i = 0; i < ids.size(); ++i) {
    std::swap(ids[i], ids[i + random.below(ids.size() - i)]);
    if (i >= limit) images.erase(ids[i]);
  }
}

Image binary(Image mask) {
  for (std::uint8_t& value : mask.pixels) value = value >= 128 ? 255 : 0;
  return mask;
}

}  // namespace

MaskedImages read_masked_images(const SetLocation& location, int side, std::size_t limit) {
  const fs::path image_folder = location.folders.at(0);
  std::map<std::string, fs::path> images = images_in(image_folder);
  const std::map<std::string, fs::path> masks = images_in(location.folders.at(1));
  check_pairs(images, masks, location);
  if (limit > 0 && images.size() > limit) keep_some(images, limit);

  const std::uint64_t area = static_cast<std::uint64_t>(side) * side;
  if (4 * area * images.size() > kMostBytes) {
    throw InputError(image_folder.string(), "",
                     "at most " + std::to_string(kMostBytes / (4 * area)) + " images of " +
                         std::to_string(side) + " x " + std::to_string(side) + " pixels",
                     std::to_string(images.size()));
  }
  MaskedImages set{.name = location.name, .side = side};
  set.pixels.reserve(3 * area * images.size());
  set.masks.reserve(area * images.size());
  std::string digests;
  for (const auto& [id, file] : images) {
    const std::string image_bytes = read_image_file(file), mask_bytes = read_image_file(masks.at(id));
    const Image image = decode_image(image_bytes, Colour::rgb, file.string());
    const Image mask = decode_image(mask_bytes, Colour::grey, masks.at(id).string());
    if (mask.height != image.height || mask.width != image.width) {
      throw InputError(
          masks.at(id).string(), "",
          std::to_string(image.width) + " x " + std::to_string(image.height) + " pixels like its image",
          std::to_string(mask.width) + " x " + std::to_string(mask.height));
    }
    const Image small = resized(image, side, side);
    const Image covered = resized(binary(mask), side, side);
    set.pixels.insert(set.pixels.end(), small.pixels.begin(), small.pixels.end());
    for (const std::uint8_t value : covered.pixels) set.masks.push_back(value >= 128 ? 1 : 0);
    digests += sha256_hex(image_bytes) + sha256_hex(mask_bytes);
    set.ids.push_back(id);
  }
  set.sha256 = sha256_hex(digests);
  return set;
}

}  // namespace dsc
