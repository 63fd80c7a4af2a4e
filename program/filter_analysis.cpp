#include "program/filter_analysis.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/process/progress.h"
#include "program/output_file.h"
#include "program/printed_bounds.h"
#include "theorems/certificates/convolutions.h"
#include "theorems/coherence/mutual.h"
#include "theorems/convolutions/patch_coherence.h"
#include "theorems/dictionaries/read_array.h"

namespace dsc {
namespace {

using Eigen::Index;
using Json = nlohmann::ordered_json;

/// What is promised for codes with so many nonzeros in each stripe, per unit of the noise's largest
/// correlation with a normalised atom.
struct NoiseFactors {
  Enclosure lambda, error;
};

struct FilterAnalysis {
  FilterBank bank;
  StripeCorrelations found;
  Index by_mu = 0, by_sums = 0, by_patch = 0;
  std::optional<PatchCoherence> patch;  ///< none where the linear programs were left out
  std::vector<NoiseFactors> noise;      ///< at s = 1, …, by_mu
};

const std::vector<std::string> kAxes{"filter", "channel", "row", "column"};

/// Where in the file each of filter, channel, row and column runs; -1 for an axis that is not there.
std::vector<int> places_of_axes(const AnalyzeOptions& options, const Array& array) {
  std::string expected =
      "the axes of the file in their order, of filter, channel, row and column; filter and row among them";
  std::vector<int> place(kAxes.size(), -1);
  std::istringstream words(options.axes);
  int count = 0;
  for (std::string word; std::getline(words, word, ','); ++count) {
    const auto found = std::find(kAxes.begin(), kAxes.end(), word);
    int* const slot =
        found == kAxes.end() ? nullptr : &place[static_cast<std::size_t>(found - kAxes.begin())];
    if (slot == nullptr || *slot >= 0)
      throw InputError("--axes", "", expected, fmt::format("\"{}\"", options.axes));
    *slot = count;
  }
  if (place[0] < 0 || place[2] < 0)
    throw InputError("--axes", "", expected, fmt::format("\"{}\"", options.axes));
  if (static_cast<std::size_t>(count) != array.shape.size()) {
    throw InputError("--axes", "",
                     fmt::format("{} names, as {} has {} axes: {}", array.shape.size(), options.matrix,
                                 array.shape.size(), fmt::join(array.shape, " x ")),
                     fmt::format("{}: \"{}\"", count, options.axes));
  }
  return place;
}

FilterBank read_bank(const AnalyzeOptions& options) {
  const Array array = read_array(options.matrix, options.variable);
  const std::vector<int> place = places_of_axes(options, array);
  const auto extent = [&](std::size_t axis) {
    return place[axis] < 0 ? Index{1} : Index{array.shape[static_cast<std::size_t>(place[axis])]};
  };
  const Index filters = extent(0), channels = extent(1), rows = extent(2), columns = extent(3);
  FilterBank bank{channels, {rows}, Eigen::MatrixXd(channels * rows * columns, filters)};
  if (place[3] >= 0) bank.extent.push_back(columns);
  const auto stride = [&](std::size_t axis) {
    std::int64_t step = place[axis] < 0 ? 0 : 1;
    for (std::size_t later = static_cast<std::size_t>(place[axis] + 1);
         step != 0 && later < array.shape.size(); ++later)
      step *= array.shape[later];
    return step;
  };
  const std::int64_t by_filter = stride(0), by_channel = stride(1), by_row = stride(2), by_column = stride(3);
  for (Index j = 0; j < filters; ++j)
    for (Index c = 0; c < channels; ++c)
      for (Index t = 0; t < rows; ++t)
        for (Index u = 0; u < columns; ++u)
          bank.filters((c * rows + t) * columns + u, j) = array.values[static_cast<std::size_t>(
              j * by_filter + c * by_channel + t * by_row + u * by_column)];
  for (Index j = 0; j < filters; ++j) {
    if (bank.filters.col(j).isZero(0))
      throw InputError(options.matrix, fmt::format("filter {}", j + 1), "an entry other than zero",
                       "zeros alone");
  }
  return bank;
}

double root_above(const Rational& square) { return rounded_up(sqrt(Enclosure(square))); }

/// With the lasso's weight lambda = lambda factor * eps, eps >= the largest |<a, noise>| over normalised
/// atoms a: its minimiser has no nonzero outside the code's support, and no entry is off by more than error
/// factor * eps.
NoiseFactors noise_factors(const Rational& mu_squared, Index s) {
  const Enclosure mu = sqrt(Enclosure(mu_squared));
  const Enclosure room = Enclosure(1) - Enclosure(Rational(2 * s - 1)) * mu;
  return {(Enclosure(1) + mu) / room, Enclosure(2) / room};
}

PatchCoherence run_programs(const FilterBank& bank) {
  ProgressBar bar(Terminal::of(stderr), 1);
  PatchCoherence found = patch_coherence(bank, [&](double share) { bar.draw({"linear programs"}, share); });
  bar.clear();
  return found;
}

FilterAnalysis analysis_of(const AnalyzeOptions& options) {
  FilterAnalysis a;
  a.bank = read_bank(options);
  a.found = stripe_correlations(a.bank);
  const Index atoms = places_of_a_stripe(a.bank) * a.bank.count();
  a.by_mu = guaranteed_sparsity(a.found.coherence.squared, std::min<Index>(atoms, 64));
  a.by_sums = std::min(std::max(striped_sparsity_by_sums(a.found), a.by_mu), atoms);
  if (options.programs != "no") {
    a.patch = run_programs(a.bank);
    a.by_patch = guaranteed_sparsity(a.patch->squared, std::min<Index>(atoms, 64));
  }
  for (Index s = 1; s <= a.by_mu; ++s) a.noise.push_back(noise_factors(a.found.coherence.squared, s));
  return a;
}

/// 2 n_a - 1: from this length on every lag occurs and none aliases.
std::vector<Index> valid_from(const FilterBank& bank) {
  std::vector<Index> lengths;
  for (const Index n : bank.extent) lengths.push_back(2 * n - 1);
  return lengths;
}

std::string shape_text(const FilterBank& bank) {
  return fmt::format("{} filter{} of {}{}", bank.count(), bank.count() == 1 ? "" : "s",
                     fmt::join(bank.extent, " x "),
                     bank.channels == 1 ? "" : fmt::format(" with {} channels", bank.channels));
}

Json patch_json(const FilterAnalysis& a) {
  if (!a.patch) return nullptr;
  return {{"upper_squared", to_text(a.patch->squared)}, {"upper", root_above(a.patch->squared)}};
}

Json json_of(const FilterAnalysis& a, const AnalyzeOptions& options) {
  const ShiftCoherence& mu = a.found.coherence;
  Json noise = Json::array();
  for (std::size_t s = 1; s <= a.noise.size(); ++s)
    noise.push_back({{"sparsity", s},
                     {"lambda", rounded_up(a.noise[s - 1].lambda)},
                     {"error", rounded_up(a.noise[s - 1].error)}});
  return {{"schema", 1},
          {"filters", a.bank.count()},
          {"channels", a.bank.channels},
          {"extent", a.bank.extent},
          {"mu_squared", {{"exact", to_text(mu.squared)}, {"value", nearest(mu.squared)}}},
          {"pair", {{"filters", {mu.filters.first, mu.filters.second}}, {"lag", mu.lag}}},
          {"patch_coherence", patch_json(a)},
          {"stripe",
           {{"places", places_of_a_stripe(a.bank)},
            {"sparsity",
             {{"mu", a.by_mu}, {"sums", a.by_sums}, {"patch", a.patch ? Json(a.by_patch) : Json()}}}}},
          {"valid_from", {{"cyclic", valid_from(a.bank)}, {"inside", valid_from(a.bank)}}},
          {"noise", std::move(noise)},
          {"certificate", options.certificate.empty() ? Json() : Json(options.certificate)}};
}

void print(const FilterAnalysis& a, const AnalyzeOptions& options) {
  const ShiftCoherence& mu = a.found.coherence;
  const Index places = places_of_a_stripe(a.bank);
  fmt::print("{}: {}, read as {}\n\n", options.matrix, shape_text(a.bank), options.axes);
  fmt::print("coherence          mu = {:.10g} over all shifts, exact with --json\n",
             std::sqrt(nearest(mu.squared)));
  fmt::print("                   attained by filters {} and {}, the second shifted by {}\n",
             mu.filters.first + 1, mu.filters.second + 1, fmt::join(mu.lag, ", "));
  fmt::print(
      "holds for          infinite signals, atoms inside a signal, and cyclic ones, from length {} on\n",
      fmt::join(valid_from(a.bank), " x "));
  fmt::print("stripe             {} places, {} atoms: those that may overlap an atom\n", places,
             places * a.bank.count());
  const Index s = std::max(a.by_sums, a.by_patch);
  if (a.patch)
    fmt::print("patch coherence    {:.10g} or less: by a witness for each filter, of its own support\n",
               root_above(a.patch->squared));
  fmt::print("basis pursuit      finds codes with up to {} nonzero{} in each stripe\n", s, s == 1 ? "" : "s");
  fmt::print(
      "                   by mu {}, by sums of correlations {}, {}\n", a.by_mu, a.by_sums,
      a.patch ? fmt::format("by patch coherence {}", a.by_patch) : "patch coherence left out: --programs no");
  if (s == 0) {
    fmt::print("                   nothing is guaranteed: {}\n",
               mu.squared == 1 ? "two atoms are parallel" : "one atom's correlations are too large");
  } else {
    fmt::print("density            one nonzero for every {:.3g} places, evenly spread\n",
               static_cast<double>(places) / static_cast<double>(s));
  }
  if (options.sparsity)
    fmt::print("asked              {} in each stripe: {}\n", *options.sparsity,
               *options.sparsity <= s ? "guaranteed" : "not guaranteed");
  if (!a.noise.empty()) {
    fmt::print("\nNoise: eps is the largest correlation of the noise with a normalised atom\n");
    fmt::print("  nonzeros a stripe   lasso weight   largest error of an entry\n");
    for (std::size_t k = 1; k <= std::min<std::size_t>(a.noise.size(), 12); ++k)
      fmt::print("  {:17}   {:>8} eps   {:>8} eps\n", k, upward(rounded_up(a.noise[k - 1].lambda)),
                 upward(rounded_up(a.noise[k - 1].error)));
    fmt::print("  no nonzero outside the support, in codes of the normalised filters\n");
  }
  if (!options.certificate.empty())
    fmt::print("\ncertificate        {}, check it with: dsc-check {}\n", options.certificate,
               options.certificate);
}

/// Of the best sparsity, by the shorter proof; of mu where nothing is guaranteed.
std::string certificate_of(const FilterAnalysis& a) {
  if (a.by_patch > a.by_sums) return certificate::striped_recovery(a.bank, a.by_patch, a.patch->witnesses);
  return a.by_sums > 0 ? certificate::striped_recovery(a.bank, a.by_sums)
                       : certificate::shift_coherence(a.bank, a.found.coherence);
}

}  // namespace

void analyze_filters(const AnalyzeOptions& options) {
  if (options.noise || options.tolerance)
    throw InputError(options.noise ? "--noise" : "--tolerance", "", "no such option with --convolution",
                     "one");
  if (!options.certificate.empty()) require_output_file("--certificate", options.certificate);
  const FilterAnalysis a = analysis_of(options);
  if (options.sparsity && *options.sparsity < 1)
    throw InputError("--sparsity", "", "a whole number >= 1", fmt::format("{}", *options.sparsity));
  if (!options.certificate.empty()) {
    write_atomically(options.certificate, certificate_of(a));
  }
  if (options.json) {
    fmt::print("{}\n", json_of(a, options).dump());
  } else {
    print(a, options);
  }
}

}  // namespace dsc
