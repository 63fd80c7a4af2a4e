#pragma once

#include <torch/torch.h>

#include <memory>
#include <vector>

namespace dsc {

/// An iteration whose steps are layers with parameters of their own; floats on one device. x^(0) = 0.
class UnrolledNetwork {
 public:
  virtual ~UnrolledNetwork() = default;

  std::size_t depth() const { return layers_.size(); }
  /// Adds a layer: the first as the method starts, each later one a copy of the last.
  void deepen();
  /// x^(depth) for signals of n x m.
  torch::Tensor forward(const torch::Tensor& signals) const;
  /// All layers' parameters, layer by layer.
  std::vector<torch::Tensor> parameters() const;
  /// Takes the place of all layers: as many parameters as parameters() gives at that depth.
  void restore(const std::vector<torch::Tensor>& parameters);
  /// Adam's first rate for this kind of parameters.
  virtual double rate() const = 0;

 protected:
  using Layer = std::vector<torch::Tensor>;
  virtual Layer first_layer() const = 0;
  virtual torch::Tensor step(const Layer& layer, const torch::Tensor& code,
                             const torch::Tensor& signals) const = 0;
  virtual std::int64_t columns() const = 0;

 private:
  std::vector<Layer> layers_;
};

/// LISTA (K. Gregor, Y. LeCun, 2010): x <- T_theta(y A + x B), A (m x d), B (d x d) and theta learned in each
/// layer; starts as ISTA with this penalty.
std::unique_ptr<UnrolledNetwork> learned_lista(const torch::Tensor& dictionary, double penalty);

/// LISTA-CP with the given analysis matrix (J. Liu et al., 2019, ALISTA): x <- T_theta(x + g (y - x D^T) W),
/// theta and g learned in each layer; starts at g = 1 and this theta.
std::unique_ptr<UnrolledNetwork> learned_thresholds(const torch::Tensor& dictionary,
                                                    const torch::Tensor& analysis, double theta);

}  // namespace dsc
