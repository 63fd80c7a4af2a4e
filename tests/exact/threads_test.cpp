#include <gtest/gtest.h>
#include <omp.h>

#include <Eigen/Core>

namespace {

// Eigen's threads spin while they wait: where two of them shared a core, a claim of a second took minutes.
TEST(Threads, EigenStartsNoneOfItsOwn) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(2);
  EXPECT_EQ(Eigen::nbThreads(), 1);
  omp_set_num_threads(before);
}

}  // namespace
