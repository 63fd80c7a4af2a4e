#include <string>

#include "experiments/data/labelled_images.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

constexpr int kSide = 32, kChannels = 3;
constexpr std::size_t kPixels = std::size_t{kChannels} * kSide * kSide;

/// What one record holds before its pixels; the last of the labels is the one that is used.
struct RecordLayout {
  std::vector<int> label_counts;  ///< number of classes that each label byte ranges over
  std::size_t record() const { return label_counts.size() + kPixels; }
};

/// Adds the records of one file of exactly `records` of them, and its digest to `digests`.
void append(const std::filesystem::path& file, std::size_t records, const RecordLayout& layout,
            LabelledImages& set, std::string& digests) {
  const std::size_t size = records * layout.record();
  const std::string bytes = read_bytes(file, size);
  if (bytes.size() != size) {
    throw InputError(file.string(), "",
                     std::to_string(size) + " bytes (" + std::to_string(records) + " records of " +
                         std::to_string(layout.record()) + ")",
                     std::to_string(bytes.size()));
  }
  for (std::size_t r = 0; r < records; ++r) {
    const std::size_t start = r * layout.record();
    for (std::size_t i = 0; i < layout.label_counts.size(); ++i) {
      const int label = static_cast<unsigned char>(bytes[start + i]);
      if (label >= layout.label_counts[i]) {
        throw InputError(file.string(), "byte " + std::to_string(start + i),
                         "a label below " + std::to_string(layout.label_counts[i]), std::to_string(label));
      }
    }
    const std::size_t pixels = start + layout.label_counts.size();
    set.labels.push_back(static_cast<std::uint8_t>(bytes[pixels - 1]));
    set.pixels.insert(set.pixels.end(), bytes.begin() + pixels, bytes.begin() + pixels + kPixels);
  }
  digests += sha256_hex(bytes);
}

LabelledImages read(const std::filesystem::path& folder, const std::vector<std::string>& files,
                    std::size_t records, const RecordLayout& layout, const std::string& name) {
  LabelledImages set{.name = name,
                     .channels = kChannels,
                     .height = kSide,
                     .width = kSide,
                     .classes = layout.label_counts.back()};
  std::string digests;
  set.pixels.reserve(files.size() * records * kPixels);
  for (const std::string& file : files) append(folder / file, records, layout, set, digests);
  set.sha256 = sha256_hex(digests);
  return set;
}

}  // namespace

LabelledImages read_cifar10(const std::filesystem::path& folder, Split split) {
  const RecordLayout layout{{10}};
  if (split == Split::test) return read(folder, {"test_batch.bin"}, 10'000, layout, "CIFAR-10, test");
  return read(
      folder,
      {"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"},
      10'000, layout, "CIFAR-10, train");
}

LabelledImages read_cifar100(const std::filesystem::path& folder, Split split) {
  const RecordLayout layout{{20, 100}};
  if (split == Split::test) return read(folder, {"test.bin"}, 10'000, layout, "CIFAR-100, test");
  return read(folder, {"train.bin"}, 50'000, layout, "CIFAR-100, train");
}

}  // namespace dsc
