#pragma once

namespace dsc::certificate {

/// What a certificate states about its example.
enum class Conclusion { holds, fails, vacuous };
const char* word(Conclusion conclusion);

}  // namespace dsc::certificate
