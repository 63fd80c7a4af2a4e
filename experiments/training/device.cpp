#include "experiments/training/device.h"

#include <torch/torch.h>

#include "harness/error.h"

namespace dsc {

bool cuda_available() { return torch::cuda::is_available(); }

std::string resolve_device(const std::string& name) {
  const bool found = cuda_available();
  if (name == "auto") return found ? "cuda" : "cpu";
  if (name == "cuda" && !found) {
    throw InputError("device cuda", "", "a CUDA device that this LibTorch (" TORCH_VERSION ") can use",
                     "none; Debian's LibTorch is built without CUDA");
  }
  if (name != "cpu" && name != "cuda") throw InputError("device", "", "auto, cpu or cuda", "'" + name + "'");
  return name;
}

void prepare_library(int threads) {
  if (threads < 1) throw InputError("threads", "", "at least 1", std::to_string(threads));
  at::set_num_threads(threads);
  at::globalContext().setDeterministicCuDNN(true);
  at::globalContext().setBenchmarkCuDNN(false);
}

}  // namespace dsc
