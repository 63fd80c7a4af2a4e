#include "experiments/training/training_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/training/cosine_annealing.h"
#include "experiments/training/device.h"
#include "experiments/training/evaluate.h"
#include "experiments/training/metrics_file.h"
#include "experiments/training/metrics_line.h"
#include "experiments/training/objective.h"
#include "experiments/training/run_description.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

std::unique_ptr<torch::optim::Optimizer> make_optimizer(const OptimizerSettings& settings,
                                                        const Network& network) {
  if (settings.kind == OptimizerSettings::Kind::adam) {
    return std::make_unique<torch::optim::Adam>(
        network.parameters(), torch::optim::AdamOptions(settings.rate).weight_decay(settings.weight_decay));
  }
  return std::make_unique<torch::optim::SGD>(network.parameters(), torch::optim::SGDOptions(settings.rate)
                                                                       .momentum(settings.momentum)
                                                                       .weight_decay(settings.weight_decay));
}

std::string digest(const std::vector<std::uint32_t>& order) {
  return sha256_hex({reinterpret_cast<const char*>(order.data()), order.size() * sizeof(std::uint32_t)});
}

}  // namespace

double Stopwatch::restart() {
  const double seconds = read();
  start_ = Clock::now();
  return seconds;
}

TrainingLoop::TrainingLoop(const NetworkSettings& network, const TrainingSettings& settings,
                           const Examples& training,
                           const std::vector<std::shared_ptr<const Examples>>& evaluation,
                           const TrainingFiles& files, const TrainingHooks& hooks)
    : settings_(settings),
      training_(training),
      evaluation_(evaluation),
      files_(files),
      hooks_(hooks),
      device_(resolve_device(settings.device)) {
  settings_.device = device_.str();
  state_.run = run_description(network, settings_, training, evaluation);
  prepare_library(settings_.threads);
  batches_ = (static_cast<std::int64_t>(training.count()) + settings_.batch - 1) / settings_.batch;
  torch::manual_seed(settings_.seed);
  network_ = build_network(network);
  network_->to(device_);
  optimizer_ = make_optimizer(settings_.optimizer, *network_);
}

TrainingResult TrainingLoop::run() {
  resume();
  write_lines(files_.metrics, state_.metrics);
  while (state_.epoch < settings_.epochs) {
    run_epoch();
    end_epoch();
  }
  keep_checkpoint();
  TrainingResult result;
  result.metrics = state_.metrics;
  result.parameters_sha256 = parameters_sha256(*network_);
  result.parameters = parameter_count(*network_);
  result.seconds = state_.seconds;
  result.waited_seconds = state_.waited_seconds;
  result.evaluation_seconds = state_.evaluation_seconds;
  result.images = state_.images;
  result.network = network_;
  return result;
}

void TrainingLoop::resume() {
  if (files_.checkpoint.empty()) return;
  remove_stale_temporaries(files_.checkpoint.parent_path().empty() ? "." : files_.checkpoint.parent_path());
  if (!std::filesystem::exists(files_.checkpoint)) return;
  state_ = load_checkpoint(files_.checkpoint, *network_, *optimizer_, state_.run);
}

void TrainingLoop::run_epoch() {
  network_->train();
  for (auto& group : optimizer_->param_groups()) group.options().set_lr(rate());
  const std::vector<std::uint32_t> order =
      shuffled_order(training_.count(), settings_.seed, static_cast<std::uint64_t>(state_.epoch));
  if (state_.batch > 0 && state_.order != digest(order)) {
    throw TrainingFailure("the order of images in epoch " + std::to_string(state_.epoch + 1) +
                          " is not the one that the checkpoint was made with");
  }
  state_.order = digest(order);
  Prefetch batches(training_, order, static_cast<std::uint64_t>(state_.epoch), settings_.batch, state_.batch);
  working_.restart();
  double waited = 0;
  while (state_.batch < batches_) {
    step(next_batch(batches));
    const double seconds = working_.restart();
    state_.seconds += seconds;
    working_here_ += seconds;
    state_.waited_seconds += batches.waited_seconds() - waited;
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
  const Tapped result = network_->forward(images, settings_.penalised);
  const torch::Tensor batch_loss = loss(result.output, targets);
  const torch::Tensor penalty = l1_penalty(result.features);
  const auto loss_value = batch_loss.item<double>(), penalty_value = penalty.item<double>();
  if (!std::isfinite(loss_value) || !std::isfinite(penalty_value)) {
    // Magnitudes: a NaN's sign means nothing, and neither number can be negative.
    throw TrainingFailure(fmt::format("{}: training diverged: loss {}, penalty {}", place(),
                                      std::abs(loss_value), std::abs(penalty_value)));
  }
  optimizer_->zero_grad();
  (settings_.gamma > 0 ? batch_loss + settings_.gamma * penalty : batch_loss).backward();
  optimizer_->step();

  const std::int64_t n = images.size(0);
  state_.sums.loss += static_cast<double>(n) * loss_value;
  state_.sums.penalty += static_cast<double>(n) * penalty_value;
  state_.sums.images += n;
  if (training_.classes())
    state_.sums.correct += (result.output.argmax(1) == targets).sum().item<std::int64_t>();
  state_.images += n;
  images_here_ += n;
  ++batches_here_;
  ++state_.batch;
}

void TrainingLoop::after_batch() {
  if (since_report_.read() > 1) report();
  const bool stopping = hooks_.stop && hooks_.stop();
  const bool counted = files_.checkpoint_batches > 0 && state_.batch % files_.checkpoint_batches == 0;
  if (stopping || counted || since_checkpoint_.read() > files_.checkpoint_seconds) keep_checkpoint();
  if (stopping) throw TrainingInterrupted("interrupted at " + place());
}

void TrainingLoop::end_epoch() {
  Stopwatch watch;
  std::vector<std::pair<std::string, Evaluation>> sets;
  const int done = state_.epoch + 1;
  if (done % settings_.evaluate_every == 0 || done == settings_.epochs) {
    for (const auto& set : evaluation_) {
      sets.emplace_back(set->name(), evaluate(*network_, *set, settings_.batch, device_));
      if (!std::isfinite(sets.back().second.loss)) {
        throw TrainingFailure(fmt::format("after epoch {}: training diverged: loss {} on {}", done,
                                          std::abs(sets.back().second.loss), set->name()));
      }
    }
  }
  const std::string line = metrics_line(done, rate(), state_.sums, training_.classes(), sets);
  state_.metrics.push_back(line);
  state_.epoch = done;
  state_.batch = 0;
  state_.sums = {};
  state_.evaluation_seconds += watch.read();
  append_line(files_.metrics, line);
  report();
}

void TrainingLoop::keep_checkpoint() {
  if (!files_.checkpoint.empty()) save_checkpoint(files_.checkpoint, *network_, *optimizer_, state_);
  since_checkpoint_.restart();
}

void TrainingLoop::report() {
  since_report_.restart();
  if (!hooks_.progress || batches_here_ == 0) return;
  const std::int64_t left = (settings_.epochs - state_.epoch) * batches_ - state_.batch;
  TrainingProgress progress;
  progress.epoch = std::min(state_.epoch + 1, settings_.epochs);
  progress.epochs = settings_.epochs;
  progress.batch = state_.epoch == settings_.epochs ? batches_ : state_.batch;
  progress.batches = batches_;
  progress.images_per_second = static_cast<double>(images_here_) / working_here_;
  progress.seconds_left =
      since_start_.read() / static_cast<double>(batches_here_) * static_cast<double>(left);
  hooks_.progress(progress);
}

double TrainingLoop::rate() const {
  return cosine_annealing(settings_.optimizer.rate, state_.epoch, settings_.epochs);
}

std::string TrainingLoop::place() const {
  return fmt::format("epoch {}, batch {}", state_.epoch + 1, state_.batch + 1);
}

}  // namespace dsc
