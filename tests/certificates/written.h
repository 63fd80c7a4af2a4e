#pragma once

#include <string>

namespace dsc {

/// What a writer owes: the checker accepts the text as a certificate of this kind and the oracle finds it
/// true; and with one digit off, at up to `places` places, it is rejected, or the oracle finds it true still.
void expect_written_well(const std::string& text, const std::string& kind, int places = 40);

/// How many texts with a digit off were rejected so far, of this kind.
int rejected_digits(const std::string& kind);

}  // namespace dsc
