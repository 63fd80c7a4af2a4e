#include <fmt/format.h>

#include <cmath>

#include "harness/claim.h"
#include "theorems/certificates/lista.h"
#include "theorems/claims/section3/layered_instances.h"
#include "theorems/exact/short_bounds.h"

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

/// L(x~) - L(x) lies between -share times and share times the bound, or as printed between 0 and that:
/// refuted by one run; the repaired form is proven for all signals. The other forms are tried for violations
/// only.
void decide(const LayeredInstance& item, Form form, int steps, const Rational& gamma, const Rational& share,
            Outcome& outcome) {
  const auto bounds = item.bounds(steps);
  const std::size_t last = item.pursuit.depth() - 1;
  const RationalMatrix& d = item.pursuit.encoders[last].dictionary;
  const Rational excess = loss(d, item.codes[last], item.found(steps).back(), gamma) -
                          loss(d, item.codes[last], item.codes.back(), gamma);
  const Rational claimed = share * loss_bound(d, bounds[last], gamma);
  // As printed, nothing is below the loss of the code.
  const Rational floor = form == Form::printed && share == 1 ? Rational(0) : Rational(-claimed);
  Evidence found{.form = form,
                 .scope = Scope::all_signals,
                 .violated = excess > claimed || excess < floor,
                 .instance = item.name};
  if (!found.violated && form == Form::printed) return;
  found.finding = fmt::format(
      "gamma = {}, {} steps: loss {:+.4g} against that of the code, claimed from {:.4g} to {:.4g}",
      to_text(gamma), steps, nearest(excess), nearest(floor), nearest(claimed));
  const auto schedules = item.schedules(steps);
  const certificate::ScheduledPursuit scheduled{item.pursuit, schedules, steps};
  if (found.violated) {
    const bool below = excess < floor;
    found.scope = Scope::one_signal;
    found.certificate =
        certificate::lista_run({.scheduled = scheduled,
                                .code = item.codes.back(),
                                .noise = item.noise,
                                .hypothesis = ScheduleFor::input_error,
                                .conclusion = below ? RunConclusion::loss_below : RunConclusion::loss_above,
                                .value = below ? floor : claimed,
                                .gamma = gamma});
  } else {
    std::vector<Rational> stated;
    for (std::size_t j = 0; j <= last; ++j)
      stated.push_back(short_above(loss_bound(item.pursuit.encoders[j].dictionary, bounds[j], gamma)));
    found.tightness = nearest(abs(excess) / claimed);
    found.certificate = certificate::lista_loss(scheduled, gamma, stated);
  }
  outcome.add(found);
}

Outcome examine(const std::vector<std::pair<Form, Rational>>& variants, const Effort& effort,
                const Progress& progress) {
  Outcome outcome;
  std::vector<LayeredInstance> all = single_layers();
  for (const LayeredInstance& item : layered_instances(effort.seed, 0)) {
    if (item.pursuit.depth() == 2) all.push_back(item);
  }
  double done = 0;
  for (const LayeredInstance& item : all) {
    for (const auto& [form, share] : variants) {
      if (item.pursuit.depth() == 1)
        decide(item, form, 1, 1, share, outcome);  // by hand: 1/4 - 1/2 on [I|H] 4x8
      for (const Rational& gamma : {Rational(1), Rational(1, 8)})
        decide(item, form, item.pursuit.depth() == 1 ? 6 : 40, gamma, share, outcome);
    }
    progress(done += 1.0 / static_cast<double>(all.size()));
  }
  return outcome;
}

const Registration registration(Claim{
    .id = "C3.3",
    .position = 3,
    .title = "The loss converges at a linear rate",
    .source = "arXiv 2408.05540v2, Corollary 3.3",
    .statement =
        "Without noise the loss of the network's output exceeds that of the code by at most C e^(-cK), and "
        "is never below it.",
    .latex = "0 \\le L_j(\\tilde x_j) - L_j(x_j) \\le C e^{-cK},\\quad L_j(x) = \\|x_{j-1} - D_j x\\|_2^2 + "
             "\\gamma "
             "\\|x\\|_1",
    .reading = "The network is the repaired one of Theorem 3.1.",
    .repair = "The code does not minimise the loss: it has least l1 norm among the exact solutions only, and "
              "shrinking "
              "it pays gamma at first order and costs at second. Even D = I with one entry 1 has loss t^2 + "
              "gamma (1 - t) at "
              "x = 1 - t. LISTA-CP shrinks, so the left inequality fails once the error is small against "
              "gamma. Both sides hold with "
              "absolute "
              "value: |L_j(x~_j) - L_j(x_j)| <= N E_K^2 + gamma E_K with N the largest squared column norm "
              "and E_K the l1 bound; "
              "in one layer of unit columns at most (s B + gamma) s B q^K.",
    .instances = "Single layers at the largest sparsity with q < 1 and chains of two layers, gamma 1 and "
                 "1/8, six steps.",
    .falsified = "The bound of the repaired form is halved.",
    .subject = "the network of Theorem 3.1",
    .expected = {.printed = Verdict::refuted, .repaired = Verdict::certified},
    .check =
        [](const Effort& e, const Progress& p) {
          return examine({{Form::printed, 1}, {Form::repaired, 1}}, e, p);
        },
    .control =
        [](const Effort& e, const Progress& p) {
          return examine({{Form::printed, Rational(1, 2)}}, e, p);
        },
});

}  // namespace
}  // namespace dsc
