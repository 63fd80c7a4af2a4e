#include "theorems/certificates/deep.h"

#include <stdexcept>

#include "theorems/certificates/composites.h"
#include "theorems/certificates/lista_composites.h"

namespace dsc::certificate {
namespace {

void add_recovery(Json& c, const DeepRecovery& recovery) {
  c["layers"] = layers(recovery.layers);
  c["signals"] = Json::array();
  for (const SignalClass& signals : recovery.classes) c["signals"].push_back(signal_class(signals));
  c["stages"] = Json::array();
  for (const RecoveryStage& stage : recovery.stages) {
    c["stages"].push_back({{"from", stage.from},
                           {"to", stage.to},
                           {"form", stage.refit ? "refit" : "pursuit"},
                           {"analysis", analysis(stage.encoder)},
                           {"schedule", schedule(stage.schedule)},
                           {"steps", stage.steps}});
  }
}

std::string run_text(const DeepRun& run, bool covered, RunConclusion conclusion, const Rational& value) {
  if (run.noise.size() != run.recovery.depth()) throw std::invalid_argument("a noise for each layer");
  Json c = of_kind("deep_run");
  add_recovery(c, run.recovery);
  c["code"] = vector(run.code);
  c["noise"] = vectors(run.noise);
  c["hypothesis"] = covered ? "covered" : "none";
  c["conclusion"] = word(conclusion);
  c["value"] = number(value);
  return text(c);
}

}  // namespace

std::string deep_envelope(const DeepRecovery& recovery, const std::vector<Rational>& errors) {
  Json c = of_kind("deep_envelope");
  add_recovery(c, recovery);
  c["errors"] = numbers(errors);
  return text(c);
}

std::string deep_run(const DeepRun& run) { return run_text(run, true, RunConclusion::bounded, 0); }

std::string deep_error(const DeepRun& run, const Rational& error, const Rational& bound) {
  return run_text(run, false, error > bound ? RunConclusion::error_above : RunConclusion::error_at_most,
                  bound);
}

}  // namespace dsc::certificate
