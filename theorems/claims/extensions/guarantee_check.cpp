#include "theorems/claims/extensions/guarantee_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "theorems/certificates/dictionaries.h"
#include "theorems/certificates/generalized.h"
#include "theorems/certificates/solutions.h"
#include "theorems/claims/evidence/bounds.h"
#include "theorems/coherence/independence.h"
#include "theorems/pursuit/basis_pursuit.h"
#include "theorems/pursuit/recovery.h"

namespace dsc {
namespace {

using certificate::NullSpace;
using Eigen::Index;

/// Least over the columns of the share that a null vector attains over the share allowed: how sharp the
/// shares are, not the sparsity that follows.
double attained(const GeneralizedCoherence& t) {
  Rational least = 1;
  for (const Range& range : t.columns) {
    if (range.upper == 0) continue;
    const Rational low = range.lower / (1 + range.lower), high = range.upper / (1 + range.upper);
    least = std::min(least, Rational(low / high));
  }
  return nearest(least);
}

/// Codes of `sparsity` nonzeros are unique: all sets of columns, or two codes of one signal.
bool examine_uniqueness(const Dictionary& d, Index sparsity, const Effort& effort, Outcome& outcome) {
  const Index together = std::min(2 * sparsity, d.atoms.cols());
  if (together < 1 || !binomial(d.atoms.cols(), together, effort.exact_ranks())) return false;
  Evidence item{.scope = Scope::all_signals, .instance = d.name};
  if (const auto null_vector = sparse_null_vector(d.atoms, together)) {
    const auto [x, other] = two_codes(*null_vector);
    item.scope = Scope::one_signal;
    item.violated = true;
    item.finding = fmt::format("two codes of at most {} nonzeros for one signal", sparsity);
    item.certificate =
        certificate::two_solutions({{d.atoms}, {sparsity}, multiply(d.atoms, x), x, other, false});
  } else {
    item.finding = fmt::format("every {} columns are independent: exact rank of all subsets", together);
    item.certificate = certificate::independence({d.atoms}, together, certificate::Method::exhaustive);
  }
  outcome.add(item);
  return true;
}

/// Codes of `sparsity` nonzeros are the unique l1 minimisers: all supports and signs, or one that is not.
bool examine_l1(const Dictionary& d, Index sparsity, const Effort& effort, Outcome& outcome) {
  if (sparsity < 1 || !affordable_sign_vectors(d.atoms.cols(), sparsity, effort)) return false;
  const auto [duals, undecided] = examine_recovery(d.atoms, sparsity);
  Evidence item{.scope = Scope::all_signals, .instance = d.name};
  if (undecided) {
    const auto rival = exact_rival(d.atoms, *undecided);
    if (!rival) return false;
    item.scope = Scope::one_signal;
    item.violated = true;
    item.finding = fmt::format("a code of {} nonzeros and l1 norm {} has a rival of l1 norm {}", sparsity,
                               to_text(l1_norm(*undecided)), to_text(l1_norm(*rival)));
    item.certificate =
        certificate::l1_counterexample({d.atoms, *undecided, *rival, certificate::L1Hypothesis::none, true});
  } else {
    item.finding =
        fmt::format("{} dual vectors cover every support of {} and every sign", duals.size(), sparsity);
    item.certificate = certificate::l1_recovery(d.atoms, sparsity, duals);
  }
  outcome.add(item);
  return true;
}

/// What the shares guarantee at this sparsity, or at one too large, which must be rejected.
std::string property(const Guaranteed& g, Index sparsity, NullSpace what) {
  return certificate::null_space_property(g.dictionary.atoms, g.coherence, sparsity, what);
}

/// Recovery and uniqueness by the null space property, and both ends of the shares.
void add_guarantees(const Guaranteed& g, Index l1, Index unique, bool each, Outcome& outcome) {
  Evidence item{.scope = Scope::all_signals, .instance = g.dictionary.name};
  if (l1 > 0) {
    item.finding = fmt::format(
        "codes of {} nonzeros: any {} entries of a null vector have less than half of it", l1, l1);
    item.certificate = property(g, l1, NullSpace::l1_recovery);
    outcome.add(item);
  }
  if (unique > 0) {
    item.finding = fmt::format(
        "codes of {} nonzeros: any {} entries of a null vector have less than all of it", unique, 2 * unique);
    item.certificate = property(g, unique, NullSpace::uniqueness);
    outcome.add(item);
  }
  if (!each) return;
  Evidence shares = share_evidence(g, "both ends of every share t_i/(1 + t_i)");
  shares.tightness = attained(g.coherence);
  outcome.add(shares);
}

}  // namespace

Guaranteed guaranteed(const Dictionary& dictionary) {
  GeneralizedCoherence t = generalized_coherence(dictionary.atoms);
  std::vector<Rational> shares = largest_shares(t);
  return {dictionary, std::move(t), std::move(shares)};
}

void add_false_guarantee(const Guaranteed& g, Outcome& outcome) {
  const Index sparsity = column_sum_sparsity(g.shares);
  if (sparsity < 1 || sparsity >= g.dictionary.atoms.cols()) return;
  outcome.add(FalseStatement{.instance = g.dictionary.name,
                             .statement = fmt::format("the shares guarantee {} nonzeros", sparsity + 1),
                             .certificate = property(g, sparsity + 1, NullSpace::l1_recovery),
                             .neighbour = property(g, sparsity, NullSpace::l1_recovery)});
}

Evidence share_evidence(const Guaranteed& g, const std::string& finding) {
  return {.scope = Scope::all_signals,
          .instance = g.dictionary.name,
          .finding = finding,
          .certificate = certificate::generalized_coherence(g.dictionary.atoms, g.coherence)};
}

std::optional<std::int64_t> affordable_sign_vectors(Index d, Index s, const Effort& effort) {
  const std::int64_t most = effort.sign_vectors();
  if (s > 12) return std::nullopt;
  const auto supports = binomial(d, s, most >> (s - 1));
  if (!supports) return std::nullopt;
  return *supports << (s - 1);
}

void try_guarantee(const GuaranteeStatement& statement, const Effort& effort, const Progress& progress,
                   Outcome& outcome) {
  Table table{.title = "Sparsity guaranteed",
              .columns = {"dictionary", "mu", "mu~", "by mu (T2.1)", "l1 recovery", "uniqueness",
                          "confirmed by enumeration"}};
  const auto families = equal_norm_families();
  for (std::size_t k = 0; k < families.size(); ++k) {
    const Guaranteed g = guaranteed(families[k]);
    const Rational mu_squared = mutual_coherence(g.dictionary.atoms).squared;
    const bool each = statement.shares == Shares::each;
    const Index l1 = each ? column_sum_sparsity(g.shares, statement.at_half)
                          : generalized_sparsity(g.shares, statement.at_half);
    const Index unique = each ? column_sum_uniqueness(g.shares, statement.at_half) : l1;
    if (statement.at_half == AtHalf::allowed) {
      add_false_guarantee(g, outcome);
    } else {
      add_guarantees(g, l1, unique, each, outcome);
    }
    const bool ranks = examine_uniqueness(g.dictionary, unique, effort, outcome);
    const bool duals = examine_l1(g.dictionary, l1, effort, outcome);
    table.rows.push_back({g.dictionary.name, fmt::format("{:.4f}", std::sqrt(nearest(mu_squared))),
                          fmt::format("{:.4f}", nearest(g.coherence.upper)),
                          std::to_string(guaranteed_sparsity(mu_squared, g.dictionary.atoms.cols())),
                          std::to_string(l1), std::to_string(unique),
                          ranks && duals ? "both"
                          : ranks        ? "uniqueness"
                          : duals        ? "l1 recovery"
                                         : "no"});
    if (g.coherence.lower == g.coherence.upper)
      outcome.number(g.dictionary.name + ": mu~", to_text(g.coherence.upper));
    progress(static_cast<double>(k + 1) / static_cast<double>(families.size()));
  }
  outcome.add(table);
}

}  // namespace dsc
