#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace dsc {
namespace {

namespace fs = std::filesystem;

/// rooms.txt: for each room the rooms it may see, and the rooms in their order.
struct Table {
  std::vector<std::string> rooms;
  std::map<std::string, std::set<std::string>> may_see;
};

Table read_table() {
  Table table;
  std::ifstream stream(fs::path(DSC_SOURCE_TREE) / "tests/architecture/rooms.txt");
  for (std::string line; std::getline(stream, line);) {
    line = line.substr(0, line.find('#'));
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos) continue;
    const std::string room = line.substr(0, colon);
    table.rooms.push_back(room);
    std::istringstream words(line.substr(colon + 1));
    for (std::string word; words >> word;) table.may_see[room].insert(word);
  }
  return table;
}

std::string room_of(const std::string& file) { return fs::path(file).parent_path().generic_string(); }

/// The product's sources with what they include of the project.
std::map<std::string, std::vector<std::string>> includes() {
  static const std::regex include("^\\s*#\\s*include\\s*\"([^\"]+)\"");
  std::map<std::string, std::vector<std::string>> found;
  for (const char* wing : {"program", "experiments", "theorems", "harness", "cmake"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(DSC_SOURCE_TREE) / wing)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".h" && extension != ".cpp") continue;
      auto& names = found[fs::relative(entry.path(), DSC_SOURCE_TREE).generic_string()];
      std::ifstream stream(entry.path());
      std::smatch match;
      for (std::string line; std::getline(stream, line);) {
        if (std::regex_search(line, match, include)) names.push_back(match[1]);
      }
    }
  }
  return found;
}

TEST(Arrows, EveryRoomIsInTheTable) {
  const Table table = read_table();
  for (const auto& [file, names] : includes()) {
    EXPECT_NE(std::find(table.rooms.begin(), table.rooms.end(), room_of(file)), table.rooms.end())
        << file << ": its folder is not in rooms.txt";
  }
}

TEST(Arrows, TheTableHasNoCircle) {
  const Table table = read_table();
  std::set<std::string> above;
  for (const std::string& room : table.rooms) {
    for (const std::string& seen :
         table.may_see.count(room) != 0 ? table.may_see.at(room) : std::set<std::string>{}) {
      EXPECT_TRUE(above.contains(seen)) << room << " sees " << seen << ", which does not stand above it";
    }
    above.insert(room);
  }
}

TEST(Arrows, NoFileSeesWhatItsRoomMayNot) {
  const Table table = read_table();
  std::map<std::string, std::set<std::string>> used;
  const auto files = includes();
  for (const auto& [file, names] : files) {
    const std::string room = room_of(file);
    for (const std::string& name : names) {
      EXPECT_TRUE(files.contains(name)) << file << " includes " << name << ", which does not exist";
      const std::string other = room_of(name);
      if (other == room) continue;
      used[room].insert(other);
      const auto may = table.may_see.find(room);
      EXPECT_TRUE(may != table.may_see.end() && may->second.contains(other)) << file << " includes " << name;
    }
  }
  // The table says no more than is true.
  for (const auto& [room, seen] : table.may_see) {
    for (const std::string& other : seen)
      EXPECT_TRUE(used[room].contains(other)) << room << " no longer sees " << other;
  }
}

TEST(Arrows, NoCircleOfFiles) {
  const auto files = includes();
  enum class State { fresh, open, done };
  std::map<std::string, State> states;
  std::vector<std::string> circle;
  const auto visit = [&](const auto& self, const std::string& file) -> void {
    State& state = states[file];
    if (state == State::open) circle.push_back(file);
    if (state != State::fresh) return;
    state = State::open;
    if (const auto names = files.find(file); names != files.end()) {
      for (const std::string& name : names->second) self(self, name);
    }
    states[file] = State::done;
  };
  for (const auto& [file, names] : files) visit(visit, file);
  EXPECT_TRUE(circle.empty()) << "circle through " << circle.front();
}

}  // namespace
}  // namespace dsc
