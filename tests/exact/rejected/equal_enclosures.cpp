#include "theorems/exact/enclosure.h"

bool same(const dsc::Enclosure& a, const dsc::Rational& point) {
#ifdef MISTAKE
  return a == dsc::Enclosure(point);
#else
  return a.contains(point);
#endif
}
