#pragma once

#include <cstdint>
#include <vector>

/// Two networks on the same images, image by image.
namespace dsc {

/// McNemar's exact test (1947): of the images that only one of two networks finds, `only_first` and
/// `only_second`, either is as likely under the hypothesis. The two-sided binomial p, at most 1. Neither may
/// be negative.
double mcnemar_p(std::int64_t only_first, std::int64_t only_second);

struct PercentileInterval {
  double lower = 0, upper = 0;
};

/// The percentile interval of the mean of differences[pair][image] by the bootstrap over both: a replicate
/// draws pairs with replacement, and images likewise, the same images for all of its pairs. It covers the
/// seeds and the sample of test images; the training images are the same in all runs. The draws are the same
/// in each call. Throws std::invalid_argument unless there is a pair, all have as many images, at least one,
/// and 0 < confidence < 1.
PercentileInterval bootstrap_over_pairs_and_images(const std::vector<std::vector<double>>& differences,
                                                   double confidence = 0.95, int replicates = 1000);

}  // namespace dsc
