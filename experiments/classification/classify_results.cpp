#include "experiments/classification/classify_results.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "experiments/classification/classify_cell.h"
#include "experiments/findings/result_fields.h"
#include "harness/error.h"

namespace dsc {

namespace {

/// Mean over the features that the cell's placement penalises.
double penalised_density(const ExperimentResult& result) {
  const auto& layers = part_at(result, "/penalised");
  double sum = 0;
  for (std::size_t i = 0; i < layers.size(); ++i)
    sum += final_density(result, 0, text_at(result, fmt::format("/penalised/{}", i)));
  return sum / static_cast<double>(layers.size());
}

MeasuredCurve curve(const std::string& pointer) {
  return [pointer](const ExperimentResult& result) { return numbers_at(result, pointer); };
}

}  // namespace

Measure final_accuracy() {
  return {"test accuracy", "percentage points", 100, 2,
          [](const ExperimentResult& r) { return last_number_at(r, "/curves/sets/0/accuracy"); }};
}

Measure final_penalty() {
  return {"sum of the penalised features' mean magnitudes on the training images", "", 1, 4,
          [](const ExperimentResult& r) { return last_number_at(r, "/curves/train/penalty"); }};
}

Measure final_penalised_density() {
  return {"share of entries above 1e-6 in the penalised features", "percentage points", 100, 2,
          penalised_density};
}

Series accuracy_curve(const std::string& label, const SeedGroup& group) {
  Series series = mean_curve(label, group, curve("/curves/sets/0/epoch"), curve("/curves/sets/0/accuracy"));
  for (double& y : series.y) y *= 100;
  return series;
}

Series loss_curve(const std::string& label, const SeedGroup& group) {
  return mean_curve(label, group, curve("/curves/train/epoch"), curve("/curves/train/loss"));
}

std::string network_label(const SeedGroup& group) {
  const ExperimentResult& one = group.one();
  const std::string network = text_parameter(one, "network");
  std::string label = shown_name(text_parameter(one, "set")) + ", " + shown_name(network);
  if (network == "vgg11" && number_parameter(one, "base") != 64) {
    label += fmt::format(" of base width {:g}", number_parameter(one, "base"));
  }
  return label;
}

std::string network_stem(const SeedGroup& group) {
  return text_parameter(group.one(), "set") + "-" + text_parameter(group.one(), "network");
}

std::string setting_label(const SeedGroup& group) {
  return network_label(group) + ", " + shown_name(text_parameter(group.one(), "activation"));
}

std::vector<PairedSetting> against_no_penalty(const std::vector<SeedGroup>& groups) {
  std::vector<PairedSetting> settings;
  for (const SeedGroup& group : groups) {
    const bool penalised = number_parameter(group.one(), "gamma") > 0;
    if (penalised)
      settings.push_back({setting_label(group), find_group(groups, group, {{"gamma", 0.0}}), &group});
  }
  for (const SeedGroup& group : groups) {
    const auto has_it = [&](const PairedSetting& setting) { return setting.first == &group; };
    if (number_parameter(group.one(), "gamma") > 0 || std::any_of(settings.begin(), settings.end(), has_it))
      continue;
    settings.push_back({setting_label(group), &group, nullptr});
  }
  return settings;
}

std::vector<PairedSetting> with_zeros(const std::vector<PairedSetting>& settings) {
  std::vector<PairedSetting> found;
  for (const PairedSetting& setting : settings) {
    const SeedGroup& any = setting.first != nullptr ? *setting.first : *setting.second;
    if (text_parameter(any.one(), "activation") == "relu") found.push_back(setting);
  }
  return found;
}

void compare_treatments(const std::vector<PairedSetting>& settings, ExperimentFindings& findings) {
  const auto add = [&](const std::vector<PairedSetting>& compared, const Measure& measure) {
    if (compared.empty()) return;
    add_comparisons(compare(compared, measure), measure, kPenaltyTreatments, findings);
  };
  add(settings, final_accuracy());
  add(settings, final_penalty());
  add(with_zeros(settings), final_penalised_density());
}

std::string runs_at_chance(const std::vector<SeedGroup>& groups) {
  static const std::map<std::string, double> classes = {
      {"fashion-mnist", 10}, {"cifar-10", 10}, {"cifar-100", 100}};
  std::vector<std::string> found;
  for (const SeedGroup& group : groups) {
    const std::string set = text_parameter(group.one(), "set");
    if (!classes.contains(set))
      throw InputError(group.one().file, "parameters/set", "a set of known classes", set);
    const double chance = 1 / classes.at(set);
    const std::string seeds = group.seeds_where([&](const ExperimentResult& r) {
      return last_number_at(r, "/curves/sets/0/accuracy") < 1.5 * chance;
    });
    if (seeds.empty()) continue;
    found.push_back(fmt::format("{}, gamma = {:g}, {}", setting_label(group),
                                number_parameter(group.one(), "gamma"), seeds));
  }
  if (found.empty()) return "";
  return fmt::format(" Near chance, so that nothing was learned: {}.", fmt::join(found, "; "));
}

}  // namespace dsc
