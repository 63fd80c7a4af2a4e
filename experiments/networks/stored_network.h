#pragma once

#include <filesystem>
#include <string>

#include "experiments/networks/network.h"

/// Trained networks in files, apart from the results that speak of them: a network is known by what it
/// computes with.
namespace dsc {

/// SHA-256 of all parameters and running averages, as bytes, in the order of the network's construction.
std::string parameters_sha256(const Network& network);

/// Keeps a network's shape, parameters and running averages as `folder`/SHA-256.pt; returns the SHA-256.
/// Throws std::runtime_error where the file cannot be written.
std::string keep_network(const Network& network, const std::filesystem::path& folder);

/// The network that was kept with this SHA-256, on the processor, in evaluation mode. Throws InputError where
/// it is not there, or the file holds something else.
std::shared_ptr<Network> kept_network(const std::string& sha256, const std::filesystem::path& folder);

}  // namespace dsc
