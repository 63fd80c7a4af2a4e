#include <iostream>

#include "theorems/exact/linear_system.h"

int main() {
  dsc::RationalMatrix a(2, 2);
  a << 2, 2, 1, 4;
  const auto x = dsc::solve(a, dsc::RationalVector::Ones(2));
  if (!x) return 1;
  std::cout << "x = " << dsc::to_text((*x)[0]) << ", " << dsc::to_text((*x)[1]) << "\n";
}
