#include "theorems/dictionaries/read_matrix.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/dictionaries/input_errors.h"
#include "tests/dictionaries/npy_bytes.h"
#include "tests/temporary_folder.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

class ReadMatrix : public testing::Test {
 protected:
  fs::path write(const std::string& name, const std::string& contents) const {
    return folder_.write(name, contents);
  }
  std::string refused(const fs::path& path) const {
    const std::string message = refusal([&] { read_matrix(path); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message.substr(std::min(message.size(), path.string().size() + 2));
  }

  TemporaryFolder folder_;
};

TEST_F(ReadMatrix, ChoosesTheFormatByExtension) {
  const Eigen::MatrixXd expected{{1, 2}, {3, 4}};
  for (const char* name : {"a.csv", "a.txt", "a.tsv", "a.b.CSV"}) {
    EXPECT_EQ(read_matrix(write(name, "1 2\n3 4\n")), expected) << name;
  }
  for (const char* name : {"a.mtx", "a.mm", "a.MTX"}) {
    EXPECT_EQ(read_matrix(write(name, "%%MatrixMarket matrix array real general\n2 2\n1\n3\n2\n4\n")),
              expected)
        << name;
  }
  EXPECT_EQ(read_matrix(write("a.npy", npy::file<double>(expected, "<f8", true))), expected);
}

TEST_F(ReadMatrix, RefusesAnUnknownExtensionAndListsTheKnownOnes) {
  const std::string known =
      "expected the extension .mtx or .mm (Matrix Market), .npy or .npz (NumPy), .mat (MATLAB), "
      ".safetensors, .csv, .tsv or .txt, found ";
  EXPECT_EQ(refused(write("a.h5", "1 2\n")), known + "\".h5\"");
  EXPECT_EQ(refused(write("matrix", "1 2\n")), known + "nothing");
  EXPECT_EQ(refused(write("a.csv.gz", "1 2\n")), known + "\".gz\"");
}

TEST_F(ReadMatrix, RefusesWhatIsNoFileToRead) {
  fs::create_directory(folder_ / "folder.csv");
  EXPECT_EQ(refused(folder_ / "folder.csv"), "expected a file, found a folder");
  EXPECT_EQ(refused(folder_ / "absent.npy"), "expected a file, found nothing of that name");
  fs::create_symlink(folder_ / "nowhere", folder_ / "link.csv");
  EXPECT_EQ(refused(folder_ / "link.csv"), "expected a file, found nothing of that name");
  fs::create_symlink("loop.csv", folder_ / "loop.csv");
  EXPECT_TRUE(refused(folder_ / "loop.csv").starts_with("expected a file, found "));
  ASSERT_EQ(mkfifo((folder_ / "pipe.csv").c_str(), 0600), 0);
  EXPECT_EQ(refused(folder_ / "pipe.csv"), "expected a regular file, found a file of another kind");
  EXPECT_TRUE(refused(write("file.csv", "1\n") / "below.csv").starts_with("expected a file, found "));
  EXPECT_EQ(refused(write("empty.csv", "")), "expected a matrix, found an empty file");
}

TEST_F(ReadMatrix, RefusesAFileWithoutPermission) {
  const fs::path path = write("secret.csv", "1\n");
  fs::permissions(path, fs::perms::none);
  fs::permissions(folder_.path(), fs::perms::all);
  const auto read_as_nobody = [&] {
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && setuid(nobody) != 0) std::_Exit(3);  // nothing is hidden from root
    const std::string message = refusal([&] { read_matrix(path); });
    std::fprintf(stderr, "%s\n", message.c_str());
    std::_Exit(0);
  };
  EXPECT_EXIT(read_as_nobody(), testing::ExitedWithCode(0),
              "secret.csv: expected a file that may be read, found ");
}

TEST_F(ReadMatrix, RefusesAnOversizedFileBeforeReadingIt) {
  const fs::path path = write("huge.npy", "x");
  fs::resize_file(path, 1'000'000'000'000);  // a hole: takes no room on the disk
  EXPECT_EXIT(read_in_little_memory([&] { read_matrix(path); }), testing::ExitedWithCode(0), "");
  EXPECT_EQ(refused(path), "expected at most 1000000000 bytes, found 1000000000000");
}

TEST_F(ReadMatrix, NamesTheFileAndThePlaceInIt) {
  EXPECT_EQ(refused(write("a.csv", "1,2\n3,x\n")), "line 2, column 2: expected a number, found \"x\"");
}

}  // namespace
}  // namespace dsc
