#pragma once

#include <optional>

#include "theorems/stability/deep_dictionary.h"

/// Theorem 2.3 and its corollaries on one perturbed chain. Indices: noise 0 … J (0 is the input), layers 1 …
/// J.
namespace dsc {

/// A solution of the noiseless problem and one of the noisy problem.
struct Perturbation {
  RationalVector code;                    ///< z_J; the chain above it is exact
  std::vector<RationalVector> perturbed;  ///< w_0 (the signal), w_1, …, w_J
};

/// In the units of the normalised dictionaries: with P_j = N_1 … N_j,
/// noise_squared_0 = |w_0 - z_0|^2, noise_squared_j = P_{j-1} |w_{j-1} - A_j w_j|^2, error_squared_j = P_j
/// |w_j - z_j|^2.
struct NoiseAndError {
  std::vector<Rational> noise_squared;  ///< J + 1 values
  std::vector<Rational> error_squared;  ///< J values, for layers 1 … J
};
NoiseAndError measure(const DeepDictionary& deep, const Perturbation& perturbation);

/// Which sources of noise a statement admits, and so which bound it states.
enum class NoiseForm {
  recursion,  ///< Theorem 2.3: delta_0 = e_0, delta_j = (e_j + delta_{j-1}) / sqrt(a_j), a_j = 1 - (2
              ///< lambda_j - 1) mu_j
  input,      ///< Corollary 2.4: only e_0; e_0^2 / (a_1 … a_j)
  layers,     ///< Corollary 2.5: only e_1 … e_J; the recursion with delta_0 = 0
  older,      ///< the older works: e_1 <= e_0 and no other; compared with e_0^2 / (a_1 … a_j)
};

/// delta_1^2, …, delta_J^2 of the form's recursion from the J + 1 values e_0^2, …, e_J^2, as enclosures; a
/// source that the form does not count is taken as 0. Throws std::invalid_argument for another number of
/// values, std::domain_error where some a_j is not certainly positive.
std::vector<Enclosure> squared_bounds(const DeepDictionary& deep, const std::vector<Rational>& noise_squared,
                                      NoiseForm form);

/// The squared bound at a layer (1 … J) where it is rational: at most one source counts and every mu that
/// enters is rational. Else none.
std::optional<Rational> exact_squared_bound(const DeepDictionary& deep,
                                            const std::vector<Rational>& noise_squared, NoiseForm form,
                                            std::size_t layer);

/// error_squared_j <= scale * bound_j, decided; none where enclosures of 192 bits cannot tell.
std::optional<bool> within_bound(const DeepDictionary& deep, const NoiseAndError& measured, NoiseForm form,
                                 const Rational& scale, std::size_t layer);

/// error / bound at a layer, infinite for an error without noise: for plots and tables, not for decisions.
double tightness(const DeepDictionary& deep, const NoiseAndError& measured, NoiseForm form,
                 std::size_t layer);

}  // namespace dsc
