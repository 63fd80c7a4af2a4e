#pragma once

#include <cstdint>
#include <filesystem>

#include "experiments/data/labelled_images.h"
#include "experiments/data/masked_images.h"

namespace dsc {

/// A salient-object set that needs nothing but Debian packages: garments of Fashion-MNIST
/// (dataset-fashion-mnist), tinted and textured, over crops of photographs of nature (mate-backgrounds), with
/// clutter cut from other photographs. The mask is exact, because the picture is made from it.
struct Composition {
  std::filesystem::path photographs{};
  Split split = Split::train;  ///< chooses garments and photographs: no picture of one split shares either
                               ///< with the other
  int side = 64;               ///< pixels of each picture
  std::size_t count = 0;
  std::uint64_t seed = 1;
};

/// Picture number i depends on (seed, split, i) alone. One garment, or two in a fifth of the pictures, 25 to
/// 70 percent of the side high, anywhere inside; none to three elliptic patches of another photograph as
/// clutter, under the garments. `garments` is the same split of Fashion-MNIST. Throws InputError where there
/// are fewer than four photographs, or one has fewer than `side` pixels a side.
MaskedImages compose_salient(const Composition& composition, const LabelledImages& garments);

}  // namespace dsc
