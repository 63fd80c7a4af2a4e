#include "cmake/code_digests/source_closure.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "tests/temporary_folder.h"

namespace dsc::code_digests {
namespace {

namespace fs = std::filesystem;
using Files = std::set<std::string>;

class SmallTree : public ::testing::Test {
 protected:
  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((root.path() / file).parent_path());
    std::ofstream(root.path() / file) << text;
  }
  Files closure(const std::string& file, const Files& roots = {}) const {
    return SourceTree(root.path(), roots, {"harness/"}).closure(file);
  }

  TemporaryFolder root;
};

TEST_F(SmallTree, FollowsHeadersToWhatImplementsThem) {
  write("a/work.cpp", "#include \"b/solve.h\"\n#include <vector>\n");
  write("b/solve.h", "int solve();");
  write("b/solve.cpp", "#include \"b/solve.h\"\n#include \"c/deep.h\"\n");
  write("c/deep.h", "");
  write("b/other.h", "");
  write("b/other.cpp", "#include \"b/solve.h\"\n");
  EXPECT_EQ(closure("a/work.cpp"), (Files{"a/work.cpp", "b/solve.h", "b/solve.cpp", "c/deep.h"}));
}

TEST_F(SmallTree, ASourceWithoutAHeaderImplementsThoseItIncludes) {
  write("a/work.cpp", "#include \"b/readers.h\"\n");
  write("b/readers.h", "");
  write("b/csv.cpp", "#include \"b/readers.h\"\n");
  write("b/main.cpp", "#include \"b/readers.h\"\nint main() {}\n");
  write("b/root.cpp", "#include \"b/readers.h\"\n");
  EXPECT_EQ(closure("a/work.cpp", {"b/root.cpp"}), (Files{"a/work.cpp", "b/readers.h", "b/csv.cpp"}));
}

TEST_F(SmallTree, LeavesTheHarnessOut) {
  write("a/work.cpp", "#include \"harness/claim.h\"\n");
  write("harness/claim.h", "");
  EXPECT_EQ(closure("a/work.cpp"), (Files{"a/work.cpp"}));
}

TEST_F(SmallTree, EndsOnCircles) {
  write("a/x.h", "#include \"a/y.h\"\n");
  write("a/y.h", "#include \"a/x.h\"\n");
  EXPECT_EQ(closure("a/x.h"), (Files{"a/x.h", "a/y.h"}));
}

TEST_F(SmallTree, SaysWhatItCannotRead) { EXPECT_THROW(closure("a/none.cpp"), std::runtime_error); }

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string text;
  std::array<char, 1 << 16> part{};
  while (const std::size_t got = std::fread(part.data(), 1, part.size(), pipe.get()))
    text.append(part.data(), got);
  return text;
}

/// What the linker knows: which sources an object's symbols come from.
struct Objects {
  std::map<std::string, std::string> source_of_symbol;
  std::map<std::string, std::set<std::string>> wanted;  ///< by source, undefined symbols
};

Objects objects_below(const fs::path& folder) {
  Objects objects;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = entry.path().string();
    const std::size_t target = path.rfind(".dir/");
    if (!path.ends_with(".cpp.o") || target == std::string::npos) continue;
    const std::string room =
        fs::relative(path.substr(0, path.rfind("/CMakeFiles/")), DSC_BINARY_TREE).generic_string();
    const std::string source = room + "/" + path.substr(target + 5, path.size() - target - 7);
    std::string name;
    for (const char c : output_of("nm -P '" + path + "'") + "\n") {
      if (c != '\n') {
        name += c;
        continue;
      }
      const std::size_t blank = name.find(' ');
      if (blank != std::string::npos && blank + 1 < name.size()) {
        const char type = name[blank + 1];
        if (type == 'U') objects.wanted[source].insert(name.substr(0, blank));
        // Weak symbols are in every object that uses them.
        if (type == 'T' || type == 'D' || type == 'B' || type == 'R')
          objects.source_of_symbol[name.substr(0, blank)] = source;
      }
      name.clear();
    }
  }
  return objects;
}

// The conventions must find at least what the linker finds, or a changed source could leave a result current.
TEST(SourceClosure, CoversWhatTheLinkerTakes) {
  const Objects objects = objects_below(fs::path(DSC_BINARY_TREE) / "theorems");
  Files roots;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(DSC_SOURCE_TREE) / "theorems/claims")) {
    const std::string file = fs::relative(entry.path(), DSC_SOURCE_TREE).generic_string();
    if (file.ends_with(".cpp") && registers_work(tokens_of(entry.path()))) roots.insert(file);
  }
  ASSERT_GT(roots.size(), 20u);
  SourceTree tree(DSC_SOURCE_TREE, roots, {"harness/"});
  int linked = 0;
  for (const std::string& root : roots) {
    ASSERT_TRUE(objects.wanted.contains(root)) << root << " is not built";
    Files taken{root};
    std::vector<std::string> waiting{root};
    while (!waiting.empty()) {
      const std::string source = waiting.back();
      waiting.pop_back();
      const auto wanted = objects.wanted.find(source);
      if (wanted == objects.wanted.end()) continue;
      for (const std::string& symbol : wanted->second) {
        const auto from = objects.source_of_symbol.find(symbol);
        if (from != objects.source_of_symbol.end() && taken.insert(from->second).second)
          waiting.push_back(from->second);
      }
    }
    const Files found = tree.closure(root);
    for (const std::string& source : taken)
      EXPECT_TRUE(found.contains(source)) << root << " links " << source;
    linked += static_cast<int>(taken.size());
  }
  EXPECT_GT(linked, 200);
}

}  // namespace
}  // namespace dsc::code_digests
