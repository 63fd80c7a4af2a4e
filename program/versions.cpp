#include "program/versions.h"

#include <fmt/format.h>
// Before FLINT, which declares some of GMP's functions itself otherwise.
#include <flint/flint.h>
#include <glpk.h>
#include <gmp.h>

#include <Eigen/Core>
#include <boost/version.hpp>
#include <nlohmann/json.hpp>

namespace dsc {

ledger::Build this_build() {
  ledger::Build build;
#if defined(__clang__)
  build.compiler = "Clang " __clang_version__;
#else
  build.compiler = "GCC " __VERSION__;
#endif
  build.flags = DSC_COMPILE_FLAGS;
  build.libraries = {
      {"Boost",
       fmt::format("{}.{}.{}", BOOST_VERSION / 100000, BOOST_VERSION / 100 % 1000, BOOST_VERSION % 100)},
      {"Eigen", fmt::format("{}.{}.{}", EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION)},
      {"FLINT", flint_version},
      {"GLPK", glp_version()},
      {"GMP", gmp_version},
      {"nlohmann-json", fmt::format("{}.{}.{}", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR,
                                    NLOHMANN_JSON_VERSION_PATCH)},
  };
  return build;
}

}  // namespace dsc
