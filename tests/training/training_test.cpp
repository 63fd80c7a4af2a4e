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

#include "experiments/networks/network.h"
#include "experiments/training/classified_examples.h"
#include "experiments/training/environment.h"
#include "experiments/training/examples.h"
#include "experiments/training/masked_examples.h"
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
  ImageShape shape() const override { return all_->shape(); }
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
    settings_.rate = 0.05;
    settings_.momentum = 0.9;
    settings_.epochs = 3;
    settings_.batch = 32;
    settings_.gamma = 1e-3;
    kept_.checkpoint = folder_ / "checkpoint";
  }

  std::shared_ptr<const Examples> training_examples() const {
    return classified_examples(set_, statistics_, Augmentation::crop_and_flip,
                               static_cast<std::uint64_t>(settings_.seed));
  }
  std::vector<std::shared_ptr<const Examples>> tests() const {
    return {classified_examples(test_, statistics_, Augmentation::none, 0)};
  }
  TrainingRecord run(const TrainingRun& how = {}) const {
    return train(settings_, *training_examples(), tests(), how).record;
  }
  /// What does not depend on the clock.
  static nlohmann::ordered_json numbers(TrainingRecord record) {
    record.durations = {};
    return to_json(record);
  }
  /// The message of the failure that training ends in.
  template <class Failure>
  std::string failure(const TrainingRun& how = {}) const {
    try {
      run(how);
    } catch (const Failure& error) {
      return error.what();
    }
    ADD_FAILURE() << "no failure";
    return "";
  }

  TemporaryFolder folder_;
  LabelledImages set_, test_;
  ChannelStatistics statistics_;
  Settings settings_;
  TrainingRun kept_;  ///< with a checkpoint
};

TEST_F(Training, TheSameSeedGivesTheSameBitsAnotherSeedOthers) {
  EXPECT_EQ(numbers(run()), numbers(run()));
  const std::string one = run().parameters_sha256;
  settings_.seed = 2;
  EXPECT_NE(run().parameters_sha256, one);
  TrainingRun two;
  two.threads = 2;
  EXPECT_EQ(run(two).parameters_sha256, run(two).parameters_sha256);
}

TEST_F(Training, LearnsAndKeepsWhatItMeasured) {
  settings_.epochs = 20;
  const TrainingRecord record = run();
  ASSERT_EQ(record.epochs.size(), 20u);
  const Epoch& last = record.epochs.back();
  EXPECT_EQ(last.number, 20);
  EXPECT_GT(last.sets.at(0).accuracy, 0.9);  // a quarter by chance
  EXPECT_EQ(last.sets.at(0).density.size(), 4u);
  EXPECT_EQ(record.durations.images, 20 * 96);
  EXPECT_EQ(record.tests.at(0).name, "stripes 2");
  const std::vector<bool>& correct = record.tests.at(0).correct;
  EXPECT_EQ(correct.size(), 40u);
  EXPECT_DOUBLE_EQ(static_cast<double>(std::count(correct.begin(), correct.end(), true)) / 40,
                   *last.sets.at(0).accuracy);
}

TEST_F(Training, TheLastEpochIsAlwaysEvaluated) {
  settings_.evaluate_every = 2;
  const TrainingRecord record = run();
  EXPECT_TRUE(record.epochs[0].sets.empty());
  EXPECT_FALSE(record.epochs[1].sets.empty());
  EXPECT_FALSE(record.epochs[2].sets.empty());
}

TEST_F(Training, ThePenaltyShrinksItsFeaturesAndIsMeasuredWithoutIt) {
  settings_.epochs = 10;
  settings_.gamma = 0;
  const double without = run().epochs.back().penalty;
  settings_.gamma = 0.3;
  EXPECT_GT(without, 0);
  EXPECT_LT(run().epochs.back().penalty, 0.5 * without);
}

// Batches hold 32 images, and the sum over a batch is that many times its mean: the same objective.
TEST_F(Training, TheSumOverABatchIsAStrongerMean) {
  settings_.gamma = 1e-3;
  settings_.penalty_over_batch = OverBatch::sum;
  const TrainingRecord sum = run();
  settings_.gamma = 32e-3;
  settings_.penalty_over_batch = OverBatch::mean;
  const TrainingRecord mean = run();
  EXPECT_EQ(sum.parameters_sha256, mean.parameters_sha256);
  EXPECT_EQ(sum.epochs.back().penalty, mean.epochs.back().penalty) << "what is recorded is one reading";
  settings_.gamma = 1e-3;
  EXPECT_NE(run().parameters_sha256, mean.parameters_sha256);
}

TEST_F(Training, ThePenaltyMayActAfterPoolingOrOnOtherLayers) {
  settings_.gamma = 0.1;
  const TrainingRecord usual = run();
  settings_.penalty_after = TapPlace::pooling;
  const TrainingRecord pooled = run();
  EXPECT_NE(pooled.parameters_sha256, usual.parameters_sha256);
  settings_.penalty_after = TapPlace::activation;
  settings_.placement = "conv2,fc1";
  const TrainingRecord placed = run();
  EXPECT_EQ(placed.penalised, (std::vector<std::string>{"conv2", "fc1"}));
  EXPECT_NE(placed.parameters_sha256, usual.parameters_sha256);
  settings_.placement = "conv1,conv2";
  EXPECT_EQ(run().parameters_sha256, usual.parameters_sha256) << "the early features by name";
}

TEST_F(Training, GoesOnFromEveryBatchWithTheSameBits) {
  const TrainingRecord whole = run();
  for (const int stop_after :
       {1, 2, 3, 4, 8, 9}) {  // three batches an epoch: within epochs and at their ends
    std::filesystem::remove(kept_.checkpoint);
    int batches = 0;
    TrainingRun stopped = kept_;
    stopped.stop = [&] { return ++batches == stop_after; };
    EXPECT_THROW(run(stopped), TrainingInterrupted);
    const Watched rest(training_examples());
    const TrainingRecord resumed = train(settings_, rest, tests(), kept_).record;
    EXPECT_EQ(rest.calls, 9 - stop_after);
    EXPECT_EQ(numbers(resumed), numbers(whole)) << stop_after;
    EXPECT_EQ(resumed.durations.images, whole.durations.images);
  }
  const Watched rest(training_examples());
  EXPECT_EQ(numbers(train(settings_, rest, tests(), kept_).record), numbers(whole));
  EXPECT_EQ(rest.calls, 0) << "a finished training trains again";
}

TEST_F(Training, AResumedTrainingReportsItsWholeTime) {
  TrainingRun first = kept_;
  first.time.goes_on_from(1000);  // as if it had taken so long before its first checkpoint
  int batches = 0;
  first.stop = [&] { return ++batches == 4; };
  EXPECT_THROW(run(first), TrainingInterrupted);
  const Durations once = run(kept_).durations, again = run(kept_).durations;
  EXPECT_GT(once.wall, 1000);
  EXPECT_LT(once.wall, 1100);
  EXPECT_GT(again.wall, once.wall) << "each run adds to it";
}

TEST_F(Training, ACheckpointKeepsTheMomentum) {
  const TrainingRecord whole = run();
  settings_.momentum = 0;
  EXPECT_NE(run().parameters_sha256, whole.parameters_sha256) << "the momentum changes nothing here";
}

TEST_F(Training, DivergenceIsAFailure) {
  settings_.rate = 1e6;
  const std::string message = failure<TrainingFailure>(kept_);
  EXPECT_NE(message.find("training diverged: loss"), std::string::npos) << message;
  EXPECT_NE(message.find("epoch "), std::string::npos) << message;
}

TEST_F(Training, MissingDataIsAFailureAndTheNextRunGoesOn) {
  const TrainingRecord whole = run();
  kept_.checkpoint_batches = 1;
  Watched broken(training_examples());
  broken.fail_at = 6;
  try {
    train(settings_, broken, tests(), kept_);
    ADD_FAILURE() << "no failure";
  } catch (const TrainingFailure& error) {
    EXPECT_STREQ(error.what(),
                 "epoch 2, batch 3: the data cannot be read: disk/17.png: expected a file, found nothing");
  }
  EXPECT_EQ(run(kept_).parameters_sha256, whole.parameters_sha256);
}

TEST_F(Training, AFullDiskIsAFailureAndTheNextRunGoesOn) {
  const TrainingRecord whole = run();
  kept_.checkpoint_batches = 2;
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  for (const rlim_t bytes : {rlim_t{100}, rlim_t{10'000}}) {  // less than a checkpoint has
    const rlimit full{bytes, before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    const std::string message = failure<TrainingFailure>(kept_);
    setrlimit(RLIMIT_FSIZE, &before);
    EXPECT_NE(message.find("cannot write"), std::string::npos) << message;
    EXPECT_NE(message.find("File too large"), std::string::npos) << message;
    EXPECT_FALSE(std::filesystem::exists(kept_.checkpoint));
  }
  EXPECT_EQ(numbers(run(kept_)), numbers(whole));
}

TEST_F(Training, DamagedAndForeignCheckpointsAreRefused) {
  run(kept_);
  const std::string whole = text_of(kept_.checkpoint);
  for (const std::size_t position : {std::size_t{3}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    std::string damaged = whole;
    damaged[position] = static_cast<char>(damaged[position] ^ 1);
    std::ofstream(kept_.checkpoint, std::ios::binary) << damaged;
    failure<InputError>(kept_);
  }
  for (const std::size_t length : {std::size_t{0}, std::size_t{20}, whole.size() - 1}) {
    std::ofstream(kept_.checkpoint, std::ios::binary) << whole.substr(0, length);
    failure<InputError>(kept_);
  }
  std::ofstream(kept_.checkpoint, std::ios::binary) << whole;
  settings_.gamma = 2e-3;
  const std::string message = failure<InputError>(kept_);
  EXPECT_NE(message.find("a checkpoint of this run"), std::string::npos) << message;
}

TEST_F(Training, SettingsThatMakeNoSenseAreRefused) {
  settings_.momentum = 1;
  EXPECT_EQ(failure<InputError>(), "settings: momentum: expected a number from 0 to 0.999999, found 1");
  settings_.momentum = 0;
  TrainingRun elsewhere;
  elsewhere.device = "abacus";
  EXPECT_EQ(failure<InputError>(elsewhere), "device: expected auto, cpu or cuda, found 'abacus'");
  if (!torch::cuda::is_available()) {
    elsewhere.device = "cuda";
    EXPECT_NE(failure<InputError>(elsewhere).find("device cuda: expected a CUDA device"), std::string::npos);
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
  EXPECT_EQ(environment().at("variables").at("OPENBLAS_CORETYPE"), "Nehalem");
}

// Debian's LibTorch loads its libraries, so that they can be asked.
TEST(Environment, SaysWhatChangesTheLastBits) {
  prepare_library(1);
  const nlohmann::ordered_json said = environment();
  EXPECT_EQ(said.at("LibTorch"), TORCH_VERSION);
  EXPECT_EQ(said.at("TF32"), false);
  EXPECT_NE(said.at("ATen"), "not told");
  EXPECT_NE(said.at("processor").at("flags"), "unknown");
  at::globalContext().setAllowTF32CuBLAS(true);
  EXPECT_EQ(environment().at("TF32"), true);
  prepare_library(1);
  EXPECT_EQ(environment().at("TF32"), false);
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
  const auto never = masked_examples(squares, Augmentation::none, 1),
             random = masked_examples(squares, Augmentation::flip, 1);
  EXPECT_THROW(masked_examples(squares, Augmentation::crop_and_flip, 1), std::invalid_argument);
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
  settings_ = {.network = Architecture::unet,
               .base = 2,
               .side = 16,
               .gamma = 1e-3,
               .epochs = 8,
               .batch = 4,
               .optimizer = Optimizer::adam,
               .rate = 0.02,
               .weight_decay = 0};
  const auto examples = masked_examples(squares, Augmentation::flip, 1);
  const std::vector<std::shared_ptr<const Examples>> sets{masked_examples(others, Augmentation::none, 0)};
  const TrainingRecord whole = train(settings_, *examples, sets).record;
  int batches = 0;
  TrainingRun stopped = kept_;
  stopped.stop = [&] { return ++batches == 20; };
  EXPECT_THROW(train(settings_, *examples, sets, stopped), TrainingInterrupted);
  EXPECT_EQ(numbers(train(settings_, *examples, sets, kept_).record), numbers(whole));
  const SetMetrics& last = whole.epochs.back().sets.at(0);
  EXPECT_EQ(whole.penalised.size(), 4u);
  EXPECT_GT(last.masks->pixel_accuracy.mean, 0.9);
  EXPECT_GT(last.masks->mean_iou.mean, 0.75);
  EXPECT_EQ(last.density.size(), 9u);

  // The pixels of each image are kept, and give the measures.
  const std::vector<Confusion>& images = whole.tests.at(0).masks;
  ASSERT_EQ(images.size(), others.count());
  EXPECT_EQ(mask_summary(images).mean_iou.mean, last.masks->mean_iou.mean);
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto first = others.masks.begin() + static_cast<std::ptrdiff_t>(i * 256);
    EXPECT_EQ(images[i].true_positive + images[i].false_negative, std::count(first, first + 256, 1));
  }
}

}  // namespace
}  // namespace dsc
