#include "theorems/exact/matrix.h"

dsc::RationalMatrix take(const Eigen::MatrixXd& a) {
#ifdef MISTAKE
  return a;
#else
  return dsc::exactly(a);
#endif
}
