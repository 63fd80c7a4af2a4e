#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "experiments/experiment.h"

namespace dsc {

/// One training for segmentation, as the work "segment" of dsc-cell takes it.
struct SegmentSettings {
  std::string set{};             ///< "composed", "sod-standin", "duts", "duts-and-ecssd"
  std::string mirror = "never";  ///< or "at_random": augmentation, which the paper does not mention
  double gamma = 0;
  std::int64_t base = 64;        ///< channels of the first encoder
  std::int64_t side = 256;       ///< pixels; the paper does not say
  std::int64_t images = 0;       ///< the first so many of the training set; 0 for all
  std::int64_t test_images = 0;  ///< likewise of each test set
  std::int64_t epochs = 200;
  std::int64_t evaluate_every = 1;
  std::int64_t pictures = 0;  ///< of each test set, whose masks are kept
  std::int64_t seed = 1;
};

/// The training set first, then the test sets, by the names of experiments/data/named_sets.h. Throws
/// std::invalid_argument for an unknown set.
std::vector<std::string> segment_data(const std::string& set);

/// The paper's constants join the parameters: Adam from rate 0.005 with cosine annealing, batch 4, ReLU; no
/// weight decay, as it names none here.
ExperimentCell segment_cell(const SegmentSettings& settings);

extern const std::vector<std::string> kMaskedSets;

}  // namespace dsc
