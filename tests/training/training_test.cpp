// Training: reproducible, resumable, and no result where something failed.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>

#include "experiments/networks/network.h"
#include "experiments/training/device.h"
#include "experiments/training/environment.h"
#include "experiments/training/examples_source.h"
#include "experiments/training/inspect.h"
#include "experiments/training/prefetch.h"
#include "experiments/training/train.h"
#include "harness/error.h"
#include "tests/temporary_folder.h"
#include "tests/training/small_sets.h"

namespace dsc {
namespace {

/// Counts what is read, and fails at a chosen call.
class Watched : public Examples {
 public:
  explicit Watched(std::shared_ptr<const Examples> all) : all_(std::move(all)) {}
  std::string name() const override { return all_->name(); }
  std::string sha256() const override { return all_->sha256(); }
  std::string treatment() const override { return all_->treatment(); }
  std::size_t count() const override { return all_->count(); }
  bool classes() const override { return all_->classes(); }
  Batch read(std::span<const std::uint32_t> indices, std::uint64_t epoch) const override {
    if (++calls == fail_at) throw InputError("disk/17.png", "", "a file", "nothing");
    return all_->read(indices, epoch);
  }
  mutable std::atomic<int> calls = 0;
  int fail_at = -1;

 private:
  std::shared_ptr<const Examples> all_;
};

class Training : public testing::Test {
 protected:
  Training() : set_(striped_images(96, 1)), test_(striped_images(40, 2)) {
    statistics_ = channel_statistics(set_);
    network_.channels = 1;
    network_.height = network_.width = 16;
    network_.classes = 4;
    settings_.optimizer = {OptimizerSettings::Kind::sgd, 0.05, 0.9, 5e-4};
    settings_.epochs = 3;
    settings_.batch = 32;
    settings_.gamma = 1e-3;
    settings_.penalised = {"conv1", "conv2"};
    files_.checkpoint = folder_ / "checkpoint";
    files_.metrics = folder_ / "metrics.jsonl";
  }

  std::shared_ptr<const Examples> training_examples() const {
    return classified_examples(set_, statistics_, Augmentation::crop_and_flip, settings_.seed);
  }
  TrainingResult run(const TrainingFiles& files = {}, const TrainingHooks& hooks = {}) const {
    return train(network_, settings_, *training_examples(),
                 {classified_examples(test_, statistics_, Augmentation::none, 0)}, files, hooks);
  }
  /// The message of the failure that training ends in.
  template <class Failure>
  std::string failure(const TrainingFiles& files = {}) const {
    try {
      run(files);
    } catch (const Failure& error) {
      return error.what();
    }
    ADD_FAILURE() << "no failure";
    return "";
  }

  TemporaryFolder folder_;
  LabelledImages set_, test_;
  ChannelStatistics statistics_;
  NetworkSettings network_;
  TrainingSettings settings_;
  TrainingFiles files_;
};

TEST_F(Training, TheSameSeedGivesTheSameBitsAnotherSeedOthers) {
  const TrainingResult one = run(), again = run();
  EXPECT_EQ(one.parameters_sha256, again.parameters_sha256);
  EXPECT_EQ(one.metrics, again.metrics);
  settings_.seed = 2;
  const TrainingResult other = run();
  EXPECT_NE(one.parameters_sha256, other.parameters_sha256);
  EXPECT_NE(one.metrics, other.metrics);
  settings_.threads = 2;
  EXPECT_EQ(run().parameters_sha256, run().parameters_sha256);
}

TEST_F(Training, LearnsAndWritesItsMetrics) {
  settings_.epochs = 20;
  const TrainingResult result = run(files_);
  ASSERT_EQ(result.metrics.size(), 20u);
  std::string lines;
  for (const std::string& line : result.metrics) lines += line + "\n";
  EXPECT_EQ(text_of(files_.metrics), lines);
  const auto last = nlohmann::json::parse(result.metrics.back());
  EXPECT_EQ(last.at("epoch"), 20);
  EXPECT_GT(last.at("sets").at("stripes 2").at("accuracy"), 0.9);  // a quarter by chance
  EXPECT_EQ(last.at("sets").at("stripes 2").at("density").size(), 4u);
  EXPECT_EQ(result.images, 20 * 96);
}

TEST_F(Training, ThePenaltyShrinksItsFeaturesAndIsMeasuredWithoutIt) {
  settings_.epochs = 10;
  settings_.gamma = 0;
  const auto without = nlohmann::json::parse(run().metrics.back());
  settings_.gamma = 0.3;
  const auto with = nlohmann::json::parse(run().metrics.back());
  EXPECT_GT(without.at("train").at("penalty"), 0);
  EXPECT_LT(with.at("train").at("penalty"), 0.5 * without.at("train").at("penalty").get<double>());
}

TEST_F(Training, GoesOnFromEveryBatchWithTheSameBits) {
  const TrainingResult whole = run();
  for (const int stop_after :
       {1, 2, 3, 4, 8, 9}) {  // three batches an epoch: within epochs and at their ends
    std::filesystem::remove(files_.checkpoint);
    int batches = 0;
    TrainingHooks hooks;
    hooks.stop = [&] { return ++batches == stop_after; };
    EXPECT_THROW(run(files_, hooks), TrainingInterrupted);
    const Watched rest(training_examples());
    const TrainingResult resumed = train(
        network_, settings_, rest, {classified_examples(test_, statistics_, Augmentation::none, 0)}, files_);
    EXPECT_EQ(rest.calls, 9 - stop_after);
    EXPECT_EQ(resumed.parameters_sha256, whole.parameters_sha256) << stop_after;
    EXPECT_EQ(resumed.metrics, whole.metrics);
    EXPECT_EQ(resumed.images, whole.images);
  }
  const Watched rest(training_examples());
  train(network_, settings_, rest, {classified_examples(test_, statistics_, Augmentation::none, 0)}, files_);
  EXPECT_EQ(rest.calls, 0) << "a finished training trains again";
}

TEST_F(Training, ACheckpointKeepsTheMomentum) {
  const TrainingResult whole = run();
  settings_.optimizer.momentum = 0;
  EXPECT_NE(run().parameters_sha256, whole.parameters_sha256) << "the momentum changes nothing here";
}

TEST_F(Training, DivergenceIsAFailure) {
  settings_.optimizer.rate = 1e12;
  const std::string message = failure<TrainingFailure>(files_);
  EXPECT_NE(message.find("training diverged: loss"), std::string::npos) << message;
  EXPECT_NE(message.find("epoch "), std::string::npos) << message;
}

TEST_F(Training, MissingDataIsAFailureAndTheNextRunGoesOn) {
  const TrainingResult whole = run();
  files_.checkpoint_batches = 1;
  Watched broken(training_examples());
  broken.fail_at = 6;
  const std::vector<std::shared_ptr<const Examples>> sets{
      classified_examples(test_, statistics_, Augmentation::none, 0)};
  try {
    train(network_, settings_, broken, sets, files_);
    ADD_FAILURE() << "no failure";
  } catch (const TrainingFailure& error) {
    EXPECT_STREQ(error.what(),
                 "epoch 2, batch 3: the data cannot be read: disk/17.png: expected a file, found nothing");
  }
  EXPECT_EQ(run(files_).parameters_sha256, whole.parameters_sha256);
}

TEST_F(Training, AFullDiskIsAFailureAndTheNextRunGoesOn) {
  const TrainingResult whole = run();
  files_.checkpoint_batches = 2;
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t bytes :
       {rlim_t{100}, rlim_t{10'000}}) {  // the metrics do not fit; the checkpoint does not
    const rlimit full{bytes, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    const std::string message = failure<TrainingFailure>(files_);
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_NE(message.find("cannot write"), std::string::npos) << message;
    EXPECT_NE(message.find("File too large"), std::string::npos) << message;
    EXPECT_FALSE(std::filesystem::exists(files_.checkpoint));
  }
  EXPECT_EQ(run(files_).metrics, whole.metrics);
}

TEST_F(Training, DamagedAndForeignCheckpointsAreRefused) {
  run(files_);
  const std::string whole = text_of(files_.checkpoint);
  for (const std::size_t position : {std::size_t{3}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    std::string damaged = whole;
    damaged[position] = static_cast<char>(damaged[position] ^ 1);
    std::ofstream(files_.checkpoint, std::ios::binary) << damaged;
    failure<InputError>(files_);
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{20}, whole.size() - 1}) {
    std::ofstream(files_.checkpoint, std::ios::binary) << whole.substr(0, length);
    failure<InputError>(files_);
  }
  std::ofstream(files_.checkpoint, std::ios::binary) << whole;
  settings_.gamma = 2e-3;
  const std::string message = failure<InputError>(files_);
  EXPECT_NE(message.find("a checkpoint of this run"), std::string::npos) << message;
}

TEST_F(Training, SettingsThatMakeNoSenseAreRefused) {
  settings_.optimizer.momentum = 1;
  EXPECT_EQ(failure<InputError>(), "momentum: expected a number in [0, 1), found 1");
  settings_.optimizer.momentum = 0;
  settings_.device = "abacus";
  EXPECT_EQ(failure<InputError>(), "device: expected auto, cpu or cuda, found 'abacus'");
  settings_.device = "cuda";
  if (!cuda_available()) {
    EXPECT_NE(failure<InputError>().find("device cuda: expected a CUDA device"), std::string::npos);
  }
}

TEST(Environment, WhatIsSetIsLeftAlone) {
  const auto missing = [] {
    std::map<std::string, std::string> names;
    for (const auto& [name, value] : missing_tuning()) names[name] = value;
    return names;
  };
  for (const char* name :
       {"OPENBLAS_CORETYPE", "OPENBLAS_NUM_THREADS", "MALLOC_MMAP_MAX_", "MALLOC_TRIM_THRESHOLD_"}) {
    unsetenv(name);
  }
  EXPECT_EQ(missing().at("OPENBLAS_NUM_THREADS"), "1");
  EXPECT_EQ(missing().at("MALLOC_MMAP_MAX_"), "0");
  EXPECT_EQ(missing().at("MALLOC_TRIM_THRESHOLD_"), "17179869184");
  setenv("MALLOC_TRIM_THRESHOLD_", "1000", 1);
  EXPECT_FALSE(missing().contains("MALLOC_MMAP_MAX_"));
  setenv("OPENBLAS_CORETYPE", "Nehalem", 1);
  setenv("OPENBLAS_NUM_THREADS", "2", 1);
  EXPECT_TRUE(missing().empty());
  const Variables recorded = numeric_settings();
  EXPECT_NE(std::find(recorded.begin(), recorded.end(),
                      std::pair<std::string, std::string>("OPENBLAS_CORETYPE", "Nehalem")),
            recorded.end());
  for (const auto& [name, value] : recorded) EXPECT_NE(value, "unknown") << name;
}

TEST_F(Training, BatchesDoNotDependOnTheNumberOfWorkers) {
  const auto examples = training_examples();
  const std::vector<std::uint32_t> order = shuffled_order(set_.count(), 1, 4);
  Prefetch one(*examples, order, 4, 20), three(*examples, order, 4, 20, 0, 3),
      late(*examples, order, 4, 20, 3, 2);
  for (int i = 0; i < 5; ++i) {
    const Batch a = one.next(), b = three.next();
    EXPECT_EQ(a.images.size(0), i < 4 ? 20 : 16);
    EXPECT_TRUE(torch::equal(a.images, b.images));
    EXPECT_TRUE(torch::equal(a.targets, b.targets));
    if (i >= 3) {
      EXPECT_TRUE(torch::equal(a.images, late.next().images));
    }
  }
}

TEST_F(Training, MirroredImagesKeepTheirMasks) {
  const MaskedImages squares = bright_squares(12, 3);
  const auto never = masked_examples(squares, Mirror::never, 1),
             random = masked_examples(squares, Mirror::at_random, 1);
  int mirrored = 0;
  for (std::uint32_t i = 0; i < 12; ++i) {
    const Batch plain = never->read(std::span(&i, 1), 2), maybe = random->read(std::span(&i, 1), 2);
    if (!torch::equal(plain.images, maybe.images)) {
      ++mirrored;
      EXPECT_TRUE(torch::equal(plain.images.flip(3), maybe.images));
      EXPECT_TRUE(torch::equal(plain.targets.flip(3), maybe.targets));
    }
  }
  EXPECT_GT(mirrored, 0);
  EXPECT_LT(mirrored, 12);
}

TEST_F(Training, SegmentationByAdamLearnsAndGoesOn) {
  const MaskedImages squares = bright_squares(24, 3), others = bright_squares(10, 4);
  NetworkSettings unet{Architecture::unet, Nonlinearity::relu, 3, 16, 16};
  unet.base = 2;
  settings_ = {};
  settings_.optimizer = {OptimizerSettings::Kind::adam, 0.02, 0, 0};
  settings_.epochs = 8;
  settings_.batch = 4;
  settings_.gamma = 1e-3;
  settings_.penalised = {"encoder1", "encoder2", "encoder3", "encoder4"};
  const auto examples = masked_examples(squares, Mirror::at_random, 1);
  const std::vector<std::shared_ptr<const Examples>> sets{masked_examples(others, Mirror::never, 0)};
  const TrainingResult whole = train(unet, settings_, *examples, sets, {});
  int batches = 0;
  TrainingHooks hooks;
  hooks.stop = [&] { return ++batches == 20; };
  EXPECT_THROW(train(unet, settings_, *examples, sets, files_, hooks), TrainingInterrupted);
  const TrainingResult resumed = train(unet, settings_, *examples, sets, files_);
  EXPECT_EQ(resumed.parameters_sha256, whole.parameters_sha256);
  EXPECT_EQ(resumed.metrics, whole.metrics);
  const auto last = nlohmann::json::parse(whole.metrics.back()).at("sets").at("squares 4");
  EXPECT_GT(last.at("PA").at("mean"), 0.9);
  EXPECT_GT(last.at("mIoU").at("mean"), 0.75);
  EXPECT_EQ(last.at("density").size(), 9u);

  double agreeing = 0;  // the measure of the metrics, from the predicted masks
  std::vector<std::uint32_t> all(others.count());
  std::iota(all.begin(), all.end(), 0u);
  const auto masks = predicted_masks(*whole.network, *sets[0], all);
  ASSERT_EQ(masks.size(), all.size());
  for (std::size_t i = 0; i < masks.size(); ++i) {
    for (std::size_t p = 0; p < masks[i].size(); ++p) {
      agreeing += masks[i][p] == others.masks[i * masks[i].size() + p] ? 1 : 0;
    }
  }
  EXPECT_DOUBLE_EQ(agreeing / static_cast<double>(others.masks.size()),
                   last.at("PA").at("mean").get<double>());
}

TEST_F(Training, FiltersAreTheColumnsOfADictionary) {
  const auto network = build_network({});
  const std::vector<LayerFilters> layers = layer_filters(*network);
  ASSERT_EQ(layers.size(), 5u);
  EXPECT_EQ(layers[1].layer, "conv2");
  EXPECT_EQ(layers[1].rows, 6 * 25);
  EXPECT_EQ(layers[1].columns, 16);
  const torch::Tensor weights = network->named_parameters()["conv2.weight"];
  EXPECT_EQ(layers[1].values.at(7 * 150 + 2 * 25 + 3 * 5 + 1), weights[7][2][3][1].item<float>());
  EXPECT_EQ(layers[4].columns, 10);
}

}  // namespace
}  // namespace dsc
