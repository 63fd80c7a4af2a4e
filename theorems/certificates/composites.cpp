#include "theorems/certificates/composites.h"

#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace dsc::certificate {
namespace {

/// Certificates are read by people too: one atom a line would be long, one certificate a line unreadable.
/// Top-level keys get a line each.
std::string laid_out(const Json& object) {
  std::string text = "{";
  for (auto item = object.begin(); item != object.end(); ++item) {
    text += (item == object.begin() ? "\n" : ",\n") + Json(item.key()).dump() + ": " + item.value().dump();
  }
  return text + "\n}\n";
}

std::string hexadecimal(double value) {
  if (!std::isnormal(value)) return Dyadic::exactly(value).text();
  char text[32];
  std::snprintf(text, sizeof text, "%a", value);
  return text;
}

}  // namespace

std::string number(const Rational& value) {
  const Integer q = denominator(value);
  const auto bits = msb(q);
  const bool dyadic = q == Integer(1) << bits;
  // 1/64 reads better than 0x1p-6; 53-bit fractions read better in hexadecimal.
  if (dyadic && bits > 10) return Dyadic(numerator(value), -static_cast<std::int64_t>(bits)).text();
  return to_text(value);
}

Json vector(const RationalVector& x) {
  Json entries = Json::array();
  for (Eigen::Index i = 0; i < x.size(); ++i) {
    if (x[i] != 0) entries.push_back({i, number(x[i])});
  }
  return {{"size", x.size()}, {"entries", std::move(entries)}};
}

Json matrix(const RationalMatrix& a) {
  Json atoms = Json::array();
  for (Eigen::Index j = 0; j < a.cols(); ++j) atoms.push_back(vector(a.col(j))["entries"]);
  return {{"rows", a.rows()}, {"atoms", std::move(atoms)}};
}

Json matrix(const StoredDoubles& a) {
  Json atoms = Json::array();
  for (const auto column : a.entries.colwise()) {
    Json entries = Json::array();
    for (Eigen::Index i = 0; i < column.size(); ++i) {
      if (column[i] != 0) entries.push_back({i, hexadecimal(column[i])});
    }
    atoms.push_back(std::move(entries));
  }
  return {{"rows", a.entries.rows()}, {"atoms", std::move(atoms)}};
}

Json layers(const std::vector<RationalMatrix>& factors) {
  Json list = Json::array();
  for (const RationalMatrix& factor : factors) list.push_back(matrix(factor));
  return list;
}

Json counts(const std::vector<Eigen::Index>& values) { return Json(values); }

Json numbers(const std::vector<Rational>& values) {
  Json list = Json::array();
  for (const Rational& value : values) list.push_back(number(value));
  return list;
}

Json vectors(const std::vector<RationalVector>& values) {
  Json list = Json::array();
  for (const RationalVector& value : values) list.push_back(vector(value));
  return list;
}

const char* word(Conclusion conclusion) {
  switch (conclusion) {
    case Conclusion::holds:
      return "holds";
    case Conclusion::fails:
      return "fails";
    case Conclusion::vacuous:
      return "vacuous";
  }
  throw std::logic_error("a conclusion without a word");
}

Json of_kind(const std::string& kind) { return {{"schema", 1}, {"kind", kind}}; }

std::string text(const Json& certificate) { return laid_out(certificate); }

}  // namespace dsc::certificate
