#pragma once

#include <random>
#include <string>
#include <vector>

#include "theorems/coherence/mutual.h"

/// Chains of dictionaries (Definition 1.2) whose features stay sparse at every depth.
namespace dsc {

/// A_1, …, A_J, A_j of shape d_{j-1} x d_j, with the sparsity allowed at each layer. The theorems speak of
/// D_j = A_j / sqrt(N_j), N_j the squared norm that all columns of A_j share; a code x_j in their units is
/// sqrt(N_1 … N_j) z_j with z_{j-1} = A_j z_j, so that all squares stay rational.
struct DeepDictionary {
  std::string name;         ///< "chain 16-26-169": the sizes from the signal down
  std::string description;  ///< "[I|H], 26 atoms; block design 26x169"
  std::vector<RationalMatrix> layers;
  std::vector<Eigen::Index> sparsity;
  std::vector<Rational> mu_squared;  ///< of each layer

  std::size_t depth() const { return layers.size(); }
};

/// Completes coherences and the largest sparsities that the coherence bound allows. One layer is called by
/// its description, a chain by its sizes.
DeepDictionary deep_dictionary(std::string description, std::vector<RationalMatrix> layers);

/// The squared norm that all columns share. Throws std::invalid_argument where they do not.
Rational shared_squared_norm(const RationalMatrix& a);

/// z_0, …, z_J with z_{j-1} = A_j z_j, from the deepest code up to the signal.
std::vector<RationalVector> chain(const std::vector<RationalMatrix>& layers, const RationalVector& deepest);

/// Whether |z_j|_0 <= sparsity_j for j = 1 … J.
bool is_sparse(const std::vector<RationalVector>& codes, const std::vector<Eigen::Index>& sparsity);

/// A random deepest code, with integer entries between -8 and 8, whose whole chain is as sparse as asked.
/// Its support is as large as found within a bounded number of draws; one atom always qualifies in the
/// families here. Throws std::runtime_error if no draw does.
RationalVector draw_deep_code(const DeepDictionary& deep, std::mt19937_64& generator);

/// Deepest codes of two atoms that share a row and cancel there, so that x_{J-1} vanishes where both columns
/// do not: the only kind of code for which the stacked matrix of equation (2) is not zero. At most `count`;
/// none where no two columns meet or the chain is not as sparse as asked.
std::vector<RationalVector> cancelling_codes(const DeepDictionary& deep, int count);

}  // namespace dsc
