#pragma once

#include "theorems/certificates/lista.h"
#include "theorems/pursuit/deep_recovery.h"

/// Texts of the certificates about deep codes recovered in stages; harness/certificate/GRAMMAR.md says what
/// each states.
namespace dsc::certificate {

/// For all signals of the classes: |x~_j - x_j|_1 <= errors[j-1] at each layer.
std::string deep_envelope(const DeepRecovery& recovery, const std::vector<Rational>& errors);

/// One run; the conclusion is bounded, error_at_most or error_above.
struct DeepRun {
  const DeepRecovery& recovery;
  RationalVector code;                ///< x_J
  std::vector<RationalVector> noise;  ///< one for each layer
  bool covered = true;                ///< state besides that every schedule proves its bounds
  RunConclusion conclusion = RunConclusion::bounded;
  Rational value = 0;
};
std::string deep_run(const DeepRun& run);

}  // namespace dsc::certificate
