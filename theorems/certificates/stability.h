#pragma once

#include <string>

#include "theorems/certificates/conclusion.h"
#include "theorems/stability/bounds.h"

/// Texts of certificates, one function for each kind of the family in harness/certificate/GRAMMAR.md, which
/// says what each states. Nothing here decides anything: a false certificate can be written, and dsc-check
/// rejects it.
namespace dsc::certificate {

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
/// Theorem 2.3 for every code and all noise, with the least gains 1/(1 - (2 lambda_j - 1) mu_j). Throws
/// std::invalid_argument where a layer has no such gain: its columns are not of one norm, or its sparsity is
/// beyond the coherence bound.
std::string stability_envelope(const DeepDictionary& deep);
std::string stability_identity(int depth);

}  // namespace dsc::certificate
