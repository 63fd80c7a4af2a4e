#pragma once

#include <cstdint>
#include <initializer_list>

namespace dsc {

/// A stream of random numbers that depends on its keys alone (seed, epoch, index of the image, …), never on
/// who drew before: the order of images and their augmentation do not change with the number of workers or
/// after a resume. SplitMix64 (G. Steele, D. Lea, C. Flood, 2014), the keys mixed in one after the other.
class KeyedRandom {
 public:
  explicit KeyedRandom(std::initializer_list<std::uint64_t> keys) {
    for (const std::uint64_t key : keys) {
      state_ ^= key;
      state_ = next();
    }
  }

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }

  /// Uniform on 0 … n - 1, without bias; n >= 1.
  std::uint64_t below(std::uint64_t n) {
    const std::uint64_t rejected = (0 - n) % n;  // 2^64 mod n
    std::uint64_t draw = next();
    while (draw < rejected) draw = next();
    return draw % n;
  }

  /// Uniform on [low, high), 53 bits.
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(next() >> 11) * 0x1p-53);
  }

 private:
  std::uint64_t state_ = 0;
};

}  // namespace dsc
