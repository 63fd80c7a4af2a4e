// Generalized mutual coherence, all columns certified, against GLPK on the same unit columns in the same run.
// GLPK only computes: it proves nothing. Where it is slow, ten columns are solved and the time of all is
// scaled from them (the counter says so). Read ratios, not seconds.
#include <benchmark/benchmark.h>

#include <random>

#include "tests/coherence/generalized_reference.h"
#include "theorems/certificates/generalized.h"
#include "theorems/coherence/generalized.h"
#include "theorems/dictionaries/families.h"

namespace {

using Eigen::Index;

Eigen::MatrixXd gaussian(Index m, Index d) {
  std::mt19937_64 generator(7);
  return dsc::gaussian(m, d, generator);
}

Eigen::MatrixXd integers(Index m, Index d) {
  std::mt19937_64 generator(7);
  return Eigen::MatrixXd::NullaryExpr(
      m, d, [&] { return static_cast<double>(dsc::uniform_below(generator, 19)) - 9; });
}

/// Shifts of d/m Gaussian filters of full length.
Eigen::MatrixXd circulant(Index m, Index d) {
  const Eigen::MatrixXd filters = gaussian(m, d / m);
  return Eigen::MatrixXd::NullaryExpr(m, d, [&](Index i, Index j) { return filters((i + j) % m, j / m); });
}

/// The same filters of length 5 without the wrap: no symmetry, and vertices with many zeros.
Eigen::MatrixXd cut_off(Index m, Index d) {
  const Eigen::MatrixXd filters = gaussian(5, d / m);
  return Eigen::MatrixXd::NullaryExpr(m, d, [&](Index i, Index j) {
    const Index k = i - j % m + 2;
    return k >= 0 && k < 5 ? filters(k, j / m) : 0.0;
  });
}

void certified(benchmark::State& state, Eigen::MatrixXd (*family)(Index, Index)) {
  const Eigen::MatrixXd d = family(state.range(0), state.range(1));
  dsc::GeneralizedCoherence found;
  for (auto _ : state) found = dsc::generalized_coherence(dsc::StoredDoubles{d});
  double width = 0;
  for (const dsc::Range& t : found.columns)
    width = std::max(width, dsc::nearest(dsc::Rational((t.upper - t.lower) / t.upper)));
  state.counters["width"] = width;
  state.counters["pivots"] = static_cast<double>(found.pivots);
}

void glpk(benchmark::State& state, dsc::ReferenceForm form) {
  const Eigen::MatrixXd a = integers(state.range(0), state.range(1)).colwise().normalized();
  const Index count = state.range(2);
  double largest = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    for (Index k = 0; k < count; ++k) {
      const auto t = dsc::reference_coherence(a, k * a.cols() / count, form);
      if (!t) return state.SkipWithError("GLPK found no optimum");
      largest = std::max(largest, *t);
    }
    const std::chrono::duration<double> solved = std::chrono::steady_clock::now() - start;
    state.SetIterationTime(solved.count() * static_cast<double>(a.cols()) / static_cast<double>(count));
  }
  state.counters["columns_solved"] = static_cast<double>(count);
}

void write_certificate(benchmark::State& state) {
  const Eigen::MatrixXd d = gaussian(state.range(0), state.range(1));
  const dsc::GeneralizedCoherence found = dsc::generalized_coherence(dsc::StoredDoubles{d});
  std::size_t bytes = 0;
  for (auto _ : state) bytes = dsc::certificate::generalized_coherence(dsc::StoredDoubles{d}, found).size();
  state.counters["bytes"] = static_cast<double>(bytes);
}

void sizes(benchmark::internal::Benchmark* b) { b->Unit(benchmark::kMillisecond)->UseRealTime(); }

BENCHMARK_CAPTURE(certified, integers, integers)->Args({64, 128})->Args({128, 256})->Apply(sizes);
BENCHMARK_CAPTURE(certified, gaussian, gaussian)
    ->Args({64, 256})
    ->Args({128, 256})
    ->Args({250, 500})
    ->Args({512, 1024})
    ->Apply(sizes);
BENCHMARK_CAPTURE(certified, circulant, circulant)->Args({64, 256})->Args({128, 256})->Apply(sizes);
BENCHMARK_CAPTURE(certified, cut_off, cut_off)->Args({64, 256})->Args({128, 256})->Apply(sizes);
BENCHMARK_CAPTURE(glpk, polar, dsc::ReferenceForm::polar)
    ->Args({64, 128, 128})
    ->Args({128, 256, 10})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK_CAPTURE(glpk, epigraph, dsc::ReferenceForm::epigraph)
    ->Args({64, 128, 10})
    ->Args({128, 256, 10})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime();
BENCHMARK(write_certificate)->Args({128, 256})->Apply(sizes);

}  // namespace
