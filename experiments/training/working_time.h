#pragma once

#include <algorithm>
#include <chrono>

namespace dsc {

/// Wall time spent on a piece of work that may be cut off and goes on in another process. What is kept in a
/// checkpoint is what it was then: the time between the last checkpoint and a kill is lost, like the work
/// done in it.
class WorkingTime {
 public:
  /// In seconds, all processes that took part together.
  double seconds() const {
    return before_ + std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }
  /// Goes on from a checkpoint that was made after so many seconds.
  void goes_on_from(double seconds) { before_ = std::max(before_, seconds); }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  double before_ = 0;
};

}  // namespace dsc
