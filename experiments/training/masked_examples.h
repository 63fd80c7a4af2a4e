#pragma once

#include <cstdint>
#include <memory>

#include "experiments/data/augmentation.h"
#include "experiments/data/masked_images.h"

namespace dsc {

class Examples;

/// Keeps a reference to the set. Pixels are scaled to [0, 1] and no further: batch norm follows the first
/// convolution. Augmentation::flip depends on (seed, epoch, index). Throws std::invalid_argument for an
/// augmentation that masks do not know.
std::shared_ptr<const Examples> masked_examples(const MaskedImages& set, Augmentation augmentation,
                                                std::uint64_t seed);

}  // namespace dsc
