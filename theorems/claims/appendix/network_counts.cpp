#include "theorems/claims/appendix/network_counts.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

#include "theorems/networks/realise_lista.h"

namespace dsc {
namespace {

using Eigen::Index;

struct Construction {
  std::string name;
  RealisationOptions options;
};

std::vector<Construction> constructions(Index kernel) {
  return {{"gathered again, stride s", {kernel, 1, Strides::kernel, Between::vector}},
          {"gathered again, first stride fitted", {kernel, 1, Strides::fitted, Between::vector}},
          {"state kept in channels", {kernel, 1, Strides::fitted, Between::channels}}};
}

struct Counts {
  Index depth, weights;
};

Counts counts(Index m, Index d, Index iterations, const RealisationOptions& options) {
  const std::vector<LayerShape> layers = realisation_shape(m, d, iterations, options);
  return {std::ssize(layers), weight_count(layers, options.axes)};
}

Integer power(Index base, Index exponent) {
  return boost::multiprecision::pow(Integer(base), static_cast<unsigned>(exponent));
}

/// The bounds that the grid must obey.
void require_bounds(Index m, Index d, Index s, Index iterations, const Counts& found) {
  const Integer size = m + d;
  const bool depth = power(s, found.depth) <= power(m + d, 3 * iterations);
  const bool weights = Integer(found.weights) <= 19 * Integer(iterations) * size * size;
  if (!depth || !weights)
    throw std::logic_error(
        fmt::format("a bound fails at m = {}, d = {}, s = {}, K = {}", m, d, s, iterations));
}

void add_largest(Outcome& outcome) {
  std::vector<Rational> largest(3, Rational(0));
  double deepest = 0;
  Index points = 0;
  for (Index m = 2; m <= 128; m = m < 8 ? m + 1 : m * 5 / 4) {
    for (const Index d : {m, m + 1, 2 * m, 3 * m + 1, 5 * m}) {
      for (Index s = 2; s <= m + d; s = s < 10 ? s + 1 : s * 3 / 2) {
        for (const Index iterations : {1, 2, 5, 20}) {
          const auto all = constructions(s);
          for (std::size_t c = 0; c < all.size(); ++c) {
            const Counts found = counts(m, d, iterations, all[c].options);
            if (c == 1) require_bounds(m, d, s, iterations, found);
            largest[c] = std::max(largest[c], Rational(found.weights, iterations * (m + d) * (m + d)));
            const double logarithm = std::log(static_cast<double>(m + d)) / std::log(static_cast<double>(s));
            if (c == 1)
              deepest = std::max(
                  deepest, static_cast<double>(found.depth) / (static_cast<double>(iterations) * logarithm));
          }
          ++points;
        }
      }
    }
  }
  const auto all = constructions(2);
  Table table{
      .title = fmt::format("Largest constants on the grid of {} points, 2 <= s <= m + d, computed", points),
      .columns = {"construction", "weights / (K (m+d)^2)", "depth / (K log_s(m+d))"}};
  for (std::size_t c = 0; c < all.size(); ++c) {
    table.rows.push_back({all[c].name, fmt::format("{:.2f}", nearest(largest[c])),
                          c == 2 ? "below the others" : fmt::format("{:.2f}", deepest)});
  }
  outcome.add(table);
}

void add_table(Outcome& outcome) {
  Table table{.title = "Depth and weights for K = 10 iterations (printed orders: K log_s(d+m) and K (m+d)^2)",
              .columns = {"m", "d", "s", "construction", "depth", "K log_s(d+m)", "weights", "K (m+d)^2"}};
  const Index iterations = 10;
  for (const auto& [m, d, s] : {std::array<Index, 3>{4, 8, 2},
                                {16, 32, 2},
                                {64, 128, 2},
                                {64, 128, 3},
                                {64, 128, 8},
                                {250, 500, 32}}) {
    for (const Construction& construction : constructions(s)) {
      const Counts found = counts(m, d, iterations, construction.options);
      const double order = static_cast<double>(iterations) * std::log(static_cast<double>(m + d)) /
                           std::log(static_cast<double>(s));
      table.rows.push_back({std::to_string(m), std::to_string(d), std::to_string(s), construction.name,
                            std::to_string(found.depth), fmt::format("{:.1f}", order),
                            std::to_string(found.weights), std::to_string(iterations * (m + d) * (m + d))});
    }
  }
  outcome.add(table);
}

void add_figures(Outcome& outcome) {
  const Index iterations = 10;
  Figure weights{.name = "weights",
                 .title = "Weights of the network for K = 10, d = 2m, s = 8",
                 .x_label = "m + d",
                 .y_label = "weights / (K (m+d)^2)",
                 .log_x = true};
  Figure depth{.name = "depth",
               .title = "Depth for each iteration, K = 10, d = 2m",
               .x_label = "m + d",
               .y_label = "depth / K",
               .log_x = true};
  for (const Construction& construction : constructions(8))
    weights.series.push_back({.label = construction.name});
  for (const Index s : {2, 4, 16})
    depth.series.push_back({.label = fmt::format("gathered again, s = {}", s)});
  depth.series.push_back({.label = "kept in channels, s = 2"});
  for (Index m = 4; m <= 700; m = std::max(m + 1, m * 21 / 20)) {
    const auto size = static_cast<double>(3 * m);
    for (std::size_t c = 0; c < 3; ++c) {
      const Counts found = counts(m, 2 * m, iterations, constructions(8)[c].options);
      weights.series[c].x.push_back(size);
      weights.series[c].y.push_back(static_cast<double>(found.weights) /
                                    (static_cast<double>(iterations) * size * size));
      const Counts layers =
          counts(m, 2 * m, iterations, constructions(Index{1} << (c == 2 ? 4 : c + 1))[1].options);
      depth.series[c].x.push_back(size);
      depth.series[c].y.push_back(static_cast<double>(layers.depth) / static_cast<double>(iterations));
    }
    depth.series[3].x.push_back(size);
    depth.series[3].y.push_back(
        static_cast<double>(counts(m, 2 * m, iterations, constructions(2)[2].options).depth) /
        static_cast<double>(iterations));
  }
  outcome.add(depth);
  outcome.add(weights);
}

}  // namespace

void count_depth_and_weights(Outcome& outcome) {
  add_largest(outcome);
  add_table(outcome);
  add_figures(outcome);
}

}  // namespace dsc
