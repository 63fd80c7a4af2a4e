#pragma once

#include <string>
#include <string_view>

/// What a compiler sees of a C++ source: its tokens, without comments, blanks and layout.
namespace dsc::code_digests {

/// One token a line, by maximal munch; the end of a preprocessor directive is a line of its own, since it
/// ends the directive's meaning. Includes of the project (in quotes) are left out: what they bring in is
/// counted by its own tokens, so a file may move. Comments and line splices are gone; the inside of literals
/// is kept as it is.
std::string token_stream(std::string_view source);

}  // namespace dsc::code_digests
