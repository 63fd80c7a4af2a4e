#include "theorems/stability/worst_case.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "theorems/dictionaries/families.h"

namespace dsc {
namespace {

using Eigen::Index;
using Support = std::vector<Index>;

constexpr int bits = 20;

struct Direction {
  double energy = 0;  ///< |A z|^2 / |z|^2 of normalised columns
  Eigen::VectorXd z;  ///< on the support
};

Direction least_energy(const Eigen::MatrixXd& gram, const Support& support) {
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram(support, support));
  return {solver.eigenvalues()[0], solver.eigenvectors().col(0)};
}

/// The direction on all of R^d, its largest entry 1, rounded.
RationalVector spread(const Direction& direction, const Support& support, Index d) {
  Index largest = 0;
  direction.z.cwiseAbs().maxCoeff(&largest);
  const Eigen::VectorXd scaled = direction.z / direction.z[largest];
  RationalVector z = RationalVector::Zero(d);
  for (std::size_t k = 0; k < support.size(); ++k)
    z[support[k]] = rounded(scaled[static_cast<Index>(k)], bits);
  return z;
}

Support random_support(Index d, Index size, std::mt19937_64& generator) {
  Support all(static_cast<std::size_t>(d));
  std::iota(all.begin(), all.end(), Index{0});
  for (Index k = 0; k < size; ++k) {
    const auto other = k + static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(d - k)));
    std::swap(all[static_cast<std::size_t>(k)], all[static_cast<std::size_t>(other)]);
  }
  all.resize(static_cast<std::size_t>(size));
  return all;
}

bool contains(const Support& support, Index i) {
  return std::find(support.begin(), support.end(), i) != support.end();
}

/// Every other entry of z to the first code, the rest negated to the second: z = first - second.
std::pair<RationalVector, RationalVector> split(const RationalVector& z) {
  RationalVector first = RationalVector::Zero(z.size()), second = first;
  bool to_first = true;
  for (const Index i : support(z)) {
    (to_first ? first : second)[i] = to_first ? z[i] : Rational(-z[i]);
    to_first = !to_first;
  }
  return {first, second};
}

Index pick(const Support& support, std::mt19937_64& generator) {
  return support[uniform_below(generator, support.size())];
}

/// An entry moved by a multiple of 1/64 up to 1/4, or now and then carried over to another atom.
void move_one_entry(RationalVector& code, std::mt19937_64& generator) {
  const Support held = support(code);
  const auto step = Rational(static_cast<long>(uniform_below(generator, 33)) - 16, 64);
  if (held.empty()) return;
  const Index from = pick(held, generator);
  if (uniform_below(generator, 4) == 0) {
    const auto to = static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(code.size())));
    std::swap(code[from], code[to]);
  } else {
    code[from] += step;
  }
}

/// The perturbed signal that the form asks for, given the perturbed codes.
void close_signal(const DeepDictionary& deep, NoiseForm form, Perturbation& p) {
  p.perturbed[0] = form == NoiseForm::layers ? multiply(deep.layers[0], chain(deep.layers, p.code)[1])
                                             : multiply(deep.layers[0], p.perturbed[1]);
}

}  // namespace

RationalVector worst_sparse_direction(const RationalMatrix& a, Index sparsity, int steps,
                                      std::mt19937_64& generator) {
  const Index d = a.cols(), size = std::min(sparsity, d);
  const Eigen::MatrixXd doubles = nearest(a);
  const Eigen::MatrixXd gram = doubles.transpose() * doubles;
  Support best = random_support(d, size, generator);
  Direction best_direction = least_energy(gram, best);
  Support current = best;
  double energy = best_direction.energy;
  int stuck = 0;
  for (int step = 0; step < steps && size < d; ++step) {
    Support next = current;
    const auto out = uniform_below(generator, next.size());
    Index in = 0;
    do in = static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(d)));
    while (contains(next, in));
    next[out] = in;
    const Direction direction = least_energy(gram, next);
    if (direction.energy < energy) {
      current = next;
      energy = direction.energy;
      stuck = 0;
    } else if (++stuck > 40 * size) {
      current = random_support(d, size, generator);
      energy = least_energy(gram, current).energy;
      stuck = 0;
    }
    if (energy < best_direction.energy) {
      best = current;
      best_direction = least_energy(gram, best);
    }
  }
  std::sort(best.begin(), best.end());
  return spread(least_energy(gram, best), best, d);
}

Perturbation worst_at_deepest_layer(const DeepDictionary& deep, NoiseForm form, int steps,
                                    std::mt19937_64& generator) {
  const auto& last = deep.layers.back();
  for (int attempt = 0; attempt < 20; ++attempt) {
    const auto [code, other] =
        split(worst_sparse_direction(last, 2 * deep.sparsity.back(), steps, generator));
    const auto codes = chain(deep.layers, code);
    if (!is_sparse(codes, deep.sparsity)) continue;
    Perturbation p{code, codes};
    p.perturbed.back() = other;
    if (deep.depth() == 1 && form != NoiseForm::layers) close_signal(deep, form, p);
    return p;
  }
  throw std::runtime_error(deep.name + ": no worst direction extends to a sparse chain");
}

Perturbation worst_at_input(const DeepDictionary& deep, int steps, std::mt19937_64& generator) {
  if (deep.depth() == 1) return worst_at_deepest_layer(deep, NoiseForm::input, steps, generator);
  const RationalMatrix product = multiply(deep.layers);
  const Eigen::MatrixXd doubles = nearest(product), gram = doubles.transpose() * doubles;
  Perturbation best;
  double least = 0;
  for (int step = 0; step < std::max(steps / 20, 20); ++step) {
    const Support first = support(draw_deep_code(deep, generator)),
                  second = support(draw_deep_code(deep, generator));
    Support all = first;
    for (const Index i : second) {
      if (!contains(all, i)) all.push_back(i);
    }
    const Direction direction = least_energy(gram, all);
    if (best.code.size() > 0 && direction.energy >= least) continue;
    const RationalVector z = spread(direction, all, product.cols());
    RationalVector code = RationalVector::Zero(z.size()), other = code;
    for (const Index i : all)
      (contains(first, i) ? code : other)[i] = contains(first, i) ? z[i] : Rational(-z[i]);
    const auto exact = chain(deep.layers, code), perturbed = chain(deep.layers, other);
    if (!is_sparse(exact, deep.sparsity) || !is_sparse(perturbed, deep.sparsity)) continue;
    best = {code, perturbed};
    least = direction.energy;
  }
  if (best.code.size() == 0) throw std::runtime_error(deep.name + ": no pair of sparse chains found");
  return best;
}

Perturbation random_perturbation(const DeepDictionary& deep, NoiseForm form, std::mt19937_64& generator) {
  const RationalVector code = draw_deep_code(deep, generator);
  if (form == NoiseForm::input) return {code, chain(deep.layers, draw_deep_code(deep, generator))};
  Perturbation p{code, chain(deep.layers, code)};
  for (std::size_t j = 1; j <= deep.depth(); ++j) {
    for (int k = 0; k < 3; ++k) move_one_entry(p.perturbed[j], generator);
  }
  if (form == NoiseForm::recursion) {
    for (Rational& entry : p.perturbed[0])
      entry += Rational(static_cast<long>(uniform_below(generator, 9)) - 4, 16);
  }
  return p;
}

Perturbation climb(const DeepDictionary& deep, NoiseForm form, Perturbation start, int steps,
                   std::mt19937_64& generator) {
  // Exact evaluation of short rationals is fast enough, and no proposal is lost to rounding.
  Perturbation best = std::move(start);
  double reached = tightness(deep, measure(deep, best), form, deep.depth());
  for (int step = 0; step < steps; ++step) {
    Perturbation next = best;
    move_one_entry(next.perturbed[1 + uniform_below(generator, deep.depth())], generator);
    close_signal(deep, form, next);
    if (!is_sparse(next.perturbed, deep.sparsity)) continue;
    const double ratio = tightness(deep, measure(deep, next), form, deep.depth());
    if (ratio > reached) {
      best = std::move(next);
      reached = ratio;
    }
  }
  return best;
}

}  // namespace dsc
