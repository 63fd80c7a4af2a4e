
#include "theorems/certificates/attention.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "harness/claim.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/dictionaries/families.h"
#include "theorems/statistics/decay_fit.h"

namespace dsc {
namespace {

using certificate::Conclusion;
using Eigen::Index;

struct Instance {
  std::string name;
  Encoder encoder;
  Index heads, sparsity;
};

std::vector<Instance> instances() {
  const Dictionary unit = identity_hadamard(4), bases = three_bases(), sharp = simplex(8);
  return {{unit.name + ", 2 heads", self_encoder(unit.atoms), 2, 1},
          {bases.name + ", 4 heads", self_encoder(bases.atoms), 4, 1},
          {sharp.name + ", 3 heads", self_encoder(sharp.atoms), 3, 2}};
}

/// E_k for codes of entries up to 1, with what the attention blurs as the noise.
Schedule schedule_of(const Instance& instance, Index sharpness) {
  const RationalMatrix& d = instance.encoder.dictionary;
  const Rational noise =
      gathering_error(d.rows(), instance.heads, sharpness, Rational(instance.sparsity) * largest_entry(d));
  return convergence_schedule(cross_coherence(instance.encoder), largest_entry(instance.encoder.analysis),
                              {.sparsity = instance.sparsity, .magnitude = 1, .noise = noise});
}

Transformer<Rational> transformer_of(const Instance& instance, Index sharpness, int iterations, Index shift) {
  const Encoder& e = instance.encoder;
  return realise_attention(
      {e.dictionary, e.analysis, thresholds(schedule_of(instance, sharpness), iterations)}, instance.heads,
      sharpness, shift);
}

/// As many nonzeros as the instance allows, one of size 1, the others in (0, 1].
RationalVector draw_code(const Instance& instance, std::mt19937_64& generator) {
  RationalVector code = RationalVector::Zero(instance.encoder.dictionary.cols());
  Rational size = 1;
  for (Index left = instance.sparsity; left > 0;) {
    Rational& entry =
        code[static_cast<Index>(uniform_below(generator, static_cast<std::uint64_t>(code.size())))];
    if (entry != 0) continue;
    entry = uniform_below(generator, 2) == 0 ? size : Rational(-size);
    size = Rational(1 + static_cast<long>(uniform_below(generator, 16)), 16);
    --left;
  }
  return code;
}

/// |x^(k) - x*|_1 after each iteration, exactly.
std::vector<Rational> errors(const Transformer<Rational>& transformer, const RationalMatrix& dictionary,
                             const RationalVector& code) {
  std::vector<Rational> all;
  RationalMatrix tokens = tokens_of(transformer, multiply(dictionary, code));
  for (const Sublayer<Rational>& sublayer : transformer.sublayers) {
    tokens = apply(transformer, sublayer, tokens);
    if (sublayer.heads.empty()) all.push_back(l1_norm(code_of(tokens, code.size()) - code));
  }
  return all;
}

void decide(const Instance& instance, Index sharpness, int iterations, Index shift,
            const RationalVector& code, Outcome& outcome) {
  const Transformer<Rational> transformer = transformer_of(instance, sharpness, iterations, shift);
  const Rational error = errors(transformer, instance.encoder.dictionary, code).back(),
                 bound = envelope(schedule_of(instance, sharpness), iterations).back();
  if (bound >= l1_norm(code)) return;  // no better than the answer 0
  Evidence item{.violated = error > bound,
                .instance = fmt::format("{}, alpha = {} ln 2, K = {}", instance.name, sharpness, iterations),
                .finding = fmt::format("|x - x*|_1 = {:.3g}, bound {:.3g}", nearest(error), nearest(bound))};
  if (!item.violated) item.tightness = nearest(Rational(error / bound));
  item.certificate = certificate::attention(instance.encoder, transformer, code,
                                            item.violated ? Conclusion::fails : Conclusion::holds);
  outcome.add(item);
}

std::vector<double> counted(std::size_t size, double first, double step) {
  std::vector<double> result;
  for (std::size_t k = 0; k < size; ++k) result.push_back(first + step * static_cast<double>(k));
  return result;
}

/// Error against K for some alpha, with the fit where alpha no longer matters.
void add_iterations(const Instance& instance, const RationalVector& code, Outcome& outcome, Table& fits) {
  Figure figure{.name = "iterations",
                .title = "A transformer that runs LISTA-CP: " + instance.name,
                .x_label = "iterations K",
                .y_label = "|x - x*|_1",
                .log_y = true};
  constexpr int iterations = 24;
  for (const Index sharpness : {8, 16, 24, 40}) {
    const auto found = doubles(
        errors(transformer_of(instance, sharpness, iterations, 0), instance.encoder.dictionary, code));
    figure.series.push_back(
        {.label = fmt::format("alpha = {} ln 2", sharpness), .x = counted(found.size(), 1, 1), .y = found});
    if (sharpness != 40) continue;
    const LineFit fit = fit_decay(found, 1e-12);
    const double rate = nearest(schedule_of(instance, sharpness).rate);
    fits.rows.push_back({"iteration K, alpha = 40 ln 2", fmt::format("{:.4f}", fit.slope),
                         fmt::format("[{:.4f}, {:.4f}]", fit.slope_lower, fit.slope_upper),
                         fmt::format("{:.4f} (ln q)", std::log(rate))});
  }
  figure.series.push_back(
      series_over_index("bound, alpha = 24 ln 2", doubles(envelope(schedule_of(instance, 24), iterations))));
  outcome.add(figure);
}

/// Error against alpha for some K, with the fit where K no longer matters.
void add_sharpness(const Instance& instance, const RationalVector& code, Outcome& outcome, Table& fits) {
  Figure figure{.name = "sharpness",
                .title = "The same transformer against the sharpness alpha",
                .x_label = "alpha / ln 2",
                .y_label = "|x - x*|_1",
                .log_y = true};
  constexpr int iterations = 40;
  const std::vector<int> shown = {4, 8, 16, iterations};
  for (const int k : shown) figure.series.push_back({.label = fmt::format("K = {}", k)});
  figure.series.push_back({.label = fmt::format("bound, K = {}", iterations)});
  std::vector<double> alphas, last;
  for (Index sharpness = 4; sharpness <= 32; sharpness += 4) {
    const auto a = static_cast<double>(sharpness);
    const auto found = doubles(
        errors(transformer_of(instance, sharpness, iterations, 0), instance.encoder.dictionary, code));
    for (std::size_t c = 0; c < shown.size(); ++c) {
      figure.series[c].add(a, found[static_cast<std::size_t>(shown[c]) - 1]);
    }
    figure.series.back().add(a, nearest(envelope(schedule_of(instance, sharpness), iterations).back()));
    if (sharpness < 12) continue;  // below it the thresholds exceed the code, and all of it is the error
    alphas.push_back(a * std::numbers::ln2), last.push_back(std::log(found.back()));
  }
  const LineFit fit = fit_line(alphas, last);
  fits.rows.push_back({fmt::format("alpha, K = {}", iterations), fmt::format("{:.4f}", fit.slope),
                       fmt::format("[{:.4f}, {:.4f}]", fit.slope_lower, fit.slope_upper), "-1"});
  outcome.add(figure);
}

void add_mass(Outcome& outcome) {
  Table table{.title = "Largest softmax mass off the target, any head whose target exists",
              .columns = {"tokens N", "alpha / ln 2", "mass", "(N-1) e^-alpha", "mass / bound"}};
  for (const Index tokens : {2, 3, 4, 16}) {
    for (const Index sharpness : {2, 8, 32}) {
      const Rational mass = off_target_mass(attention_weights(tokens, 0, sharpness), 0);
      const Rational bound(Integer(tokens - 1), Integer(Integer(1) << static_cast<unsigned>(sharpness)));
      table.rows.push_back({std::to_string(tokens), std::to_string(sharpness),
                            fmt::format("{:.4g}", nearest(mass)), fmt::format("{:.4g}", nearest(bound)),
                            fmt::format("{:.4f}", nearest(Rational(mass / bound)))});
    }
  }
  outcome.add(table);
}

Outcome examine(Index shift, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  std::mt19937_64 generator(effort.seed);
  const std::vector<Instance> all = instances();
  for (std::size_t k = 0; k < all.size(); ++k) {
    for (int sample = 0; sample < effort.long_runs(); ++sample) {
      const RationalVector code = draw_code(all[k], generator);
      for (const Index sharpness : {8, 16, 32})
        for (const int iterations : {2, 6}) decide(all[k], sharpness, iterations, shift, code, outcome);
    }
    progress(0.5 * static_cast<double>(k + 1) / static_cast<double>(all.size()));
  }
  if (shift != 0) return outcome;
  Table fits{.title = "Decay of ln |x - x*|_1, " + all[0].name,
             .columns = {"in", "slope", "95% interval", "the bound's"}};
  const RationalVector code = draw_code(all[0], generator);
  add_iterations(all[0], code, outcome, fits);
  add_sharpness(all[0], code, outcome, fits);
  outcome.add(fits);
  add_mass(outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "R3.6",
    .position = 12,
    .title = "A transformer in place of the convolutions",
    .source = "arXiv 2408.05540v2, Remark 3.6",
    .statement = R"(
        Self-attention with a relative positional encoding can stand in for the convolutions, so the
        convergence of Section 3 extends to transformers.)",
    .latex = R"(
        \|x - x^*\|_1 \le E_K,\quad E_{k+1} = (2s-1)\mu_W E_k + 2 s C_W\,\delta_\alpha,\quad \delta_\alpha =
        2 N L (N-1) e^{-\alpha}\,s\,\|x^*\|_\infty \max|D_{ij}|)",
    .reading = R"(
        The print sketches it; here it is built, for one layer and without noise. One token for each of the N entries of the signal; in each
        of the K iterations L = ceil(log_s N) attention layers of s heads gather the signal at the first
        token, each head aimed at one tap by the quadratic relative encoding, and one feed-forward layer
        makes the step of LISTA-CP. Soft attention puts at most (N-1) e^-alpha off its target, which moves
        the gathered signal by at most delta_alpha in the l1 norm: noise, for which Theorem 5.1 in its
        repaired form gives E_K. So the error falls like e^(-cK) down to a floor that falls like e^-alpha.
        Taking alpha as a whole multiple of ln 2 makes every weight of the softmax rational, so the
        transformer runs exactly, without enclosures.)",
    .instances = "Three dictionaries with 4 and 7 tokens, 2 to 4 heads, several alpha and K, one or a few "
                 "random codes each.",
    .falsified = "Every head is aimed one token too far.",
    .expected = {.printed = Verdict::holds},
    .check = [](const Effort& e, const Progress& p) { return examine(0, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(1, e, p); },
});

}  // namespace
}  // namespace dsc
