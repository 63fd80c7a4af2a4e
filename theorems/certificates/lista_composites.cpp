#include "theorems/certificates/lista_composites.h"

#include <stdexcept>

namespace dsc::certificate {

Json analysis(const Encoder& encoder) {
  const auto used = support(encoder.dictionary.col(0));
  if (!used.empty()) {
    const Rational factor = encoder.analysis(used.front(), 0) / encoder.dictionary(used.front(), 0);
    if (encoder.analysis == encoder.dictionary * factor) return number(factor);
  }
  return matrix(encoder.analysis);
}

Json signal_class(const SignalClass& signals) {
  return {{"sparsity", signals.sparsity},
          {"magnitude", number(signals.magnitude)},
          {"noise", number(signals.noise)}};
}

Json schedule(const Schedule& schedule) {
  return {{"start", number(schedule.start)},
          {"rate", number(schedule.rate)},
          {"drift", number(schedule.drift)},
          {"weight", number(schedule.weight)},
          {"offset", number(schedule.offset)}};
}

Json activation(const Activation& rho) {
  return {{"slope", number(rho.slope)}, {"floor", number(rho.floor)}};
}

const char* word(RunConclusion conclusion) {
  switch (conclusion) {
    case RunConclusion::envelope:
      return "envelope";
    case RunConclusion::bounded:
      return "bounded";
    case RunConclusion::attains:
      return "attains";
    case RunConclusion::stuck:
      return "stuck";
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

}  // namespace dsc::certificate
