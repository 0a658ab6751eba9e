#include "code/settings/settings.h"

#include "code/remembered.h"
#include "expect.h"
#include "one_file_tree.h"

using namespace recipe;
using fuzz::expect;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  const fuzz::OneFileTree tree(text);
  for (const char* path : {"a.yaml", "a.toml", "a.gin", "a.cfg"}) {
    const code::Settings read = code::read_settings(tree, path);
    expect(read.settings.size() <= code::most_settings, "a file holds no more than is kept");
    expect(read.understood == read.why_not.empty(), "what is not understood has a reason");
    for (const code::Setting& each : read.settings) {
      expect(each.place.path == path && each.place.line > 0, "a setting has a place");
    }
    const std::string row = code::row_of(read);
    const auto back = code::settings_of_row(row);
    expect(back && code::row_of(*back) == row, "what was kept reads back");
  }
  const code::Script script = code::read_script(tree, "a.cpp");
  expect(code::script_of_row(code::row_of(script)).has_value(), "what was kept reads back");
  static_cast<void>(code::script_of_row(text));
  static_cast<void>(code::settings_of_row(text));
  return 0;
}
