#include <array>
#include <optional>
#include <string>

#include "experiments/data/gunzip.h"
#include "experiments/data/labelled_images.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

constexpr std::uint64_t kMostImages = 100'000, kLargestSide = 512;
constexpr std::uint64_t kMostBytes = 512u << 20;

struct File {
  std::string name;
  std::string bytes;
  std::string sha256;  ///< of the file as it lies on disk
};

/// The plain file, or the compressed one beside it.
File open(const std::filesystem::path& plain) {
  const std::filesystem::path packed = plain.string() + ".gz";
  if (std::filesystem::exists(plain)) {
    std::string bytes = read_bytes(plain, kMostBytes);
    std::string digest = sha256_hex(bytes);
    return {plain.string(), std::move(bytes), std::move(digest)};
  }
  if (!std::filesystem::exists(packed)) {
    throw InputError(plain.string(), "", "this file or the same with .gz", "neither");
  }
  const std::string bytes = read_bytes(packed, kMostBytes);
  return {packed.string(), gunzip(bytes, packed.string(), kMostBytes), sha256_hex(bytes)};
}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// The sizes in the header of an IDX file of unsigned bytes with that many dimensions; the file has no byte
/// more or less than they say.
template <std::size_t dimensions>
std::array<std::uint64_t, dimensions> sizes(const File& file) {
  const std::size_t header = 4 + 4 * dimensions;
  if (file.bytes.size() < header) {
    throw InputError(file.name, "", "a header of " + std::to_string(header) + " bytes",
                     std::to_string(file.bytes.size()) + " bytes in all");
  }
  constexpr std::uint32_t unsigned_bytes = 8;
  const std::uint32_t magic = big_endian(file.bytes, 0);
  if (magic != (unsigned_bytes << 8 | dimensions)) {
    throw InputError(file.name, "byte 0", "the number " + std::to_string(unsigned_bytes << 8 | dimensions),
                     std::to_string(magic));
  }
  std::array<std::uint64_t, dimensions> result{};
  for (std::size_t i = 0; i < dimensions; ++i) {
    result[i] = big_endian(file.bytes, 4 + 4 * i);
    const std::uint64_t most = i == 0 ? kMostImages : kLargestSide;
    if (result[i] == 0 || result[i] > most) {
      throw InputError(file.name, "byte " + std::to_string(4 + 4 * i),
                       "a size from 1 to " + std::to_string(most), std::to_string(result[i]));
    }
  }
  std::uint64_t expected = header, content = 1;
  for (const std::uint64_t size : result) content *= size;
  expected += content;
  if (file.bytes.size() != expected) {
    throw InputError(file.name, "", std::to_string(expected) + " bytes by its header",
                     std::to_string(file.bytes.size()));
  }
  return result;
}

}  // namespace

LabelledImages read_idx(const std::filesystem::path& folder, Split split, const std::string& name) {
  const std::string stem = split == Split::train ? "train" : "t10k";
  File images = open(folder / (stem + "-images-idx3-ubyte"));
  const File labels = open(folder / (stem + "-labels-idx1-ubyte"));
  const auto [count, height, width] = sizes<3>(images);
  const auto [label_count] = sizes<1>(labels);
  if (label_count != count) {
    throw InputError(labels.name, "", std::to_string(count) + " labels, one an image",
                     std::to_string(label_count));
  }
  LabelledImages set{.name = name + (split == Split::train ? ", train" : ", test"),
                     .channels = 1,
                     .height = static_cast<int>(height),
                     .width = static_cast<int>(width),
                     .classes = 10,
                     .sha256 = sha256_hex(images.sha256 + labels.sha256)};
  set.pixels.assign(images.bytes.begin() + 16, images.bytes.end());
  set.labels.assign(labels.bytes.begin() + 8, labels.bytes.end());
  for (std::size_t i = 0; i < set.labels.size(); ++i) {
    if (set.labels[i] >= set.classes) {
      throw InputError(labels.name, "byte " + std::to_string(8 + i), "a label below 10",
                       std::to_string(set.labels[i]));
    }
  }
  return set;
}

}  // namespace dsc
