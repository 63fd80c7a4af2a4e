#pragma once

#include <cstdint>
#include <memory>

#include "experiments/data/batches.h"
#include "experiments/data/labelled_images.h"

namespace dsc {

class Examples;

/// Keeps a reference to the set. `statistics` are those of the training set. The augmentation depends on
/// (seed, epoch, index).
std::shared_ptr<const Examples> classified_examples(const LabelledImages& set,
                                                    const ChannelStatistics& statistics,
                                                    Augmentation augmentation, std::uint64_t seed);

}  // namespace dsc
