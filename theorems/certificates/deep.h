#pragma once

#include "theorems/certificates/lista.h"
#include "theorems/pursuit/deep_recovery.h"

/// Texts of the certificates about deep codes recovered in stages; harness/certificate/GRAMMAR.md says what
/// each states.
namespace dsc::certificate {

/// For all signals of the classes: |x~_j - x_j|_1 <= errors[j-1] at each layer.
std::string deep_envelope(const DeepRecovery& recovery, const std::vector<Rational>& errors);

struct DeepRun {
  const DeepRecovery& recovery;
  RationalVector code;                ///< x_J
  std::vector<RationalVector> noise;  ///< one for each layer
};
/// Every error of one run is within its bound, and the schedules cover its signal.
std::string deep_run(const DeepRun& run);
/// On which side of `bound` the error of the deepest code of one run lies, whether or not the schedules cover
/// its signal.
std::string deep_error(const DeepRun& run, const Rational& error, const Rational& bound);

}  // namespace dsc::certificate
