#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace digits {

/// A tensor of 32-bit floats, its last dimension contiguous.
struct NamedTensor {
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// By name, in the order of the file.
using Tensors = std::map<std::string, NamedTensor>;

/// The safetensors format (https://github.com/huggingface/safetensors): the length of the header in
/// eight bytes, a header in JSON, and the values, all little-endian. The same tensors give the same
/// bytes. Names hold nothing that JSON would escape.
std::string to_safetensors(const Tensors& tensors);

/// Reads what `to_safetensors` writes; other dtypes, metadata and gaps throw `std::runtime_error`,
/// as does a file cut short.
Tensors from_safetensors(std::string_view bytes);

}  // namespace digits
