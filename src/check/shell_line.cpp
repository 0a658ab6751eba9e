#include "check/shell_line.h"

#include <algorithm>
#include <array>

#include "base/one_of.h"
#include "base/text.h"

namespace recipe::check {
namespace {

/// Programs that hardly begin a line of anything but a command.
constexpr std::string_view programs[] = {
    "accelerate", "apt",         "apt-get",       "aria2c",     "aws",
    "bash",       "cd",          "chmod",         "cmake",      "composer",
    "conda",      "cp",          "curl",          "deepspeed",  "dgl-launch",
    "docker",     "enroot",      "gcloud",        "gdown",      "git",
    "gsutil",     "gunzip",      "horovodrun",    "hf",         "huggingface-cli",
    "ipython",    "jupyter",     "julia",         "kaggle",     "kubectl",
    "ln",         "mamba",       "mim",           "mkdir",      "mpiexec",
    "mpirun",     "mv",          "ngc",           "nohup",      "nsys",
    "numactl",    "nvcc",        "nvidia-docker", "nvidia-smi", "paddlecloud",
    "pip",        "pip2",        "pip3",          "pipenv",     "podman",
    "poetry",     "poprun",      "pushd",         "pytest",     "rm",
    "rsync",      "Rscript",     "salloc",        "sbatch",     "scp",
    "sh",         "singularity", "srun",          "ssh",        "sudo",
    "tar",        "tensorboard", "torchrun",      "trtexec",    "unzip",
    "uv",         "wandb",       "wget",          "zsh",
};

/// Programs and words of the shell that are words of English or of other languages too.
constexpr std::string_view weak_words[] = {
    ".",    "alias", "cat",    "do",     "done",   "echo",  "env",    "exit",  "export", "fi",
    "find", "for",   "gcc",    "grep",   "head",   "if",    "java",   "ls",    "make",   "node",
    "perl", "popd",  "printf", "screen", "sed",    "set",   "source", "sort",  "stdbuf", "tail",
    "time", "tmux",  "touch",  "trap",   "ulimit", "unset", "while",  "xargs", "zip",    "g++",
};

std::string_view without_indent(std::string_view line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  return line;
}

bool is_name_byte(char c) { return is_alnum(c) || c == '_'; }

/// The length of `NAME=value` at the front, quotes in it; 0 if there is none.
std::size_t assignment_length(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_name_byte(text[at])) ++at;
  if (at == 0 || at == text.size() || is_digit(text[0])) return 0;
  if (text[at] == '+') ++at;
  if (at == text.size() || text[at] != '=') return 0;
  ++at;
  if (at < text.size() && text[at] == '=') return 0;
  char quote = 0;
  bool curly = false;
  int nested = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'' || c == '`') {
      quote = c;
    } else if (text.substr(at).starts_with("\u201c") || text.substr(at).starts_with("\u201d")) {
      // Typographic quotes: what they hold is meant to be one word.
      at += 2;
      curly = !curly;
    } else if (c == '(') {
      ++nested;
    } else if (c == ')' && nested > 0) {
      --nested;
    } else if (is_space(c) && nested == 0 && !curly) {
      break;
    }
  }
  return at;
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end]) && text[end] != ';' && text[end] != '&' &&
         text[end] != '|') {
    ++end;
  }
  return text.substr(0, end);
}

bool is_python(std::string_view name) {
  if (!name.starts_with("python")) return false;
  name.remove_prefix(6);
  return std::all_of(name.begin(), name.end(), [](char c) { return is_digit(c) || c == '.'; });
}

bool is_script_name(std::string_view word) {
  for (const std::string_view ending : {".sh", ".py", ".bash", ".run", ".sub"}) {
    if (word.size() > ending.size() && word.ends_with(ending)) return true;
  }
  return false;
}

/// `./x`, `../x`, `path/to/x.sh`: bytes of a path only.
bool is_path_to_run(std::string_view word) {
  if (word.find_first_of("(){}[]<>,:\"'`=") != std::string_view::npos) return false;
  return ((word.starts_with("./") || word.starts_with("../")) && word.size() > 3) ||
         is_script_name(word);
}

LineLook look_of_word(std::string_view word, std::string_view rest) {
  const std::string_view name = word.substr(word.rfind('/') + 1);
  if (word.empty()) return LineLook::other;
  if (rest.starts_with('=') || without_indent(rest).starts_with("= ")) return LineLook::other;
  if (is_python(name) || is_one_of(name, programs)) return LineLook::command;
  if (is_path_to_run(word)) {
    // A name alone on its line may be a list of files.
    return word.starts_with('.') || !trim(rest).empty() ? LineLook::command : LineLook::shell;
  }
  return is_one_of(word, weak_words) ? LineLook::shell : LineLook::other;
}

bool is_prompt_sign(char c) { return c == '$' || c == '#' || c == '%' || c == '>'; }

/// `user@host:~/x$ ` and `(env) user@host $ `: up to behind the sign and its space.
std::size_t host_prompt_length(std::string_view line) {
  bool at_sign = false;
  int nested = 0;
  for (std::size_t i = 0; i < line.size() && i < 100; ++i) {
    const char c = line[i];
    if (c == '@' && i > 0) at_sign = true;
    if (c == '(' || c == '[') ++nested;
    if (c == ')' || c == ']') --nested;
    if (is_prompt_sign(c) && i + 1 < line.size() && line[i + 1] == ' ' && nested <= 0) {
      const bool environment = c == '$' && i > 0 && line[0] == '(';
      return at_sign || environment ? i + 2 : 0;
    }
    if (c == ' ' && nested == 0 && !at_sign && !(i > 0 && line[i - 1] == ')')) return 0;
    if (c == '"' || c == '\'' || c == '=') return 0;
  }
  return 0;
}

}  // namespace

LineLook look_of(std::string_view line) {
  std::string_view text = without_indent(line);
  if (text.empty()) return LineLook::blank;
  if (text.front() == '#') return LineLook::comment;
  bool assigned = false;
  while (const std::size_t length = assignment_length(text)) {
    assigned = true;
    text = without_indent(text.substr(length));
  }
  if (text.empty()) return LineLook::shell;
  const std::string_view word = first_word(text);
  if (text == "\\") return assigned ? LineLook::shell : LineLook::other;
  const LineLook look = look_of_word(word, text.substr(word.size()));
  return assigned && look == LineLook::other && !text.starts_with('=') &&
                 text.find('(') == std::string_view::npos
             ? LineLook::shell
             : look;
}

std::size_t prompt_length(std::string_view line) {
  const std::size_t indent = line.size() - without_indent(line).size();
  const std::string_view text = line.substr(indent);
  if (text.size() < 2) return 0;
  if (text.starts_with("$ ") || text.starts_with("$\t")) return indent + 2;
  const std::string_view behind = text.substr(1);
  // Without a space only before a program: `$HOME/x` is a variable.
  const bool runs = look_of(behind) == LineLook::command;
  if ((text[0] == '$' || text[0] == '!') && runs && !behind.starts_with('/')) return indent + 1;
  if ((text.starts_with("> ") || text.starts_with("% ")) && runs) return indent + 2;
  const std::size_t host = host_prompt_length(text);
  return host == 0 ? 0 : indent + host;
}

bool begins_with_option(std::string_view line) {
  const std::string_view text = without_indent(line);
  if (text.size() < 2 || text[0] != '-') return false;
  const std::size_t at = text[1] == '-' ? 2 : 1;
  if (at >= text.size() || !is_alnum(text[at]) || is_digit(text[at])) return false;
  // `-b 256` and `--lr`, and no word of more letters behind one dash unless it is a name.
  const std::string_view word = first_word(text);
  return word.back() != ':' && word.back() != ',';
}

bool is_continued(std::string_view line) {
  std::size_t backslashes = 0;
  while (backslashes < line.size() && line[line.size() - 1 - backslashes] == '\\') ++backslashes;
  return backslashes % 2 == 1;
}

}  // namespace recipe::check
