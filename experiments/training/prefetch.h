#pragma once

#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "experiments/training/examples.h"

namespace dsc {

/// Reads the batches of one epoch ahead of their use. Which batch comes when does not depend on the number of
/// workers.
class Prefetch {
 public:
  /// Batch b holds order[b * size] … order[(b + 1) * size - 1], the last one what is left; starts at batch
  /// `first`.
  Prefetch(const Examples& examples, std::vector<std::uint32_t> order, std::uint64_t epoch, int size,
           std::int64_t first = 0, int workers = 1);
  ~Prefetch();
  Prefetch(const Prefetch&) = delete;
  Prefetch& operator=(const Prefetch&) = delete;

  /// The next batch; throws what reading it threw. Must not be called after the last.
  Batch next();
  double waited_seconds() const { return waited_seconds_; }

 private:
  struct Slot {
    Batch batch{};
    std::exception_ptr error{};
  };
  void work();
  Slot read(std::int64_t number) const;

  const Examples& examples_;
  const std::vector<std::uint32_t> order_;
  const std::uint64_t epoch_;
  const int size_;
  const std::int64_t batches_;

  std::mutex lock_;
  std::condition_variable filled_, freed_;
  std::map<std::int64_t, Slot> ready_;
  std::int64_t next_read_, next_taken_;
  bool stopping_ = false;
  double waited_seconds_ = 0;
  std::vector<std::thread> workers_;  // last: they use everything above
};

}  // namespace dsc
