#include "experiments/data/gunzip.h"

#include <zlib.h>

#include <algorithm>
#include <memory>
#include <new>

#include "harness/error.h"

namespace dsc {

std::string gunzip(const std::string& packed, const std::string& name, std::uint64_t limit) {
  z_stream stream{};
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (inflateInit2(&stream, gzip_only) != Z_OK) throw std::bad_alloc();
  const std::unique_ptr<z_stream, int (*)(z_stream*)> closing(&stream, inflateEnd);
  // zlib's type for input is not const, but it only reads.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());

  const auto place = [&stream] { return "byte " + std::to_string(stream.total_in); };
  std::string bytes;
  for (int state = Z_OK; state != Z_STREAM_END;) {
    // One byte more than the limit tells data that ends there from data that goes on.
    const std::size_t had = bytes.size();
    const std::size_t room = std::min<std::uint64_t>(std::uint64_t{1} << 20, limit + 1 - had);
    bytes.resize(had + room);
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data() + had);
    stream.avail_out = static_cast<uInt>(room);
    state = inflate(&stream, Z_NO_FLUSH);
    bytes.resize(had + room - stream.avail_out);
    if (state == Z_BUF_ERROR || (state == Z_OK && stream.avail_in == 0 && stream.avail_out != 0)) {
      throw InputError(name, place(), "more of the gzip data", "the end of the file");
    }
    if (state != Z_OK && state != Z_STREAM_END) {
      throw InputError(name, place(), "gzip data", stream.msg == nullptr ? "damage" : stream.msg);
    }
    if (bytes.size() > limit) {
      throw InputError(name, "", "at most " + std::to_string(limit) + " bytes unpacked", "more");
    }
  }
  if (stream.avail_in != 0) throw InputError(name, place(), "the end of the file", "more bytes");
  return bytes;
}

}  // namespace dsc
