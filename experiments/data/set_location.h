#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dsc {

/// How the files of a set of images are laid out, and so which reader takes them.
enum class Layout {
  cifar10,         ///< data_batch_1.bin … data_batch_5.bin, test_batch.bin
  cifar100,        ///< train.bin, test.bin
  idx,             ///< MNIST's files, plain or packed
  masks,           ///< a folder of images, a folder of masks
  composed_train,  ///< a folder of MNIST's files for garments, a folder of photographs
  composed_test    ///< likewise; shares no garment and no photograph with the former
};

/// One set of images where it lies: all that a reader needs to know.
struct SetLocation {
  std::string key{};   ///< "cifar-10", "sod-standin/train": unique among all sets
  std::string name{};  ///< as people read it: "CIFAR-10"
  Layout layout = Layout::cifar10;
  std::vector<std::filesystem::path> folders{};  ///< as many as the layout says, in its order
};

}  // namespace dsc
