#include "experiments/training/evaluate.h"

#include <algorithm>
#include <numeric>

#include "experiments/training/objective.h"
#include "experiments/training/prefetch.h"

namespace dsc {
namespace {

/// Sums over images; divided at the end.
void add(Evaluation& sums, const Tapped& result, const torch::Tensor& targets) {
  const auto n = static_cast<double>(targets.size(0));
  sums.metrics.loss += n * loss(result.output, targets).item<double>();
  if (targets.scalar_type() == torch::kLong) {
    const torch::Tensor hits = (result.output.argmax(1) == targets).to(torch::kCPU).contiguous();
    sums.correct.insert(sums.correct.end(), hits.data_ptr<bool>(), hits.data_ptr<bool>() + hits.numel());
  } else {
    const std::vector<Confusion> images = confusions(result.output, targets);
    sums.masks.insert(sums.masks.end(), images.begin(), images.end());
  }
  for (std::size_t j = 0; j < result.features.size(); ++j) {
    sums.metrics.density[j].second += n * share_above_threshold(result.features[j].value);
  }
}

}  // namespace

std::vector<Confusion> confusions(const torch::Tensor& logits, const torch::Tensor& masks) {
  const torch::Tensor said = logits.flatten(1) > 0, is = masks.flatten(1) > 0.5;
  const auto count = [](const torch::Tensor& pixels) { return pixels.sum(1).to(torch::kCPU).contiguous(); };
  const torch::Tensor tp = count(said & is), fp = count(said & ~is), fn = count(~said & is),
                      tn = count(~said & ~is);
  std::vector<Confusion> result;
  for (std::int64_t i = 0; i < tp.size(0); ++i) {
    result.push_back({tp.data_ptr<std::int64_t>()[i], fp.data_ptr<std::int64_t>()[i],
                      fn.data_ptr<std::int64_t>()[i], tn.data_ptr<std::int64_t>()[i]});
  }
  return result;
}

Evaluation evaluate(Network& network, const Examples& examples, int size, const torch::Device& device) {
  const torch::NoGradGuard no_gradients;
  const bool training = network.is_training();
  network.eval();
  Evaluation result;
  const std::vector<std::string> names = feature_names(network.shape().architecture);
  SetMetrics& metrics = result.metrics;
  for (const std::string& name : names) metrics.density.emplace_back(name, 0);
  std::vector<std::uint32_t> order(examples.count());
  std::iota(order.begin(), order.end(), 0u);
  Prefetch batches(examples, order, 0, size);
  for (std::size_t done = 0; done < order.size(); done += static_cast<std::size_t>(size)) {
    const Batch batch = batches.next();
    add(result, network.forward(batch.images.to(device), {names}), batch.targets.to(device));
  }
  network.train(training);
  const auto n = static_cast<double>(order.size());
  metrics.loss /= n;
  for (auto& [name, density] : metrics.density) density /= n;
  if (!result.masks.empty()) {
    metrics.masks = mask_summary(result.masks);
  } else {
    metrics.accuracy =
        static_cast<double>(std::count(result.correct.begin(), result.correct.end(), true)) / n;
  }
  return result;
}

}  // namespace dsc
