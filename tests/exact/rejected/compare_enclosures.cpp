#include "theorems/exact/enclosure.h"

bool less(const dsc::Enclosure& a, const dsc::Enclosure& b) {
#ifdef MISTAKE
  return a < b;
#else
  return certainly_less(a, b);
#endif
}
