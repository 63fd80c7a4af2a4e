#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/script.h>
#include <torch/version.h>

#include <numbers>
#include <sstream>

#include "theorems/networks/torch/torch_functions.h"

namespace dsc {
namespace {

using Eigen::Index;

/// Rows are what varies slowest, as in torch.
torch::Tensor tensor(const Eigen::MatrixXd& values) {
  const auto copy = torch::empty({values.rows(), values.cols()}, torch::kFloat64);
  Eigen::Map<Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      copy.data_ptr<double>(), values.rows(), values.cols()) = values;
  return copy;
}

Eigen::MatrixXd matrix(const torch::Tensor& values) {
  const torch::Tensor plain = values.to(torch::kCPU, torch::kFloat64).contiguous();
  return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
      plain.data_ptr<double>(), plain.size(0), plain.size(1));
}

/// One layer of TorchScript. Torch has no "ceil(side / stride) places, zeros outside": pad as far as the last
/// place reads.
std::string layer_source(const ConvolutionalLayer<double>& layer, Index index, int axes, Index side) {
  const Index places = (side + layer.stride - 1) / layer.stride;
  const Index outside = std::max<Index>(0, (places - 1) * layer.stride + layer.kernel - side);
  const std::string pad = std::to_string(outside), stride = std::to_string(layer.stride);
  const std::string number = std::to_string(index);
  const std::string padded = axes == 1 ? "[0, " + pad + "]" : "[0, " + pad + ", 0, " + pad + "]";
  const std::string strides = axes == 1 ? "[" + stride + "]" : "[" + stride + ", " + stride + "]";
  return "    h = torch.relu(torch.conv" + std::to_string(axes) + "d(torch.constant_pad_nd(h, " + padded +
         "), self.weight_" + number + ", self.bias_" + number + ", " + strides + "))\n";
}

torch::jit::Module script_module(const ConvolutionalNetwork<double>& network) {
  torch::jit::Module module("ConvolutionalNetwork");
  const int axes = network.axes;
  Index side = network.side, channels = 1;
  std::string source = "def forward(self, y):\n    h = y.reshape([-1, 1";
  for (int axis = 0; axis < axes; ++axis) source += ", " + std::to_string(side);
  source += "])\n";
  for (Index index = 0; index < std::ssize(network.layers); ++index) {
    const ConvolutionalLayer<double>& layer = network.layers[static_cast<std::size_t>(index)];
    if (layer.flatten) {
      side = channels, channels = 1;
      source += "    h = h.reshape([-1, 1, " + std::to_string(side) + "])\n";
    }
    std::vector<std::int64_t> shape = {layer.weights.rows(), channels, layer.kernel};
    if (axes == 2) shape.push_back(layer.kernel);
    const std::string number = std::to_string(index);
    module.register_parameter("weight_" + number, tensor(layer.weights).reshape(shape), false);
    module.register_parameter("bias_" + number, tensor(layer.bias).reshape({-1}), false);
    source += layer_source(layer, index, axes, side);
    side = (side + layer.stride - 1) / layer.stride, channels = layer.weights.rows();
  }
  source += "    h = h.flatten(1)\n";
  if (network.read_out.rows() > 0) {
    module.register_parameter("read_out", tensor(network.read_out), false);
    source += "    h = torch.matmul(h, self.read_out.t())\n";
  }
  module.define(source + "    return h\n");
  module.eval();
  return module;
}

Eigen::MatrixXd run(torch::jit::Module& module, const Eigen::MatrixXd& inputs) {
  const torch::NoGradGuard no_gradients;
  at::set_num_threads(1);
  return matrix(module.forward({tensor(inputs.transpose())}).toTensor()).transpose();
}

/// The softmax of -alpha (1, -2 offset) . (delta^2, delta) over the tokens j, delta = j - q.
torch::Tensor attention(Index tokens, Index offset, double alpha) {
  const torch::Tensor position = torch::arange(tokens, torch::kFloat64);
  const torch::Tensor delta = position.unsqueeze(0) - position.unsqueeze(1);
  const torch::Tensor encoding = torch::stack({delta * delta, delta}, -1);
  const torch::Tensor query =
      torch::tensor({-alpha, 2 * alpha * static_cast<double>(offset)}, torch::kFloat64);
  return torch::softmax(torch::matmul(encoding, query), -1);
}

Eigen::MatrixXd run(const Transformer<double>& transformer, const Eigen::MatrixXd& input) {
  const torch::NoGradGuard no_gradients;
  at::set_num_threads(1);
  torch::Tensor tokens = tensor(input);
  for (const Sublayer<double>& sublayer : transformer.sublayers) {
    torch::Tensor next = tokens;
    for (const AttentionHead<double>& head : sublayer.heads) {
      const double alpha = static_cast<double>(transformer.sharpness) * std::numbers::ln2;
      const torch::Tensor values = torch::matmul(tensor(head.value), tokens);
      next = next + torch::matmul(values, attention(transformer.tokens, head.offset, alpha).t());
    }
    if (sublayer.heads.empty()) {
      const FeedForward<double>& feed = sublayer.feed_forward;
      const torch::Tensor hidden = torch::relu(torch::matmul(tensor(feed.inner), tokens) + tensor(feed.bias));
      next = next + torch::matmul(tensor(feed.outer), hidden);
    }
    tokens = next;
  }
  return matrix(tokens);
}

/// Torch's messages carry a stack trace of many lines; the first says what is wrong.
template <class Action>
auto in_one_line(const std::string& doing, const Action& action) try {
  return action();
} catch (const c10::Error& error) {
  const std::string message = error.what_without_backtrace();
  throw std::runtime_error(doing + ": LibTorch says: " + message.substr(0, message.find('\n')));
}

class LibTorch : public TorchFunctions {
 public:
  std::string version() const override { return TORCH_VERSION; }
  std::vector<std::string> devices() const override {
    std::vector<std::string> all = {"cpu"};
    const auto count = torch::cuda::is_available() ? torch::cuda::device_count() : 0;
    for (std::size_t index = 0; index < count; ++index) all.push_back("cuda:" + std::to_string(index));
    return all;
  }
  Eigen::MatrixXd evaluate(const ConvolutionalNetwork<double>& network,
                           const Eigen::MatrixXd& inputs) const override {
    return in_one_line("running the network", [&] {
      torch::jit::Module module = script_module(network);
      return run(module, inputs);
    });
  }
  Eigen::MatrixXd evaluate(const Transformer<double>& transformer,
                           const Eigen::MatrixXd& tokens) const override {
    return in_one_line("running the transformer", [&] { return run(transformer, tokens); });
  }
  std::string script(const ConvolutionalNetwork<double>& network,
                     const std::string& description) const override {
    return in_one_line("writing the network as TorchScript", [&] {
      std::ostringstream bytes;
      script_module(network).save(bytes, {{"description.json", description}});
      return std::move(bytes).str();
    });
  }
  Eigen::MatrixXd evaluate_saved(const std::filesystem::path& file,
                                 const Eigen::MatrixXd& inputs) const override {
    return in_one_line("loading " + file.string(), [&] {
      torch::jit::Module module = torch::jit::load(file.string(), torch::kCPU);
      return run(module, inputs);
    });
  }
};

}  // namespace
}  // namespace dsc

/// The module's one entry, which load_torch.cpp looks up by this name.
extern "C" __attribute__((visibility("default"))) const dsc::TorchFunctions* dsc_torch_functions() {
  static const dsc::LibTorch functions;
  return &functions;
}
