#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dsc::reading {

enum class Packing { zlib, deflate };  ///< RFC 1950, RFC 1951

/// The first `most` bytes of what is packed, fewer where it ends before. Throws InputError for a damaged
/// stream; `name` and `place` are what it calls it.
std::string inflated_head(std::string_view packed, Packing packing, std::uint64_t most,
                          const std::string& name, const std::string& place);

/// All of what is packed, which must be `size` bytes. A size that no stream of that length can reach (deflate
/// packs at most 1032 to 1) is refused before memory is taken; memory grows with what really comes out.
std::string inflated(std::string_view packed, Packing packing, std::uint64_t size, const std::string& name,
                     const std::string& place);

}  // namespace dsc::reading
