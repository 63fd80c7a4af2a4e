#include "experiments/data/batches.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "experiments/data/keyed_random.h"

namespace dsc {
namespace {

constexpr int kPadding = 4;
// Keys that keep the streams of one seed apart.
constexpr std::uint64_t kOrderStream = 1, kAugmentationStream = 2;

struct Shift {
  int down = 0, right = 0;
  bool mirrored = false;
};

Shift draw_shift(const BatchSettings& settings, std::uint32_t index) {
  if (settings.augmentation == Augmentation::none) return {};
  KeyedRandom random{settings.seed, kAugmentationStream, settings.epoch, index};
  Shift shift;
  if (settings.augmentation == Augmentation::flip) return {.mirrored = random.below(2) == 1};
  shift.down = static_cast<int>(random.below(2 * kPadding + 1)) - kPadding;
  shift.right = static_cast<int>(random.below(2 * kPadding + 1)) - kPadding;
  shift.mirrored = random.below(2) == 1;
  return shift;
}

struct Scaling {
  float factor = 1, offset = 0;
  float of(float value) const { return value * factor - offset; }
};

/// One row of an augmented image: the row `from` of the original, none in the padding, shifted by
/// shift.right and then mirrored.
void fill_row(const std::uint8_t* from, int width, const Shift& shift, const Scaling& scaling, float* out) {
  const int first = std::max(0, -shift.right), last = std::min(width, width - shift.right);
  if (from == nullptr) {
    std::fill(out, out + width, scaling.of(0));
  } else {
    std::fill(out, out + first, scaling.of(0));
    for (int x = first; x < last; ++x) out[x] = scaling.of(static_cast<float>(from[x + shift.right]));
    std::fill(out + last, out + width, scaling.of(0));
  }
  if (shift.mirrored) std::reverse(out, out + width);
}

}  // namespace

ChannelStatistics channel_statistics(const LabelledImages& set) {
  const std::size_t area = static_cast<std::size_t>(set.height) * set.width;
  ChannelStatistics result;
  for (int c = 0; c < set.channels; ++c) {
    // Integers: the sums do not depend on the order.
    std::uint64_t sum = 0, squares = 0;
    for (std::size_t i = 0; i < set.count(); ++i) {
      const std::uint8_t* const plane = &set.pixels[i * set.image_size() + c * area];
      for (std::size_t p = 0; p < area; ++p) {
        sum += plane[p];
        squares += static_cast<std::uint64_t>(plane[p]) * plane[p];
      }
    }
    const double n = static_cast<double>(area * set.count());
    const double mean = static_cast<double>(sum) / n;
    const double variance = static_cast<double>(squares) / n - mean * mean;
    if (!(variance > 0)) throw std::invalid_argument(set.name + ": a channel without variation");
    result.mean.push_back(static_cast<float>(mean / 255));
    result.deviation.push_back(static_cast<float>(std::sqrt(variance) / 255));
  }
  return result;
}

std::vector<std::uint32_t> shuffled_order(std::size_t count, std::uint64_t seed, std::uint64_t epoch) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  KeyedRandom random{seed, kOrderStream, epoch};
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  return order;
}

void fill_batch(const LabelledImages& set, std::span<const std::uint32_t> indices,
                const BatchSettings& settings, std::span<float> target) {
  if (target.size() != indices.size() * set.image_size())
    throw std::invalid_argument("fill_batch: target size");
  float* out = target.data();
  for (const std::uint32_t index : indices) {
    const Shift shift = draw_shift(settings, index);
    const std::uint8_t* plane = &set.pixels.at(index * set.image_size());
    for (int c = 0; c < set.channels; ++c, plane += static_cast<std::ptrdiff_t>(set.height) * set.width) {
      const Scaling scaling{1 / (255 * settings.statistics.deviation[c]),
                            settings.statistics.mean[c] / settings.statistics.deviation[c]};
      for (int y = 0; y < set.height; ++y, out += set.width) {
        const int from = y + shift.down;
        const bool inside = from >= 0 && from < set.height;
        fill_row(inside ? plane + static_cast<std::ptrdiff_t>(from) * set.width : nullptr, set.width, shift,
                 scaling, out);
      }
    }
  }
}

}  // namespace dsc
