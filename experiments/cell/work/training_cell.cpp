#include "experiments/cell/work/training_cell.h"

#include "experiments/networks/stored_network.h"
#include "experiments/training/train.h"

namespace dsc {

CellOutput train_cell(const Settings& settings, const Examples& training,
                      const std::vector<std::shared_ptr<const Examples>>& tests, const CellContext& context) {
  TrainingRun run;
  run.device = context.device;
  run.threads = context.threads;
  run.checkpoint = context.scratch / "checkpoint";
  run.time = context.time;
  run.progress = context.progress;
  run.stop = context.stop;
  const Trained trained = train(settings, training, tests, run);
  keep_network(*trained.network, context.networks);
  return {to_json(trained.record), trained.record.durations.wall};
}

}  // namespace dsc
