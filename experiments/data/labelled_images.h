#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/data/set_location.h"

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
/// test_batch.bin, each 10,000 records of one label and 3 x 32 x 32 pixels. Throws InputError where a file is
/// missing or of another size, or a label is above 9.
LabelledImages read_cifar10(const std::filesystem::path& folder, Split split);

/// CIFAR-100 likewise: train.bin (50,000 records) or test.bin (10,000), each record a coarse label, a fine
/// label (used here) and the pixels. Throws InputError likewise, for labels above 19 and 99.
LabelledImages read_cifar100(const std::filesystem::path& folder, Split split);

/// MNIST or Fashion-MNIST: {train,t10k}-images-idx3-ubyte and -labels-idx1-ubyte, each plain or .gz (IDX
/// format, Y. LeCun): magic number, big-endian sizes, bytes. Throws InputError where a file is missing,
/// damaged, too short or too long, counts disagree, sides are above 512 pixels, there are more than 100,000
/// images, or a label is above 9.
LabelledImages read_idx(const std::filesystem::path& folder, Split split, const std::string& name);

/// By the set's layout. Throws InputError as the readers do, and where the layout is one of sets with masks.
LabelledImages read_labelled_set(const SetLocation& location, Split split);

/// The first `count` images; all for 0 or where there are no more.
LabelledImages first_images(LabelledImages set, std::size_t count);

}  // namespace dsc
