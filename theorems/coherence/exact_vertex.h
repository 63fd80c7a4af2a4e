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

/// The vertex of the proposal's basis B, solved exactly on the given rows S, as many as B has columns: with N
/// = M[S, B], signs e_k and the lower bounds n_k of the column norms, N^T w_S = (e_k n_k) and w = 0
/// elsewhere; where a_i is a combination of the others, N u_B = M[S, i] and the null vector is u with u_i =
/// -1. Each times its least common denominator. None where B has another size or N is singular.
std::optional<ExactWitness> exact_vertex(const ScaledColumns& s, const std::vector<Eigen::Index>& rows,
                                         Eigen::Index column, const ColumnProposal& proposal);

/// Entries rounded to fractions with small denominators: structured dictionaries have such vertices. None
/// where some entry is near none.
std::optional<ExactWitness> simple_fractions(const ScaledColumns& s, Eigen::Index column,
                                             const ColumnProposal& proposal);

}  // namespace dsc
