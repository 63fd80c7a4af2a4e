#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "theorems/networks/convolutional_network.h"
#include "theorems/networks/transformer.h"

/// What the project asks of LibTorch, without its headers (13 s for each source that includes them) and
/// without its half second at the start of each process: the functions live in a module that is loaded when
/// first asked for.
namespace dsc {

class TorchFunctions {
 public:
  virtual ~TorchFunctions() = default;
  virtual std::string version() const = 0;
  /// "cpu", "cuda:0 (its name)", …
  virtual std::vector<std::string> devices() const = 0;

  /// The network's output for each column of `inputs` (side^axes x batch), by conv1d or conv2d in double on
  /// one thread.
  virtual Eigen::MatrixXd evaluate(const ConvolutionalNetwork<double>& network,
                                   const Eigen::MatrixXd& inputs) const = 0;
  /// The tokens (channels x tokens) after all sublayers, by softmax and matmul in double on one thread; alpha
  /// is the double nearest to sharpness ln 2.
  virtual Eigen::MatrixXd evaluate(const Transformer<double>& transformer,
                                   const Eigen::MatrixXd& tokens) const = 0;
  /// The bytes of a TorchScript file in double: a module from (batch, side^axes) to (batch, outputs), with
  /// `description` as its extra file "description.json". LibTorch's own writer ends the process where a disk
  /// is full.
  virtual std::string script(const ConvolutionalNetwork<double>& network,
                             const std::string& description) const = 0;
  /// Loads a saved module and runs it. Throws std::runtime_error where the file is no such module.
  virtual Eigen::MatrixXd evaluate_saved(const std::filesystem::path& file,
                                         const Eigen::MatrixXd& inputs) const = 0;
};

/// Loads the module lib/dsc/libdsc_torch.so of this installation or build; the first call takes half a
/// second. Throws std::runtime_error with what to do where it is missing.
const TorchFunctions& torch_functions();

}  // namespace dsc
