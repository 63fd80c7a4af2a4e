#pragma once

#include <Eigen/Core>
#include <vector>

/// The floating-point engine of generalized coherence. It proposes; nothing here proves anything.
namespace dsc {

/// What the engine proposes for column i, in terms of unit columns a_j.
struct ColumnProposal {
  bool optimal = false;      ///< by the engine's own tolerances
  Eigen::VectorXd analysis;  ///< w (m entries), w.a_i close to 1, max_{j != i} |w.a_j| close to t_i
  /// u with A u = a_i, u_i = 0, of least l1 norm, by its entries other than zero; empty where a_i is no
  /// combination of the others (t_i = 0).
  std::vector<std::pair<Eigen::Index, double>> combination;
  std::vector<Eigen::Index> basis;  ///< the last basis, and w.A_B up to a factor: 1 or -1, or a unit vector
  std::vector<int> signs;           ///< where a_i is no combination of the others
};

/// Solves min { |u|_1 : A u = a_i, u_i = 0 } for one column i after the other on one tableau T = A_B^-1 A_N
/// that all share, in the manner of Barrodale and Roberts (1973): any basis B is feasible for every
/// right-hand side, since u may have any sign, so each column starts where the last one ended. With s =
/// sign(T_i), B is optimal for i iff |s.T_k| <= 1 for all k != i outside B; else the column with the largest
/// (|s.T_k| - 1)^2 / (1 + |T_k|^2) enters, and a line search goes on past the breakpoints of the l1 norm
/// until its slope turns (a weighted median). One pass over T exchanges two columns and prices the next step.
///
/// Degenerate dictionaries (convolutional ones have many zeros in T_i) would cycle: the right-hand side is
/// perturbed by one random column of about 1e-9, which gives the zeros a sign; where small entries get a
/// wrong one, the perturbation shrinks and the search goes on.
class SharedTableau {
 public:
  /// `a`: unit columns, full row rank. `basis`: m columns that span R^m, well conditioned.
  SharedTableau(const Eigen::MatrixXd& a, const std::vector<Eigen::Index>& basis);

  /// Stops after `pivots` pivots, not optimal then.
  ColumnProposal solve(Eigen::Index column, long pivots);
  long pivots_done() const { return pivots_; }

 private:
  void refactor();
  void price();
  void exchange(Eigen::Index row, Eigen::Index slot);
  bool expel(Eigen::Index row);
  Eigen::Index entering(Eigen::Index target) const;
  Eigen::Index leaving(Eigen::Index slot, const Eigen::VectorXd& p);
  Eigen::VectorXd perturbed(Eigen::Index slot) const;
  double lost_to_perturbation(Eigen::Index target) const;
  ColumnProposal proposal(Eigen::Index target, bool optimal) const;

  const Eigen::MatrixXd& a_;
  Eigen::MatrixXd reference_;        ///< (A_B0)^-T of the first basis B0
  std::vector<Eigen::Index> first_;  ///< B0
  std::vector<Eigen::Index> basis_;  ///< the column in each row of T
  std::vector<Eigen::Index> slots_;  ///< the column in each column of T but the last
  std::vector<Eigen::Index> place_;  ///< of column j: its row in T, or -1 - its slot
  Eigen::MatrixXd t_;                ///< T, and the perturbation as its last column
  Eigen::VectorXd perturbation_;     ///< its coefficients over all columns
  double perturbation_scale_ = 1;
  Eigen::VectorXd signs_, gains_, squares_;  ///< s; s.T_k and |T_k|^2 for each slot
  std::vector<std::pair<double, Eigen::Index>> breakpoints_;
  long pivots_ = 0, since_refactor_ = 0;
};

}  // namespace dsc
