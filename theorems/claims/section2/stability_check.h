#pragma once

#include "harness/claim.h"
#include "theorems/stability/bounds.h"

namespace dsc {

/// One statement about perturbed chains: error_squared_j <= scale * bound_j of the form, at every layer.
struct StabilityStatement {
  Form wording = Form::printed;
  NoiseForm noise = NoiseForm::recursion;
  Rational scale = 1;
};

/// Tries the statement on every deep family: random perturbations, the worst one known, and hill climbing
/// from a random one. Adds evidence, the figure `tightness` of the largest error over bound by family, and a
/// table of the families.
void try_stability(const StabilityStatement& statement, const Effort& effort, const Progress& progress,
                   Outcome& outcome);

using Examination = std::function<Outcome(const Effort&, const Progress&)>;
/// The check of a printed bound on the error (four times that for the older works), and its control, which
/// takes 2^-20 off the squared bound: where it is attained, that is too much.
Examination bound_as_printed(NoiseForm noise);
Examination bound_too_small(NoiseForm noise);

}  // namespace dsc
