#include "theorems/certificates/lista.h"

#include <stdexcept>

#include "theorems/certificates/composites.h"

namespace dsc::certificate {
namespace {

/// W, or the number c where W = c D.
Json analysis(const Encoder& encoder) {
  const auto used = support(encoder.dictionary.col(0));
  if (!used.empty()) {
    const Rational factor = encoder.analysis(used.front(), 0) / encoder.dictionary(used.front(), 0);
    if (encoder.analysis == encoder.dictionary * factor) return number(factor);
  }
  return matrix(encoder.analysis);
}

void add_layers(Json& c, const ScheduledPursuit& scheduled) {
  const auto& [pursuit, schedules, steps] = scheduled;
  if (pursuit.classes.size() != pursuit.depth() || schedules.size() != pursuit.depth())
    throw std::invalid_argument("a class and a schedule for each layer");
  for (const char* key : {"layers", "analyses", "signals", "schedules"}) c[key] = Json::array();
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    const SignalClass& signals = pursuit.classes[j];
    const Schedule& schedule = schedules[j];
    c["layers"].push_back(matrix(pursuit.encoders[j].dictionary));
    c["analyses"].push_back(analysis(pursuit.encoders[j]));
    c["signals"].push_back({{"sparsity", signals.sparsity},
                            {"magnitude", number(signals.magnitude)},
                            {"noise", number(signals.noise)}});
    c["schedules"].push_back({{"start", number(schedule.start)},
                              {"rate", number(schedule.rate)},
                              {"drift", number(schedule.drift)},
                              {"weight", number(schedule.weight)},
                              {"offset", number(schedule.offset)}});
  }
  c["steps"] = steps;
}

Json numbers(const std::vector<Rational>& values) {
  Json list = Json::array();
  for (const Rational& value : values) list.push_back(number(value));
  return list;
}

Json vectors(const std::vector<RationalVector>& values) {
  Json list = Json::array();
  for (const RationalVector& value : values) list.push_back(vector(value));
  return list;
}

const char* word(ScheduleFor hypothesis) {
  switch (hypothesis) {
    case ScheduleFor::unstated:
      return "none";
    case ScheduleFor::own_noise:
      return "own_noise";
    case ScheduleFor::input_error:
      return "input_error";
  }
  throw std::logic_error("a hypothesis without a word");
}

const char* word(RunConclusion conclusion) {
  switch (conclusion) {
    case RunConclusion::envelope:
      return "envelope";
    case RunConclusion::bounded:
      return "bounded";
    case RunConclusion::attains:
      return "attains";
    case RunConclusion::support_differs:
      return "support_differs";
    case RunConclusion::error_at_most:
      return "error_at_most";
    case RunConclusion::error_above:
      return "error_above";
    case RunConclusion::error_squared:
      return "error_squared";
    case RunConclusion::loss_above:
      return "loss_above";
    case RunConclusion::loss_below:
      return "loss_below";
  }
  throw std::logic_error("a conclusion without a word");
}

}  // namespace

std::string lista_envelope(const ScheduledPursuit& scheduled, const std::vector<Rational>& errors) {
  Json c = of_kind("lista_envelope");
  add_layers(c, scheduled);
  c["errors"] = numbers(errors);
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
  c["activation"] = {{"slope", number(run.activation.slope)}, {"floor", number(run.activation.floor)}};
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
