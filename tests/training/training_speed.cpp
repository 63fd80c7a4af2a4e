// training_speed NETWORK BASE SIDE BATCH BATCHES THREADS [plain]: images per second of training, and the
// share of the time that it waits for data. With "plain" the environment is left as it is.
#include <cstdio>
#include <ctime>
#include <exception>
#include <string>

#include "experiments/training/environment.h"
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
    NetworkSettings network;
    network.architecture = parse_architecture(arguments[1]);
    network.base = std::stoi(arguments[2]);
    network.height = network.width = std::stoi(arguments[3]);
    const bool masks = network.architecture == Architecture::unet;
    TrainingSettings settings;
    settings.batch = std::stoi(arguments[4]);
    settings.threads = std::stoi(arguments[6]);
    settings.epochs = 2;
    settings.gamma = 1e-3;
    if (masks)
      settings.optimizer = {OptimizerSettings::Kind::adam, 0.005, 0, 0};
    else
      settings.optimizer.rate = 0.01;
    const auto images = static_cast<std::size_t>(settings.batch * std::stoi(arguments[5]));
    MaskedImages squares;
    LabelledImages stripes;
    ChannelStatistics statistics;
    std::shared_ptr<const Examples> examples;
    if (masks) {
      squares = bright_squares(images, 1, network.width);
      examples = masked_examples(squares, Mirror::at_random, 1);
    } else {
      stripes = striped_images(images, 1, network.width);
      network.channels = stripes.channels = 3;
      stripes.pixels.resize(stripes.pixels.size() * 3, 100);
      for (std::size_t i = 0; i < stripes.pixels.size(); i += 7) stripes.pixels[i] = 17;
      statistics = channel_statistics(stripes);
      examples = classified_examples(stripes, statistics, Augmentation::crop_and_flip, 1);
    }
    const std::clock_t before = std::clock();
    const TrainingResult result = train(network, settings, *examples, {}, {});
    std::printf(
        "%s base %d side %d batch %d threads %d: %.0f images/s, %.0f a processor-second, waiting %.2f%%\n",
        arguments[1], network.base, network.width, settings.batch, settings.threads,
        static_cast<double>(result.images) / result.seconds,
        static_cast<double>(result.images) * CLOCKS_PER_SEC / static_cast<double>(std::clock() - before),
        100 * result.waited_seconds / result.seconds);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "training_speed: %s\n", error.what());
    return 2;
  }
  return 0;
}
