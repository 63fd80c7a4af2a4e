#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace dsc {

/// The metrics of a training, one JSON object for each epoch (see experiments/training/train.h), turned into
/// columns:
/// {"train": {"epoch": […], "rate": […], "loss": […], …}, "sets": [{"name": …, "epoch": […], "loss": […],
/// "PA": {"mean": […], …}, "density": {"conv1": […], …}}, …]}; the columns of a set have one entry for each
/// epoch in which it was evaluated.
nlohmann::ordered_json curves_of(const std::vector<std::string>& metrics);

}  // namespace dsc
