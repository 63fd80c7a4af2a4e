#pragma once

#include <string>
#include <vector>

#include "experiments/findings/comparison.h"
#include "experiments/findings/layers.h"

/// What the experiments read from results of the work "classify".
namespace dsc {

/// At the end of training; accuracy in percent on the test set.
Measure final_accuracy();
/// At the end of training: sum over the penalised features of the mean magnitude of their entries.
Measure final_penalty();
/// At the end of training, on the test set: percent of entries above 1e-6 in magnitude, mean over the first
/// or the last layers as the cell's placement says (half of the layers each).
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
std::vector<Setting> against_no_penalty(const std::vector<SeedGroup>& groups);

/// Images per second of training and the share of that time spent waiting for data, for each network and set.
Table speed_table(const std::vector<SeedGroup>& groups);

extern const Treatments kPenaltyTreatments;

}  // namespace dsc
