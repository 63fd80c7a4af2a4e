#include "experiments/training/training_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/networks/stored_network.h"
#include "experiments/training/environment.h"
#include "experiments/training/objective.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const Settings& s, const Network& network) {
  if (s.optimizer == Optimizer::adam) {
    return std::make_unique<torch::optim::Adam>(
        network.parameters(), torch::optim::AdamOptions(s.rate).weight_decay(s.weight_decay));
  }
  return std::make_unique<torch::optim::SGD>(
      network.parameters(),
      torch::optim::SGDOptions(s.rate).momentum(s.momentum).weight_decay(s.weight_decay));
}

NetworkShape shape_of(const Settings& s, const Examples& examples) {
  const ImageShape images = examples.shape();
  return {.architecture = s.network,
          .activation = s.activation,
          .channels = images.channels,
          .height = images.height,
          .width = images.width,
          .classes = images.classes > 0 ? images.classes : 1,
          .base = static_cast<int>(s.base)};
}

std::string digest(const std::vector<std::uint32_t>& order) {
  return sha256_hex({reinterpret_cast<const char*>(order.data()), order.size() * sizeof(std::uint32_t)});
}

ordered_json describe(const Examples& examples) {
  if (examples.count() == 0) throw InputError(examples.name(), "", "at least one image", "none");
  return {{"name", examples.name()},
          {"sha256", examples.sha256()},
          {"images", examples.count()},
          {"augmentation", examples.treatment()}};
}

/// All that the numbers of a training depend on, but the machine: what tells a checkpoint from another
/// training's.
std::string description(const Settings& settings, const Examples& training,
                        const std::vector<std::shared_ptr<const Examples>>& tests, const TrainingRun& run) {
  ordered_json all = {{"settings", to_json(settings)}, {"device", run.device}, {"threads", run.threads}};
  all["training"] = describe(training);
  all["tests"] = ordered_json::array();
  for (const auto& set : tests) all["tests"].push_back(describe(*set));
  return all.dump();
}

}  // namespace

double Stopwatch::restart() {
  const double seconds = read();
  start_ = Clock::now();
  return seconds;
}

TrainingLoop::TrainingLoop(const Settings& settings, const Examples& training,
                           const std::vector<std::shared_ptr<const Examples>>& tests, const TrainingRun& run)
    : settings_(settings),
      training_(training),
      tests_(tests),
      run_(run),
      device_(resolve_device(run.device)) {
  check(settings_);
  run_.device = device_.str();
  state_.run = description(settings_, training, tests, run_);
  prepare_library(run_.threads);
  batches_ = (static_cast<std::int64_t>(training.count()) + settings_.batch - 1) / settings_.batch;
  torch::manual_seed(static_cast<std::uint64_t>(settings_.seed));
  network_ = build_network(shape_of(settings_, training));
  network_->to(device_);
  optimizer_ = make_optimizer(settings_, *network_);
  TrainingRecord& record = state_.record;
  record.parameters = parameter_count(*network_);
  record.training_set = training.name();
  record.training_images = static_cast<std::int64_t>(training.count());
  record.treatment = training.treatment();
  record.penalised = placed_features(settings_.network, settings_.placement);
  for (const auto& set : tests_)
    record.tests.push_back({.name = set->name(), .images = static_cast<std::int64_t>(set->count())});
}

Trained TrainingLoop::run() {
  resume();
  while (state_.epoch < settings_.epochs) {
    run_epoch();
    end_epoch();
  }
  state_.record.parameters_sha256 = parameters_sha256(*network_);
  keep_checkpoint();
  return {state_.record, network_};
}

void TrainingLoop::resume() {
  if (run_.checkpoint.empty()) return;
  remove_stale_temporaries(run_.checkpoint.parent_path().empty() ? "." : run_.checkpoint.parent_path());
  if (!std::filesystem::exists(run_.checkpoint)) return;
  state_ = load_checkpoint(run_.checkpoint, *network_, *optimizer_, state_.run);
  run_.time.goes_on_from(state_.record.durations.wall);
}

void TrainingLoop::run_epoch() {
  network_->train();
  for (auto& group : optimizer_->param_groups())
    group.options().set_lr(rate_in_epoch(settings_, state_.epoch));
  const auto epoch = static_cast<std::uint64_t>(state_.epoch);
  const std::vector<std::uint32_t> order =
      shuffled_order(training_.count(), static_cast<std::uint64_t>(settings_.seed), epoch);
  if (state_.batch > 0 && state_.order != digest(order)) {
    throw TrainingFailure("the order of images in epoch " + std::to_string(state_.epoch + 1) +
                          " is not the one that the checkpoint was made with");
  }
  state_.order = digest(order);
  Prefetch batches(training_, order, epoch, static_cast<int>(settings_.batch), state_.batch);
  Durations& durations = state_.record.durations;
  working_.restart();
  double waited = 0;
  while (state_.batch < batches_) {
    step(next_batch(batches));
    durations.training += working_.restart();
    durations.waiting += batches.waited_seconds() - waited;
    waited = batches.waited_seconds();
    after_batch();
    working_.restart();
  }
}

Batch TrainingLoop::next_batch(Prefetch& batches) const {
  try {
    return batches.next();
  } catch (const std::exception& error) {
    throw TrainingFailure(place() + ": the data cannot be read: " + error.what());
  }
}

void TrainingLoop::step(const Batch& batch) {
  const torch::Tensor images = batch.images.to(device_), targets = batch.targets.to(device_);
  const Tapped result = network_->forward(images, {state_.record.penalised, settings_.penalty_after});
  const torch::Tensor batch_loss = loss(result.output, targets);
  const torch::Tensor penalty = l1_penalty(result.features);
  const auto loss_value = batch_loss.item<double>(), penalty_value = penalty.item<double>();
  if (!std::isfinite(loss_value) || !std::isfinite(penalty_value)) {
    // Magnitudes: a NaN's sign means nothing, and neither number can be negative.
    throw TrainingFailure(fmt::format("{}: training diverged: loss {}, penalty {}", place(),
                                      std::abs(loss_value), std::abs(penalty_value)));
  }
  const std::int64_t n = images.size(0);
  optimizer_->zero_grad();
  objective(batch_loss, penalty, n).backward();
  optimizer_->step();

  state_.sums.loss += static_cast<double>(n) * loss_value;
  state_.sums.penalty += static_cast<double>(n) * penalty_value;
  state_.sums.images += n;
  if (training_.shape().classes > 0)
    state_.sums.correct += (result.output.argmax(1) == targets).sum().item<std::int64_t>();
  state_.record.durations.images += n;
  ++state_.batch;
}

torch::Tensor TrainingLoop::objective(const torch::Tensor& loss, const torch::Tensor& penalty,
                                      std::int64_t images) const {
  if (settings_.gamma == 0) return loss;
  const bool sum = settings_.penalty_over_batch == OverBatch::sum;
  return loss + settings_.gamma * (sum ? static_cast<double>(images) : 1.0) * penalty;
}

void TrainingLoop::after_batch() {
  if (since_report_.read() > 1) report();
  const bool stopping = run_.stop && run_.stop();
  const bool counted = run_.checkpoint_batches > 0 && state_.batch % run_.checkpoint_batches == 0;
  if (stopping || counted || since_checkpoint_.read() > run_.checkpoint_seconds) keep_checkpoint();
  if (stopping) throw TrainingInterrupted("interrupted at " + place());
}

void TrainingLoop::end_epoch() {
  const Stopwatch watch;
  const std::int64_t done = state_.epoch + 1;
  const auto images = static_cast<double>(state_.sums.images);
  Epoch epoch{.number = done,
              .rate = rate_in_epoch(settings_, state_.epoch),
              .loss = state_.sums.loss / images,
              .penalty = state_.sums.penalty / images};
  if (training_.shape().classes > 0) epoch.accuracy = static_cast<double>(state_.sums.correct) / images;
  if (done % settings_.evaluate_every == 0 || done == settings_.epochs)
    epoch.sets = evaluate_sets(done == settings_.epochs);
  state_.record.epochs.push_back(std::move(epoch));
  state_.epoch = done;
  state_.batch = 0;
  state_.sums = {};
  state_.record.durations.evaluation += watch.read();
  report();
}

/// After the last epoch what became of each image is kept.
std::vector<SetMetrics> TrainingLoop::evaluate_sets(bool last) {
  std::vector<SetMetrics> metrics;
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    Evaluation found = evaluate(*network_, *tests_[i], static_cast<int>(settings_.batch), device_);
    if (!std::isfinite(found.metrics.loss)) {
      throw TrainingFailure(fmt::format("after epoch {}: training diverged: loss {} on {}", state_.epoch + 1,
                                        std::abs(found.metrics.loss), tests_[i]->name()));
    }
    metrics.push_back(std::move(found.metrics));
    if (!last) continue;
    state_.record.tests[i].correct = std::move(found.correct);
    state_.record.tests[i].masks = std::move(found.masks);
  }
  return metrics;
}

void TrainingLoop::keep_checkpoint() {
  state_.record.durations.wall = run_.time.seconds();
  if (!run_.checkpoint.empty()) save_checkpoint(run_.checkpoint, *network_, *optimizer_, state_);
  since_checkpoint_.restart();
}

void TrainingLoop::report() {
  since_report_.restart();
  if (!run_.progress) return;
  const double within = static_cast<double>(state_.batch) / static_cast<double>(batches_);
  run_.progress((static_cast<double>(state_.epoch) + within) / static_cast<double>(settings_.epochs));
}

std::string TrainingLoop::place() const {
  return fmt::format("epoch {}, batch {}", state_.epoch + 1, state_.batch + 1);
}

}  // namespace dsc
