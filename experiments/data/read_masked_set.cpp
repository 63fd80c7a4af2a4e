#include "experiments/data/compose_salient.h"
#include "experiments/data/masked_images.h"
#include "harness/error.h"

namespace dsc {
namespace {

MaskedImages composed(const SetLocation& location, Split split, int side, std::size_t count) {
  if (count == 0) throw InputError(location.key, "", "a number of pictures to compose", "0");
  const LabelledImages garments = read_idx(location.folders.at(0), split, location.name);
  return compose_salient(
      {.photographs = location.folders.at(1), .split = split, .side = side, .count = count}, garments);
}

}  // namespace

MaskedImages read_masked_set(const SetLocation& location, int side, std::size_t limit) {
  switch (location.layout) {
    case Layout::masks:
      return read_masked_images(location, side, limit);
    case Layout::composed_train:
      return composed(location, Split::train, side, limit);
    case Layout::composed_test:
      return composed(location, Split::test, side, limit);
    default:
      throw InputError("set of images", location.key, "one with masks", "one with classes");
  }
}

}  // namespace dsc
