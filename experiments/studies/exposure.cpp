#include "experiments/studies/exposure.h"

#include <fmt/format.h>

#include <algorithm>

#include "experiments/studies/classified.h"

namespace dsc {
namespace {

double summed_rates(const Settings& settings, std::int64_t images) {
  double sum = 0;
  for (std::int64_t epoch = 0; epoch < settings.epochs; ++epoch) sum += rate_in_epoch(settings, epoch);
  return sum * static_cast<double>((images + settings.batch - 1) / settings.batch);
}

/// A network's runs under both treatments, seed by seed.
std::vector<std::pair<const TrainedCell*, const TrainedCell*>> matched(const Pair<TrainedCell>& pair) {
  std::vector<std::pair<const TrainedCell*, const TrainedCell*>> all;
  if (pair.first == nullptr || pair.second == nullptr) return all;
  for (const auto& [seed, cell] : pair.first->by_seed) {
    const auto partner = pair.second->by_seed.find(seed);
    if (partner != pair.second->by_seed.end()) all.emplace_back(cell, partner->second);
  }
  return all;
}

}  // namespace

double rate_share(const TrainedCell& cell) {
  Settings paper = cell.settings;
  paper.epochs = 200;
  const std::int64_t images = paper.network == Architecture::unet ? 10'553 : 50'000;
  return summed_rates(cell.settings, cell.record.training_images) / summed_rates(paper, images);
}

std::vector<double> dose_delivered(const Pair<TrainedCell>& pair) {
  std::vector<double> changes;
  if (pair.first == nullptr || pair.second == nullptr ||
      pair.first->one().settings.placement != pair.second->one().settings.placement)
    return changes;
  for (const auto& [first, second] : matched(pair)) {
    const double before = final_penalty(*first);
    if (before > 0) changes.push_back(100 * (final_penalty(*second) / before - 1));
  }
  return changes;
}

std::string reach_of_runs(const std::vector<Pair<TrainedCell>>& pairs) {
  if (pairs.empty()) return "";
  std::size_t delivered = 0;
  double least = 1e300, most = 0;
  for (const Pair<TrainedCell>& pair : pairs) {
    const std::vector<double> dose = dose_delivered(pair);
    delivered += dose.size() >= 2 && mean_interval(dose).upper < 0 ? 1 : 0;
    const double share = 100 * rate_share(pair.any().one());
    least = std::min(least, share), most = std::max(most, share);
  }
  return fmt::format(
      ". The penalty lowered its own target, by the 95% interval, in {} of {}; trained at {:.2g}{}% of the "
      "paper's "
      "integrated learning rate",
      delivered, pairs.size(), least, most > 1.005 * least ? fmt::format(" to {:.2g}", most) : "");
}

std::vector<double> percent_correct(const TrainedCell& cell, std::size_t set) {
  std::vector<double> all;
  if (cell.record.tests.size() <= set) return all;
  for (const bool found : cell.record.tests[set].correct) all.push_back(found ? 100 : 0);
  return all;
}

std::vector<Exposure> exposures(const std::vector<Pair<TrainedCell>>& pairs, std::size_t set,
                                const PerImage& per_image) {
  std::vector<Exposure> all;
  for (const Pair<TrainedCell>& pair : pairs) {
    Exposure& one = all.emplace_back();
    one.dose = dose_delivered(pair);
    one.rate_share = rate_share(pair.any().one());
    for (const auto& [first, second] : matched(pair)) {
      const std::vector<double> a = per_image(*first, set), b = per_image(*second, set);
      if (a.empty() || a.size() != b.size()) continue;
      std::vector<double>& differences = one.images.emplace_back();
      for (std::size_t i = 0; i < a.size(); ++i) differences.push_back(b[i] - a[i]);
      if (first->record.tests[set].correct.empty()) continue;
      auto& [only_first, only_second] = one.discordant.emplace_back(0, 0);
      for (const double d : differences) only_first += d < 0 ? 1 : 0, only_second += d > 0 ? 1 : 0;
    }
  }
  return all;
}

Table largest_possible_effect(const std::vector<Pair<TrainedCell>>& pairs) {
  const auto loss = [](const TrainedCell& cell) { return cell.record.epochs.back().loss; };
  Table table;
  table.title =
      "What the penalty could change at most. For exact minimisers, L with the weight decay, 0 <= "
      "L(theta_gamma) - L(theta_0) <= gamma P_0 (theorems/formal/Penalty.v, where no factor below 1 replaces "
      "the 1); P_0 here as trained without penalty";
  table.columns = {"setting",
                   "gamma",
                   "P_0",
                   "gamma P_0",
                   "final loss L without penalty",
                   "its deviation over seeds",
                   "gamma P_0 in percent of L"};
  for (const Pair<TrainedCell>& pair : pairs) {
    if (pair.first == nullptr || pair.second == nullptr) continue;
    const double gamma = pair.second->one().settings.gamma, p = pair.first->mean(final_penalty),
                 l = pair.first->mean(loss);
    const std::vector<double> losses = pair.first->values(loss);
    table.rows.push_back({pair.label, fmt::format("{:g}", gamma), fmt::format("{:.3f}", p),
                          fmt::format("{:.2g}", gamma * p), fmt::format("{:.4f}", l),
                          losses.size() < 2 ? "–" : fmt::format("{:.2g}", mean_interval(losses).deviation),
                          l > 0 ? fmt::format("{:.2g}", 100 * gamma * p / l) : "–"});
  }
  return table;
}

}  // namespace dsc
