#include "code/remembered.h"

#include <concepts>
#include <cstdint>

#include "base/json.h"

namespace recipe::code {
namespace {

/// Another set of fields is another number.
constexpr std::uint64_t layout = 2;
constexpr std::size_t longest_row = std::size_t{64} << 20;

template <class T, class Kept>
concept Is = std::same_as<std::remove_const_t<T>, Kept>;

// The fields of each type, once for writing and reading. A struct is an array of its fields.

template <class Archive, Is<Place> T>
void fields(Archive& archive, T& place) {
  archive(place.path, place.line);
}

template <class Archive, Is<Quantity> T>
void fields(Archive& archive, T& quantity) {
  archive(quantity.value, quantity.unit);
}

template <class Archive, Is<Value> T>
void fields(Archive& archive, T& value) {
  archive(value.is, value.text, value.remark);
}

template <class Archive, Is<Default> T>
void fields(Archive& archive, T& each) {
  archive(each.kind, each.value, each.text, each.place);
}

template <class Archive, Is<Flag> T>
void fields(Archive& archive, T& flag) {
  archive(flag.names, flag.key, flag.defaults, flag.takes, flag.choices, flag.place, flag.rest,
          flag.fallback);
}

template <class Archive, Is<Spelling> T>
void fields(Archive& archive, T& spelling) {
  archive(spelling.prefixes, spelling.one_dash, spelling.negation, spelling.either_dash,
          spelling.overrides, spelling.dotted, spelling.yaml_overrides);
}

template <class Archive, Is<Composition> T>
void fields(Archive& archive, T& composed) {
  archive(composed.folder, composed.name, composed.place);
}

template <class Archive, Is<Interface> T>
void fields(Archive& archive, T& interface) {
  archive(interface.flags, interface.spelling, interface.open, interface.perhaps, interface.drops,
          interface.composed, interface.launches, interface.variables);
}

template <class Archive, Is<Constant> T>
void fields(Archive& archive, T& constant) {
  archive(constant.name, constant.context, constant.value, constant.text, constant.place);
}

template <class Archive, Is<Argument> T>
void fields(Archive& archive, T& argument) {
  archive(argument.flag, argument.text, argument.known, argument.certain, argument.place,
          argument.origin);
}

template <class Archive, Is<Run> T>
void fields(Archive& archive, T& run) {
  archive(run.program, run.module, run.path, run.arguments, run.passes_on, run.place);
}

template <class Archive, Is<Script> T>
void fields(Archive& archive, T& script) {
  archive(script.path, script.interface, script.constants, script.calls, script.runs,
          script.sources, script.understood, script.why_not);
}

template <class Archive, Is<Setting> T>
void fields(Archive& archive, T& setting) {
  archive(setting.key, setting.value, setting.text, setting.place);
}

template <class Archive, Is<Settings> T>
void fields(Archive& archive, T& settings) {
  archive(settings.path, settings.settings, settings.top_level, settings.understood,
          settings.why_not);
}

class Writer {
 public:
  template <class... T>
  void operator()(const T&... each) {
    (json_.push_back(written(each)), ...);
  }
  Json done() { return std::move(json_); }

 private:
  static Json written(const std::string& text) { return text; }
  static Json written(bool flag) { return flag; }
  static Json written(double number) { return json_of(number); }
  static Json written(std::size_t count) { return count; }
  template <class T>
  requires std::is_enum_v<T>
  static Json written(T kind) { return static_cast<int>(kind); }
  template <class T>
  static Json written(const std::vector<T>& list) {
    Json all = Json::array();
    for (const T& each : list) all.push_back(written(each));
    return all;
  }
  template <class A, class B>
  static Json written(const std::pair<A, B>& pair) {
    return Json::array({written(pair.first), written(pair.second)});
  }
  template <class T>
  static Json written(const std::optional<T>& value) {
    return value ? written(*value) : Json();
  }
  template <class... T>
  static Json written(const std::variant<T...>& value) {
    return Json::array(
        {value.index(), std::visit([](const auto& is) { return written(is); }, value)});
  }
  template <class T>
  requires std::is_class_v<T>
  static Json written(const T& value) {
    Writer inner;
    fields(inner, value);
    return inner.done();
  }

  Json json_ = Json::array();
};

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) { good_ = json.is_array(); }

  template <class... T>
  void operator()(T&... each) {
    good_ = good_ && json_.size() == sizeof...(each);
    std::size_t at = 0;
    ((good_ = good_ && read(json_[at++], each)), ...);
  }
  bool good() const { return good_; }

 private:
  static bool read(const Json& from, std::string& text) {
    if (!from.is_string()) return false;
    text = from.get_ref<const std::string&>();
    return true;
  }
  static bool read(const Json& from, bool& flag) {
    if (!from.is_boolean()) return false;
    flag = from.get<bool>();
    return true;
  }
  static bool read(const Json& from, double& number) {
    const auto value = double_of(from);
    number = value.value_or(0);
    return value.has_value();
  }
  static bool read(const Json& from, std::size_t& count) {
    if (!from.is_number_unsigned()) return false;
    count = from.get<std::size_t>();
    return true;
  }
  template <class T>
  requires std::is_enum_v<T>
  static bool read(const Json& from, T& kind) {
    std::size_t number = 0;
    if (!read(from, number) || number > last_of(T{})) return false;
    kind = static_cast<T>(number);
    return true;
  }
  static std::size_t last_of(DefaultKind) {
    return static_cast<std::size_t>(DefaultKind::computed);
  }
  static std::size_t last_of(Takes) { return static_cast<std::size_t>(Takes::unknown); }
  template <class T>
  static bool read(const Json& from, std::vector<T>& list) {
    if (!from.is_array()) return false;
    list.resize(from.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (!read(from[i], list[i])) return false;
    }
    return true;
  }
  template <class A, class B>
  static bool read(const Json& from, std::pair<A, B>& pair) {
    return from.is_array() && from.size() == 2 && read(from[0], pair.first) &&
           read(from[1], pair.second);
  }
  template <class T>
  static bool read(const Json& from, std::optional<T>& value) {
    if (from.is_null()) return true;
    return read(from, value.emplace());
  }
  template <class... T>
  static bool read(const Json& from, std::variant<T...>& value) {
    std::size_t index = 0;
    if (!from.is_array() || from.size() != 2 || !read(from[0], index)) return false;
    return alternative(from[1], index, value, std::index_sequence_for<T...>());
  }
  template <class V, std::size_t... number>
  static bool alternative(const Json& from, std::size_t index, V& value,
                          std::index_sequence<number...>) {
    return ((index == number && read(from, value.template emplace<number>())) || ...);
  }
  template <class T>
  requires std::is_class_v<T>
  static bool read(const Json& from, T& value) {
    Reader inner(from);
    fields(inner, value);
    return inner.good();
  }

  const Json& json_;
  bool good_ = true;
};

template <class T>
std::string row(std::string_view kind, const T& value) {
  Writer writer;
  fields(writer, value);
  return to_line(Json::array({layout, kind, writer.done()}));
}

template <class T>
std::optional<T> of_row(std::string_view kind, std::string_view text) {
  if (text.size() > longest_row) return std::nullopt;
  const auto json = parse_json(text);
  if (!json || !json->is_array() || json->size() != 3) return std::nullopt;
  if ((*json)[0] != layout || (*json)[1] != kind) return std::nullopt;
  T value;
  Reader reader((*json)[2]);
  fields(reader, value);
  if (!reader.good()) return std::nullopt;
  return value;
}

}  // namespace

std::string row_of(const Script& script) { return row("script", script); }
std::string row_of(const Settings& settings) { return row("settings", settings); }

std::optional<Script> script_of_row(std::string_view row) { return of_row<Script>("script", row); }
std::optional<Settings> settings_of_row(std::string_view row) {
  return of_row<Settings>("settings", row);
}

}  // namespace recipe::code
