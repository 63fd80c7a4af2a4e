#pragma once

#include <CLI/CLI.hpp>

namespace dsc {

/// Adds `dsc analyze MATRIX`: what the theorems guarantee for a dictionary that the user brings.
void add_analyze(CLI::App& root, int& status);

}  // namespace dsc
