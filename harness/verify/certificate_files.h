#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace dsc::verify {

/// Largest certificate that belongs in version control; larger ones are regenerated on demand.
inline constexpr std::uintmax_t kCommittedBytes = 40'000;

/// A certificate in the folder of its claim.
struct StoredCertificate {
  std::string file{};  ///< "certificates/T2.1/check-001.json", below the profile's folder
  std::string sha256{};
  std::uintmax_t bytes = 0;
  bool committed = true;
  std::string proves{};  ///< dsc-check's words, "holds for all signals"; empty where it does not accept it
  std::string bears{};   ///< its word on the row, "supports", "violates", "vacuous"; empty where the row has
                         ///< no contract

  bool accepted() const { return !proves.empty(); }
};

/// Writes one file for each distinct text, numbered from 1, and returns the file of each text in turn. `cell`
/// is "T2.1/check". If a file on disk must change, `record` is removed first, so that no record ever speaks
/// of other certificates.
std::vector<StoredCertificate> store_certificates(const std::filesystem::path& profile_folder,
                                                  const std::string& cell,
                                                  const std::filesystem::path& record,
                                                  const std::vector<std::string>& texts);

/// Removes the cell's certificate files that `kept` does not name.
void prune_certificates(const std::filesystem::path& profile_folder, const std::string& cell,
                        const std::vector<StoredCertificate>& kept);

/// What is wrong with a certificate in its folder: "missing" or "changed"; empty where it is as recorded. One
/// that is too large to commit may be missing.
std::string fault_of(const std::filesystem::path& profile_folder, const StoredCertificate& certificate);

/// Makes <profile>/.gitignore name the certificates that the records of the folder mark as not committed;
/// without any, there is no such file. Runs that share the folder may do this at once: the last one sees all
/// records.
void write_ignore_list(const std::filesystem::path& profile_folder);

}  // namespace dsc::verify
