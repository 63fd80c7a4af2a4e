#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

enum class Split { train, test };

/// A set for classification: count images of channels x height x width eight-bit pixels, one class each.
struct LabelledImages {
  std::string name{};  ///< "CIFAR-10, train"
  int channels = 0, height = 0, width = 0, classes = 0;
  std::vector<std::uint8_t> pixels{};  ///< count * channels * height * width, planar
  std::vector<std::uint8_t> labels{};  ///< count, each below classes
  std::string sha256{};                ///< of the files' digests, in the order in which they were read

  std::size_t count() const { return labels.size(); }
  std::size_t image_size() const { return static_cast<std::size_t>(channels) * height * width; }
};

/// CIFAR-10 in its binary layout (A. Krizhevsky, 2009): data_batch_1.bin … data_batch_5.bin or
/// test_batch.bin, each 10,000 records of one label and 3 x 32 x 32 pixels. Errors (InputError): a file
/// missing, of another size, a label above 9.
LabelledImages read_cifar10(const std::filesystem::path& folder, Split split);

/// CIFAR-100 likewise: train.bin (50,000 records) or test.bin (10,000), each record a coarse label, a fine
/// label (used here) and the pixels. Errors: as above, labels above 19 and 99.
LabelledImages read_cifar100(const std::filesystem::path& folder, Split split);

/// MNIST or Fashion-MNIST: {train,t10k}-images-idx3-ubyte and -labels-idx1-ubyte, each plain or .gz (IDX
/// format, Y. LeCun): magic number, big-endian sizes, bytes. Errors (InputError): missing, damaged,
/// truncated, trailing bytes, counts that disagree, sides above 512 pixels, more than 100,000 images, a label
/// above 9.
LabelledImages read_idx(const std::filesystem::path& folder, Split split, const std::string& name);

}  // namespace dsc
