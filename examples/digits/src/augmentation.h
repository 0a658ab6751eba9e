#pragma once

#include <ATen/core/Tensor.h>

namespace digits {

/// How far an image is distorted; each sample draws uniformly between minus and plus these.
struct Augmentation {
  double rotation = 0;  // degrees
  double shift = 0;     // pixels, in both directions
  double zoom = 0;      // share of the size
};

/// Distorts each image of a batch, N x 1 x 8 x 8, by its own rotation, zoom and shift, with
/// bilinear interpolation and paper beyond the edges. Draws from LibTorch's generator.
at::Tensor augment(const at::Tensor& images, const Augmentation& augmentation);

}  // namespace digits
