#pragma once

#include "harness/claim.h"
#include "theorems/certificates/deep.h"
#include "theorems/certificates/lista.h"

/// How claims say that an error keeps within a bound, once for all of them: what is violated, how far it
/// reaches, and the conclusion of the certificate follow from the numbers.
namespace dsc {

/// What a control takes off a bound that is attained.
inline const Rational& almost_one() {
  static const Rational value = 1 - Rational(1, 1 << 20);
  return value;
}

/// The nearest doubles, for figures and fits.
std::vector<double> doubles(const std::vector<Rational>& values);

/// Whether a bound says no more than that the estimate 0 is off by at most |x|_1 <= s B.
inline bool is_empty(const Rational& bound, const SignalClass& signals) {
  return bound >= Rational(signals.sparsity) * signals.magnitude;
}

/// The same of any layer's bound.
inline bool is_empty(const std::vector<Rational>& bounds, const std::vector<SignalClass>& classes) {
  for (std::size_t j = 0; j < bounds.size(); ++j) {
    if (is_empty(bounds[j], classes[j])) return true;
  }
  return false;
}

/// One run: error <= bound, or not. Sets violated, tightness and certificate; an error of 0 within a bound of
/// 0 is as tight as can be.
Evidence within(Evidence item, certificate::ListaRun run, const Rational& error, const Rational& bound);
Evidence within(Evidence item, const certificate::DeepRun& run, const Rational& error, const Rational& bound);

/// error <= claimed for all signals of the classes: refuted by the run, or proven by the schedules, whose
/// bounds of each layer are `bounds`, or holding for this run.
Evidence within_for_all(Evidence item, const certificate::ListaRun& run, const Rational& error,
                        const Rational& claimed, std::vector<Rational> bounds);

/// The last bound times 1 - 2^-20 for all signals, next to the bound itself.
FalseStatement tightened(const std::string& instance, const certificate::ScheduledPursuit& scheduled,
                         const std::vector<Rational>& bounds);
FalseStatement tightened(const std::string& instance, const DeepRecovery& recovery,
                         const std::vector<Rational>& bounds);
FalseStatement tightened(const std::string& instance, const certificate::ScheduledPursuit& scheduled,
                         certificate::ScheduleFor hypothesis, const Activation& rho,
                         const Rational& step_error, const std::vector<Rational>& bounds);

}  // namespace dsc
