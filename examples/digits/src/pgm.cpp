#include "pgm.h"

#include <sstream>
#include <stdexcept>

#include "files.h"

namespace digits {

decltype(Digit::pixels) read_pgm(const std::string& path) {
  std::istringstream text(read_file(path));
  std::string magic;
  int width = 0;
  int height = 0;
  int maximum = 0;
  text >> magic >> width >> height >> maximum;
  if (!text || magic != "P2" || width != image_side || height != image_side || maximum < 1 ||
      maximum > 255)
    throw std::runtime_error(path + ": expected a plain PGM (P2) of 8x8 pixels, at most 255 each");
  decltype(Digit::pixels) pixels{};
  for (std::uint8_t& pixel : pixels) {
    int value = -1;
    text >> value;
    if (!text || value < 0 || value > maximum)
      throw std::runtime_error(path + ": expected 64 pixels of 0 to " + std::to_string(maximum));
    pixel = static_cast<std::uint8_t>((value * max_pixel * 2 + maximum) / (2 * maximum));
  }
  std::string rest;
  if (text >> rest) throw std::runtime_error(path + ": more than 64 pixels");
  return pixels;
}

}  // namespace digits
