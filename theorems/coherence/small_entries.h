#pragma once

#include <Eigen/Core>

namespace dsc {

/// The second stage of Definition 5.2: a w with w.a_i = 1, |w.a_j| <= limit for j != i and smaller max |w_k|
/// than the given one, which has w.a_i = 1 and |w.a_j| <= limit; the given one where none is found. By GLPK
/// (min c : |w_k| <= c) where m d <= 1024; else the best point between w and a_i or the dual frame's vector,
/// which is not the least possible. In floating point: what comes of it is for analysis_bounds to say.
class SmallEntries {
 public:
  /// `a`: unit columns.
  explicit SmallEntries(const Eigen::MatrixXd& a);
  Eigen::VectorXd improve(Eigen::Index i, const Eigen::VectorXd& w, double limit) const;

 private:
  const Eigen::MatrixXd& a_;
  Eigen::MatrixXd dual_frame_;  ///< (A A^T)^-1 A, empty where that is singular
};

}  // namespace dsc
