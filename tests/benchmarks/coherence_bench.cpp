// Exact mutual coherence against its two peers: the bare floating-point Gram product (the same blocked
// symmetric work, no exact decision) and the plain rational double loop. Read ratios, not seconds.
#include <benchmark/benchmark.h>
#include <omp.h>

#include <Eigen/Dense>
#include <random>

#include "theorems/coherence/mutual.h"
#include "theorems/dictionaries/families.h"

namespace {

using Eigen::Index;

Eigen::MatrixXd gaussian(Index m, Index d) {
  std::mt19937_64 generator(7);
  return dsc::gaussian(m, d, generator);
}

/// Shifts of d/m Gaussian filters of full length: every coherence is attained m times.
Eigen::MatrixXd circulant(Index m, Index d) {
  const Eigen::MatrixXd filters = gaussian(m, d / m);
  return Eigen::MatrixXd::NullaryExpr(m, d, [&](Index i, Index j) { return filters((i + j) % m, j / m); });
}

Eigen::MatrixXd identity_hadamard(Index m) { return dsc::nearest(dsc::identity_hadamard(m).atoms); }

/// What any floating-point coherence pays: normalise, one symmetric product, one scan.
void bare_symmetric_product(benchmark::State& state) {
  const Eigen::MatrixXd d = gaussian(state.range(0), state.range(1));
  Eigen::MatrixXd g(d.cols(), d.cols());
  for (auto _ : state) {
    g.setZero();
    g.selfadjointView<Eigen::Upper>().rankUpdate(d.transpose());
    benchmark::DoNotOptimize(g.data());
  }
}

void bare_full_product(benchmark::State& state) {
  const Eigen::MatrixXd d = gaussian(state.range(0), state.range(1));
  Eigen::MatrixXd g(d.cols(), d.cols());
  for (auto _ : state) {
    g.noalias() = d.transpose() * d;
    benchmark::DoNotOptimize(g.data());
  }
}

void exact(benchmark::State& state, const Eigen::MatrixXd& d) {
  for (auto _ : state) benchmark::DoNotOptimize(dsc::mutual_coherence(dsc::StoredDoubles{d}));
}
void exact_gaussian(benchmark::State& state) { exact(state, gaussian(state.range(0), state.range(1))); }
void exact_circulant(benchmark::State& state) { exact(state, circulant(state.range(0), state.range(1))); }
void exact_identity_hadamard(benchmark::State& state) { exact(state, identity_hadamard(state.range(0))); }

/// O(m d^2) rational operations: scale the time by (m d^2) to compare with larger sizes.
void plain_rationals(benchmark::State& state) {
  const dsc::RationalMatrix d = dsc::exactly(gaussian(state.range(0), state.range(1)));
  for (auto _ : state) {
    dsc::Rational largest = 0;
    std::vector<dsc::Rational> norms;
    for (Index j = 0; j < d.cols(); ++j) norms.push_back(dsc::squared_norm(d.col(j)));
    for (Index i = 0; i < d.cols(); ++i) {
      for (Index j = 0; j < i; ++j) {
        const dsc::Rational c = dsc::dot(d.col(i), d.col(j));
        const dsc::Rational squared =
            c * c / (norms[static_cast<std::size_t>(i)] * norms[static_cast<std::size_t>(j)]);
        if (squared > largest) largest = squared;
      }
    }
    benchmark::DoNotOptimize(largest);
  }
}

BENCHMARK(bare_symmetric_product)
    ->Args({512, 2048})
    ->Args({256, 512})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(bare_full_product)
    ->Args({512, 2048})
    ->Args({256, 512})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(exact_gaussian)->Args({512, 2048})->Args({256, 512})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(exact_circulant)->Args({256, 512})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(exact_identity_hadamard)->Args({256, 512})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(plain_rationals)->Args({64, 128})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
