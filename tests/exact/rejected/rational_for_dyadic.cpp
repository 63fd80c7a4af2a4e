#include "theorems/exact/dyadic.h"

dsc::Rational sum(const dsc::Dyadic& a, const dsc::Rational& b) {
#ifdef MISTAKE
  return a + b;
#else
  return a.rational() + b;
#endif
}
