#pragma once

#include "theorems/coherence/generalized.h"
#include "theorems/coherence/scaled_columns.h"

/// What integer witnesses prove; the formulas are those of GeneralizedCoherence.
namespace dsc {

struct AnalysisBounds {
  Rational largest;  ///< max_{j != i} |w.a_j| / |w.a_i| is at most this
  Rational entry;    ///< max_k |w_k| / |w.a_i| is at most this
};

/// Column k of `vectors` for dictionary column indices[k]. None where w.M_i = 0.
std::vector<std::optional<AnalysisBounds>> analysis_bounds(const ScaledColumns& s,
                                                           const std::vector<Eigen::Index>& indices,
                                                           const IntegerMatrix& vectors);

/// Lower bounds of t_i from column k of `vectors` (d entries) for i = indices[k]. Vectors whose residual
/// costs more than 1e-10 of the bound are corrected by the basis first, in place. 0 where nothing is proven.
std::vector<Rational> null_vector_bounds(const ScaledColumns& s, const std::optional<VerifiedBasis>& basis,
                                         const std::vector<Eigen::Index>& indices, IntegerMatrix& vectors);

}  // namespace dsc
