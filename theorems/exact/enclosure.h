#pragma once

#include "theorems/exact/dyadic.h"

namespace dsc {

/// A closed interval [lower, upper] with dyadic ends that contains the real number it stands for. Each
/// operation returns an enclosure of the exact result for all points of the operands; ends are rounded
/// outward to `precision` bits. Enclosures have no order and no equality: ask what is certain.
class Enclosure {
 public:
  static constexpr unsigned precision = 192;

  Enclosure() = default;
  Enclosure(int value) : lower_(value), upper_(value) {}  // NOLINT: Eigen writes Scalar(0)
  explicit Enclosure(const Dyadic& value) : lower_(value), upper_(value) {}
  explicit Enclosure(const Rational& value);
  /// Throws std::domain_error unless lower <= upper.
  Enclosure(Dyadic lower, Dyadic upper);

  const Dyadic& lower() const { return lower_; }
  const Dyadic& upper() const { return upper_; }
  Rational width() const { return (upper_ - lower_).rational(); }
  bool contains(const Rational& point) const {
    return lower_.rational() <= point && point <= upper_.rational();
  }

  friend bool certainly_less(const Enclosure& a, const Enclosure& b) { return a.upper_ < b.lower_; }
  friend bool certainly_at_most(const Enclosure& a, const Enclosure& b) { return a.upper_ <= b.lower_; }
  friend bool certainly_positive(const Enclosure& a) { return Dyadic(0) < a.lower_; }

  Enclosure operator-() const { return {-upper_, -lower_}; }
  Enclosure& operator+=(const Enclosure& other) { return *this = *this + other; }
  Enclosure& operator-=(const Enclosure& other) { return *this = *this + -other; }
  Enclosure& operator*=(const Enclosure& other) { return *this = *this * other; }
  friend Enclosure operator+(const Enclosure& a, const Enclosure& b);
  friend Enclosure operator-(const Enclosure& a, const Enclosure& b) { return a + -b; }
  friend Enclosure operator*(const Enclosure& a, const Enclosure& b);
  /// Throws std::domain_error if b contains 0.
  friend Enclosure operator/(const Enclosure& a, const Enclosure& b);

  friend bool operator==(const Enclosure&, const Enclosure&) = delete;
  friend bool operator<(const Enclosure&, const Enclosure&) = delete;
  friend bool operator>(const Enclosure&, const Enclosure&) = delete;
  friend bool operator<=(const Enclosure&, const Enclosure&) = delete;
  friend bool operator>=(const Enclosure&, const Enclosure&) = delete;

 private:
  Dyadic lower_, upper_;
};

/// [sqrt(lower), sqrt(upper)], outward. Throws std::domain_error if the lower end is negative.
Enclosure sqrt(const Enclosure& a);
/// The absolute values of the points.
Enclosure abs(const Enclosure& a);

}  // namespace dsc
