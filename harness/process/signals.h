#pragma once

#include <csignal>

namespace dsc {

/// While it lives, SIGCHLD, SIGINT, SIGTERM and SIGHUP arrive here and nowhere else.
class SignalInbox {
 public:
  SignalInbox();
  ~SignalInbox();
  SignalInbox(const SignalInbox&) = delete;
  SignalInbox& operator=(const SignalInbox&) = delete;

  /// Waits until a signal arrives or the time is up; then says how many of those that arrived ask us to stop.
  int wait_for_stop(int milliseconds);

 private:
  int descriptor_ = -1;
  sigset_t before_{};
};

}  // namespace dsc
