#include "code/python/family.h"
#include "code/python/reading.h"

namespace recipe::code::python {
namespace {

void getopt_call(Reading& reading, const Call& call) {
  if (!is_call(call, "getopt.getopt") && !is_call(call, "getopt.gnu_getopt")) return;
  reading.parser_seen(call);
  if (call.reached) reading.spelling().prefixes = true;
  const Literal letters = reading.evaluate(call.module, call.argument(1, "shortopts"));
  const Literal words = reading.evaluate(call.module, call.argument(2, "longopts"));
  if (letters.string() == nullptr || (call.argument(2, "longopts") != nowhere && !words.known())) {
    reading.open(call, "the options of getopt are computed");
  }
  const auto add = [&](std::string name, bool takes) {
    Flag flag;
    flag.key = name.substr(name.find_first_not_of('-'));
    flag.names = {std::move(name)};
    flag.takes = takes ? Takes::one : Takes::nothing;
    flag.defaults.kind = DefaultKind::computed;
    reading.flag(call, std::move(flag));
  };
  for (std::size_t at = 0; at < letters.text.size() && at < 200; ++at) {
    if (letters.text[at] == ':' || letters.text[at] == '+' || letters.text[at] == '-') continue;
    add(std::string("-") + letters.text[at],
        at + 1 < letters.text.size() && letters.text[at + 1] == ':');
  }
  for (const Literal& word : words.items) {
    if (word.string() == nullptr || word.text.empty() || word.text == "=") continue;
    const bool takes = word.text.back() == '=';
    add("--" + word.text.substr(0, word.text.size() - (takes ? 1 : 0)), takes);
  }
}

}  // namespace

extern const Family getopt_family{"getopt", "getopt: its letters and its list of words.",
                                  getopt_call, nullptr};

}  // namespace recipe::code::python
