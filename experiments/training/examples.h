#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "experiments/data/batches.h"
#include "experiments/data/labelled_images.h"
#include "experiments/data/masked_images.h"

namespace dsc {

/// Images with what a network is to say of them; see examples_source.h for their batches. Keeps a reference
/// to the set it was made of.
class Examples;

/// `statistics` are those of the training set. The augmentation depends on (seed, epoch, index).
std::shared_ptr<const Examples> classified_examples(const LabelledImages& set,
                                                    const ChannelStatistics& statistics,
                                                    Augmentation augmentation, std::uint64_t seed);

/// Pixels scaled to [0, 1] and no further: batch norm follows the first convolution. Augmentation::flip
/// depends on (seed, epoch, index). Throws std::invalid_argument for an augmentation that masks do not know.
std::shared_ptr<const Examples> masked_examples(const MaskedImages& set, Augmentation augmentation,
                                                std::uint64_t seed);

}  // namespace dsc
