// The work "segment": trains U-Net on images with masks. Parameters: Settings. Data: the training set, then
// the test sets. Result: TrainingRecord.
#include "experiments/cell/work/training_cell.h"
#include "experiments/training/examples.h"
#include "experiments/training/masked_examples.h"
#include "harness/error.h"

namespace dsc {
namespace {

void check_data(const CellContext& context, const Settings& settings) {
  if (settings.network != Architecture::unet)
    throw InputError("parameters of a cell", "network", "unet", named(settings.network).key);
  if (context.data.size() < 2) {
    throw InputError("data of the cell", "", "a training set and at least one test set",
                     std::to_string(context.data.size()) + " sets");
  }
}

CellOutput segment(const CellContext& context) {
  const Settings settings = settings_from(context.parameters, "parameters of a cell");
  check_data(context, settings);
  const auto read = [&](const SetLocation& location, std::int64_t limit) {
    return read_masked_set(location, static_cast<int>(settings.side), static_cast<std::size_t>(limit));
  };
  const MaskedImages train_set = read(context.data.front(), settings.images);
  std::vector<MaskedImages> test_sets;
  for (std::size_t i = 1; i < context.data.size(); ++i)
    test_sets.push_back(read(context.data[i], settings.test_images));
  const auto seed = static_cast<std::uint64_t>(settings.seed);
  std::vector<std::shared_ptr<const Examples>> tests;
  for (const MaskedImages& set : test_sets) tests.push_back(masked_examples(set, Augmentation::none, seed));
  return train_cell(settings, *masked_examples(train_set, settings.augmentation, seed), tests, context);
}

const CellWorkRegistration registration("segment", segment);

}  // namespace
}  // namespace dsc
