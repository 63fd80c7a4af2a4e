#pragma once

#include <functional>
#include <string>
#include <vector>

namespace dsc::damage {

/// One change of a certificate's text.
struct Damage {
  std::string what;  ///< "digit", "entry removed", …
  std::string key;   ///< the top-level key it falls in, empty at the outermost level
  std::string text;  ///< the damaged certificate, never equal to the original
};

/// Changes every number and every structural token of a certificate one at a time: every character of every
/// quantity and count replaced, removed and preceded by others, every sign, every punctuation mark removed,
/// doubled and replaced, every word by each other word of the grammar, every key removed, renamed and
/// doubled, every entry of every list removed, doubled, swapped with the next and replaced by each other,
/// every value by one of another type or of another key, every truncation, and foreign bytes around. The text
/// is compact JSON: no white space but a final newline.
void for_each_damage(const std::string& text, const std::vector<std::string>& words,
                     const std::function<void(const Damage&)>& visit);

}  // namespace dsc::damage
