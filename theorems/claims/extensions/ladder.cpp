#include <fmt/format.h>

#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/generalized.h"
#include "theorems/claims/extensions/guarantee_check.h"
#include "theorems/coherence/independence.h"
#include "theorems/pursuit/failing_support.h"
#include "theorems/pursuit/recovery.h"

namespace dsc {
namespace {

using Eigen::Index;

/// What is known of the largest sparsity at which l1 minimisation finds every code.
struct Ladder {
  Index coherence = 0, generalized = 0, column_sums = 0;  ///< guaranteed
  Index recovered = 0;                                    ///< by enumeration; 0 where not tried
  Index unique = 0;                                       ///< codes of so many nonzeros are, by enumeration
  Index failing = 0;                                      ///< some code is not found; 0 where none was seen
};

/// Enumerates upwards from what is guaranteed, until a code is lost or they are too many.
Index largest_recovered(const Guaranteed& g, Index from, const Effort& effort, Outcome& outcome) {
  Recovery last;
  Index recovered = 0;
  for (Index s = std::max<Index>(from, 1); affordable_sign_vectors(g.dictionary.atoms.cols(), s, effort);
       ++s) {
    Recovery next = examine_recovery(g.dictionary.atoms, s);
    if (next.undecided) break;
    last = std::move(next);
    recovered = s;
  }
  if (recovered > 0) {
    outcome.add(
        {.scope = Scope::all_signals,
         .instance = g.dictionary.name,
         .finding = fmt::format(
             "every code of {} nonzeros is recovered: a dual vector for each support and sign", recovered),
         .certificate = certificate::l1_recovery(g.dictionary.atoms, recovered, last.duals)});
  }
  return recovered;
}

/// Half the largest number of columns of which every set is independent.
Index largest_unique(const Guaranteed& g, Index from, const Effort& effort, Outcome& outcome) {
  const RationalMatrix& a = g.dictionary.atoms;
  Index together = 0;
  for (Index k = 2 * std::max<Index>(from, 1);
       k <= a.rows() && binomial(a.cols(), k, effort.exact_ranks() / 2); k += 2) {
    if (sparse_null_vector(a, k)) break;
    together = k;
  }
  if (together > 0) {
    outcome.add({.scope = Scope::all_signals,
                 .instance = g.dictionary.name,
                 .finding = fmt::format("codes of {} nonzeros are unique: every {} columns are independent",
                                        together / 2, together),
                 .certificate = certificate::independence({a}, together, certificate::Method::exhaustive)});
  }
  return together / 2;
}

Ladder climb(const Guaranteed& g, AtHalf at_half, const Effort& effort, Outcome& outcome) {
  const RationalMatrix& a = g.dictionary.atoms;
  Ladder ladder;
  ladder.coherence = guaranteed_sparsity(mutual_coherence(a).squared, a.cols());
  ladder.generalized = generalized_sparsity(g.shares, at_half);
  ladder.column_sums = column_sum_sparsity(g.shares, at_half);
  if (at_half == AtHalf::excluded && ladder.column_sums > 0) {
    outcome.add({.scope = Scope::all_signals,
                 .instance = g.dictionary.name,
                 .finding = fmt::format("guaranteed: {} by mu, {} by mu~, {} by column sums",
                                        ladder.coherence, ladder.generalized, ladder.column_sums),
                 .certificate = certificate::null_space_property(a, g.coherence, ladder.column_sums,
                                                                 certificate::NullSpace::l1_recovery)});
  }
  if (at_half == AtHalf::allowed) add_false_guarantee(g, outcome);
  std::mt19937_64 generator(effort.seed);
  // Linear programs of larger dictionaries take longer: fewer of them.
  const Index programs = effort.linear_programs(),
              affordable = 40 * programs * 50 / (a.rows() * a.cols()) + 20;
  if (const auto z = search_failing_support(a, static_cast<int>(std::min(programs, affordable)), generator)) {
    ladder.failing = half_of_l1(*z);
    const bool contradicts = ladder.failing <= ladder.column_sums;
    const auto [code, rival] = code_and_rival(*z);
    std::optional<double> tightness;
    if (!contradicts && ladder.failing > 1)
      tightness = static_cast<double>(ladder.column_sums) / static_cast<double>(ladder.failing - 1);
    outcome.add({.violated = contradicts,
                 .instance = g.dictionary.name,
                 .finding = fmt::format(
                     "a code of {} nonzeros has a rival of no larger l1 norm{}", ladder.failing,
                     contradicts ? fmt::format(", though {} are guaranteed", ladder.column_sums) : ""),
                 .tightness = tightness,
                 .certificate = certificate::l1_counterexample(
                     {a, code, rival, certificate::L1Hypothesis::none, true})});
    if (contradicts) return ladder;
  }
  ladder.recovered = largest_recovered(g, ladder.column_sums, effort, outcome);
  ladder.unique = largest_unique(g, ladder.column_sums, effort, outcome);
  return ladder;
}

void add_point(Series& series, double x, Index y) {
  if (y != 0) series.add(x, static_cast<double>(y));
}

class Report {
 public:
  void add(const std::string& name, double x, const Ladder& l) {
    const auto known = [](Index s) { return s == 0 ? std::string("-") : std::to_string(s); };
    table_.rows.push_back({name, std::to_string(l.coherence), std::to_string(l.generalized),
                           std::to_string(l.column_sums), known(l.recovered), known(l.failing),
                           known(l.unique)});
    const Index rungs[] = {l.coherence, l.generalized, l.column_sums, l.recovered, l.failing};
    for (std::size_t k = 0; k < series_.size(); ++k) add_point(series_[k], x, rungs[k]);
    names_.push_back(name);
  }
  void draw_families(Outcome& outcome) {
    outcome.add(Figure{.name = "families",
                       .title = "Nonzeros that l1 minimisation recovers, by dictionary",
                       .y_label = "nonzeros",
                       .style = Figure::Style::bars,
                       .series = series_,
                       .categories = names_});
    outcome.add(table_);
  }
  void draw_sizes(Outcome& outcome) {
    outcome.add(Figure{.name = "sizes",
                       .title = "Nonzeros that l1 minimisation recovers: rational unit vectors, m x 2m",
                       .x_label = "rows m",
                       .y_label = "nonzeros",
                       .log_x = true,
                       .series = series_});
    table_.title = "Rational unit vectors";
    outcome.add(table_);
  }

 private:
  std::vector<Series> series_{{.label = "guaranteed by mu"},
                              {.label = "by mu~"},
                              {.label = "by column sums"},
                              {.label = "recovered, all enumerated"},
                              {.label = "a code that is not recovered"}};
  std::vector<std::string> names_;
  Table table_{.title = "The ladder",
               .columns = {"dictionary", "mu", "mu~", "column sums", "recovered, enumerated", "not recovered",
                           "unique, enumerated"}};
};

Outcome examine(AtHalf at_half, const Effort& effort, const Progress& progress) {
  Outcome outcome;
  const auto families = equal_norm_families();
  Report by_family, by_size;
  for (std::size_t k = 0; k < families.size(); ++k) {
    by_family.add(families[k].name, static_cast<double>(k),
                  climb(guaranteed(families[k]), at_half, effort, outcome));
    progress(static_cast<double>(k + 1) / static_cast<double>(families.size() + 2));
  }
  by_family.draw_families(outcome);
  // Larger ones where the profile has time: their certificates are megabytes.
  const Index largest = effort.large_sizes ? 128 : 32;
  for (Index m = 4; m <= largest; m *= 2) {
    const Dictionary d = unit_vectors(m, 2 * m, 1);
    by_size.add(d.name, static_cast<double>(m), climb(guaranteed(d), at_half, effort, outcome));
  }
  by_size.draw_sizes(outcome);
  return outcome;
}

const Registration registration(Claim{
    .id = "X3",
    .position = 3,
    .title = "A ladder of sparsities for any dictionary",
    .source = "this project, from X1 and X2",
    .statement = R"(
        For normalised columns the largest sparsity at which l1 minimisation finds every code is at least
        what mutual coherence, generalized coherence and column sums guarantee, each no less than the one
        before, and below the sparsity of any code that an explicit null vector shows to have a rival.)",
    .latex = R"(
        s_\mu \le s_{\tilde\mu} \le s_{\Sigma} \le s_{\ell_1} < \min\Bigl\{s : \exists z \ne 0,\ Dz = 0,\
        \max_{|S| = s} \|z_S\|_1 \ge \tfrac12 \|z\|_1\Bigr\})",
    .reading = R"(
        The last step is an equality (the null space property is necessary); the search gives an upper bound
        of it. Between the two ends the truth is known where enumeration reaches. Tightness is what column
        sums guarantee over one less than the least sparsity seen to fail.)",
    .instances = "The dictionaries of X1, and rational unit vectors of growing size.",
    .falsified = "Sums of exactly a half are allowed in the guarantee.",
    .expected = {.printed = Verdict::certified},
    .formal_statement = "X3_row_statement",
    .formal_theorem = "X3_row",
    .formal_verdict = Verdict::proved,
    .check = [](const Effort& e, const Progress& p) { return examine(AtHalf::excluded, e, p); },
    .control = [](const Effort& e, const Progress& p) { return examine(AtHalf::allowed, e, p); },
});

}  // namespace
}  // namespace dsc
