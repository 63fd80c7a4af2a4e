// The work "unroll": codes sparse signals by ISTA, FISTA, LISTA-CP and learned unrolled networks, and
// measures the error at each depth. Parameters: UnrolledSettings. Data: none. Result: UnrolledRecord.
#include <algorithm>
#include <array>
#include <cmath>

#include "experiments/cell/unrolled/analysed_dictionary.h"
#include "experiments/cell/unrolled/fixed_iterations.h"
#include "experiments/cell/unrolled/stagewise_training.h"
#include "experiments/cell/work/cell_context.h"
#include "experiments/training/environment.h"
#include "experiments/training/unrolled_record.h"
#include "harness/error.h"

namespace dsc {
namespace {

int nonzeros_of(const std::string& sparsity, const AnalysedDictionary& dictionary) {
  if (sparsity == "one") return 1;
  if (sparsity == "guaranteed") return std::max(1, dictionary.guaranteed_by_mu_tilde);
  return std::max(1, static_cast<int>(dictionary.atoms.cols() + 5) / 10);
}

/// E_k = s q^k, q = (2s - 1) mu~: bounds |x^(k) - x*|_1 for |x*|_inf <= 1 without noise where q < 1; theta_k
/// = mu~ E_k (the paper's equation (7)).
struct Guarantee {
  double rate = 0;
  std::vector<double> bounds{};  ///< E_0, …, E_K
  std::vector<double> thresholds{};
};

Guarantee guarantee(const AnalysedDictionary& dictionary, int nonzeros, int depth) {
  Guarantee found;
  found.rate = (2 * nonzeros - 1) * dictionary.mu_tilde_upper;
  found.bounds = {static_cast<double>(nonzeros)};
  for (int k = 0; k < depth; ++k) {
    found.thresholds.push_back(dictionary.mu_tilde_upper * found.bounds.back());
    found.bounds.push_back(found.rate * found.bounds.back());
  }
  return found;
}

using Iteration = std::vector<torch::Tensor> (*)(const torch::Tensor&, const torch::Tensor&, double, int);
constexpr std::array kPenalties = {0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001};

/// The penalty with the least error at the last depth on signals drawn for that.
double best_penalty(Iteration iteration, const torch::Tensor& dictionary, const SparseSignals& signals,
                    int depth) {
  const auto error = [&](double penalty) {
    return error_in_db(iteration(dictionary, signals.signals, penalty, depth).back(), signals.codes);
  };
  return *std::min_element(kPenalties.begin(), kPenalties.end(),
                           [&](double a, double b) { return error(a) < error(b); });
}

/// Entries off the support reach the theory's threshold exactly where the bounds are attained: what rounding
/// leaves above it is no entry.
constexpr double kRounding = 1e-12;

/// What the theory promises of its iterates, as it was found.
struct Kept {
  double supports = 0;       ///< share of pairs (signal, iterate) with supp x^(k) within supp x*
  double largest_ratio = 0;  ///< of |x^(k) - x*|_1, less what rounding may add, to E_k
};

Kept kept(const std::vector<torch::Tensor>& iterates, const torch::Tensor& truth,
          const std::vector<double>& bounds) {
  Kept found;
  std::int64_t within = 0;
  for (std::size_t k = 0; k < iterates.size(); ++k) {
    const torch::Tensor outside = (iterates[k].abs() > kRounding) & (truth == 0);
    within += (~outside.any(1)).sum().item<std::int64_t>();
    const double error = (iterates[k] - truth).abs().sum(1).max().item<double>();
    found.largest_ratio = std::max(found.largest_ratio, (error - kRounding) / bounds[k]);
  }
  found.supports = static_cast<double>(within) /
                   static_cast<double>(truth.size(0) * static_cast<std::int64_t>(iterates.size()));
  return found;
}

/// A cell's signals, and what is measured on them.
class Unrolling {
 public:
  Unrolling(const CellContext& context, const UnrolledSettings& settings)
      : context_(context),
        settings_(settings),
        known_(
            analysed(gaussian_dictionary(static_cast<int>(settings.rows), static_cast<int>(settings.columns),
                                         static_cast<std::uint64_t>(settings.seed)))),
        nonzeros_(nonzeros_of(settings.sparsity, known_)),
        dictionary_(as_tensor(known_.atoms)),
        analysis_(as_tensor(known_.analysis)),
        test_(draw(SignalStream::test, settings.test_signals, 0)),
        device_(context.device) {
    record_.mu = known_.mu;
    record_.mu_tilde_lower = known_.mu_tilde_lower;
    record_.mu_tilde_upper = known_.mu_tilde_upper;
    record_.guaranteed_by_mu = known_.guaranteed_by_mu;
    record_.guaranteed_by_mu_tilde = known_.guaranteed_by_mu_tilde;
    record_.nonzeros = nonzeros_;
  }

  CellOutput run() {
    const SparseSignals choosing = draw(SignalStream::choosing, 256, 0);
    iterate("ista", ista, choosing);
    iterate("fista", fista, choosing);
    follow_the_theory();
    const torch::Tensor dictionary = dictionary_.to(device_, torch::kFloat),
                        analysis = analysis_.to(device_, torch::kFloat);
    learn("lista_cp_learned", *learned_thresholds(dictionary, analysis, 0.1), 0, 0.3);
    learn("lista", *learned_lista(dictionary, record_.penalties.front().second), 0.3, 1);
    return {to_json(record_), time_.seconds()};
  }

 private:
  int depth() const { return static_cast<int>(settings_.depth); }
  SparseSignals draw(SignalStream stream, std::int64_t count, std::uint64_t number) const {
    return draw_signals(dictionary_, nonzeros_, static_cast<int>(count),
                        static_cast<std::uint64_t>(settings_.seed), stream, number);
  }

  void iterate(const std::string& name, Iteration iteration, const SparseSignals& choosing) {
    const double penalty = best_penalty(iteration, dictionary_, choosing, depth());
    record_.penalties.emplace_back(name, penalty);
    record_.errors.emplace_back(
        name, errors_in_db(iteration(dictionary_, test_.signals, penalty, depth()), test_.codes));
  }

  void follow_the_theory() {
    const Guarantee promised = guarantee(known_, nonzeros_, depth());
    const std::vector<torch::Tensor> iterates =
        lista_cp(dictionary_, analysis_, test_.signals, promised.thresholds);
    record_.errors.emplace_back("lista_cp", errors_in_db(iterates, test_.codes));
    record_.rate = promised.rate;
    if (promised.rate >= 1) return;
    const Kept found = kept(iterates, test_.codes, promised.bounds);
    const double scale =
        test_.codes.square().sum().item<double>() / static_cast<double>(settings_.test_signals);
    for (const double e : promised.bounds)
      record_.bound.push_back(10 * std::log10(std::max(e * e / scale, 1e-30)));
    record_.supports_kept = found.supports;
    record_.largest_share_of_bound = found.largest_ratio;
  }

  /// Trains a network; this is the part of the cell's work between the shares `from` and `to`.
  void learn(const std::string& name, UnrolledNetwork& network, double from, double to) {
    StagewiseTraining training;
    training.depth = depth();
    training.steps = static_cast<int>(settings_.steps);
    training.batch = [&](std::uint64_t number) {
      return draw(SignalStream::training, settings_.batch, number);
    };
    training.measure = [&](const UnrolledNetwork& trained) {
      const torch::NoGradGuard no_gradients;
      const torch::Tensor codes = trained.forward(test_.signals.to(device_, torch::kFloat));
      return error_in_db(codes.to(torch::kCPU, torch::kDouble), test_.codes);
    };
    training.checkpoint = context_.scratch / (name + ".checkpoint");
    training.run = name + " " + to_json(settings_).dump() + " " + context_.device + " " +
                   std::to_string(context_.threads);
    training.time = &time_;
    training.stop = context_.stop;
    training.progress = [&](double done) { context_.progress(from + (to - from) * done); };
    std::vector<double> errors = train_stagewise(network, training, device_);
    errors.insert(errors.begin(), 0);  // x^(0) = 0 is wrong by all of x*
    record_.errors.emplace_back(name, errors);
  }

  const CellContext& context_;
  UnrolledSettings settings_;
  AnalysedDictionary known_;
  int nonzeros_;
  torch::Tensor dictionary_, analysis_;
  SparseSignals test_;
  torch::Device device_;
  WorkingTime time_ = context_.time;
  UnrolledRecord record_;
};

CellOutput unroll(const CellContext& context) {
  const UnrolledSettings settings = unrolled_settings(context.parameters, "parameters of a cell");
  if (!context.data.empty()) throw InputError("data of the cell", "", "none", context.data.front().key);
  prepare_library(context.threads);
  return Unrolling(context, settings).run();
}

const CellWorkRegistration registration("unroll", unroll);

}  // namespace
}  // namespace dsc
