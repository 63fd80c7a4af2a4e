#include "experiments/training/prefetch.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace dsc {
namespace {

constexpr std::int64_t kAhead = 8;  // batches; many, for when the machine is busy

}  // namespace

Prefetch::Prefetch(const Examples& examples, std::vector<std::uint32_t> order, std::uint64_t epoch, int size,
                   std::int64_t first, int workers)
    : examples_(examples),
      order_(std::move(order)),
      epoch_(epoch),
      size_(size),
      batches_(static_cast<std::int64_t>((order_.size() + size - 1) / size)),
      next_read_(first),
      next_taken_(first) {
  for (int i = 0; i < workers; ++i) workers_.emplace_back([this] { work(); });
}

Prefetch::~Prefetch() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  freed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

Batch Prefetch::next() {
  const auto start = std::chrono::steady_clock::now();
  std::unique_lock guard(lock_);
  filled_.wait(guard, [this] { return ready_.contains(next_taken_); });
  Slot slot = std::move(ready_.extract(next_taken_).mapped());
  ++next_taken_;
  guard.unlock();
  freed_.notify_all();
  waited_seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (slot.error) std::rethrow_exception(slot.error);
  return std::move(slot.batch);
}

void Prefetch::work() {
  std::unique_lock guard(lock_);
  for (;;) {
    freed_.wait(guard,
                [this] { return stopping_ || next_read_ >= batches_ || next_read_ < next_taken_ + kAhead; });
    if (stopping_ || next_read_ >= batches_) return;
    const std::int64_t number = next_read_++;
    guard.unlock();
    Slot slot = read(number);
    guard.lock();
    ready_.emplace(number, std::move(slot));
    filled_.notify_all();
  }
}

Prefetch::Slot Prefetch::read(std::int64_t number) const {
  Slot slot;
  try {
    const auto begin = static_cast<std::size_t>(number) * size_;
    const std::size_t length = std::min<std::size_t>(size_, order_.size() - begin);
    slot.batch = examples_.read(std::span(order_).subspan(begin, length), epoch_);
  } catch (...) {
    slot.error = std::current_exception();
  }
  return slot;
}

}  // namespace dsc
