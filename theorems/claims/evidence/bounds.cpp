#include "theorems/claims/evidence/bounds.h"

#include <fmt/format.h>

#include "theorems/exact/short_bounds.h"

namespace dsc {
namespace {

using certificate::RunConclusion;

Evidence compared(Evidence item, const Rational& error, const Rational& bound) {
  item.violated = error > bound;
  if (item.violated) return item;
  item.tightness = bound == 0 ? 1 : nearest(Rational(error / bound));
  return item;
}

std::vector<Rational> with_last_smaller(std::vector<Rational> bounds) {
  bounds.back() *= almost_one();
  return bounds;
}

FalseStatement falsehood(const std::string& instance, const Rational& bound) {
  return {.instance = instance,
          .statement =
              fmt::format("for all signals the error is at most 1 - 2^-20 times {:.4g}", nearest(bound))};
}

}  // namespace

std::vector<double> doubles(const std::vector<Rational>& values) {
  std::vector<double> result;
  for (const Rational& value : values) result.push_back(nearest(value));
  return result;
}

Evidence within(Evidence item, certificate::ListaRun run, const Rational& error, const Rational& bound) {
  item = compared(std::move(item), error, bound);
  run.conclusion = item.violated ? RunConclusion::error_above : RunConclusion::error_at_most;
  run.value = bound;
  item.certificate = certificate::lista_run(run);
  return item;
}

Evidence within(Evidence item, const certificate::DeepRun& run, const Rational& error,
                const Rational& bound) {
  item = compared(std::move(item), error, bound);
  item.certificate = certificate::deep_error(run, error, bound);
  return item;
}

Evidence within_for_all(Evidence item, const certificate::ListaRun& run, const Rational& error,
                        const Rational& claimed, std::vector<Rational> bounds) {
  if (error > claimed || bounds.back() > claimed) return within(std::move(item), run, error, claimed);
  item = compared(std::move(item), error, claimed);
  item.scope = Scope::all_signals;
  for (Rational& bound : bounds) bound = short_above(bound);
  bounds.back() = claimed;
  item.certificate = certificate::lista_envelope(run.scheduled, bounds);
  return item;
}

FalseStatement tightened(const std::string& instance, const certificate::ScheduledPursuit& scheduled,
                         const std::vector<Rational>& bounds) {
  FalseStatement result = falsehood(instance, bounds.back());
  result.certificate = certificate::lista_envelope(scheduled, with_last_smaller(bounds));
  result.neighbour = certificate::lista_envelope(scheduled, bounds);
  return result;
}

FalseStatement tightened(const std::string& instance, const DeepRecovery& recovery,
                         const std::vector<Rational>& bounds) {
  FalseStatement result = falsehood(instance, bounds.back());
  result.certificate = certificate::deep_envelope(recovery, with_last_smaller(bounds));
  result.neighbour = certificate::deep_envelope(recovery, bounds);
  return result;
}

FalseStatement tightened(const std::string& instance, const certificate::ScheduledPursuit& scheduled,
                         certificate::ScheduleFor hypothesis, const Activation& rho,
                         const Rational& step_error, const std::vector<Rational>& bounds) {
  FalseStatement result = falsehood(instance, bounds.back());
  result.certificate =
      certificate::activation_envelope(scheduled, hypothesis, rho, step_error, with_last_smaller(bounds));
  result.neighbour = certificate::activation_envelope(scheduled, hypothesis, rho, step_error, bounds);
  return result;
}

}  // namespace dsc
