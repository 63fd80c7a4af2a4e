#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

/// Readers of a user's dictionary. What they return is safe to compute with: at least one row and one column,
/// every entry finite, no column of zeros. Each throws InputError where the file holds anything else, and
/// names the file, the place ("line 7", "line 7, column 3", "byte 128") and what was expected there.
///
/// Numbers do not depend on the locale. A literal stands for the double nearest to it (ties to even), and
/// binary floating-point data for itself; integers are read only if a double holds them exactly. A literal
/// whose double would be infinite, or zero although the literal is not, is refused.
///
/// A size in a header is believed only after the file proves long enough for it, so that memory stays below
/// limits.bytes for the text and 8 1/8 limits.entries for the matrix.
namespace dsc {

/// The largest input that a reader accepts.
struct ReadLimits {
  std::int64_t entries = 64'000'000;   ///< rows times columns
  std::int64_t bytes = 1'000'000'000;  ///< length of the file
  bool zero_columns = false;           ///< whether a column of zeros is accepted
};

/// Reads the regular file `path`; its extension, in either case, tells the format: .mtx and .mm Matrix
/// Market, .npy NumPy, .csv, .tsv and .txt separated values, and those of variables.h: .mat MATLAB, .npz
/// NumPy's archive, .safetensors, where the file holds one array that can be read.
Eigen::MatrixXd read_matrix(const std::filesystem::path& path, const ReadLimits& limits = {});

/// Which array of a file, and how its atoms lie in it.
struct Selection {
  std::string variable;        ///< its name in a file of several; empty: the only one
  bool atoms_in_rows = false;  ///< as scikit-learn keeps them; what is returned has them in columns
};

/// As above. Errors besides: a name for a file that has none; a row of zeros where atoms are rows.
Eigen::MatrixXd read_matrix(const std::filesystem::path& path, const Selection& selection,
                            const ReadLimits& limits = {});

/// Matrix Market exchange format (Boisvert, Pozo, Remington, NISTIR 5935): array and coordinate; real and
/// integer; general, symmetric and skew-symmetric. As the format asks, symmetric files hold the lower
/// triangle only. An entry given twice is refused, since a sum of duplicates would be rounded. Comments may
/// stand on any line after the first. `name` is what errors call the text.
Eigen::MatrixXd read_matrix_market(std::string_view text, const std::string& name,
                                   const ReadLimits& limits = {});

/// NumPy's format, versions 1.0, 2.0 and 3.0 (numpy.lib.format): two dimensions, in C or Fortran order, of
/// f2, f4, f8, i1, i2, i4, i8, u1, u2, u4 or u8 in either byte order.
Eigen::MatrixXd read_npy(std::string_view bytes, const std::string& name, const ReadLimits& limits = {});

/// A line a row. The first row decides what separates the entries: a comma, else a semicolon, else a tab,
/// else blanks. Numbers are decimal (1e-3) or hexadecimal (0x1.8p-3). Blank lines do not count, and `#` after
/// a blank or at the start of a line begins a comment. There is no header line: text in place of a number is
/// refused.
Eigen::MatrixXd read_csv(std::string_view text, const std::string& name, const ReadLimits& limits = {});

}  // namespace dsc
