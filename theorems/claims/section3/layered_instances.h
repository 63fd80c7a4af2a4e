#pragma once

#include <string>

#include "theorems/pursuit/lista_cp_layers.h"

/// Chains of encoders with a code each, for the claims of Section 3.
namespace dsc {

struct LayeredInstance {
  std::string name;
  LayeredPursuit pursuit;
  std::vector<RationalVector> codes;  ///< x_0 = y, x_1, …, x_J
  std::vector<RationalVector> noise;  ///< x_{j-1} - D_j x_j of each layer

  std::vector<LayerConstants> constants;

  const RationalVector& signal() const { return codes.front(); }
  std::vector<Schedule> schedules(int steps, LayerComposition composition = LayerComposition::repaired) const;
  /// eta_j = E_K of each layer under the repaired schedules.
  std::vector<Rational> bounds(int steps) const;
  /// x^(K) of each layer.
  std::vector<RationalVector> found(int steps,
                                    LayerComposition composition = LayerComposition::repaired) const;
};

/// D_1 = [I | H/8], 64 x 128, four nonzeros allowed. The columns of D_2 are the three unbiased bases of R^4,
/// on four rows tied to two identity and two Hadamard atoms of D_1. x_2 is one atom of the middle basis. With
/// all four rows on identity atoms layer 1's error would stay along that atom, and layer 2 would not show it.
LayeredInstance tied_bases();

/// That, and chains of two and three block designs and bases with a random deepest code each. `noise_level`
/// is delta_j for every layer, all of it on one row, in the deeper layers a row where the code is not zero
/// anyway.
std::vector<LayeredInstance> layered_instances(std::uint64_t seed, const Rational& noise_level);

/// One layer without noise for each exact encoder of at most 64 atoms of the instances of Theorem 5.1, at its
/// largest sparsity, with its hardest code.
std::vector<LayeredInstance> single_layers();

}  // namespace dsc
