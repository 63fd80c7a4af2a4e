#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/ledger/cell.h"

namespace dsc {

/// Largest certificate that belongs in version control; larger ones are regenerated on demand.
inline constexpr std::uintmax_t kCommittedBytes = 100'000;

/// A certificate in the folder of its claim.
struct StoredCertificate {
  std::string file;  ///< "certificates/T2.1/check-001.json", below the profile's folder
  std::string sha256;
  std::uintmax_t bytes = 0;
  bool committed = true;
  bool accepted = false;  ///< by dsc-check
};

/// Writes one file for each distinct text, numbered from 1, and returns the file of each text in turn. If a
/// file on disk must change, the cell's record is removed first, so that no record ever speaks of other
/// certificates.
std::vector<StoredCertificate> store_certificates(const ProfileFolder& folder, const Cell& cell,
                                                  const std::vector<std::string>& texts);

/// Removes the cell's certificate files that `kept` does not name.
void prune_certificates(const ProfileFolder& folder, const Cell& cell,
                        const std::vector<StoredCertificate>& kept);

/// Makes <profile>/.gitignore name the certificates that the records of the folder mark as not committed;
/// without any, there is no such file. Runs that share the folder may do this at once: the last one sees all
/// records.
void write_ignore_list(const ProfileFolder& folder);

}  // namespace dsc
