// The work "unroll": codes sparse signals by ISTA, FISTA, LISTA-CP and learned unrolled networks, and
// measures the error at each depth.
#include <algorithm>
#include <array>

#include "experiments/cell/parameters.h"
#include "experiments/cell_work.h"
#include "experiments/training/device.h"
#include "experiments/unrolled/work/analysed_dictionary.h"
#include "experiments/unrolled/work/fixed_iterations.h"
#include "experiments/unrolled/work/stagewise_training.h"
#include "harness/error.h"

namespace dsc {
namespace {

using nlohmann::ordered_json;

struct Plan {
  int rows = 0, columns = 0, depth = 0, steps = 0, batch = 0, test_signals = 0;
  std::string sparsity{};
  std::uint64_t seed = 1;
};

Plan read_plan(const CellContext& context) {
  const CellParameters given(context.parameters);
  const auto whole = [&](const char* key, std::int64_t least, std::int64_t most) {
    return static_cast<int>(given.integer(key, least, most));
  };
  Plan plan;
  plan.rows = whole("rows", 2, 4096);
  plan.columns = whole("columns", 2, 8192);
  plan.depth = whole("depth", 1, 1000);
  plan.steps = whole("steps", 2, 1'000'000);
  plan.batch = whole("batch", 1, 100'000);
  plan.test_signals = whole("test_signals", 1, 100'000);
  plan.sparsity = given.text("sparsity");
  plan.seed = static_cast<std::uint64_t>(given.integer("seed", 0, 1'000'000'000));
  given.finish();
  return plan;
}

int nonzeros_of(const std::string& sparsity, const AnalysedDictionary& dictionary) {
  if (sparsity == "one") return 1;
  if (sparsity == "guaranteed") return std::max(1, dictionary.guaranteed_by_mu_tilde);
  if (sparsity == "tenth") return std::max(1, static_cast<int>(dictionary.atoms.cols() + 5) / 10);
  throw InputError("parameters of a cell", "sparsity", "one, guaranteed or tenth", sparsity);
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

/// The part of the work of one of two trainings.
std::function<void(double)> share(const CellContext& context, double from, double to) {
  return [report = context.progress, from, to](double done) { report(from + (to - from) * done); };
}

ordered_json unroll(const CellContext& context) {
  const Plan plan = read_plan(context);
  if (!context.data.empty())
    throw InputError("data of the cell", "", "none", ordered_json(context.data).dump());
  const AnalysedDictionary known = analysed(gaussian_dictionary(plan.rows, plan.columns, plan.seed));
  const int nonzeros = nonzeros_of(plan.sparsity, known);
  if (nonzeros > plan.columns)
    throw InputError("parameters of a cell", "columns", "at least the nonzeros", "fewer");
  const torch::Tensor dictionary = as_tensor(known.atoms), analysis = as_tensor(known.analysis);
  const auto draw = [&](SignalStream stream, int count, std::uint64_t number) {
    return draw_signals(dictionary, nonzeros, count, plan.seed, stream, number);
  };
  const SparseSignals test = draw(SignalStream::test, plan.test_signals, 0),
                      choosing = draw(SignalStream::choosing, 256, 0);

  ordered_json errors, penalties;
  for (const auto& [name, iteration] : {std::pair<const char*, Iteration>{"ista", ista}, {"fista", fista}}) {
    penalties[name] = best_penalty(iteration, dictionary, choosing, plan.depth);
    errors[name] = errors_in_db(
        iteration(dictionary, test.signals, penalties[name].get<double>(), plan.depth), test.codes);
  }
  const Guarantee bound = guarantee(known, nonzeros, plan.depth);
  const std::vector<torch::Tensor> iterates = lista_cp(dictionary, analysis, test.signals, bound.thresholds);
  errors["lista_cp"] = errors_in_db(iterates, test.codes);

  const torch::Device device(context.device);
  const torch::Tensor on_device = dictionary.to(device, torch::kFloat),
                      w = analysis.to(device, torch::kFloat);
  StagewiseTraining training;
  training.depth = plan.depth;
  training.steps = plan.steps;
  training.batch = [&](std::uint64_t number) { return draw(SignalStream::training, plan.batch, number); };
  training.measure = [&](const UnrolledNetwork& network) {
    const torch::NoGradGuard no_gradients;
    const torch::Tensor codes = network.forward(test.signals.to(device, torch::kFloat));
    return error_in_db(codes.to(torch::kCPU, torch::kDouble), test.codes);
  };
  training.stop = context.stop;
  const auto learn = [&](const std::string& name, std::unique_ptr<UnrolledNetwork> network, double from,
                         double to) {
    training.checkpoint = context.scratch / (name + ".checkpoint");
    training.run =
        name + " " + context.parameters.dump() + " " + context.device + " " + std::to_string(context.threads);
    training.progress = share(context, from, to);
    std::vector<double> found = train_stagewise(*network, training, device);
    found.insert(found.begin(), 0);  // x^(0) = 0 is wrong by all of x*
    errors[name] = found;
  };
  learn("lista_cp_learned", learned_thresholds(on_device, w, 0.1), 0, 0.3);
  learn("lista", learned_lista(on_device, penalties["ista"].get<double>()), 0.3, 1);

  ordered_json result = {{"mu", known.mu},
                         {"mu_tilde", {{"lower", known.mu_tilde_lower}, {"upper", known.mu_tilde_upper}}},
                         {"guaranteed_by_mu", known.guaranteed_by_mu},
                         {"guaranteed_by_mu_tilde", known.guaranteed_by_mu_tilde},
                         {"nonzeros", nonzeros},
                         {"rate", bound.rate},
                         {"penalties", penalties},
                         {"errors", errors}};
  if (bound.rate < 1) {
    const Kept found = kept(iterates, test.codes, bound.bounds);
    const double scale = test.codes.square().sum().item<double>() / plan.test_signals;
    result["bound"] = ordered_json::array();
    for (const double e : bound.bounds)
      result["bound"].push_back(10 * std::log10(std::max(e * e / scale, 1e-30)));
    result["supports_kept"] = found.supports;
    result["largest_share_of_bound"] = found.largest_ratio;
  }
  return result;
}

const CellWorkRegistration registration("unroll", unroll);

}  // namespace
}  // namespace dsc
