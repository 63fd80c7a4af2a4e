#include <iostream>

#include "theorems/coherence/generalized.h"
#include "theorems/coherence/guarantees.h"
#include "theorems/dictionaries/read_matrix.h"

/// analyse FILE: what the theorems guarantee for the columns of a matrix.
int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const Eigen::MatrixXd d = dsc::read_matrix(argv[1]);
  const dsc::Guarantees found = dsc::guarantees(dsc::StoredDoubles{d});
  const dsc::GeneralizedCoherence general = dsc::generalized_coherence(dsc::StoredDoubles{d});
  std::cout << "mu^2 = " << dsc::to_text(found.coherence.squared) << ", unique codes up to " << found.sparsity
            << ", mu~ in [" << dsc::nearest(general.lower) << ", " << dsc::nearest(general.upper) << "]\n";
}
