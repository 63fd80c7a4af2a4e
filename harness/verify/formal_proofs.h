#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "harness/claim.h"

/// What is known of the formal proofs: theorems/formal/check-formal builds and audits them, and records what
/// it found.
namespace dsc::verify {

struct FormalProofs {
  std::filesystem::path folder{};               ///< theorems/formal
  std::string coq{}, mathcomp{};                ///< versions
  double seconds = 0;                           ///< of building and auditing
  std::map<std::string, std::string> closed{};  ///< theorems that rest on no axiom, and their files
  /// Files that are not, byte for byte, what was audited: what is said of their theorems is about older
  /// proofs.
  std::map<std::string, std::string> changed{};

  /// The file of a theorem that was audited as closed and whose proofs have not changed since; else empty.
  std::string proves(const std::string& theorem) const;
};

/// The record in results/formal.json, compared with the proofs in `folder`. None where there is no record:
/// then nothing is proved. Throws InputError where it is no such record.
std::optional<FormalProofs> read_formal_proofs(const std::filesystem::path& results_root,
                                               const std::filesystem::path& folder);

/// The text of `KEYWORD NAME ... .` in a file of the proofs (Definition, Theorem), with the comment above it;
/// empty where there is none.
std::string formal_sentence(const std::filesystem::path& file, const std::string& keyword,
                            const std::string& name);

/// What a theorem says: the definitions that a claim names, parted by blanks, and the theorem's own sentence.
std::string formal_listing(const std::filesystem::path& file, const std::string& definitions,
                           const std::string& theorem);

/// What a formal theorem says of a form of a claim, where one does: proved, refuted or vacuous; else none.
std::optional<Verdict> formal_verdict(const Claim& claim, Form form,
                                      const std::optional<FormalProofs>& proofs);

}  // namespace dsc::verify
