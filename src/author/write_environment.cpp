#include <algorithm>

#include "author/section_draft.h"
#include "author/write_sections.h"
#include "base/text.h"

namespace recipe::author {
namespace {

using document::Block;
using document::BlockKind;
using document::Package;
using document::SectionKind;
using document::Slice;
using document::Statement;

constexpr std::string_view package_field_names = "packages|debian packages|package";

bool is_package(std::string_view name) {
  return name.size() > 1 && is_alnum(name.front()) &&
         (is_alnum(name.back()) || name.back() == '+') &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_alnum(c) || c == '+' || c == '-' || c == '.'; });
}

bool is_package_version(std::string_view version) {
  return !version.empty() && is_alnum(version.front()) && version.back() != ':' &&
         std::all_of(version.begin(), version.end(), [](char c) {
           return is_alnum(c) || std::string_view(".+-~:").find(c) != std::string_view::npos;
         });
}

class PackageWriting {
 public:
  explicit PackageWriting(Draft& draft)
      : draft_(draft), section_(draft, SectionKind::environment) {}

  void write(const std::vector<std::pair<std::string, std::string>>& packages) {
    if (!section_.applies()) return;
    std::vector<std::pair<std::string, std::string>> missing;
    for (const auto& [name, version] : packages) {
      const bool again = std::any_of(missing.begin(), missing.end(),
                                     [&, &n = name](const auto& m) { return m.first == n; });
      if (!is_package(name) || !is_package_version(version)) {
        draft_.leave("Environment: " + printable(name + " " + version) +
                     " is no name and version of a Debian package");
      } else if (!compare(name, version) && !again) {
        missing.emplace_back(name, version);
      }
    }
    if (!missing.empty()) add(missing);
    section_.finish();
  }

 private:
  /// Whether the section lists the package. Only a version that is stated as the only one is
  /// replaced; `>= 1.13` is a person's choice.
  bool compare(const std::string& name, const std::string& version) {
    for (const At<Package>& known : draft_.recipe().environment.packages) {
      if (known.value.name != name) continue;
      if (known.value.relation != "=" || known.value.version == version) return true;
      const SourceText& source = draft_.source();
      const std::size_t end = source.line(source.line_at(known.span.end)).end;
      const std::size_t at = source.text({known.span.end, end}).find(known.value.version);
      if (at == std::string_view::npos) {
        draft_.leave("Environment: " + name + " is " + version + ", the section says " +
                     printable(known.value.version));
        return true;
      }
      const std::size_t begin = known.span.end + at;
      draft_.note(SectionKind::environment, begin, name, known.value.version, version);
      draft_.replace({begin, begin + known.value.version.size()}, version);
      return true;
    }
    return false;
  }

  static std::string item_text(const std::pair<std::string, std::string>& package) {
    return "`" + package.first + "` (= " + package.second + ")";
  }

  void note(const std::pair<std::string, std::string>& package, std::size_t offset) {
    draft_.note(SectionKind::environment, offset, package.first, "", package.second);
  }

  void add(const std::vector<std::pair<std::string, std::string>>& missing) {
    if (TableDraft* table = section_.table_with({"package|packages"})) {
      for (const auto& each : missing) append_row(*table, each);
      return;
    }
    if (const Block* list = list_of_packages()) return append_items(*list, missing);
    if (const auto place = end_of_inline_list()) return append_inline(*place, missing);
    std::string text = "Packages:\n";
    for (const auto& each : missing) text += "\n- " + item_text(each);
    section_.add_below("packages", text);
  }

  void append_row(TableDraft& table, const std::pair<std::string, std::string>& package) {
    std::vector<std::string> cells(table.table().head().size());
    const auto version = table.column("version");
    const std::size_t name = *table.column("package|packages");
    cells[name] = version ? "`" + package.first + "`" : item_text(package);
    if (version) cells[*version] = "= " + package.second;
    table.append(cells, package.first, package.second);
  }

  void append_items(const Block& list,
                    const std::vector<std::pair<std::string, std::string>>& all) {
    const SourceText& source = draft_.source();
    const Span first = source.line(source.line_at(list.span.begin));
    const std::string indent(source.text({first.begin, list.span.begin}));
    const char marker = source.bytes()[list.span.begin];
    const std::size_t at = end_of_text(source, list.span);
    std::string text;
    for (const auto& each : all) {
      text += "\n" + indent + std::string(1, marker) + " " + item_text(each);
      note(each, at);
    }
    draft_.replace({at, at}, text);
  }

  void append_inline(std::size_t at, const std::vector<std::pair<std::string, std::string>>& all) {
    std::string text;
    for (const auto& each : all) {
      text += ", " + item_text(each);
      note(each, at);
    }
    draft_.replace({at, at}, text);
  }

  bool says_packages(const Block& paragraph, bool empty) {
    const auto field = document::split_field(draft_.reading().text(paragraph.lines).trimmed());
    return field && document::is_named(field->name->view(), package_field_names) &&
           field->value.empty() == empty;
  }

  bool can_grow(const Block& list) const {
    const SourceText& source = draft_.source();
    const Span first = source.line(source.line_at(list.span.begin));
    const bool plain = trim(source.text({first.begin, list.span.begin})).empty();
    return plain && !is_digit(source.bytes()[list.span.begin]);
  }

  /// The list below `Packages:`, as a paragraph or an item.
  const Block* list_of_packages() {
    const document::Blocks& blocks = section_.blocks();
    for (std::size_t i = 0; i + 1 < blocks.size(); ++i) {
      const Block& next = *blocks[i + 1];
      if (blocks[i]->kind != BlockKind::paragraph || next.kind != BlockKind::list) continue;
      if (says_packages(*blocks[i], true) && can_grow(next)) return &next;
    }
    for (const Block* item : document::all_of_kind(blocks, BlockKind::item)) {
      if (item->children.empty() || item->children.front().kind != BlockKind::paragraph) continue;
      if (!says_packages(item->children.front(), true)) continue;
      for (const Block& child : item->children) {
        if (child.kind == BlockKind::list && can_grow(child)) return &child;
      }
    }
    return nullptr;
  }

  /// Behind the last of `Packages: a, b`.
  std::optional<std::size_t> end_of_inline_list() {
    for (const Block* block : document::all_of_kind(section_.blocks(), BlockKind::paragraph)) {
      if (!says_packages(*block, false)) continue;
      const Span line = block->lines.back();
      std::size_t end = line.begin + draft_.source().text(line).find_last_not_of(" \t") + 1;
      if (draft_.source().bytes()[end - 1] == '.') --end;
      return end;
    }
    return std::nullopt;
  }

  Draft& draft_;
  SectionDraft section_;
};

}  // namespace

void write_environment(Draft& draft, const Observed& observed) {
  if (observed.packages.empty()) return;
  PackageWriting(draft).write(observed.packages);
}

}  // namespace recipe::author
