#include "experiments/training/masked_examples.h"

#include <stdexcept>

#include "experiments/data/keyed_random.h"
#include "experiments/training/examples.h"

namespace dsc {
namespace {

constexpr std::uint64_t kFlipStream = 3;  // keeps it apart from the streams of order and augmentation

class MaskedExamples : public Examples {
 public:
  MaskedExamples(const MaskedImages& set, Augmentation augmentation, std::uint64_t seed)
      : set_(set), flips_(augmentation == Augmentation::flip), seed_(seed) {
    if (augmentation == Augmentation::crop_and_flip)
      throw std::invalid_argument("images with masks are not cropped");
  }

  std::string name() const override { return set_.name; }
  std::string sha256() const override { return set_.sha256; }
  std::string treatment() const override { return flips_ ? "flip" : "none"; }
  std::size_t count() const override { return set_.count(); }
  ImageShape shape() const override { return {3, set_.side, set_.side, 0}; }

  Batch read(std::span<const std::uint32_t> indices, std::uint64_t epoch) const override {
    const auto n = static_cast<std::int64_t>(indices.size());
    Batch batch{torch::empty({n, 3, set_.side, set_.side}), torch::empty({n, 1, set_.side, set_.side})};
    float *pixel = batch.images.data_ptr<float>(), *target = batch.targets.data_ptr<float>();
    const std::size_t area = static_cast<std::size_t>(set_.side) * set_.side;
    for (const std::uint32_t index : indices) {
      const bool mirrored = flips_ && KeyedRandom{seed_, kFlipStream, epoch, index}.below(2) == 1;
      pixel = copy_rows(&set_.pixels.at(index * 3 * area), 3 * set_.side, mirrored, 1.0f / 255, pixel);
      target = copy_rows(&set_.masks.at(index * area), set_.side, mirrored, 1, target);
    }
    return batch;
  }

 private:
  /// Returns the end of what was written.
  float* copy_rows(const std::uint8_t* from, int rows, bool mirrored, float scale, float* to) const {
    for (int row = 0; row < rows; ++row, from += set_.side) {
      for (int x = 0; x < set_.side; ++x) {
        *to++ = static_cast<float>(from[mirrored ? set_.side - 1 - x : x]) * scale;
      }
    }
    return to;
  }

  const MaskedImages& set_;
  bool flips_;
  std::uint64_t seed_;
};

}  // namespace

std::shared_ptr<const Examples> masked_examples(const MaskedImages& set, Augmentation augmentation,
                                                std::uint64_t seed) {
  return std::make_shared<MaskedExamples>(set, augmentation, seed);
}

}  // namespace dsc
