#include "augmentation.h"

#include <ATen/ATen.h>

#include <numbers>

#include "digit.h"

namespace digits {
namespace {

at::Tensor uniform(std::int64_t count, double limit) { return (at::rand({count}) * 2 - 1) * limit; }

}  // namespace

at::Tensor augment(const at::Tensor& images, const Augmentation& augmentation) {
  const std::int64_t count = images.size(0);
  const at::Tensor angle = uniform(count, augmentation.rotation * std::numbers::pi / 180);
  const at::Tensor scale = uniform(count, augmentation.zoom) + 1;
  const double pixel = 2.0 / image_side;  // the grid reaches from -1 to 1
  const at::Tensor cosine = angle.cos() * scale;
  const at::Tensor sine = angle.sin() * scale;
  const at::Tensor row_x =
      at::stack({cosine, -sine, uniform(count, augmentation.shift * pixel)}, 1);
  const at::Tensor row_y = at::stack({sine, cosine, uniform(count, augmentation.shift * pixel)}, 1);
  const at::Tensor grid = at::affine_grid_generator(at::stack({row_x, row_y}, 1), images.sizes(),
                                                    /*align_corners=*/false);
  return at::grid_sampler(images, grid, /*interpolation_mode=*/0, /*padding_mode=*/0,
                          /*align_corners=*/false);
}

}  // namespace digits
