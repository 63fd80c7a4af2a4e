// training_probe FOLDER SEED: trains for about a second with a checkpoint every second batch, and prints the
// digest of the parameters.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "experiments/training/train.h"
#include "tests/training/small_sets.h"

int main(int count, char** arguments) {
  using namespace dsc;
  if (count != 3) return 2;
  const std::filesystem::path folder = arguments[1];
  try {
    const LabelledImages set = striped_images(192, 1), test = striped_images(40, 2);
    const ChannelStatistics statistics = channel_statistics(set);
    NetworkSettings network;
    network.channels = 1;
    network.height = network.width = 16;
    network.classes = 4;
    TrainingSettings settings;
    settings.optimizer = {OptimizerSettings::Kind::sgd, 0.05, 0.9, 5e-4};
    settings.epochs = 6;
    settings.batch = 32;
    settings.gamma = 1e-3;
    settings.penalised = {"conv1", "conv2"};
    settings.seed = std::stoull(arguments[2]);
    TrainingFiles files;
    files.checkpoint = folder / "state" / "checkpoint";
    files.metrics = folder / "metrics.jsonl";
    files.checkpoint_batches = 2;
    const TrainingResult result = train(
        network, settings, *classified_examples(set, statistics, Augmentation::crop_and_flip, settings.seed),
        {classified_examples(test, statistics, Augmentation::none, 0)}, files);
    std::puts(result.parameters_sha256.c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "training_probe: %s\n", error.what());
    return 1;
  }
  return 0;
}
