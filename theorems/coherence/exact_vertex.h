#pragma once

#include "theorems/coherence/scaled_columns.h"
#include "theorems/coherence/shared_tableau.h"

/// From what floating point proposes to exact witnesses, where the ratios of column norms are rational.
/// Whether they prove what is hoped for is for analysis_bounds and null_vector_bounds to say.
namespace dsc {

struct ExactWitness {
  IntegerVector analysis;     ///< m entries
  IntegerVector null_vector;  ///< d entries
};

/// The vertex of the proposal's basis, solved exactly on the given rows (as many as the basis has columns).
/// None where it is singular.
std::optional<ExactWitness> exact_vertex(const ScaledColumns& s, const std::vector<Eigen::Index>& rows,
                                         Eigen::Index column, const ColumnProposal& proposal);

/// Entries rounded to fractions with small denominators: structured dictionaries have such vertices. None
/// where some entry is near none.
std::optional<ExactWitness> simple_fractions(const ScaledColumns& s, Eigen::Index column,
                                             const ColumnProposal& proposal);

}  // namespace dsc
