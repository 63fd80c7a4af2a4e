#pragma once

#include <string>
#include <vector>

#include "experiments/comparison/comparison.h"
#include "experiments/comparison/effects.h"
#include "experiments/studies/trained_cells.h"

/// What the studies of classification share.
namespace dsc {

/// Keys of sets, networks and activations that a profile may name.
std::vector<std::string> classified_sets();
extern const std::vector<std::string> kClassifiers;

/// The paper's Table 2. Throws std::invalid_argument where it has no such row.
double table2_gamma(Architecture network, Nonlinearity activation);

/// The keys that all these studies share: augmentation, test_images, evaluate_every; and for the network
/// NETWORK_images, NETWORK_epochs, NETWORK_seeds and, for VGG11, vgg11_base. What the profile does not say is
/// the paper's: SGD, batch 128, rate 0.1, weight decay 5e-4, no momentum.
Settings read_classification(const ProfileTable& table, const std::string& network);
std::int64_t read_seeds(const ProfileTable& table, const std::string& network);

ExperimentCell classification_cell(const std::string& experiment, const Settings& settings);

/// After the last epoch on the test set; shown in percent.
extern const Measure kAccuracy;
/// With half a point as the smallest effect of interest.
extern const JudgedMeasure kJudgedAccuracy;
double final_accuracy(const TrainedCell& cell);
/// sum_j |x_j|_1 / dim(x_j) over the penalised features, mean over the training images in the last epoch.
extern const Measure kPenalty;
double final_penalty(const TrainedCell& cell);
/// After the last epoch, on the test set: share of entries above 1e-6 in magnitude, mean over the penalised
/// features; shown in percent.
extern const Measure kPenalisedDensity;
double final_penalised_density(const TrainedCell& cell);

/// Test accuracy in percent over evaluated epochs, and training loss over all epochs; means over seeds.
Series accuracy_curve(const std::string& label, const Group& group);
Series loss_curve(const std::string& label, const Group& group);

/// "Fashion-MNIST, LeNet-5, ReLU", with VGG11's base width where it is not the paper's.
std::string condition_label(const Group& group);
/// The same without the activation: what shares a figure.
std::string network_label(const Group& group);
/// The same as part of a file name.
std::string network_stem(const Group& group);

/// Each group with a penalty beside the group like it without one; groups that have no such partner stand
/// alone.
std::vector<Pair<TrainedCell>> against_no_penalty(const std::vector<Group>& groups);

/// Those with ReLU: ELU and Mish are zero at zero only, so the share of their features' entries above 1e-6
/// says nothing.
std::vector<Pair<TrainedCell>> with_zeros(const std::vector<Pair<TrainedCell>>& pairs);

/// Tables, a forest plot and sentences of what the penalty does to accuracy, magnitudes and, with ReLU,
/// sparsity.
void compare_treatments(const std::vector<Pair<TrainedCell>>& pairs, ExperimentFindings& findings);

/// Names the runs that end below one and a half times the accuracy of guessing; empty where there are none.
std::string runs_at_chance(const std::vector<Group>& groups);

}  // namespace dsc
