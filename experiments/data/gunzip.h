#pragma once

#include <cstdint>
#include <string>

namespace dsc {

/// The bytes that a gzip file (RFC 1952) of one member holds: `packed` is the file, `name` its name for
/// messages. Throws InputError where more than `limit` bytes are unpacked, the data are damaged or truncated,
/// the checksum does not match, or bytes follow the end. Never holds more than `limit` + 1 bytes.
std::string gunzip(const std::string& packed, const std::string& name, std::uint64_t limit);

}  // namespace dsc
