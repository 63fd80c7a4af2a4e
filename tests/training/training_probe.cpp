// training_probe FOLDER SEED: trains for about a second with a checkpoint every second batch, and prints the
// record without its durations; to its standard error, the seconds that all its runs took.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "experiments/training/classified_examples.h"
#include "experiments/training/examples.h"
#include "experiments/training/masked_examples.h"
#include "experiments/training/train.h"
#include "tests/training/small_sets.h"

int main(int count, char** arguments) {
  using namespace dsc;
  if (count != 3) return 2;
  const std::filesystem::path folder = arguments[1];
  try {
    const LabelledImages set = striped_images(192, 1), test = striped_images(40, 2);
    const ChannelStatistics statistics = channel_statistics(set);
    const Settings settings{.gamma = 1e-3,
                            .epochs = 6,
                            .batch = 32,
                            .rate = 0.05,
                            .momentum = 0.9,
                            .seed = std::stoll(arguments[2])};
    TrainingRun run;
    run.checkpoint = folder / "state" / "checkpoint";
    run.checkpoint_batches = 2;
    const auto seed = static_cast<std::uint64_t>(settings.seed);
    TrainingRecord record =
        train(settings, *classified_examples(set, statistics, Augmentation::crop_and_flip, seed),
              {classified_examples(test, statistics, Augmentation::none, 0)}, run)
            .record;
    std::fprintf(stderr, "%.9f\n", record.durations.wall);
    record.durations = {};
    std::puts(to_json(record).dump().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "training_probe: %s\n", error.what());
    return 1;
  }
  return 0;
}
