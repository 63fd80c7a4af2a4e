#pragma once

#include "harness/claim.h"
#include "theorems/coherence/column_sums.h"
#include "theorems/instances/equal_norm_families.h"

namespace dsc {

/// A dictionary of equal column norms, and what its generalized coherence guarantees.
struct Guaranteed {
  Dictionary dictionary;
  GeneralizedCoherence coherence;
  std::vector<Rational> shares;  ///< of l1 norm that one entry of a null vector may carry, largest first
};
Guaranteed guaranteed(const Dictionary& dictionary);

/// Which guarantee is examined: one share for all columns (X1), or each column's own (X2).
enum class Shares { largest, each };

struct GuaranteeStatement {
  Shares shares = Shares::largest;
  AtHalf at_half = AtHalf::excluded;
};

/// Decides the statement on every family: the enclosures of t_i, certified; and where enumeration reaches,
/// all sets of 2s columns by exact rank and all supports and signs by dual vectors, or two codes that refute
/// it. Adds evidence and a table.
void try_guarantee(const GuaranteeStatement& statement, const Effort& effort, const Progress& progress,
                   Outcome& outcome);

/// One nonzero more than the column sums guarantee for l1 recovery, next to what they do guarantee.
void add_false_guarantee(const Guaranteed& g, Outcome& outcome);

/// Evidence that the shares and with them the sparsities follow from the certified enclosures.
Evidence share_evidence(const Guaranteed& g, const std::string& finding);

/// C(d, s) 2^(s-1) sign vectors, or none where they are too many to try.
std::optional<std::int64_t> affordable_sign_vectors(Eigen::Index d, Eigen::Index s, const Effort& effort);

}  // namespace dsc
