#pragma once

#include <string_view>

namespace recipe::check {

/// What one line of a code block looks like, read without its neighbours.
enum class LineLook {
  blank,
  comment,
  command,  ///< runs a program: `python train.py`, `./prepare.sh`, `CUDA_VISIBLE_DEVICES=0 torchrun
            ///< x`
  shell,  ///< shell without a program that stands out: `export A=1`, `epoch=30`, `for i in 1 2; do`
  other,
};

LineLook look_of(std::string_view line);

/// How many bytes of a prompt begin the line: `$ `, `user@host:~/x$ `, `(env) $ `, `> ` and `!`
/// before a program; 0 without one.
std::size_t prompt_length(std::string_view line);

/// Whether the line begins with an option: `--lr 0.1`, `-b 256`.
bool begins_with_option(std::string_view line);

/// The end of the line is one backslash, which joins the next line to it.
bool is_continued(std::string_view line);

}  // namespace recipe::check
