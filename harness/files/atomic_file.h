#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// Files that are whole or absent, whatever kills the writer, on a folder that several machines may share.
namespace dsc {

/// Whether the folder entry is made durable at once, or by a later sync_folder for many files together.
enum class Sync { now, later };

/// Replaces `file` by `bytes`: a temporary file in the same folder is written, synced and renamed. Creates
/// missing folders. Throws std::runtime_error naming the file and the system's reason.
void write_atomically(const std::filesystem::path& file, std::string_view bytes, Sync sync = Sync::now);

/// Makes renames and removals in the folder durable.
void sync_folder(const std::filesystem::path& folder);

/// Removes the temporary files that killed writers left in this folder (not below it). A writer holds a lock
/// on its temporary file for as long as it lives, so one whose lock is free is stale; no live writer loses
/// its file. Returns how many were removed; a folder that does not exist holds none.
int remove_stale_temporaries(const std::filesystem::path& folder);

/// The bytes of a file. Throws InputError where it cannot be read, is no regular file or is larger than
/// `limit`.
std::string read_bytes(const std::filesystem::path& file, std::uintmax_t limit = 256u << 20);

}  // namespace dsc
