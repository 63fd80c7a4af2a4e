#pragma once

#include <string>
#include <utility>
#include <vector>

#include "theorems/coherence/mutual.h"

/// Texts of certificates, one function for each kind of the family in harness/certificate/GRAMMAR.md, which
/// says what each states. Nothing here decides anything: a false certificate can be written, and dsc-check
/// rejects it.
namespace dsc::certificate {

std::string coherence(const RationalMatrix& a, const MutualCoherence& mu);
std::string coherence(const StoredDoubles& a, const MutualCoherence& mu);

enum class Method { dominance, exhaustive };
/// Every `columns` columns of the product of the factors (one or more) are independent.
std::string independence(const std::vector<RationalMatrix>& factors, Eigen::Index columns, Method method);

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

}  // namespace dsc::certificate
