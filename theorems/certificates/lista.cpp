#include "theorems/certificates/lista.h"

#include <stdexcept>

#include "theorems/certificates/composites.h"
#include "theorems/certificates/lista_composites.h"

namespace dsc::certificate {
namespace {

void add_layers(Json& c, const ScheduledPursuit& scheduled) {
  const auto& [pursuit, schedules, steps] = scheduled;
  if (pursuit.classes.size() != pursuit.depth() || schedules.size() != pursuit.depth())
    throw std::invalid_argument("a class and a schedule for each layer");
  for (const char* key : {"layers", "analyses", "signals", "schedules"}) c[key] = Json::array();
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    c["layers"].push_back(matrix(pursuit.encoders[j].dictionary));
    c["analyses"].push_back(analysis(pursuit.encoders[j]));
    c["signals"].push_back(signal_class(pursuit.classes[j]));
    c["schedules"].push_back(schedule(schedules[j]));
  }
  c["steps"] = steps;
}

const char* word(ScheduleFor hypothesis) {
  switch (hypothesis) {
    case ScheduleFor::unstated:
      return "none";
    case ScheduleFor::own_noise:
      return "own_noise";
    case ScheduleFor::input_error:
      return "input_error";
    case ScheduleFor::lipschitz:
      return "lipschitz";
    case ScheduleFor::inexact:
      return "inexact";
  }
  throw std::logic_error("a hypothesis without a word");
}

}  // namespace

std::string lista_envelope(const ScheduledPursuit& scheduled, const std::vector<Rational>& errors) {
  Json c = of_kind("lista_envelope");
  add_layers(c, scheduled);
  c["errors"] = numbers(errors);
  return text(c);
}

std::string activation_envelope(const ScheduledPursuit& scheduled, ScheduleFor hypothesis,
                                const Activation& rho, const Rational& step_error,
                                const std::vector<Rational>& errors) {
  Json c = of_kind("activation_envelope");
  add_layers(c, scheduled);
  c["activation"] = activation(rho);
  c["step_error"] = number(step_error);
  c["hypothesis"] = word(hypothesis);
  c["errors"] = numbers(errors);
  return text(c);
}

std::string lipschitz_vacuity(Eigen::Index rows, Eigen::Index atoms, Eigen::Index sparsity,
                              const Rational& lipschitz) {
  Json c = of_kind("lipschitz_vacuity");
  c["rows"] = rows;
  c["atoms"] = atoms;
  c["sparsity"] = sparsity;
  c["lipschitz"] = number(lipschitz);
  return text(c);
}

std::string lista_loss(const ScheduledPursuit& scheduled, const Rational& gamma,
                       const std::vector<Rational>& losses) {
  Json c = of_kind("lista_loss");
  add_layers(c, scheduled);
  c["gamma"] = number(gamma);
  c["losses"] = numbers(losses);
  return text(c);
}

std::string lista_run(const ListaRun& run) {
  const std::size_t depth = run.scheduled.pursuit.depth();
  if (run.noise.size() != depth || (!run.stored.empty() && run.stored.size() != depth))
    throw std::invalid_argument("a noise and, if any, stored iterates for each layer");
  Json c = of_kind("lista_run");
  add_layers(c, run.scheduled);
  c["activation"] = activation(run.activation);
  c["code"] = vector(run.code);
  c["noise"] = vectors(run.noise);
  c["hypothesis"] = word(run.hypothesis);
  c["iterates"] = Json::array();
  for (std::size_t j = 0; j < depth; ++j)
    c["iterates"].push_back(run.stored.empty() ? Json::array() : vectors(run.stored[j]));
  c["step_error"] = number(run.step_error);
  c["conclusion"] = word(run.conclusion);
  c["value"] = number(run.value);
  c["gamma"] = number(run.gamma);
  return text(c);
}

std::string lista_unbounded(const UnboundedRun& run) {
  const std::size_t depth = run.scheduled.pursuit.depth();
  if (run.noise.size() != depth) throw std::invalid_argument("a noise for each layer");
  Json c = of_kind("lista_unbounded");
  add_layers(c, run.scheduled);
  c["code"] = vector(run.code);
  c["noise"] = vectors(run.noise);
  c["iterates"] = Json::array();
  for (std::size_t j = 0; j < depth; ++j)
    c["iterates"].push_back(j + 1 == depth ? vectors(run.stored) : Json::array());
  c["step_error"] = number(run.step_error);
  c["direction"] = vector(run.direction);
  return text(c);
}

std::string lista_lipschitz(const Encoder& encoder, int steps, const Rational& constant) {
  Json c = of_kind("lista_lipschitz");
  c["matrix"] = matrix(encoder.dictionary);
  c["analysis"] = analysis(encoder);
  c["steps"] = steps;
  c["constant"] = number(constant);
  return text(c);
}

std::string lista_growth(const Encoder& encoder, const RationalVector& signal, const Rational& factor) {
  Json c = of_kind("lista_growth");
  c["matrix"] = matrix(encoder.dictionary);
  c["analysis"] = analysis(encoder);
  c["signal"] = vector(signal);
  c["factor"] = number(factor);
  return text(c);
}

}  // namespace dsc::certificate
