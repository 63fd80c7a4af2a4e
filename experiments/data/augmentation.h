#pragma once

namespace dsc {

/// What happens to an image each time it is trained on.
enum class Augmentation {
  none,
  flip,          ///< left and right change places half of the time
  crop_and_flip  ///< black padding of 4 pixels, a random crop of the old size, and flip
};

}  // namespace dsc
