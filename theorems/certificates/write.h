#pragma once

#include <string>
#include <utility>
#include <vector>

#include "theorems/coherence/mutual.h"
#include "theorems/stability/bounds.h"

/// Texts of certificates, one function for each kind of harness/certificate/GRAMMAR.md, which says what each
/// states. Nothing here decides anything: a false certificate can be written, and dsc-check rejects it.
namespace dsc::certificate {

enum class Conclusion { holds, fails, vacuous };

std::string coherence(const RationalMatrix& a, const MutualCoherence& mu);
std::string coherence(const StoredDoubles& a, const MutualCoherence& mu);

enum class Method { dominance, exhaustive };
/// Every `columns` columns of the product of the factors (one or more) are independent.
std::string independence(const std::vector<RationalMatrix>& factors, Eigen::Index columns, Method method);

struct TwoSolutions {
  std::vector<RationalMatrix> layers;
  std::vector<Eigen::Index> sparsity;
  RationalVector signal, code, other;
  bool equality =
      false;  ///< state besides that every layer satisfies the coherence bound with equality allowed
};
std::string two_solutions(const TwoSolutions& found);

std::string solutions(const std::vector<RationalMatrix>& layers, const std::vector<Eigen::Index>& sparsity,
                      const RationalVector& signal, const RationalVector& code);

struct KnownSupport {
  std::vector<RationalMatrix> layers;
  RationalVector code;
  std::vector<std::vector<Eigen::Index>> supports;
  Eigen::Index rank, signal_rank;
  Conclusion conclusion;
};
std::string known_support(const KnownSupport& found);

enum class Stack { features, features_and_signal };
enum class Norms { assumed_one, measured };
struct StackedStability {
  std::vector<RationalMatrix> layers;
  RationalVector code, perturbed;
  Stack stack;
  Norms norms;
  Conclusion conclusion;
};
std::string stacked_stability(const StackedStability& found);

/// signs: entries 0, 1, -1. dual: v with A_S^T v = signs_S and |a_j.v| < 1 off the support.
std::string l1_unique(const RationalMatrix& a, const RationalVector& signs, const RationalVector& dual);
std::string l1_recovery(const RationalMatrix& a, Eigen::Index sparsity,
                        const std::vector<std::pair<RationalVector, RationalVector>>& signs_and_duals);

enum class L1Hypothesis { coherence_bound, equality, none };
struct L1Counterexample {
  RationalMatrix dictionary;
  RationalVector code, rival;
  L1Hypothesis hypothesis = L1Hypothesis::coherence_bound;
  bool equal_norms = false;
};
std::string l1_counterexample(const L1Counterexample& found);

/// The statement of a form on one perturbation: error_squared_j <= scale bound_j at every layer, or that it
/// fails at the last.
struct Stability {
  const DeepDictionary& deep;
  const Perturbation& perturbation;
  NoiseForm form;
  Rational scale = 1;
  Conclusion conclusion;
};
std::string stability(const Stability& found);
std::string stability_identity(int depth);

}  // namespace dsc::certificate
