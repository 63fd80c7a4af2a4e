#include <fmt/format.h>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/exact/short_bounds.h"
#include "theorems/instances/layered_chains.h"

namespace dsc {
namespace {

using certificate::RunConclusion;
using certificate::ScheduleFor;
using Eigen::Index;

Rational loss(const RationalMatrix& d, const RationalVector& signal, const RationalVector& x,
              const Rational& gamma) {
  return squared_norm(signal - multiply(d, x)) + gamma * l1_norm(x);
}

/// N E^2 + gamma E, N the largest squared column norm.
Rational loss_bound(const RationalMatrix& d, const Rational& error, const Rational& gamma) {
  Rational norm = 0;
  for (Index j = 0; j < d.cols(); ++j) norm = std::max(norm, squared_norm(d.col(j)));
  return norm * error * error + gamma * error;
}

/// A chain, a number of steps and gamma: what L(x~) - L(x) is, and what bounds it in size.
struct Case {
  Chain chain;
  int steps;
  Rational gamma;

  std::size_t last() const { return chain.depth() - 1; }
  Rational excess() const {
    const RationalVector& signal = chain.signal.codes[last()];
    return loss(chain.deepest_dictionary(), signal, chain.estimates(steps).back(), gamma) -
           loss(chain.deepest_dictionary(), signal, chain.signal.codes.back(), gamma);
  }
  std::vector<Rational> bounds() const {
    const auto errors = chain.bounds(steps);
    std::vector<Rational> losses;
    for (std::size_t j = 0; j <= last(); ++j)
      losses.push_back(loss_bound(chain.pursuit.encoders[j].dictionary, errors[j], gamma));
    return losses;
  }
  std::string finding(const Rational& excess, const std::string& claimed) const {
    return fmt::format("gamma = {}, {} steps: loss {:+.4g} against that of the code, claimed {}",
                       to_text(gamma), steps, nearest(excess), claimed);
  }
};

/// Whether at some layer the bound is no better than that of the estimate 0.
bool is_empty(const Case& at) {
  const auto bounds = at.bounds();
  for (std::size_t j = 0; j < bounds.size(); ++j) {
    const SignalClass& signals = at.chain.pursuit.classes[j];
    const RationalMatrix& d = at.chain.pursuit.encoders[j].dictionary;
    if (bounds[j] >= loss_bound(d, Rational(signals.sparsity) * signals.magnitude, at.gamma)) return true;
  }
  return false;
}

std::vector<Case> cases(const Effort& effort) {
  std::vector<Case> all;
  for (const Chain& layer : hard_single_layers()) {
    all.push_back({layer, 1, 1});  // by hand: 1/4 - 1/2 on [I|H] 4x8
    for (const Rational& gamma : {Rational(1), Rational(1, 8)}) all.push_back({layer, 6, gamma});
  }
  for (const Chain& chain : layered_chains(effort.seed, 0)) {
    if (chain.depth() != 2) continue;
    for (const Rational& gamma : {Rational(1), Rational(1, 8)}) all.push_back({chain, 40, gamma});
  }
  std::erase_if(all, [](const Case& at) { return is_empty(at); });
  return all;
}

Evidence run_evidence(const Case& at, RunConclusion conclusion, const Rational& value) {
  const auto schedules = at.chain.schedules(at.steps);
  return {.violated = true,
          .instance = at.chain.name,
          .certificate = certificate::lista_run({.scheduled = {at.chain.pursuit, schedules, at.steps},
                                                 .code = at.chain.signal.codes.back(),
                                                 .noise = at.chain.signal.noise,
                                                 .hypothesis = ScheduleFor::input_error,
                                                 .conclusion = conclusion,
                                                 .value = value,
                                                 .gamma = at.gamma})};
}

/// |L(x~) - L(x)| is within the bound, for all signals of the class.
Evidence within_in_size(const Case& at) {
  const auto schedules = at.chain.schedules(at.steps);
  std::vector<Rational> stated = at.bounds();
  const Rational excess = at.excess(), bound = stated.back();
  for (Rational& value : stated) value = short_above(value);
  return {.scope = Scope::all_signals,
          .violated = abs(excess) > bound,
          .instance = at.chain.name,
          .finding = at.finding(excess, fmt::format("within {:.4g} in size", nearest(bound))),
          .tightness = nearest(Rational(abs(excess) / bound)),
          .certificate = certificate::lista_loss({at.chain.pursuit, schedules, at.steps}, at.gamma, stated)};
}

/// Nothing is below the loss of the code: refuted where the run is.
Outcome check_left(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Case& at : cases(effort)) {
    const Rational excess = at.excess();
    if (excess < 0) {
      Evidence below = run_evidence(at, RunConclusion::loss_below, 0);
      below.finding = at.finding(excess, "not below 0");
      outcome.add(below);
    }
    Evidence sized = within_in_size(at);
    sized.form = Form::repaired;
    outcome.add(sized);
  }
  return outcome;
}

Outcome check_right(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Case& at : cases(effort)) outcome.add(within_in_size(at));
  return outcome;
}

/// The bound less a 2^20th for all signals; and 15/16 of it, where a run exceeds that.
Outcome control(const Effort& effort, const Progress&) {
  Outcome outcome;
  for (const Case& at : cases(effort)) {
    const Rational excess = at.excess(), claimed = at.bounds().back() * Rational(15, 16);
    if (abs(excess) > claimed) {
      const bool below = excess < 0;
      Evidence beyond = run_evidence(at, below ? RunConclusion::loss_below : RunConclusion::loss_above,
                                     below ? Rational(-claimed) : claimed);
      beyond.finding = at.finding(excess, fmt::format("within {:.4g} in size", nearest(claimed)));
      outcome.add(beyond);
    }
    const auto schedules = at.chain.schedules(at.steps);
    const certificate::ScheduledPursuit scheduled{at.chain.pursuit, schedules, at.steps};
    std::vector<Rational> bounds = at.bounds(), too_small = bounds;
    too_small.back() *= almost_one();
    outcome.add(FalseStatement{.instance = at.chain.name,
                               .statement = fmt::format("the losses differ by at most 1 - 2^-20 times {:.4g}",
                                                        nearest(bounds.back())),
                               .certificate = certificate::lista_loss(scheduled, at.gamma, too_small),
                               .neighbour = certificate::lista_loss(scheduled, at.gamma, bounds)});
  }
  return outcome;
}

const std::string tried_on = R"(
    Single layers at the largest sparsity with q < 1, one and six steps, and chains of two layers, 40 steps;
    gamma 1 and 1/8.)";

const Registration left(Claim{
    .id = "C3.3l",
    .position = 5,
    .title = "The loss of the printed proof's network is never below that of the code",
    .source = "arXiv 2408.05540v2, Corollary 3.3, its proof: the left inequality",
    .statement = "Without noise the loss of every iterate of LISTA-CP, the network of the printed proof, is "
                 "never below that of the code.",
    .latex = R"(
        0 \le L_j(\tilde x_j) - L_j(x_j),\quad L_j(x) = \|x_{j-1} - D_j x\|_2^2 + \gamma \|x\|_1)",
    .reading = R"(
        The corollary says that some network has both inequalities, its proof takes LISTA-CP with (7) and
        claims the left one for every x. Another network may have it: adding the error bound to every
        entry of an iterate raises the l1 norm where there are more than 2s atoms.)",
    .repair = R"(
        The code does not minimise the loss: it has least l1 norm among the exact solutions only, and
        shrinking it pays gamma at first order and costs at second. Even D = I with one entry 1 has loss t^2
        + gamma (1 - t) at x = 1 - t. LISTA-CP shrinks, so the inequality fails once the error is small
        against gamma. With the absolute value both sides hold: see C3.3r. That some network has both inequalities is
        true where every layer has more atoms than rows: E_K / (d_j - 2 lambda_j) added to each entry (C3_3_exists).)",
    .instances = tried_on,
    .falsified = "The bound in size is taken 15/16 times as large.",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .formal_statement = "C3_3_left_printed",
    .formal_theorem = "C3_3_left_printed_false",
    .formal_verdict = Verdict::refuted,
    .formal_repair = "C3_3_repaired_true",
    .check = check_left,
    .control = control,
});

const Registration right(Claim{
    .id = "C3.3r",
    .position = 6,
    .title = "The loss converges at a linear rate",
    .source = "arXiv 2408.05540v2, Corollary 3.3: the right inequality, with a linear read-out",
    .statement =
        "Without noise the loss of the network's output exceeds that of the code by at most C e^(-cK).",
    .latex = R"(
        L_j(\tilde x_j) - L_j(x_j) \le N E_K^2 + \gamma E_K \le C e^{-cK})",
    .reading = R"(
        The network is that of T3.1. N is the largest squared column norm and E_K the l1 bound of the error; in
        one layer of unit columns the bound is at most (s B + gamma) s B q^K. It holds in absolute value.)",
    .instances = tried_on,
    .falsified = "The bound in size is taken 15/16 times as large.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "C3_3_rate",
    .formal_theorem = "C3_3_rate_true",
    .formal_verdict = Verdict::proved,
    .check = check_right,
    .control = control,
});

}  // namespace
}  // namespace dsc
