#pragma once

#include "theorems/networks/realise_lista.h"

/// The iteration by its formula, dense and slow, to compare with.
namespace dsc {

inline RationalVector iterate(const ListaIteration& lista, const RationalVector& y) {
  RationalVector x = RationalVector::Zero(lista.dictionary.cols());
  for (const Rational& theta : lista.thresholds) {
    const RationalVector residual = y - lista.dictionary * x;
    x += lista.analysis.transpose() * residual;
    for (Rational& entry : x) {
      const Rational shrunk = abs(entry) - theta;
      entry = shrunk <= 0 ? Rational(0) : Rational(shrunk * sign(entry));
    }
  }
  return x;
}

}  // namespace dsc
