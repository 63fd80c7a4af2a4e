#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "theorems/certificates/conclusion.h"
#include "theorems/coherence/mutual.h"

/// The composite values of the certificate grammar as JSON.
namespace dsc::certificate {

using Json = nlohmann::ordered_json;

/// The shorter of the two canonical forms for long binary fractions, else "p" or "p/q".
std::string number(const Rational& value);
Json vector(const RationalVector& x);
Json matrix(const RationalMatrix& a);
Json matrix(const StoredDoubles& a);
Json layers(const std::vector<RationalMatrix>& factors);
Json counts(const std::vector<Eigen::Index>& values);
Json numbers(const std::vector<Rational>& values);
Json vectors(const std::vector<RationalVector>& values);

/// An object with schema and kind, to be filled.
Json of_kind(const std::string& kind);
/// The text of a finished certificate, with a newline at the end.
std::string text(const Json& certificate);

}  // namespace dsc::certificate
