// The work "classify": trains LeNet-5 or VGG11 on a labelled set. Parameters: Settings. Data: the set.
// Result: TrainingRecord.
#include "experiments/cell/work/training_cell.h"
#include "experiments/training/classified_examples.h"
#include "experiments/training/examples.h"
#include "harness/error.h"

namespace dsc {
namespace {

/// Throws InputError where the cell's data are not the set that its settings name.
void check_data(const CellContext& context, const Settings& settings) {
  if (settings.network == Architecture::unet)
    throw InputError("parameters of a cell", "network", "one of lenet5, vgg11", "unet");
  if (context.data.size() != 1 || context.data.front().key != settings.set) {
    throw InputError("data of the cell", "", "its set, " + settings.set,
                     context.data.empty() ? "none" : context.data.front().key);
  }
}

CellOutput classify(const CellContext& context) {
  const Settings settings = settings_from(context.parameters, "parameters of a cell");
  check_data(context, settings);
  const auto read = [&](Split split, std::int64_t count) {
    return first_images(read_labelled_set(context.data.front(), split), static_cast<std::size_t>(count));
  };
  const LabelledImages train_set = read(Split::train, settings.images),
                       test_set = read(Split::test, settings.test_images);
  const ChannelStatistics statistics = channel_statistics(train_set);
  const auto seed = static_cast<std::uint64_t>(settings.seed);
  const auto training = classified_examples(train_set, statistics, settings.augmentation, seed);
  const auto test = classified_examples(test_set, statistics, Augmentation::none, seed);
  return train_cell(settings, *training, {test}, context);
}

const CellWorkRegistration registration("classify", classify);

}  // namespace
}  // namespace dsc
