#pragma once

#include <string>
#include <vector>

#include "experiments/findings/comparison.h"
#include "experiments/findings/layers.h"

/// What the experiments read from results of the work "classify".
namespace dsc {

/// After the last epoch, in percent on the test set.
Measure final_accuracy();
/// sum_j |x_j|_1 / dim(x_j) over the penalised features, mean over the training images in the last epoch.
Measure final_penalty();
/// After the last epoch, on the test set: percent of entries above 1e-6 in magnitude, mean over the penalised
/// features.
Measure final_penalised_density();

/// Test accuracy in percent over evaluated epochs, and training loss over all epochs; means over seeds.
Series accuracy_curve(const std::string& label, const SeedGroup& group);
Series loss_curve(const std::string& label, const SeedGroup& group);

/// "Fashion-MNIST, LeNet-5, ReLU", with VGG11's base width where it is not the paper's.
std::string setting_label(const SeedGroup& group);
/// The same without the activation: what shares a figure.
std::string network_label(const SeedGroup& group);
/// The same as part of a file name.
std::string network_stem(const SeedGroup& group);

/// Each group with a penalty beside the group like it without one; groups that have no such partner stand
/// alone.
std::vector<PairedSetting> against_no_penalty(const std::vector<SeedGroup>& groups);

/// Those with ReLU: ELU and Mish are zero at zero only, so the share of their features' entries above 1e-6
/// says nothing.
std::vector<PairedSetting> with_zeros(const std::vector<PairedSetting>& settings);

/// Tables and sentences of what the penalty does to accuracy, magnitudes and, with ReLU, sparsity.
void compare_treatments(const std::vector<PairedSetting>& settings, ExperimentFindings& findings);

/// Names the runs that end below one and a half times the accuracy of guessing; empty where there are none.
std::string runs_at_chance(const std::vector<SeedGroup>& groups);

}  // namespace dsc
