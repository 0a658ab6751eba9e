#pragma once

#include "network.h"
#include "safetensors.h"

namespace digits {

/// The weights for deployment: at inference, batch normalization only scales and shifts what the
/// convolution gives, so it is folded into the convolution's weight and bias. Computed in double.
Tensors fold(const Network& network);

}  // namespace digits
