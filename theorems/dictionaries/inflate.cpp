#include "theorems/dictionaries/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "harness/error.h"

namespace dsc::reading {
namespace {

class Stream {
 public:
  Stream(std::string_view packed, Packing packing, const std::string& name, const std::string& place)
      : name_(name), place_(place) {
    if (packed.size() > std::numeric_limits<uInt>::max())
      throw InputError(name, place, "less than 4 GiB of packed bytes", std::to_string(packed.size()));
    if (inflateInit2(&state_, packing == Packing::zlib ? MAX_WBITS : -MAX_WBITS) != Z_OK)
      throw std::bad_alloc();
    // zlib reads only; its interface is older than const.
    state_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    state_.avail_in = static_cast<uInt>(packed.size());
  }
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() { inflateEnd(&state_); }

  /// Fills `count` bytes at `out`; fewer only where the stream ends. Returns how many.
  std::size_t read(char* out, std::size_t count) {
    state_.next_out = reinterpret_cast<Bytef*>(out);
    state_.avail_out = static_cast<uInt>(count);
    while (state_.avail_out > 0 && !ended_) {
      const int answer = inflate(&state_, Z_NO_FLUSH);
      ended_ = answer == Z_STREAM_END;
      if (answer == Z_MEM_ERROR) throw std::bad_alloc();
      if (answer != Z_OK && !ended_) {
        throw InputError(name_, place_, "packed bytes that zlib inflates",
                         state_.msg != nullptr ? state_.msg : "the end of them");
      }
    }
    return count - state_.avail_out;
  }

 private:
  z_stream state_{};
  bool ended_ = false;
  const std::string& name_;
  const std::string& place_;
};

/// Up to `most` bytes, in memory that is at most twice what has come out.
std::string read(Stream& stream, std::uint64_t most) {
  std::string out;
  std::size_t filled = 0;
  while (filled < most) {
    const std::size_t step =
        std::min<std::uint64_t>(most - filled, std::clamp<std::size_t>(filled, 4096, std::size_t{1} << 26));
    out.resize(filled + step);
    const std::size_t got = stream.read(out.data() + filled, step);
    filled += got;
    if (got < step) break;
  }
  out.resize(filled);
  return out;
}

}  // namespace

std::string inflated_head(std::string_view packed, Packing packing, std::uint64_t most,
                          const std::string& name, const std::string& place) {
  Stream stream(packed, packing, name, place);
  return read(stream, most);
}

std::string inflated(std::string_view packed, Packing packing, std::uint64_t size, const std::string& name,
                     const std::string& place) {
  constexpr std::uint64_t greatest_ratio = 1032;
  const std::string expected = std::to_string(size) + " bytes after inflating";
  if (size / greatest_ratio > packed.size())
    throw InputError(name, place, expected, "too few packed bytes for that");
  Stream stream(packed, packing, name, place);
  std::string out = read(stream, size);
  if (out.size() < size) throw InputError(name, place, expected, std::to_string(out.size()));
  // The sum at the end is checked only when the end is reached.
  if (char beyond = 0; stream.read(&beyond, 1) != 0) throw InputError(name, place, expected, "more");
  return out;
}

}  // namespace dsc::reading
