#include "experiments/cell/unrolled/unrolled_network.h"

#include <stdexcept>

#include "experiments/cell/unrolled/fixed_iterations.h"

namespace dsc {
namespace {

torch::Tensor parameter(const torch::Tensor& value) { return value.detach().clone().set_requires_grad(true); }

/// Thresholds are kept from below 0, where soft thresholding would push entries apart.
torch::Tensor shrunk(const torch::Tensor& x, const torch::Tensor& theta) {
  return soft_threshold(x, torch::relu(theta));
}

class LearnedLista : public UnrolledNetwork {
 public:
  LearnedLista(const torch::Tensor& dictionary, double penalty)
      : dictionary_(dictionary), penalty_(penalty) {}
  double rate() const override { return 1e-3; }

 protected:
  Layer first_layer() const override {
    const torch::Tensor gram = dictionary_.t().matmul(dictionary_);
    const double lipschitz = torch::linalg_eigvalsh(gram).max().item<double>();
    const auto options = dictionary_.options();
    return {parameter(dictionary_ / lipschitz),
            parameter(torch::eye(dictionary_.size(1), options) - gram / lipschitz),
            parameter(torch::full({}, penalty_ / lipschitz, options))};
  }
  torch::Tensor step(const Layer& layer, const torch::Tensor& code,
                     const torch::Tensor& signals) const override {
    return shrunk(signals.matmul(layer[0]) + code.matmul(layer[1]), layer[2]);
  }
  std::int64_t columns() const override { return dictionary_.size(1); }

 private:
  torch::Tensor dictionary_;
  double penalty_;
};

class LearnedThresholds : public UnrolledNetwork {
 public:
  LearnedThresholds(const torch::Tensor& dictionary, const torch::Tensor& analysis, double theta)
      : dictionary_(dictionary), analysis_(analysis), theta_(theta) {}
  double rate() const override { return 1e-2; }

 protected:
  Layer first_layer() const override {
    const auto options = dictionary_.options();
    return {parameter(torch::full({}, theta_, options)), parameter(torch::ones({}, options))};
  }
  torch::Tensor step(const Layer& layer, const torch::Tensor& code,
                     const torch::Tensor& signals) const override {
    const torch::Tensor residual = signals - code.matmul(dictionary_.t());
    return shrunk(code + layer[1] * residual.matmul(analysis_), layer[0]);
  }
  std::int64_t columns() const override { return dictionary_.size(1); }

 private:
  torch::Tensor dictionary_, analysis_;
  double theta_;
};

}  // namespace

void UnrolledNetwork::deepen() {
  if (layers_.empty()) {
    layers_.push_back(first_layer());
    return;
  }
  Layer copy;
  for (const torch::Tensor& last : layers_.back()) copy.push_back(parameter(last));
  layers_.push_back(copy);
}

torch::Tensor UnrolledNetwork::forward(const torch::Tensor& signals) const {
  torch::Tensor code = torch::zeros({signals.size(0), columns()}, signals.options());
  for (const Layer& layer : layers_) code = step(layer, code, signals);
  return code;
}

std::vector<torch::Tensor> UnrolledNetwork::parameters() const {
  std::vector<torch::Tensor> all;
  for (const Layer& layer : layers_) all.insert(all.end(), layer.begin(), layer.end());
  return all;
}

void UnrolledNetwork::restore(const std::vector<torch::Tensor>& values) {
  const std::size_t each = first_layer().size();
  if (values.size() % each != 0) throw std::invalid_argument("parameters of no whole number of layers");
  layers_.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (i % each == 0) layers_.emplace_back();
    layers_.back().push_back(parameter(values[i]));
  }
}

std::unique_ptr<UnrolledNetwork> learned_lista(const torch::Tensor& dictionary, double penalty) {
  return std::make_unique<LearnedLista>(dictionary, penalty);
}

std::unique_ptr<UnrolledNetwork> learned_thresholds(const torch::Tensor& dictionary,
                                                    const torch::Tensor& analysis, double theta) {
  return std::make_unique<LearnedThresholds>(dictionary, analysis, theta);
}

}  // namespace dsc
