#include "harness/files/atomic_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <random>
#include <stdexcept>
#include <system_error>

#include "harness/error.h"

namespace dsc {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kSuffix = ".tmp";

[[noreturn]] void fail(const std::string& action, const fs::path& path) {
  const int reason = errno;
  throw std::runtime_error(action + " " + path.string() + ": " + std::generic_category().message(reason));
}

/// Owns a file descriptor; closing it frees the lock.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

/// The process number tells processes of one machine apart, the random number those of several.
fs::path temporary_name(const fs::path& file) {
  static const unsigned long long machine = std::random_device{}();
  static std::atomic<unsigned> count{0};
  return file.parent_path() /
         fmt::format(".{}.{:08x}-{}-{}{}", file.filename().string(), machine, getpid(), count++, kSuffix);
}

void write_all(const Descriptor& out, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = write(out.get(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("cannot write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// A cleaner may take the file between its creation and its locking; the lock is only ours if the name is.
bool still_named(const Descriptor& file, const fs::path& path) {
  struct stat status {};
  if (fstat(file.get(), &status) != 0) fail("cannot inspect", path);
  return status.st_nlink > 0;
}

/// One attempt; false where a cleaner took the temporary file before it was locked.
bool try_write(const fs::path& file, std::string_view bytes) {
  const fs::path temporary = temporary_name(file);
  const Descriptor out(open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (out.get() < 0) fail("cannot create", temporary);
  // Where the file system has no locks, no cleaner can take one either, and nothing is removed.
  flock(out.get(), LOCK_EX);
  if (!still_named(out, temporary)) return false;
  try {
    write_all(out, bytes, temporary);
    if (fsync(out.get()) != 0) fail("cannot sync", temporary);
    if (rename(temporary.c_str(), file.c_str()) != 0) fail("cannot rename to", file);
  } catch (...) {
    unlink(temporary.c_str());
    throw;
  }
  return true;
}

bool is_temporary(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.size() > kSuffix.size() && name.front() == '.' && name.ends_with(kSuffix);
}

}  // namespace

void sync_folder(const fs::path& folder) {
  const Descriptor handle(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (handle.get() < 0) fail("cannot open folder", folder);
  // Some network file systems cannot sync a folder and say EINVAL; they order renames themselves.
  if (fsync(handle.get()) != 0 && errno != EINVAL) fail("cannot sync folder", folder);
}

void write_atomically(const fs::path& file, std::string_view bytes, Sync sync) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw std::runtime_error("cannot create folder " + folder.string() + ": " + error.message());
  while (!try_write(folder / file.filename(), bytes)) continue;
  if (sync == Sync::now) sync_folder(folder);
}

int remove_stale_temporaries(const fs::path& folder) {
  std::error_code error;
  int removed = 0;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (!is_temporary(entry->path())) continue;
    const Descriptor file(open(entry->path().c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (file.get() < 0 || flock(file.get(), LOCK_EX | LOCK_NB) != 0) continue;
    if (unlink(entry->path().c_str()) == 0) ++removed;
  }
  return removed;
}

std::string read_bytes(const fs::path& file, std::uintmax_t limit) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    throw InputError(file.string(), "", "a regular file",
                     fs::exists(file, error) ? "something else" : "nothing");
  }
  const std::uintmax_t size = fs::file_size(file, error);
  if (error || size > limit) {
    throw InputError(file.string(), "", fmt::format("at most {} bytes", limit), fmt::format("{}", size));
  }
  std::ifstream in(file, std::ios::binary);
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  if (!in) throw InputError(file.string(), "", fmt::format("{} readable bytes", size), "fewer");
  return bytes;
}

}  // namespace dsc
