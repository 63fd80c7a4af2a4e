#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <span>
#include <string>

namespace dsc {

struct Batch {
  torch::Tensor images{};   ///< n x channels x height x width floats
  torch::Tensor targets{};  ///< n integers (classes) or n x 1 x height x width floats (masks)
};

struct ImageShape {
  int channels = 0, height = 0, width = 0;
  int classes = 0;  ///< 0 where the targets are masks
};

/// Images with what a network is to say of them.
class Examples {
 public:
  virtual ~Examples() = default;
  virtual std::string name() const = 0;
  virtual std::string sha256() const = 0;     ///< of the files it was read from
  virtual std::string treatment() const = 0;  ///< augmentation, in words: part of what a run depends on
  virtual std::size_t count() const = 0;
  virtual ImageShape shape() const = 0;
  /// A function of its arguments alone, and safe to call from several threads. What it throws ends the
  /// training.
  virtual Batch read(std::span<const std::uint32_t> indices, std::uint64_t epoch) const = 0;
};

}  // namespace dsc
