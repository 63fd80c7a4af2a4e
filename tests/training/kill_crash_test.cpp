// Training may be killed at any moment, also within the write of a checkpoint: going on gives the bits of an
// undisturbed run.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <limits>
#include <random>

#include "tests/temporary_folder.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

/// A run of training_probe and the events on the files of its checkpoint.
class ProbeRun {
 public:
  ProbeRun(const fs::path& folder, int seed)
      : out_(folder / "out"), events_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    fs::create_directories(folder / "state");
    inotify_add_watch(events_, (folder / "state").c_str(), IN_CREATE | IN_MOVED_TO);
    const std::string seed_text = std::to_string(seed);
    process_ = fork();
    if (process_ == 0) {
      dup2(open(out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
      dup2(open((folder / "seconds").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
      execl(DSC_TRAINING_PROBE, DSC_TRAINING_PROBE, folder.c_str(), seed_text.c_str(), nullptr);
      _exit(126);
    }
  }
  ~ProbeRun() {
    kill_it();
    close(events_);
  }
  ProbeRun(const ProbeRun&) = delete;
  ProbeRun& operator=(const ProbeRun&) = delete;

  /// Waits for so many events, a time or the end; returns the number of events.
  int wait(int events, int milliseconds) {
    const auto start = std::chrono::steady_clock::now();
    int seen = 0;
    while (seen < events && !ended()) {
      if (std::chrono::steady_clock::now() - start > std::chrono::milliseconds(milliseconds)) break;
      pollfd ready{events_, POLLIN, 0};
      if (poll(&ready, 1, 5) == 1) seen += take();
    }
    return seen + (ended() ? take() : 0);
  }

  /// Kills it where it still runs; whether it did.
  bool kill_it() {
    if (ended()) return false;
    kill(process_, SIGKILL);
    waitpid(process_, &status_, 0);
    process_ = -1;
    return WIFSIGNALED(status_);
  }

  /// Waits for its end and returns what it printed; empty where it failed.
  std::string finish() {
    wait(std::numeric_limits<int>::max(), 120'000);
    if (process_ > 0 || !WIFEXITED(status_) || WEXITSTATUS(status_) != 0) return "";
    return text_of(out_);
  }

 private:
  bool ended() {
    if (process_ > 0 && waitpid(process_, &status_, WNOHANG) == process_) process_ = -1;
    return process_ < 0;
  }
  int take() {
    alignas(inotify_event) std::array<char, 4096> buffer{};
    int seen = 0;
    for (ssize_t size = 0; (size = read(events_, buffer.data(), buffer.size())) > 0;) {
      for (ssize_t at = 0; at < size; ++seen) {
        const auto* const event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
    }
    return seen;
  }

  fs::path out_;
  int events_;
  pid_t process_ = -1;
  int status_ = 0;
};

int temporaries(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder))
    count += entry.path().extension() == ".tmp" ? 1 : 0;
  return count;
}

TEST(KilledTraining, GoesOnToTheSameBits) {
  const TemporaryFolder folder;
  const auto start = std::chrono::steady_clock::now();
  ProbeRun whole(folder / "whole", 1);
  const int events = whole.wait(std::numeric_limits<int>::max(), 120'000);
  const std::string record = whole.finish();
  const auto length =
      static_cast<int>((std::chrono::steady_clock::now() - start) / std::chrono::milliseconds(1));
  ASSERT_NE(record.find("parameters_sha256"), std::string::npos);
  ASSERT_GT(events, 20);  // two a checkpoint

  std::mt19937 random(4);
  int killed = 0, within_a_write = 0, unfinished = 0;
  for (int round = 0; round < 40 && (round < 8 || within_a_write < 2); ++round) {
    const std::string name = "round-" + std::to_string(round);
    for (int times = 0; times < 2; ++times) {
      ProbeRun run(folder / name, 1);
      if (round % 4 == 3) {
        run.wait(events, std::uniform_int_distribution<int>(0, length)(random));
      } else {
        // Odd counts are creations of a temporary file: the kill comes while it is written.
        run.wait(2 * std::uniform_int_distribution<int>(0, events / 4)(random) + 1, 120'000);
      }
      killed += run.kill_it() ? 1 : 0;
      within_a_write += temporaries(folder / (name + "/state")) > 0 ? 1 : 0;
    }
    ProbeRun last(folder / name, 1);
    const int writes = last.wait(std::numeric_limits<int>::max(), 120'000);
    EXPECT_EQ(last.finish(), record) << name;
    unfinished += writes > 2 ? 1 : 0;  // a finished training writes its checkpoint once more
    EXPECT_EQ(temporaries(folder / (name + "/state")), 0) << "what a killed run left was not removed";
  }
  EXPECT_GT(killed, 8);
  EXPECT_GT(unfinished, 4);
  EXPECT_GE(within_a_write, 2) << "no kill came within a write";
}

// Killed at its third checkpoint, a training has spent what it took to come there; going on adds to that.
TEST(KilledTraining, ReportsTheTimeOfAllItsRuns) {
  const TemporaryFolder folder;
  const auto seconds = [&](const std::string& name) {
    ProbeRun run(folder / name, 1);
    EXPECT_NE(run.finish(), "");
    return std::stod(text_of(folder / (name + "/seconds")));
  };
  {
    ProbeRun run(folder / "killed", 1);
    run.wait(6, 120'000);
    EXPECT_TRUE(run.kill_it());
  }
  const double once = seconds("killed"), again = seconds("killed");
  EXPECT_GT(once, 0);
  EXPECT_GT(again, once) << "what earlier runs took is forgotten";
}

TEST(KilledTraining, ProcessesOfOneSeedAgreeAndAnotherSeedDiffers) {
  const TemporaryFolder folder;
  ProbeRun one(folder / "one", 1), other(folder / "other", 2);
  const std::string first = one.finish(), second = other.finish();
  ProbeRun again(folder / "again", 1);
  EXPECT_NE(first.find("parameters_sha256"), std::string::npos);
  EXPECT_EQ(again.finish(), first);
  EXPECT_NE(second, first);
}

}  // namespace
}  // namespace dsc
