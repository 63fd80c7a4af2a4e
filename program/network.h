#pragma once

#include <CLI/CLI.hpp>

namespace dsc {

/// `dsc network`: a dictionary's LISTA-CP as a convolutional network, in a file that others load.
void add_network(CLI::App& root, int& status);

}  // namespace dsc
