// training_speed NETWORK BASE SIDE BATCH BATCHES THREADS [plain]: images per second of training, and the
// share of the time that it waits for data. With "plain" the environment is left as it is.
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>

#include "experiments/training/classified_examples.h"
#include "experiments/training/environment.h"
#include "experiments/training/examples.h"
#include "experiments/training/masked_examples.h"
#include "experiments/training/train.h"
#include "tests/training/small_sets.h"

int main(int count, char** arguments) {
  using namespace dsc;
  if (count != 7 && count != 8) {
    std::fprintf(stderr,
                 "Usage: training_speed LeNet-5|VGG11|U-Net BASE SIDE BATCH BATCHES THREADS [plain]\n");
    return 2;
  }
  try {
    if (count == 7) restart_tuned(arguments);
    Settings settings{.base = std::stoll(arguments[2]),
                      .gamma = 1e-3,
                      .epochs = 2,
                      .batch = std::stoll(arguments[4]),
                      .rate = 0.01};
    for (const Named<Architecture>& one : names(Architecture{})) {
      if (arguments[1] == std::string(one.name)) settings.network = one.value;
    }
    const int side = std::stoi(arguments[3]);
    const bool masks = settings.network == Architecture::unet;
    const auto images = static_cast<std::size_t>(settings.batch * std::stoll(arguments[5]));
    MaskedImages squares;
    LabelledImages stripes;
    ChannelStatistics statistics;
    std::shared_ptr<const Examples> examples;
    if (masks) {
      settings.side = side;
      settings.optimizer = Optimizer::adam;
      settings.rate = 0.005;
      settings.weight_decay = 0;
      squares = bright_squares(images, 1, side);
      examples = masked_examples(squares, Augmentation::flip, 1);
    } else {
      stripes = striped_images(images, 1, side);
      stripes.channels = 3;
      stripes.pixels.resize(stripes.pixels.size() * 3, 100);
      for (std::size_t i = 0; i < stripes.pixels.size(); i += 7) stripes.pixels[i] = 17;
      statistics = channel_statistics(stripes);
      examples = classified_examples(stripes, statistics, Augmentation::crop_and_flip, 1);
    }
    TrainingRun run;
    run.threads = std::stoi(arguments[6]);
    const std::clock_t before = std::clock();
    const Durations took = train(settings, *examples, {}, run).record.durations;
    std::printf(
        "%s base %lld side %d batch %lld threads %d: %.0f images/s, %.0f a processor-second, waiting "
        "%.2f%%\n",
        arguments[1], static_cast<long long>(settings.base), side, static_cast<long long>(settings.batch),
        run.threads, static_cast<double>(took.images) / took.training,
        static_cast<double>(took.images) * CLOCKS_PER_SEC / static_cast<double>(std::clock() - before),
        100 * took.waiting / took.training);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "training_speed: %s\n", error.what());
    return 2;
  }
  return 0;
}
