#include "harness/process/signals.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

namespace dsc {

SignalInbox::SignalInbox() {
  std::signal(SIGCHLD, SIG_DFL);  // inherited as ignored, it would reap children behind our back
  sigset_t mask;
  sigemptyset(&mask);
  for (const int number : {SIGCHLD, SIGINT, SIGTERM, SIGHUP}) sigaddset(&mask, number);
  sigprocmask(SIG_BLOCK, &mask, &before_);
  descriptor_ = signalfd(-1, &mask, SFD_CLOEXEC | SFD_NONBLOCK);
  if (descriptor_ < 0) {
    sigprocmask(SIG_SETMASK, &before_, nullptr);
    throw std::runtime_error("cannot receive signals");
  }
}

SignalInbox::~SignalInbox() {
  wait_for_stop(0);  // a second interrupt that came too late must not kill us after all is written
  close(descriptor_);
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int SignalInbox::wait_for_stop(int milliseconds) {
  pollfd inbox{descriptor_, POLLIN, 0};
  poll(&inbox, 1, milliseconds);
  int stops = 0;
  signalfd_siginfo info{};
  while (read(descriptor_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
    if (info.ssi_signo != static_cast<unsigned>(SIGCHLD)) ++stops;
  }
  return stops;
}

}  // namespace dsc
