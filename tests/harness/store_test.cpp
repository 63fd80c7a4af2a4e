#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include "harness/error.h"
#include "harness/files/atomic_file.h"
#include "harness/files/digest.h"
#include "harness/ledger/record.h"
#include "harness/verify/certificate_files.h"
#include "tests/harness/cells.h"
#include "tests/harness/program.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

TEST(Digest, KnownAnswers) {  // FIPS 180-4, examples of one and of two blocks
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(AtomicFile, ReplacesAndLeavesNothingElse) {
  TemporaryFolder folder;
  const fs::path file = folder.path() / "new/one.json";
  write_atomically(file, "first");
  write_atomically(file, std::string("sec\0ond", 7));
  EXPECT_EQ(read_bytes(file), std::string("sec\0ond", 7));
  EXPECT_EQ(files_below(folder.path()), std::vector<std::string>{"new/one.json"});
}

TEST(AtomicFile, FailureKeepsTheOldAndLeavesNoTemporary) {
  TemporaryFolder folder;
  fs::create_directories(folder.path() / "taken/inside");
  EXPECT_THROW(write_atomically(folder.path() / "taken", "x"), std::runtime_error);
  EXPECT_TRUE(files_below(folder.path()).empty());
  write_text(folder.path() / "file", "x");
  EXPECT_THROW(write_atomically(folder.path() / "file/below", "y"), std::runtime_error);
  EXPECT_EQ(read_bytes(folder.path() / "file"), "x");
}

TEST(AtomicFile, StaleTemporariesGoAndThoseOfLiveWritersStay) {
  TemporaryFolder folder;
  write_text(folder.path() / ".a.json.1-1-0.tmp", "dead");
  write_text(folder.path() / ".b.json.2-2-0.tmp", "alive");
  write_text(folder.path() / "c.tmp", "somebody's own file");
  const int writer = open((folder / ".b.json.2-2-0.tmp").c_str(), O_RDWR);
  ASSERT_EQ(flock(writer, LOCK_EX), 0);
  EXPECT_EQ(remove_stale_temporaries(folder.path()), 1);
  EXPECT_EQ(files_below(folder.path()), (std::vector<std::string>{".b.json.2-2-0.tmp", "c.tmp"}));
  close(writer);
  EXPECT_EQ(remove_stale_temporaries(folder.path()), 1);
  EXPECT_EQ(remove_stale_temporaries(folder.path() / "missing"), 0);
}

TEST(AtomicFile, ReadingRefusesWhatIsNoFileAndWhatIsTooLong) {
  TemporaryFolder folder;
  write_text(folder.path() / "five", "12345");
  EXPECT_EQ(read_bytes(folder.path() / "five", 5), "12345");
  EXPECT_THROW(read_bytes(folder.path() / "five", 4), InputError);
  EXPECT_THROW(read_bytes(folder.path()), InputError);
  EXPECT_THROW(read_bytes(folder.path() / "missing"), InputError);
}

class Certificates : public testing::Test {
 protected:
  std::vector<verify::StoredCertificate> store(const std::vector<std::string>& texts) {
    return verify::store_certificates(results_, cell_.name, results_ / cell_.file, texts);
  }
  std::vector<std::string> files() const { return files_below(results_); }

  TemporaryFolder folder_;
  fs::path results_ = folder_ / "quick";
  ledger::Cell cell_ = sample_cell();
};

TEST_F(Certificates, OneFileForEachDistinctText) {
  const auto stored = store({"a", "b", "a", "c"});
  ASSERT_EQ(stored.size(), 4u);
  EXPECT_EQ(stored[0].file, "certificates/T9.1/check-001.json");
  EXPECT_EQ(stored[2].file, stored[0].file);
  EXPECT_EQ(stored[3].file, "certificates/T9.1/check-003.json");
  EXPECT_EQ(stored[3].sha256, sha256_hex("c"));
  EXPECT_EQ(stored[3].bytes, 1u);
  EXPECT_EQ(text_of(results_ / stored[1].file), "b");
  EXPECT_EQ(files().size(), 3u);
}

TEST_F(Certificates, TheRecordGoesBeforeACertificateChanges) {
  store({"a", "b"});
  write_text(results_ / cell_.file, "{}");
  store({"a", "b"});
  EXPECT_TRUE(fs::exists(results_ / cell_.file)) << "nothing changed";
  store({"a", "B"});
  EXPECT_FALSE(fs::exists(results_ / cell_.file));
}

TEST_F(Certificates, PruningTouchesOnlyTheCellsOwn) {
  store({"a", "b", "c"});
  const ledger::Cell control = sample_cell(true);
  verify::store_certificates(results_, control.name, results_ / control.file, {"d"});
  verify::prune_certificates(results_, cell_.name, store({"a"}));
  EXPECT_EQ(files(), (std::vector<std::string>{"certificates/T9.1/check-001.json",
                                               "certificates/T9.1/control-001.json"}));
}

TEST_F(Certificates, AreAsRecordedOrSayWhatIsWrong) {
  const auto stored = store({"one", std::string(verify::kCommittedBytes + 1, 'x')});
  EXPECT_EQ(verify::fault_of(results_, stored[0]), "");
  write_text(results_ / stored[0].file, "ONE");
  EXPECT_EQ(verify::fault_of(results_, stored[0]), "changed") << "equal size, other bytes";
  fs::remove(results_ / stored[0].file);
  EXPECT_EQ(verify::fault_of(results_, stored[0]), "missing");
  fs::remove(results_ / stored[1].file);
  EXPECT_EQ(verify::fault_of(results_, stored[1]), "") << "too large to commit";
}

TEST_F(Certificates, LargeOnesAreIgnoredByGit) {
  verify::ClaimResult result = sample_result();
  const auto store_record = [&](const std::vector<std::string>& texts) {
    result.certificates = store(texts);
    ledger::write_record(results_, sample_record(cell_, to_json(result)));
    verify::write_ignore_list(results_);
  };
  store_record({std::string(verify::kCommittedBytes, 'x'), std::string(verify::kCommittedBytes + 1, 'y')});
  EXPECT_TRUE(result.certificates[0].committed);
  EXPECT_FALSE(result.certificates[1].committed);
  EXPECT_EQ(text_of(results_ / ".gitignore"), "/certificates/T9.1/check-002.json\n");
  store_record({"a", "b"});
  EXPECT_FALSE(fs::exists(results_ / ".gitignore"));
}

}  // namespace
}  // namespace dsc
