#include "experiments/data/labelled_images.h"
#include "harness/error.h"

namespace dsc {

LabelledImages read_labelled_set(const SetLocation& location, Split split) {
  switch (location.layout) {
    case Layout::cifar10:
      return read_cifar10(location.folders.at(0), split);
    case Layout::cifar100:
      return read_cifar100(location.folders.at(0), split);
    case Layout::idx:
      return read_idx(location.folders.at(0), split, location.name);
    default:
      throw InputError("set of images", location.key, "one with a class for each image", "one with masks");
  }
}

LabelledImages first_images(LabelledImages set, std::size_t count) {
  if (count > 0 && count < set.count()) {
    set.labels.resize(count);
    set.pixels.resize(count * set.image_size());
  }
  return set;
}

}  // namespace dsc
