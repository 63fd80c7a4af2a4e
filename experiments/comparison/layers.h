#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/exhibit.h"

/// Tables and figures of what the layers of trained networks do.
namespace dsc {

/// For each layer the share of entries of its feature above 1e-6 in magnitude: means over seeds.
struct LayerDensities {
  std::string label{};  ///< "ReLU, no penalty"
  std::vector<double> shares{};
};

/// A row for each label, a column for each layer, in percent.
Table density_table(const std::string& title, const std::vector<std::string>& layers,
                    const std::vector<LayerDensities>& densities);

/// The same as bars over the layers, one series for each label.
Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<std::string>& layers, const std::vector<LayerDensities>& densities);

/// One layer's filters and feature: means over seeds.
struct LayerCoherence {
  std::string label{}, layer{};
  double rows = 0, columns = 0;  ///< of the matrix that has one filter a column
  double mu = 0;
  std::optional<double> mu_shifted{};
  double channels = 0, entries = 0;  ///< of the feature
  double density = 0;                ///< share of its entries above 1e-6 in magnitude
};

/// Coherence of the learned filters beside the sparsity that is observed. The filter matrices have more rows
/// than columns: with independent columns every code is unique, whatever mu is, so no bound by mu stands
/// beside it. The dictionary of all shifts has one: the largest sparsity of a feature that (1 + 1/mu)/2
/// guarantees.
Table coherence_table(const std::string& title, const std::vector<LayerCoherence>& layers);

}  // namespace dsc
