#include "experiments/cell/unrolled/stagewise_training.h"

#include <fmt/format.h>

#include <cmath>
#include <sstream>

#include "experiments/training/train.h"
#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

/// The digest of the rest, a line feed, LibTorch's archive.
void save(const fs::path& file, const std::string& run, const UnrolledNetwork& network,
          const std::vector<double>& errors, double seconds) {
  torch::serialize::OutputArchive archive;
  archive.write("run", c10::IValue(run));
  archive.write("seconds", c10::IValue(seconds));
  archive.write("errors", torch::tensor(errors, torch::kDouble));
  const std::vector<torch::Tensor> parameters = network.parameters();
  archive.write("parameters", c10::IValue(static_cast<std::int64_t>(parameters.size())));
  for (std::size_t i = 0; i < parameters.size(); ++i)
    archive.write(fmt::format("p{}", i), parameters[i].detach());
  std::ostringstream bytes;
  archive.save_to(bytes);
  write_atomically(file, sha256_hex(bytes.str()) + "\n" + bytes.str());
}

std::vector<double> load(const fs::path& file, const std::string& run, UnrolledNetwork& network,
                         WorkingTime& time) {
  const std::string all = read_bytes(file, std::uintmax_t{4} << 30);
  const std::size_t end = all.find('\n');
  if (end == std::string::npos || sha256_hex(all.substr(end + 1)) != all.substr(0, end)) {
    throw InputError(file.string(), "", "a whole checkpoint", "a damaged one");
  }
  std::istringstream bytes(all.substr(end + 1));
  torch::serialize::InputArchive archive;
  archive.load_from(bytes);
  c10::IValue found_run, count, seconds;
  archive.read("run", found_run);
  if (found_run.toStringRef() != run)
    throw InputError(file.string(), "", "a checkpoint of this run", "another run's");
  archive.read("seconds", seconds);
  time.goes_on_from(seconds.toDouble());
  archive.read("parameters", count);
  std::vector<torch::Tensor> parameters;
  for (std::int64_t i = 0; i < count.toInt(); ++i) {
    torch::Tensor value;
    archive.read(fmt::format("p{}", i), value);
    parameters.push_back(value);
  }
  network.restore(parameters);
  torch::Tensor errors;
  archive.read("errors", errors);
  return {errors.data_ptr<double>(), errors.data_ptr<double>() + errors.numel()};
}

void train_depth(UnrolledNetwork& network, const StagewiseTraining& training, const torch::Device& device) {
  const auto before = (network.depth() - 1) * static_cast<std::size_t>(training.steps);
  torch::optim::Adam optimizer(network.parameters(), torch::optim::AdamOptions(network.rate()));
  for (int step = 0; step < training.steps; ++step) {
    if (step == training.steps / 2) {
      for (auto& group : optimizer.param_groups()) group.options().set_lr(network.rate() / 10);
    }
    const SparseSignals batch = training.batch(before + static_cast<std::size_t>(step));
    const torch::Tensor codes = batch.codes.to(device, torch::kFloat),
                        signals = batch.signals.to(device, torch::kFloat);
    const torch::Tensor loss = (network.forward(signals) - codes).square().sum() / codes.size(0);
    if (!std::isfinite(loss.item<double>())) {
      throw TrainingFailure(fmt::format("depth {}, step {}: training diverged", network.depth(), step + 1));
    }
    optimizer.zero_grad();
    loss.backward();
    optimizer.step();
    if (training.stop()) throw TrainingInterrupted(fmt::format("interrupted at depth {}", network.depth()));
    // The cost of a step grows with the depth.
    const double done = static_cast<double>(network.depth() - 1) + (step + 1.0) / training.steps;
    training.progress(done * done / (static_cast<double>(training.depth) * training.depth));
  }
}

}  // namespace

std::vector<double> train_stagewise(UnrolledNetwork& network, const StagewiseTraining& training,
                                    const torch::Device& device) {
  std::vector<double> errors;
  if (fs::exists(training.checkpoint))
    errors = load(training.checkpoint, training.run, network, *training.time);
  while (network.depth() < static_cast<std::size_t>(training.depth)) {
    network.deepen();
    train_depth(network, training, device);
    errors.push_back(training.measure(network));
    save(training.checkpoint, training.run, network, errors, training.time->seconds());
  }
  return errors;
}

}  // namespace dsc
