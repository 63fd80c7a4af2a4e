#include "theorems/claims/section3/activation_chains.h"

#include <algorithm>
#include <stdexcept>

#include "theorems/dictionaries/families.h"

namespace dsc {

using Eigen::Index;

std::vector<ActivationChain> activation_chains(const Rational& noise) {
  const auto one_layer = [&](const Dictionary& d, Index sparsity) {
    return ActivationChain{d.name + ", s = " + std::to_string(sparsity),
                           {{self_encoder(d.atoms)}, {{sparsity, 1, noise}}}};
  };
  const RationalMatrix blocks = block_diagonal(simplex(4), 5).atoms;  // 15 x 20, three entries in a column
  RationalMatrix deep = RationalMatrix::Zero(16, 20);
  deep.topRows(15) = blocks;
  return {one_layer(identity_hadamard(16), 1),
          one_layer(identity_hadamard(16), 2),
          one_layer(simplex(16), 3),
          one_layer(three_bases(), 1),
          {"chain 15-16-20, s = 3, 1",
           {{self_encoder(simplex(16).atoms), self_encoder(deep)}, {{3, 1, noise}, {1, 1, 0}}}}};
}

DrawnChain draw_chain(const LayeredPursuit& pursuit, bool random, std::mt19937_64& generator) {
  const auto below = [&](Index bound) {
    return static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(bound)));
  };
  const std::size_t depth = pursuit.depth();
  for (int attempt = 0; attempt < 1000; ++attempt) {
    DrawnChain drawn{std::vector<RationalVector>(depth + 1), {}};
    drawn.codes[depth] = RationalVector::Zero(pursuit.encoders[depth - 1].dictionary.cols());
    for (Index k = 0; k < pursuit.classes[depth - 1].sparsity; ++k) {
      const Rational size = random ? Rational(static_cast<long>(1 + below(8)), 8) : Rational(1);
      drawn.codes[depth][below(drawn.codes[depth].size())] = below(2) == 0 ? size : Rational(-size);
    }
    bool fits = true;
    for (std::size_t j = depth; j-- > 0;) {
      const RationalMatrix& d = pursuit.encoders[j].dictionary;
      const RationalVector& x = drawn.codes[j + 1];
      fits = fits && static_cast<Index>(support(x).size()) <= pursuit.classes[j].sparsity &&
             std::all_of(x.begin(), x.end(),
                         [&](const Rational& v) { return abs(v) <= pursuit.classes[j].magnitude; });
      RationalVector noise = RationalVector::Zero(d.rows());
      if (j == 0) noise[below(d.rows())] = pursuit.classes[0].noise;
      drawn.codes[j] = multiply(d, x) + noise;
      drawn.noise.insert(drawn.noise.begin(), noise);
    }
    if (fits) return drawn;
  }
  throw std::runtime_error("no code is sparse enough at every layer");
}

}  // namespace dsc
