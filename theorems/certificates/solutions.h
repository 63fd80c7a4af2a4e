#pragma once

#include <string>
#include <vector>

#include "theorems/certificates/conclusion.h"
#include "theorems/exact/matrix.h"

/// Texts of certificates, one function for each kind of the family in harness/certificate/GRAMMAR.md, which
/// says what each states. Nothing here decides anything: a false certificate can be written, and dsc-check
/// rejects it.
namespace dsc::certificate {

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

}  // namespace dsc::certificate
