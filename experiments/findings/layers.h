#pragma once

#include <string>
#include <vector>

#include "experiments/findings/seed_group.h"

/// Tables and figures of what the layers of trained networks do. A result lists its layers at /layers (name,
/// channels, entries of one image's feature, and for each filter matrix its size and coherence) and keeps at
/// /curves/sets/I/density/NAME the share of entries above 1e-6 in magnitude, for each evaluated epoch.
namespace dsc {

struct LabelledGroup {
  std::string label{};
  const SeedGroup* group = nullptr;
};

std::vector<std::string> layer_names(const ExperimentResult& result);

/// At the end of training, of one layer on set number `set`.
double final_density(const ExperimentResult& result, int set, const std::string& layer);

/// A row for each group, a column for each layer: percent of entries above 1e-6, mean over seeds. The groups
/// share their layers.
Table density_table(const std::string& title, const std::vector<LabelledGroup>& groups, int set);

/// The same as points over the layers, one series for each group.
Figure density_by_layer(const std::string& name, const std::string& title,
                        const std::vector<LabelledGroup>& groups, int set);

/// One series for each layer over the evaluated epochs.
Figure density_over_training(const std::string& name, const std::string& title, const SeedGroup& group,
                             int set);

/// Coherence of the learned filters against the sparsity that is observed: for each group and layer the
/// filter matrix, its mu, the largest sparsity that (1 + 1/mu)/2 guarantees, and the nonzeros at one
/// position; and the same with all shifts of the filters for whole features. Means over seeds.
Table coherence_table(const std::string& title, const std::vector<LabelledGroup>& groups, int set);

/// In how many of those layers the nonzeros at one position are few enough for the coherence of the filters.
struct GuaranteeCount {
  int covered = 0, layers = 0;
};
GuaranteeCount guaranteed_layers(const std::vector<LabelledGroup>& groups, int set);
/// The same as a sentence; empty where there are no layers.
std::string guarantee_sentence(const GuaranteeCount& count);

}  // namespace dsc
