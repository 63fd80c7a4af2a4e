#include "theorems/pursuit/lista_cp_layers.h"

namespace dsc {

std::vector<LayerConstants> layer_constants(const LayeredPursuit& pursuit) {
  std::vector<LayerConstants> constants;
  for (const Encoder& encoder : pursuit.encoders)
    constants.push_back({cross_coherence(encoder), largest_entry(encoder.analysis)});
  return constants;
}

std::vector<Schedule> layered_schedules(const LayeredPursuit& pursuit,
                                        const std::vector<LayerConstants>& constants, int steps,
                                        LayerComposition composition) {
  std::vector<Schedule> schedules;
  Rational input_error = 0;
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    SignalClass signals = pursuit.classes[j];
    if (composition == LayerComposition::repaired) signals.noise += input_error;
    schedules.push_back(convergence_schedule(constants[j].mu, constants[j].largest, signals));
    input_error = envelope(schedules.back(), steps).back();
  }
  return schedules;
}

std::vector<Schedule> layered_schedules(const LayeredPursuit& pursuit, int steps,
                                        LayerComposition composition) {
  return layered_schedules(pursuit, layer_constants(pursuit), steps, composition);
}

std::vector<std::vector<RationalVector>> layered_iterates(const LayeredPursuit& pursuit,
                                                          const RationalVector& y,
                                                          const std::vector<Schedule>& schedules, int steps,
                                                          const Activation& activation) {
  std::vector<std::vector<RationalVector>> iterates;
  RationalVector input = y;
  for (std::size_t j = 0; j < pursuit.depth(); ++j) {
    iterates.push_back(
        lista_iterates(pursuit.encoders[j], input, thresholds(schedules[j], steps), activation));
    input = iterates.back().back();
  }
  return iterates;
}

}  // namespace dsc
