#include "experiments/training/classified_examples.h"

#include "experiments/training/examples.h"

namespace dsc {
namespace {

class ClassifiedExamples : public Examples {
 public:
  ClassifiedExamples(const LabelledImages& set, const ChannelStatistics& statistics,
                     Augmentation augmentation, std::uint64_t seed)
      : set_(set), settings_{augmentation, seed, 0, statistics} {}

  std::string name() const override { return set_.name; }
  std::string sha256() const override { return set_.sha256; }
  std::string treatment() const override {
    if (settings_.augmentation == Augmentation::none) return "none";
    return settings_.augmentation == Augmentation::flip ? "flip" : "crop and flip";
  }
  std::size_t count() const override { return set_.count(); }
  ImageShape shape() const override { return {set_.channels, set_.height, set_.width, set_.classes}; }

  Batch read(std::span<const std::uint32_t> indices, std::uint64_t epoch) const override {
    const auto n = static_cast<std::int64_t>(indices.size());
    Batch batch{torch::empty({n, set_.channels, set_.height, set_.width}), torch::empty({n}, torch::kLong)};
    BatchSettings settings = settings_;
    settings.epoch = epoch;
    fill_batch(set_, indices, settings,
               {batch.images.data_ptr<float>(), static_cast<std::size_t>(batch.images.numel())});
    std::int64_t* label = batch.targets.data_ptr<std::int64_t>();
    for (const std::uint32_t index : indices) *label++ = set_.labels.at(index);
    return batch;
  }

 private:
  const LabelledImages& set_;
  BatchSettings settings_;
};

}  // namespace

std::shared_ptr<const Examples> classified_examples(const LabelledImages& set,
                                                    const ChannelStatistics& statistics,
                                                    Augmentation augmentation, std::uint64_t seed) {
  return std::make_shared<ClassifiedExamples>(set, statistics, augmentation, seed);
}

}  // namespace dsc
