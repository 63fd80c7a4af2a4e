#pragma once

#include "harness/certificate/reader.h"

namespace dsc::check {

/// u_i/(1 + u_i) for each column of a null_space_property certificate, u_i <= 1 the bound of t_i by its
/// witness: the share of |z|_1 that entry i of a null vector z of the normalised columns can have at most.
std::vector<certificate::Rational> null_space_shares(const certificate::Node& certificate);

}  // namespace dsc::check
