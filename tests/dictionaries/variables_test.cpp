#include "theorems/dictionaries/variables.h"

#include <zlib.h>

#include <fstream>
#include <iterator>
#include <map>

#include "tests/dictionaries/input_errors.h"
#include "tests/temporary_folder.h"
#include "theorems/dictionaries/read_matrix.h"

namespace dsc {
namespace {

namespace fs = std::filesystem;

const fs::path samples = DSC_SAMPLES;

std::string bytes_of_file(const std::string& name) {
  std::ifstream file(samples / name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// What write_containers.py calls D, with a third and 65504 as its type rounds them.
Eigen::MatrixXd d(double third = 1.0 / 3, double large = 65504) {
  return Eigen::MatrixXd{{1, -2, 0.5}, {third, 0, large}};
}

Eigen::MatrixXd matrix(const std::string& file, const std::string& variable) {
  return read_matrix(samples / file, Selection{variable, false}, {.zero_columns = true});
}

/// The message of reading a variable, after the path.
std::string refused(const std::string& file, const std::string& variable) {
  const fs::path path = samples / file;
  const std::string message = refusal([&] { read_matrix(path, Selection{variable, false}); });
  EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
  return message.substr(std::min(message.size(), path.string().size() + 2));
}

void expect_cube(const Array& cube) {
  EXPECT_EQ(cube.shape, (std::vector<std::int64_t>{2, 3, 4}));
  ASSERT_EQ(cube.values.size(), 24u);
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(cube.values[i], static_cast<double>(i));
}

TEST(Variables, ReadsWhatScipyWroteForMatlab) {
  for (const char* file : {"packed.mat", "plain.mat"}) {
    EXPECT_EQ(matrix(file, "D"), d()) << file;
    EXPECT_EQ(matrix(file, "single"), d(0x1.555556p-2)) << file;
    EXPECT_EQ(matrix(file, "int8"), (Eigen::MatrixXd{{1, -2, 3}, {100, 0, -128}})) << file;
    EXPECT_EQ(matrix(file, "uint64"), (Eigen::MatrixXd{{1, 0x1p63}})) << file;
    expect_cube(read_array(samples / file, "cube"));
  }
  EXPECT_EQ(matrix("big_endian.mat", ""), d());
}

TEST(Variables, RefusesByNameWhatIsNoFullRealArrayInMatlab) {
  const std::map<std::string, std::string> obstacles = {
      {"complex", "complex numbers"},
      {"sparse", "a sparse matrix: save full(A)"},
      {"text", "text"},
      {"logical", "logical values: save double(A)"},
      {"cell", "a cell array"},
      {"structure", "a structure"},
  };
  for (const char* file : {"packed.mat", "plain.mat"}) {
    for (const auto& [variable, obstacle] : obstacles) {
      EXPECT_EQ(refused(file, variable),
                "variable " + variable + ": expected a full array of real numbers, found " + obstacle);
    }
  }
}

TEST(Variables, ReadsWhatNumpyAndSafetensorsWrote) {
  for (const char* file : {"stored.npz", "deflated.npz"}) {
    EXPECT_EQ(matrix(file, "D"), d()) << file;
    expect_cube(read_array(samples / file, "cube"));
    EXPECT_TRUE(refused(file, "flags").starts_with("variable flags: expected a full array")) << file;
  }
  const char* tensors = "tensors.safetensors";
  EXPECT_EQ(matrix(tensors, "layer.F64"), d());
  EXPECT_EQ(matrix(tensors, "layer.F32"), d(0x1.555556p-2));
  EXPECT_EQ(matrix(tensors, "layer.F16"), d(0x1.554p-2));
  EXPECT_EQ(matrix(tensors, "layer.BF16"), d(0x1.56p-2, 65536));
  EXPECT_EQ(matrix(tensors, "layer.I64"), (Eigen::MatrixXd{{1, -0x1p62}}));
  expect_cube(read_array(samples / tensors, "cube"));
  EXPECT_EQ(refused(tensors, "mask"),
            "variable mask: expected a full array of real numbers, found entries of type BOOL");
}

TEST(Variables, ListsWhatAFileHolds) {
  const std::vector<Variable> all = list_variables(samples / "packed.mat");
  ASSERT_EQ(all.size(), 11u);
  EXPECT_EQ(all[0].name, "D");
  EXPECT_EQ(all[0].type, "double");
  EXPECT_EQ(all[0].shape, (std::vector<std::int64_t>{2, 3}));
  EXPECT_EQ(all[0].obstacle, "");
  EXPECT_EQ(list_variables(samples / "deflated.npz").size(), 3u);
  EXPECT_EQ(list_variables(samples / "tensors.safetensors").size(), 7u);
  EXPECT_THROW(list_variables("a.csv"), InputError);
}

TEST(Variables, AsksWhichOfSeveral) {
  EXPECT_EQ(refused("stored.npz", ""),
            "expected --variable with one of the names D, cube, found several arrays (--list shows all)");
  EXPECT_EQ(refused("stored.npz", "E"), "expected a variable of the name E, found only D, cube, flags");
  EXPECT_EQ(refused("stored.npz", "cube"), "expected an array of two dimensions, found 3");
  EXPECT_EQ(refusal([] {
              read_matrix(samples / "f8_little_c.npy", Selection{"D", false});
            }),
            "--variable: expected a file of named arrays (.mat, .npz, .safetensors), found f8_little_c.npy");
}

TEST(Variables, NamesTheWayOutOfVersion73) {
  const TemporaryFolder folder;
  std::string bytes = "MATLAB 7.3 MAT-file, Platform: GLNXA64";
  bytes.resize(512, ' ');
  bytes[124] = 0, bytes[125] = 2, bytes[126] = 'I', bytes[127] = 'M';
  const fs::path path = folder.write("a.mat", bytes + "\x89HDF\r\n\x1a\n");
  EXPECT_EQ(refusal([&] { read_matrix(path); }),
            path.string() + ": expected a MATLAB file of version 5 to 7, found version 7.3 (HDF5): save it " +
                "again with save(..., '-v7')");
}

TEST(Variables, TakesAtomsFromRowsToo) {
  const TemporaryFolder folder;
  const fs::path path = folder.write("components.csv", "1,0,2\n3,0,4\n");
  EXPECT_EQ(read_matrix(path, Selection{"", true}), (Eigen::MatrixXd{{1, 3}, {0, 0}, {2, 4}}));
  EXPECT_EQ(refusal([&] { read_matrix(path); }),
            path.string() + ": column 2: expected an entry other than zero, found only zeros");
  const fs::path empty = folder.write("empty.csv", "1,2\n0,0\n");
  EXPECT_EQ(refusal([&] {
              read_matrix(empty, Selection{"", true});
            }),
            empty.string() + ": row 2: expected an entry other than zero, found only zeros");
}

using Read = Array (*)(std::string_view, const std::string&, const std::string&, const ReadLimits&);
struct Sample {
  const char* file;
  Read read;
};
const Sample all_samples[] = {{"packed.mat", read_mat},     {"plain.mat", read_mat},
                              {"big_endian.mat", read_mat}, {"stored.npz", read_npz},
                              {"deflated.npz", read_npz},   {"tensors.safetensors", read_safetensors}};

/// Every truncation of a file, and every byte of it changed: the array as it was, another array or an
/// InputError of one printable line; never a crash. Sums catch a change in what is packed.
TEST(Variables, ADamagedFileIsRefusedOrReadsAsSomeArray) {
  for (const auto& [file, read] : all_samples) {
    const std::string whole = bytes_of_file(file);
    ASSERT_FALSE(whole.empty()) << file;
    const std::string variable = std::string(file) == "tensors.safetensors" ? "layer.F64" : "D";
    const Array sound = read(whole, "a", variable, {});
    std::int64_t refusals = 0;
    const auto try_it = [&, use = read, name = file](const std::string& bytes, bool may_be_another) {
      try {
        const Array found = use(bytes, "a", variable, {});
        EXPECT_TRUE(may_be_another || (found.values == sound.values && found.shape == sound.shape)) << name;
      } catch (const InputError& error) {
        ++refusals;
        const std::string message = error.what();
        EXPECT_TRUE(message.starts_with("a: ")) << message;
        EXPECT_LT(message.size(), 400u) << message;
        EXPECT_EQ(message.find('\n'), std::string::npos) << message;
      }
    };
    for (std::size_t length = 0; length < whole.size(); length += 1 + length / 64)
      try_it(whole.substr(0, length), false);
    const bool has_sums = read == read_npz || std::string(file) == "packed.mat";
    for (std::size_t place = 0; place < whole.size(); ++place) {
      std::string damaged = whole;
      damaged[place] = static_cast<char>(damaged[place] ^ 0x41);
      try_it(damaged, !has_sums);
    }
    EXPECT_GT(refusals, 60) << file;
  }
}

std::string little(std::uint64_t value, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) bytes += static_cast<char>(value >> (8 * i) & 255);
  return bytes;
}

/// A file that packs a matrix of `entries` zeros, a thousand to one.
std::string bomb(std::uint64_t entries) {
  std::string matrix = little(14, 4) + little(48 + 8 * entries, 4) + little(6, 4) + little(8, 4) +
                       little(6, 8) + little(5, 4) + little(8, 4) + little(1, 4) + little(entries, 4) +
                       little(0x10001, 4) + "D" + std::string(3, '\0') + little(9, 4) +
                       little(8 * entries, 4) + std::string(8 * entries, '\0');
  std::string packed(compressBound(matrix.size()), '\0');
  uLongf size = packed.size();
  EXPECT_EQ(compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                      reinterpret_cast<const Bytef*>(matrix.data()), matrix.size(), 9),
            Z_OK);
  packed.resize(size);
  std::string head(124, ' ');
  return head + little(0x0100, 2) + "IM" + little(15, 4) + little(packed.size(), 4) + packed;
}

TEST(Variables, WhatIsPackedCountsAgainstTheLimits) {
  const std::string bytes = bomb(1 << 20);
  EXPECT_LT(bytes.size(), 10'000u);
  EXPECT_EQ(read_mat(bytes, "a.mat", "", {}).values.size(), std::size_t{1} << 20);
  const std::string message = refusal([&] { read_mat(bytes, "a.mat", "", {.bytes = 1'000'000}); });
  EXPECT_TRUE(message.starts_with("a.mat: variable D: expected at most 1000000 bytes, found ")) << message;
  EXPECT_TRUE(refusal([&] {
                read_mat(bytes, "a.mat", "", {.entries = 1000});
              }).starts_with("a.mat: variable D: header: expected at most 1000 entries"));
}

TEST(VariablesDeathTest, ASizeThatNoStreamReachesTakesNoMemory) {
  std::string bytes = bytes_of_file("deflated.npz");
  const std::size_t entry = bytes.find("PK\x01\x02");
  ASSERT_NE(entry, std::string::npos);
  bytes.replace(entry + 24, 4, little(900'000'000, 4));
  EXPECT_EXIT(read_in_little_memory([&] { read_npz(bytes, "a", "D", {}); }), testing::ExitedWithCode(0), "");
  std::string tensors = little(std::uint64_t{1} << 62, 8) + "{}";
  EXPECT_EXIT(read_in_little_memory([&] { read_safetensors(tensors, "a", "", {}); }),
              testing::ExitedWithCode(0), "");
}

TEST(Variables, ASafetensorsHeaderIsHeldToItsForm) {
  const auto message = [](const std::string& header, const std::string& data = std::string(8, '\1')) {
    return refusal([&] { read_safetensors(little(header.size(), 8) + header + data, "a", "", {}); });
  };
  EXPECT_EQ(message("{}"), "a: expected an array, found none");
  EXPECT_EQ(message("[1]"), "a: byte 8: expected a JSON object, found another value");
  EXPECT_TRUE(message("{,}").starts_with("a: byte 10: expected a safetensors header in JSON"));
  EXPECT_EQ(message(R"({"x":{"dtype":"F64","shape":[1],"data_offsets":[0,9]}})"),
            "a: variable x: data_offsets: expected the begin and the end of bytes in the file, found others");
  EXPECT_EQ(message(R"({"x":{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}})"),
            "a: variable x: shape: expected a list of whole numbers, found another value");
  EXPECT_TRUE(
      message(R"({"x":{"dtype":"F64","shape":[2],"data_offsets":[0,8]}})").find("2 entries of 8 bytes") !=
      std::string::npos);
  EXPECT_EQ(message(R"({"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"x":{}})"),
            "a: header: expected each name once, found one twice");
}

}  // namespace
}  // namespace dsc
