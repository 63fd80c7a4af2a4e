#pragma once

#include <nlohmann/json.hpp>

#include "experiments/cell/parameters.h"
#include "experiments/cell_work.h"
#include "experiments/training/train.h"

/// What all works that train a network have in common.
namespace dsc {

/// The parameter "activation": relu, elu or mish.
Nonlinearity activation_parameter(const CellParameters& parameters);

/// The parameters rate, weight_decay, epochs, batch, evaluate_every, gamma and seed, on the cell's device and
/// threads; momentum and the penalised features are the work's own.
TrainingSettings training_settings(const CellParameters& parameters, OptimizerSettings::Kind optimizer,
                                   const CellContext& context);

/// Checkpoint and metrics in the cell's scratch.
TrainingFiles training_files(const CellContext& context);

/// Passes on how far the training is, and whether to stop.
TrainingHooks training_hooks(const CellContext& context);

/// {parameters, parameters_sha256, curves, speed}. Speed is measured, so it alone differs between two runs of
/// a cell: images_per_second of training (evaluation left out), waiting_share of that time spent waiting for
/// data, seconds of training and of evaluation.
nlohmann::ordered_json training_result(const TrainingResult& trained);

}  // namespace dsc
