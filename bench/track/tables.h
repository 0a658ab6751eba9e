#pragma once

#include <vector>

#include "curves.h"

namespace track {

/// Each prints a section of Markdown.
void print_false_alarms(const std::vector<Config>& configs);
void print_variants(const std::vector<Config>& configs);
void print_detection(const std::vector<Config>& configs);
void print_projection(const std::vector<Config>& configs);
void print_take_off();
void print_verdict();
void print_speed();

}  // namespace track
