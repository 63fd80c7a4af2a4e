#pragma once

#include <functional>

#include "experiments/comparison/effects.h"
#include "experiments/studies/trained_cells.h"

/// What a comparison of trainings with and without the penalty rests on.
namespace dsc {

/// The sum of the learning rates over all steps of a training, as a share of the same sum at the paper's
/// length: 200 epochs of CIFAR-10's 50,000 images, or of DUTS-TR's 10,553 for U-Net.
double rate_share(const TrainedCell& cell);

/// 100 (P_second / P_first - 1) by seed, P the penalty's sum in the last epoch: the dose that was delivered.
/// Seeds without a partner, or where P_first is 0, are left out; none where the two sum over other features.
std::vector<double> dose_delivered(const Pair<TrainedCell>& pair);

/// An outcome image by image on test set `set`; empty where the record does not keep it.
using PerImage = std::function<std::vector<double>(const TrainedCell&, std::size_t set)>;

/// For each pair its exposure; `per_image` must be scaled as the measure is.
std::vector<Exposure> exposures(const std::vector<Pair<TrainedCell>>& pairs, std::size_t set,
                                const PerImage& per_image);

/// ". The penalty lowered its own target, by the 95% interval, in 1 of 6; trained at 0.13 to 0.46% of the
/// paper's integrated learning rate": what keeps a finding from saying more than the runs can.
std::string reach_of_runs(const std::vector<Pair<TrainedCell>>& pairs);

/// 100 for an image whose class was found, else 0.
std::vector<double> percent_correct(const TrainedCell& cell, std::size_t set);

/// What the loss could rise at most if trainings found exact minimisers: with J_gamma = L + gamma P, P >= 0,
/// 0 <= L(theta_gamma) - L(theta_0) <= gamma (P(theta_0) - P(theta_gamma)) <= gamma P(theta_0), the middle
/// one being J_gamma(theta_gamma) <= J_gamma(theta_0). A row for each pair: gamma P_0 with P_0 as it was
/// trained, the final cross-entropy, and its deviation over the seeds.
Table largest_possible_effect(const std::vector<Pair<TrainedCell>>& pairs);

}  // namespace dsc
