#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace dsc {

/// What a cell's process tells its parent through the pipe.
class Messenger {
 public:
  explicit Messenger(int descriptor) : descriptor_(descriptor) {}
  /// The share of the work that is done; messages closer than a tenth of a second are dropped, none ever
  /// blocks.
  void progress(double share);
  /// The first write is about to begin: an interrupt lets it finish.
  void storing();
  /// The pipe's end, for a program that this process becomes.
  int descriptor() const { return descriptor_; }

 private:
  void send(double value);

  int descriptor_;
  std::chrono::steady_clock::time_point last_{};
};

/// A forked process in a group of its own. It dies with its parent, whatever kills that.
class ChildProcess {
 public:
  /// `work` runs in the child with at most `threads` OpenMP threads; its standard output goes nowhere. Throws
  /// std::runtime_error where the system has no process or pipe left.
  ChildProcess(const std::function<void(Messenger&)>& work, int threads);
  ~ChildProcess();  ///< kills and reaps a child that still runs
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  struct Exit {
    int code = 0;
    int signal = 0;  ///< nonzero where a signal ended it
    std::int64_t peak_memory_bytes = 0;
  };

  int descriptor() const { return descriptor_; }
  /// Takes what arrived; the largest share so far.
  double read_progress();
  bool storing() const { return storing_; }
  /// The exit, once the child has ended.
  std::optional<Exit> try_reap();
  /// SIGTERM to the group.
  void ask_to_end();
  void kill_group();

 private:
  pid_t process_ = -1;
  int descriptor_ = -1;
  double share_ = 0;
  bool storing_ = false;
};

}  // namespace dsc
