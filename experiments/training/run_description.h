#pragma once

#include <memory>
#include <string>
#include <vector>

#include "experiments/networks/network_settings.h"
#include "experiments/training/examples_source.h"
#include "experiments/training/training_settings.h"

namespace dsc {

/// All that the numbers of a training depend on, but the machine, as one line of JSON: what tells a
/// checkpoint from another run's. Errors (InputError): settings out of their range.
std::string run_description(const NetworkSettings& network, const TrainingSettings& settings,
                            const Examples& training,
                            const std::vector<std::shared_ptr<const Examples>>& evaluation);

}  // namespace dsc
