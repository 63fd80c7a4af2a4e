#pragma once

#include <random>

#include "theorems/stability/bounds.h"

/// Searches, in floating point, for perturbations that bring the error close to its bound. What they return
/// is exact and proves itself; how good it is depends on luck and effort.
namespace dsc {

/// A vector z with |z|_0 <= sparsity and |A z|_2 / |z|_2 as small as found: the eigenvector of least
/// eigenvalue of the Gram matrix of `sparsity` columns, over supports improved by swapping one column at a
/// time. Entries are rounded to multiples of 2^-20, the largest is 1.
RationalVector worst_sparse_direction(const RationalMatrix& a, Eigen::Index sparsity, int steps,
                                      std::mt19937_64& generator);

/// Noise at layer J only: the layers above are exact, and the difference of the two deepest codes is a worst
/// direction of A_J, split between them. For J = 1 and NoiseForm::input it enters through the signal instead.
Perturbation worst_at_deepest_layer(const DeepDictionary& deep, NoiseForm form, int steps,
                                    std::mt19937_64& generator);

/// Noise in the signal only, both chains exact (Corollary 2.4): over pairs of supports of admissible deep
/// codes, the worst direction of A_1 … A_J on their union.
Perturbation worst_at_input(const DeepDictionary& deep, int steps, std::mt19937_64& generator);

/// A random perturbation that the form admits: entries moved by up to 1/4, one atom of a support exchanged at
/// times.
Perturbation random_perturbation(const DeepDictionary& deep, NoiseForm form, std::mt19937_64& generator);

/// Hill climbing from the given perturbation: single entries of the perturbed codes are moved or exchanged,
/// and moves that bring the error at layer J closer to its bound are kept. Sparsity and the form stay as they
/// are; under the form `recursion` the signal follows, so that the first code meets it exactly. For the forms
/// `recursion` and `layers`.
Perturbation climb(const DeepDictionary& deep, NoiseForm form, Perturbation start, int steps,
                   std::mt19937_64& generator);

}  // namespace dsc
