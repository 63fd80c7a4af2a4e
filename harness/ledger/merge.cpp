#include "harness/ledger/merge.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "harness/error.h"
#include "harness/ledger/record.h"

namespace dsc::ledger {
namespace fs = std::filesystem;
using nlohmann::ordered_json;
namespace {

constexpr const char* kProofs = "formal.json";

/// What goes to one place of the target: where it comes from, and how many folders had it.
struct Origin {
  fs::path folder{};    ///< of a profile
  std::string below{};  ///< it
  int holders = 0;

  fs::path file() const { return folder / below; }
};
using Origins = std::map<fs::path, Origin>;

/// Without what only tells of the run: how fast it went, which program checked it.
ordered_json content(ordered_json value) {
  if (value.is_object()) {
    value.erase("speed");
    value.erase("checker");
  }
  if (value.is_structured()) {
    for (ordered_json& part : value) part = content(std::move(part));
  }
  return value;
}

[[noreturn]] void refuse(const fs::path& one, const fs::path& other, const std::string& expected,
                         const std::string& found) {
  throw InputError(one.string() + " and " + other.string(), "", expected, found);
}

Record sound_record(const fs::path& folder, const std::string& file) {
  std::optional<Record> record = read_record(folder, file);
  if (!record) throw InputError((folder / file).string(), "", "a record", "none any more");
  if (!record->contradiction.empty()) {
    throw InputError((folder / file).string(), "", "a record as it was written", record->contradiction);
  }
  return std::move(*record);
}

/// Whether the second of two records of one cell replaces the first.
bool replaces(const fs::path& held, const Record& first, const fs::path& offered, const Record& second) {
  if (first.address != second.address) {
    refuse(held, offered, "records from the same inputs",
           fmt::format("inputs that differ in {}",
                       fmt::join(changed_inputs(first.inputs, second.inputs), ", ")));
  }
  if (first.state != State::completed || second.state != State::completed) {
    return first.state != State::completed && second.state == State::completed;
  }
  const nlohmann::json difference =
      nlohmann::json::diff(nlohmann::json(content(first.payload)), nlohmann::json(content(second.payload)));
  if (!difference.empty()) {
    refuse(held, offered, "one result at the address " + first.address,
           "two that differ in " + difference[0]["path"].get<std::string>());
  }
  return false;
}

void add_record(const fs::path& folder, const std::string& file, const fs::path& place, Origins& records) {
  const Record record = sound_record(folder, file);
  const auto [entry, is_new] = records.emplace(place, Origin{folder, file, 1});
  if (is_new) return;
  Origin& origin = entry->second;
  ++origin.holders;
  if (replaces(origin.file(), sound_record(origin.folder, file), folder / file, record))
    origin.folder = folder;
}

bool same_bytes(const fs::path& one, const fs::path& other) {
  if (fs::file_size(one) != fs::file_size(other)) return false;
  std::ifstream left(one, std::ios::binary), right(other, std::ios::binary);
  return std::equal(std::istreambuf_iterator<char>(left), {}, std::istreambuf_iterator<char>(right), {});
}

/// Trained networks lie in a hidden folder; other hidden names are of runs under way or of version control.
bool passed_over(const fs::path& name) {
  const std::string text = name.string();
  return (text.front() == '.' && text != ".parameters") || text.ends_with(".tmp");
}

/// Certificates, pictures and networks of a profile.
void add_files(const fs::path& folder, const fs::path& target, const Origins& records, Origins& files) {
  for (const char* part : {"claims", "experiments", "certificates"}) {
    if (!fs::is_directory(folder / part)) continue;
    fs::recursive_directory_iterator entry(folder / part);
    for (; entry != fs::recursive_directory_iterator(); ++entry) {
      if (passed_over(entry->path().filename())) {
        entry.disable_recursion_pending();
        continue;
      }
      const std::string below = entry->path().lexically_relative(folder).string();
      const fs::path place = target / below;
      if (!entry->is_regular_file() || records.contains(place)) continue;
      const auto [held, is_new] = files.emplace(place, Origin{folder, below, 1});
      if (!is_new && !same_bytes(held->second.file(), entry->path())) {
        refuse(held->second.file(), entry->path(), "one content of a file", "two");
      }
    }
  }
}

void require_free(const fs::path& target) {
  std::error_code error;
  if (fs::exists(target, error) && !(fs::is_directory(target, error) && fs::is_empty(target, error))) {
    throw InputError(target.string(), "", "a folder that is not there yet, or empty", "something there");
  }
}

/// A new folder beside the target, gone with this unless it became the target.
class Draft {
 public:
  explicit Draft(const fs::path& target) : target_(fs::absolute(target).lexically_normal()) {
    if (!target_.has_filename()) target_ = target_.parent_path();
    std::error_code error;
    fs::create_directories(target_.parent_path(), error);
    std::string name = (target_.parent_path() / ("." + target_.filename().string() + ".XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr) {
      throw InputError(target.string(), "", "a place where a folder can be made",
                       std::generic_category().message(errno));
    }
    folder_ = name;
    fs::permissions(folder_, fs::perms(0755));
  }
  ~Draft() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;

  void copy(const Origins& origins) const {
    for (const auto& [place, origin] : origins) {
      fs::create_directories((folder_ / place).parent_path());
      fs::copy_file(origin.file(), folder_ / place);
    }
  }
  void become_target() const { fs::rename(folder_, target_); }

 private:
  fs::path target_, folder_{};
};

}  // namespace

Merged merge_results(const std::vector<fs::path>& sources, const fs::path& target) {
  require_free(target);
  Origins records, files;
  std::set<bool> named;
  for (const fs::path& source : sources) {
    for (const auto& [profile, folder] : profile_folders(source)) {
      named.insert(profile.empty());
      for (const std::string& file : record_files(folder)) {
        add_record(folder, file, fs::path(profile) / file, records);
      }
    }
  }
  if (named.size() > 1) {
    throw InputError("folders to merge", "", "all of them results/ or all of them one profile's folder",
                     "some of each");
  }
  for (const fs::path& source : sources) {
    for (const auto& [profile, folder] : profile_folders(source)) add_files(folder, profile, records, files);
    // A record of what Coq found here; the first one stands.
    if (fs::exists(source / kProofs)) files.emplace(kProofs, Origin{source, kProofs, 1});
  }
  Merged merged{.records = static_cast<int>(records.size()), .files = static_cast<int>(files.size())};
  for (const auto& [place, origin] : records) merged.shared += origin.holders > 1 ? 1 : 0;
  const Draft draft(target);
  draft.copy(records);
  draft.copy(files);
  draft.become_target();
  return merged;
}

}  // namespace dsc::ledger
