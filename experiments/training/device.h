#pragma once

#include <string>

namespace dsc {

/// Whether LibTorch finds a CUDA device that it can use.
bool cuda_available();

/// "cpu" or "cuda", as named; for "auto" the latter where LibTorch finds a device.
/// Errors (InputError): another name; "cuda" where there is none that LibTorch can use.
std::string resolve_device(const std::string& name);

/// Sets the number of threads and asks for algorithms whose result does not change from run to run.
void prepare_library(int threads);

}  // namespace dsc
