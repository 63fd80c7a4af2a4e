#include "experiments/cell/training_run.h"

#include "experiments/cell/curves.h"

namespace dsc {

using nlohmann::ordered_json;

Nonlinearity activation_parameter(const CellParameters& parameters) {
  return parameters.choice<Nonlinearity>(
      "activation", {{"relu", Nonlinearity::relu}, {"elu", Nonlinearity::elu}, {"mish", Nonlinearity::mish}});
}

TrainingSettings training_settings(const CellParameters& parameters, OptimizerSettings::Kind optimizer,
                                   const CellContext& context) {
  constexpr std::int64_t many = 1'000'000;
  TrainingSettings settings;
  settings.optimizer.kind = optimizer;
  settings.optimizer.rate = parameters.number("rate", 0, 1e6);
  settings.optimizer.weight_decay = parameters.number("weight_decay", 0, 1e6);
  settings.epochs = static_cast<int>(parameters.integer("epochs", 1, many));
  settings.batch = static_cast<int>(parameters.integer("batch", 1, many));
  settings.evaluate_every = static_cast<int>(parameters.integer("evaluate_every", 1, many));
  settings.gamma = parameters.number("gamma", 0, 1e9);
  settings.seed = static_cast<std::uint64_t>(parameters.integer("seed", 0, 100 * many));
  settings.device = context.device;
  settings.threads = context.threads;
  return settings;
}

TrainingFiles training_files(const CellContext& context) {
  TrainingFiles files;
  files.checkpoint = context.scratch / "checkpoint";
  files.metrics = context.scratch / "metrics.jsonl";
  return files;
}

TrainingHooks training_hooks(const CellContext& context) {
  TrainingHooks hooks;
  hooks.stop = context.stop;
  hooks.progress = [report = context.progress](const TrainingProgress& at) {
    const double within =
        at.batches > 0 ? static_cast<double>(at.batch) / static_cast<double>(at.batches) : 0;
    report((at.epoch - 1 + within) / at.epochs);
  };
  return hooks;
}

ordered_json training_result(const TrainingResult& trained) {
  const double seconds = trained.seconds > 0 ? trained.seconds : 1e-9;
  return {{"parameters", trained.parameters},
          {"parameters_sha256", trained.parameters_sha256},
          {"curves", curves_of(trained.metrics)},
          {"speed",
           {{"images_per_second", static_cast<double>(trained.images) / seconds},
            {"waiting_share", trained.waited_seconds / seconds},
            {"training_seconds", trained.seconds},
            {"evaluation_seconds", trained.evaluation_seconds}}}};
}

}  // namespace dsc
