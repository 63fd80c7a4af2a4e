#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/training/mask_measures.h"

/// What a training measured: written by the cell that trains, kept in its checkpoint, read by the studies.
namespace dsc {

/// A network on one test set, in evaluation mode (batch norm by its running averages).
struct SetMetrics {
  double loss = 0;                     ///< mean over images
  std::optional<double> accuracy{};    ///< share of images whose largest logit is their class's
  std::optional<MaskSummary> masks{};  ///< over images; a pixel is the object's where its logit is positive
  /// For each feature |H_alpha(x_j)|_0 / dim(x_j), alpha = 1e-6: mean over images.
  std::vector<std::pair<std::string, double>> density{};
};

struct Epoch {
  std::int64_t number = 0;  ///< from 1
  double rate = 0;          ///< learning rate
  double loss = 0;          ///< L without the penalty, mean over training images as they were trained on
  double penalty = 0;       ///< sum_j |x_j|_1 / dim(x_j), likewise: the dose that was delivered
  std::optional<double> accuracy{};  ///< on the same images
  std::vector<SetMetrics> sets{};    ///< one for each test set; empty where the epoch was not evaluated
};

/// A test set, and image by image what the network made of it after the last epoch.
struct TestOutcome {
  std::string name{};
  std::int64_t images = 0;
  std::vector<bool> correct{};     ///< for classes: whether each image's was found
  std::vector<Confusion> masks{};  ///< for masks: the pixels of each image
};

/// Of all processes that took part, in seconds.
struct Durations {
  double training = 0;  ///< evaluation left out
  double waiting = 0;   ///< of those, for data
  double evaluation = 0;
  double wall = 0;          ///< all of it, the reading of data included
  std::int64_t images = 0;  ///< trained on in `training`
};

struct TrainingRecord {
  std::int64_t parameters = 0;  ///< trainable ones
  std::string parameters_sha256{};
  std::string training_set{}, treatment{};  ///< its name; augmentation, in words
  std::int64_t training_images = 0;
  std::vector<std::string> penalised{};  ///< features
  std::vector<Epoch> epochs{};
  std::vector<TestOutcome> tests{};
  Durations durations{};
};

/// Epochs as columns: {"parameters", "parameters_sha256", "training_set": {"name", "images", "treatment"},
/// "penalised": […], "curves": {"train": {"epoch": […], "rate", "loss", "penalty", "accuracy"}, "sets":
/// [{"name", "epoch": […], "loss", "accuracy" or "PA", "mPA_printed", "mPA", "mIoU" each with mean and
/// deviation, "density": {"conv1": […]}}]}, "outcomes": [{"name", "images", "correct" or "confusions"}],
/// "speed": {…}}. `correct` has one bit an image, four to a hexadecimal digit, the first image highest;
/// `confusions` "TP,FP,FN,TN" for each image, with blanks between. Durations are the only part that differs
/// between two runs of a cell.
nlohmann::ordered_json to_json(const TrainingRecord& record);

/// The inverse; `outcomes` may be missing. Throws InputError where a field is missing, of another type, no
/// finite number, or columns do not agree. `file` begins the message.
TrainingRecord training_record(const nlohmann::ordered_json& json, const std::string& file);

/// After the last epoch on test set number `set`. Throws InputError where there is no such, naming `file`.
const SetMetrics& final_metrics(const TrainingRecord& record, std::size_t set, const std::string& file);

}  // namespace dsc
