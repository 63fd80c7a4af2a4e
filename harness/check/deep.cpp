#include <algorithm>
#include <optional>

#include "harness/check/kinds.h"
#include "harness/check/schedules.h"

namespace dsc::check {

using namespace certificate;

namespace {

/// One network that codes x_from into x_to by the dictionary d = D_{from+1} … D_to: LISTA-CP from 0, or, as a
/// refit, from the estimate of x_to in hand, without thresholds and on its support only.
struct Stage {
  Count from, to;
  bool refit;
  Matrix d, w;
  Schedule schedule;
  std::vector<Rational> envelope;
  Rational level;      ///< bound of the error of its input: noise, and the error of x_from
  Rational threshold;  ///< the last one of a pursuit; for a refit, of the pursuit that it goes on from
};

/// The largest l1 norm of a column: |A z|_1 <= l1_gain(A) |z|_1.
Rational l1_gain(const Matrix& a) {
  Rational gain = 0;
  for (const Vector& atom : a.atoms) gain = std::max(gain, l1_norm(atom));
  return gain;
}

/// Stages on a chain x_{j-1} = D_j x_j + noise_j, y = x_0, and the bounds they state.
struct Plan {
  std::vector<Matrix> layers;
  std::vector<SignalClass> classes;
  std::vector<Stage> stages;
  std::vector<std::optional<Rational>> bounds;  ///< of |x~_j - x_j|_1, j = 0 … J; last stage that ends there
  std::vector<Rational> thresholds;             ///< the last one used for x_j

  explicit Plan(const Node& c) : layers(c["layers"].layers()) {
    const Count depth = layers.size();
    for (const Node& item : c["signals"].list(depth)) classes.push_back(signal_class(item));
    bounds.resize(depth + 1), thresholds.resize(depth + 1);
    bounds[0] = 0;
    const std::vector<Node> items = c["stages"].list();
    require(!items.empty() && items.size() <= most_matrices, "stages: expected 1 to 64");
    for (const Node& item : items) add(item.object(6));
    require(bounds[depth].has_value(), "stages: expected one that ends at the deepest layer");
    for (Count j = depth; j-- > 1;) {  // what no stage ends at is D_{j+1} times the estimate below
      if (!bounds[j]) bounds[j] = l1_gain(layers[j]) * *bounds[j + 1] + classes[j].noise, pushed.push_back(j);
    }
  }
  std::vector<Count> pushed;

  /// Rejects unless every schedule proves its bounds for all signals, those that a refit asks for.
  void require_covering() const {
    std::vector<Rational> before(layers.size() + 1),
        entry(layers.size() + 1);  // l1 errors; errors of an entry
    for (const Stage& stage : stages) {
      const auto& [start, rate, drift, weight, offset] = stage.schedule;
      const SignalClass& signals = classes[stage.to - 1];
      const Rational s = signals.sparsity, mu = cross_coherence(stage.d, stage.w);
      Rational largest = 0;
      for (const Vector& atom : stage.w.atoms) largest = std::max(largest, largest_size(atom));
      const Rational step = largest * stage.level;
      const bool proven =
          rate < 1 && (stage.refit ? start >= before[stage.to] && rate >= (s - 1) * mu && drift >= s * step &&
                                         entry[stage.to] <= 2 * stage.threshold
                                   : start >= s * signals.magnitude && weight >= mu && offset >= step &&
                                         rate >= (2 * s - 1) * weight && drift >= 2 * s * offset);
      require(proven, "stages: expected schedules that cover the signals and the input");
      before[stage.to] = stage.envelope.back();
      entry[stage.to] = stage.refit ? Rational(mu * stage.envelope.end()[-2] + step) : 2 * stage.threshold;
    }
  }

  /// Of each layer: refits ask for entries that are larger, where they are not 0.
  std::vector<Rational> least_entries() const {
    std::vector<Rational> least(layers.size());
    for (const Stage& stage : stages) {
      Rational& own = least[stage.to - 1];
      if (stage.refit) own = std::max(own, Rational(2 * stage.threshold));
    }
    return least;
  }

 private:
  void add(const Node& item) {
    const Count from = item["from"].count(0, layers.size() - 1),
                to = item["to"].count(from + 1, layers.size());
    const bool refit = item["form"].word({"pursuit", "refit"}) == "refit";
    require(bounds[from] && (!refit || bounds[to]), "stages: expected the input from an earlier stage");
    Matrix d = layers[from];
    Rational level = *bounds[from] + classes[from].noise;
    for (Count j = from + 1; j < to; ++j) {
      level += l1_gain(d) * classes[j].noise;
      const Matrix left = std::exchange(d, layers[j]);
      for (Vector& atom : d.atoms) atom = multiply(left, atom);
      d.rows = left.rows;
    }
    const Schedule schedule = lista_schedule(item["schedule"]);
    require(!refit || (schedule.weight == 0 && schedule.offset == 0), "stages: a refit has no thresholds");
    const std::vector<Rational> envelope = lista_bounds(schedule, item["steps"].count(1, most_steps));
    if (!refit) thresholds[to] = schedule.weight * envelope.end()[-2] + schedule.offset;
    stages.push_back(
        {from, to, refit, d, lista_analysis(item["analysis"], d), schedule, envelope, level, thresholds[to]});
    bounds[to] = envelope.back();
  }
};

bool has_support_of(const Vector& x, const Vector& z) {
  return std::ranges::equal(
      x, z, {}, [](const auto& e) { return e.first; }, [](const auto& e) { return e.first; });
}

}  // namespace

Statement deep_envelope(const Node& c) {
  const Plan plan(c);
  plan.require_covering();
  require_signal(plan.layers, plan.classes, plan.least_entries());
  const std::vector<Node> errors = c["errors"].list(plan.layers.size());
  for (Count j = 0; j < errors.size(); ++j) {
    if (errors[j].number() < *plan.bounds[j + 1]) errors[j].reject("its bound or more");
  }
  return Statement::holds_for_all;
}

Statement deep_run(const Node& c) {
  const Plan plan(c);
  const Count depth = plan.layers.size();
  const std::vector<Node> noises = c["noise"].list(depth);
  std::vector<Vector> codes = {c["code"].vector(plan.layers.back().atoms.size())};
  for (Count j = depth; j-- > 0;)
    codes.insert(codes.begin(), noisy_signal(plan.layers[j], plan.classes[j], codes.front(), noises[j], j));
  const bool covered = c["hypothesis"].word({"covered", "none"}) == "covered";
  if (covered) plan.require_covering();

  std::vector<Vector> estimates(depth + 1);
  estimates[0] = codes[0];
  bool bounded = true;
  const auto error = [&](Count j) { return l1_norm(minus(estimates[j], codes[j])); };
  for (const Stage& stage : plan.stages) {
    const Vector kept = stage.refit ? estimates[stage.to] : Vector{};
    if (covered && stage.refit) {
      for (const auto& [i, value] : codes[stage.to])
        require(abs(value) > 2 * stage.threshold, "code: expected entries above twice the threshold");
      require(has_support_of(kept, codes[stage.to]), "stages: expected the support found before a refit");
    }
    Matrix w = stage.w;  // a refit leaves what is off the support at 0
    for (Count i = 0; stage.refit && i < w.atoms.size(); ++i) {
      if (std::ranges::none_of(kept, [&](const auto& own) { return own.first == i; })) w.atoms[i].clear();
    }
    Vector& z = estimates[stage.to] = kept;
    for (Count k = 0; k < stage.envelope.size(); ++k) {
      bounded = bounded && error(stage.to) <= stage.envelope[k];
      if (k + 1 == stage.envelope.size()) break;
      const Rational threshold = stage.schedule.weight * stage.envelope[k] + stage.schedule.offset;
      z = lista_step(stage.d, w, {}, estimates[stage.from], z, threshold);
    }
  }
  for (const Count j : plan.pushed) {
    estimates[j] = multiply(plan.layers[j], estimates[j + 1]);
    bounded = bounded && error(j) <= *plan.bounds[j];
  }
  const std::string word = c["conclusion"].word({"bounded", "error_at_most", "error_above"});
  const Rational value = c["value"].number();
  require(word != "bounded" || value == 0, "value: expected 0 where unused");
  const bool concluded = word == "bounded" ? bounded : (error(depth) > value) == (word == "error_above");
  require(concluded, "conclusion: expected it to hold");
  return word == "error_above" ? Statement::fails_for_one : Statement::holds_for_one;
}

}  // namespace dsc::check
