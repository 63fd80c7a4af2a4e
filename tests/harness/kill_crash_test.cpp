// A run may be killed at any moment: what it leaves is whole, and the next run finishes only what is missing.
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <limits>
#include <map>
#include <memory>
#include <random>

#include "harness/files/digest.h"
#include "harness/ledger/compare.h"
#include "harness/verify/claim_facts.h"
#include "harness/verify/claim_result.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

constexpr int kKills = 20;

/// Counts what happens to the files of a folder of results: a moment that is a count of such events lies in
/// or next to a write, where one that is a time rarely does.
class FileEvents {
 public:
  explicit FileEvents(const fs::path& profile_folder) : descriptor_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    watch(profile_folder / "claims");
    for (const char* id : {"W1", "W2", "W3", "W4", "P1", "P2"}) watch(profile_folder / "certificates" / id);
  }
  ~FileEvents() { close(descriptor_); }
  FileEvents(const FileEvents&) = delete;
  FileEvents& operator=(const FileEvents&) = delete;

  /// Waits for so many events or for the end of the program, and returns how many there were.
  int wait(int count, RunningProgram& program) {
    int seen = 0;
    bool gone = false;
    while (seen < count && !gone) {
      pollfd end{descriptor_, POLLIN, 0};
      if (poll(&end, 1, 10) != 1) gone = program.wait_until_gone(0);
      seen += take();
    }
    return seen;
  }

 private:
  void watch(const fs::path& folder) {
    fs::create_directories(folder);
    inotify_add_watch(descriptor_, folder.c_str(), IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_DELETE);
  }

  int take() {
    alignas(inotify_event) std::array<char, 4096> buffer{};
    int seen = 0;
    for (ssize_t size = 0; (size = read(descriptor_, buffer.data(), buffer.size())) > 0;) {
      for (ssize_t at = 0; at < size; ++seen) {
        const auto* const event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
        at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      }
    }
    return seen;
  }

  int descriptor_;
};

class Kill : public testing::Test {
 protected:
  Kill() {
    write_text(folder_ / "k.toml",
               "[claims]\nsamples = 6\nsearch_steps = 4000\nenumeration = 1\ntime_limit_seconds = 60\n");
  }

  std::vector<std::string> verify(const std::string& results) const {
    return {"verify", "W*", "P*",        "--profile",      folder_ / "k.toml",
            "--jobs", "2",  "--results", folder_ / results};
  }

  struct Length {
    int milliseconds = 0;
    int events = 0;
  };

  /// The undisturbed run.
  Length run_undisturbed() const {
    FileEvents events(folder_ / "whole/k");
    const auto start = std::chrono::steady_clock::now();
    RunningProgram program(verify("whole"));
    Length length;
    length.events = events.wait(std::numeric_limits<int>::max(), program);
    length.milliseconds =
        static_cast<int>((std::chrono::steady_clock::now() - start) / std::chrono::milliseconds(1));
    const Ended ended = program.finish();
    EXPECT_EQ(ended.status, 0) << ended.out << ended.err;
    return length;
  }

  TemporaryFolder folder_;
};

/// Every record reads back and every certificate it names lies there with its digest. Returns record file to
/// text.
std::map<std::string, std::string> expect_whole_records(const fs::path& profile_folder) {
  std::map<std::string, std::string> texts;
  for (const ledger::Record& record : ledger::read_records(profile_folder)) {  // throws where one is torn
    EXPECT_EQ(record.contradiction, "") << record.file;
    for (const auto& certificate : verify::claim_result_of(record).certificates) {
      const fs::path path = profile_folder / certificate.file;
      EXPECT_EQ(sha256_hex(text_of(path)), certificate.sha256) << path;
    }
    texts[record.file] = text_of(profile_folder / record.file);
  }
  return texts;
}

bool same(const fs::path& left, const fs::path& right) {
  return ledger::compare_results(left, right, verify::facts_of).differences.empty();
}

void expect_whole_certificates(const fs::path& profile_folder) {
  for (const std::string& name : files_below(profile_folder / "certificates")) {
    if (!name.ends_with(".json")) continue;
    EXPECT_TRUE(nlohmann::json::accept(text_of(profile_folder / "certificates" / name))) << name;
  }
}

TEST_F(Kill, AnyMomentLeavesWholeResultsAndTheNextRunFinishesOnlyWhatIsMissing) {
  const Length length = run_undisturbed();
  const int cells = static_cast<int>(ledger::record_files(folder_ / "whole/k").size());
  std::mt19937 random(20);
  std::uniform_int_distribution<int> time(0, length.milliseconds), event(1, length.events);
  int disturbed = 0;
  for (int round = 0; round < kKills; ++round) {
    const std::string name = "killed-" + std::to_string(round);
    const fs::path killed = folder_ / (name + "/k");
    FileEvents events(killed);
    RunningProgram program(verify(name));
    if (round % 2 == 0) {
      program.wait_until_gone(time(random));
    } else {
      events.wait(event(random), program);
    }
    program.send(SIGKILL);
    program.finish();

    const auto before = expect_whole_records(killed);
    expect_whole_certificates(killed);
    disturbed += static_cast<int>(before.size()) < cells ? 1 : 0;

    const Ended next = run_program(verify(name));
    EXPECT_EQ(next.status, 0) << next.out << next.err;
    EXPECT_NE(next.out.find("; " + std::to_string(before.size()) + " were up to date"), std::string::npos)
        << next.out;
    const auto after = expect_whole_records(killed);
    for (const auto& [file, text] : before) EXPECT_EQ(after.at(file), text) << file << " ran again";
    EXPECT_TRUE(same(folder_ / "whole", folder_ / name));
    EXPECT_EQ(files_below(folder_ / "whole"), files_below(folder_ / name));
  }
  EXPECT_GT(disturbed, 0) << "no kill came before the end";
}

TEST_F(Kill, KillingTheProgramKillsItsCells) {
  RunningProgram program({"verify", "X.hangs/check", "--results", folder_ / "r", "--profile", "quick"});
  ASSERT_TRUE(program.wait_for_cell());
  program.send(SIGKILL);
  EXPECT_EQ(program.finish().status, -SIGKILL);  // finish() waits for every process of the run
  EXPECT_TRUE(ledger::record_files(folder_ / "r/quick").empty());
}

TEST_F(Kill, AnInterruptSaysHowToGoOn) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    RunningProgram program(
        {"verify", "X.hangs/check", "P1/check", "--jobs", "1", "--results", folder_ / "r"});
    ASSERT_TRUE(program.wait_for_cell());
    program.send(signal);
    const Ended ended = program.finish();
    EXPECT_EQ(ended.status, 3) << signal;
    EXPECT_NE(ended.out.find("the same command goes on from here"), std::string::npos) << ended.out;
    EXPECT_FALSE(fs::exists(folder_ / "r/quick/claims/X.hangs.json"));
  }
}

TEST_F(Kill, ShardsRunApartMakeOneRun) {
  run_undisturbed();
  for (const std::string shard : {"1/3", "2/3", "3/3"}) {
    std::vector<std::string> arguments = verify("shards");
    arguments.insert(arguments.end(), {"--shard", shard});
    EXPECT_EQ(run_program(arguments).status, 0);
  }
  EXPECT_TRUE(same(folder_ / "whole", folder_ / "shards"));
  EXPECT_EQ(files_below(folder_ / "whole"), files_below(folder_ / "shards"));
}

TEST_F(Kill, ShardsRunAtOnceMakeOneRun) {
  run_undisturbed();
  std::vector<std::unique_ptr<RunningProgram>> programs;
  for (const std::string shard : {"1/3", "2/3", "3/3"}) {
    std::vector<std::string> arguments = verify("shards");
    arguments.insert(arguments.end(), {"--shard", shard});
    programs.push_back(std::make_unique<RunningProgram>(arguments));
  }
  for (const auto& program : programs) EXPECT_EQ(program->finish().status, 0);
  EXPECT_TRUE(same(folder_ / "whole", folder_ / "shards"));
  EXPECT_EQ(files_below(folder_ / "whole"), files_below(folder_ / "shards"));
}

}  // namespace
}  // namespace dsc
