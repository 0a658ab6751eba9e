#include "code/python/syntax.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <map>

extern "C" const TSLanguage* tree_sitter_python();

namespace recipe::code::python {
namespace {

/// A file of 8 MiB takes a second; this is for what makes the parser's error recovery wander.
constexpr std::uint64_t most_microseconds = 10'000'000;

/// Code of people is not deeper; a climb from every node of code that is would be quadratic.
constexpr std::size_t most_steps_up = 256;

struct Names {
  std::vector<Kind> kinds;    ///< by symbol of the grammar
  std::vector<Field> fields;  ///< by its field number
};

const Names& names() {
  static const Names known = [] {
    const std::map<std::string_view, Kind> kinds = {
#define KIND(kind, name) {name, Kind::kind},
#define FIELD(field, name)
#include "code/python/kinds.def"
#undef KIND
#undef FIELD
    };
    const std::map<std::string_view, Field> fields = {
#define KIND(kind, name)
#define FIELD(field, name) {name, Field::field},
#include "code/python/kinds.def"
#undef KIND
#undef FIELD
    };
    Names made;
    const TSLanguage* language = tree_sitter_python();
    for (std::uint32_t at = 0; at < ts_language_symbol_count(language); ++at) {
      const auto symbol = static_cast<TSSymbol>(at);
      const auto kind = kinds.find(ts_language_symbol_name(language, symbol));
      const bool named = ts_language_symbol_type(language, symbol) == TSSymbolTypeRegular;
      made.kinds.push_back(named && kind != kinds.end() ? kind->second : Kind::other);
    }
    made.fields.push_back(Field::none);
    for (std::uint32_t at = 1; at <= ts_language_field_count(language); ++at) {
      const char* name = ts_language_field_name_for_id(language, static_cast<TSFieldId>(at));
      const auto field = name == nullptr ? fields.end() : fields.find(name);
      made.fields.push_back(field == fields.end() ? Field::none : field->second);
    }
    return made;
  }();
  return known;
}

Kind kind_of(TSNode node) {
  const TSSymbol symbol = ts_node_symbol(node);
  if (symbol == static_cast<TSSymbol>(-1)) return Kind::error;
  return symbol < names().kinds.size() ? names().kinds[symbol] : Kind::other;
}

struct FreeTree {
  void operator()(TSTree* tree) const { ts_tree_delete(tree); }
};
struct FreeParser {
  void operator()(TSParser* parser) const { ts_parser_delete(parser); }
};

}  // namespace

Syntax::Syntax(std::shared_ptr<const std::string> bytes) : bytes_(std::move(bytes)) {
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < bytes_->size(); ++at) {
    if ((*bytes_)[at] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  std::unique_ptr<TSTree, FreeTree> tree;
  if (ts_parser_set_language(parser.get(), tree_sitter_python())) {
    ts_parser_set_timeout_micros(parser.get(), most_microseconds);
    tree.reset(ts_parser_parse_string(parser.get(), nullptr, bytes_->data(),
                                      static_cast<std::uint32_t>(bytes_->size())));
  }
  if (tree == nullptr) {
    gave_up_ = true;
    nodes_.push_back({Kind::module, Field::none, 0, static_cast<std::uint32_t>(bytes_->size())});
    return;
  }
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
  flatten(&cursor);
  ts_tree_cursor_delete(&cursor);
}

void Syntax::flatten(void* at) {
  auto* cursor = static_cast<TSTreeCursor*>(at);
  struct Open {
    NodeId node;  ///< the nearest node above that is kept
    NodeId last_child;
  };
  std::vector<Open> open;
  nodes_.reserve(bytes_->size() / 6 + 1);
  const auto keep = [&](TSNode node, Field field, Kind kind) {
    const auto id = static_cast<NodeId>(nodes_.size());
    Node made{kind, field, ts_node_start_byte(node), ts_node_end_byte(node)};
    made.last = id;
    if (!open.empty()) {
      Open& up = open.back();
      made.parent = up.node;
      (up.last_child == nowhere ? nodes_[up.node].first : nodes_[up.last_child].next) = id;
      up.last_child = id;
    }
    nodes_.push_back(made);
    return id;
  };
  bool down = true;
  while (true) {
    if (down) {
      const TSNode node = ts_tree_cursor_current_node(cursor);
      const TSFieldId number = ts_tree_cursor_current_field_id(cursor);
      const Field field = number < names().fields.size() ? names().fields[number] : Field::none;
      const Kind kind = kind_of(node);
      const bool named = ts_node_is_named(node);
      const bool comment = named && std::string_view(ts_node_type(node)) == "comment";
      const bool wanted = open.empty() || (!comment && (named || field == Field::operation));
      if (wanted) {
        const NodeId id = keep(node, field, open.empty() ? Kind::module : kind);
        if (kind == Kind::error &&
            (broken_.empty() || nodes_[broken_.back()].end <= nodes_[id].begin)) {
          broken_.push_back(id);
        }
        if (ts_tree_cursor_goto_first_child(cursor)) {
          open.push_back({id, nowhere});
          continue;
        }
      }
    }
    if (ts_tree_cursor_goto_next_sibling(cursor)) {
      down = true;
      continue;
    }
    if (open.empty() || !ts_tree_cursor_goto_parent(cursor)) break;
    nodes_[open.back().node].last = static_cast<NodeId>(nodes_.size() - 1);
    open.pop_back();
    down = false;
  }
}

bool Syntax::mostly_broken() const {
  std::size_t bytes = 0;
  for (const NodeId node : broken_) bytes += nodes_[node].end - nodes_[node].begin;
  return gave_up_ || bytes * 4 > bytes_->size();
}

NodeId Syntax::child(NodeId node, Field field) const {
  if (node == nowhere) return nowhere;
  for (NodeId at = first(node); at != nowhere; at = next(at)) {
    if (nodes_[at].field == field) return at;
  }
  return nowhere;
}

std::vector<NodeId> Syntax::children(NodeId node) const {
  std::vector<NodeId> all;
  if (node == nowhere) return all;
  for (NodeId at = first(node); at != nowhere; at = next(at)) all.push_back(at);
  return all;
}

NodeId Syntax::above(NodeId node, Kind kind) const {
  if (node == nowhere) return nowhere;
  std::size_t steps = 0;
  for (NodeId at = parent(node); at != nowhere && steps < most_steps_up; at = parent(at), ++steps) {
    if (nodes_[at].kind == kind) return at;
  }
  return nowhere;
}

std::string_view Syntax::text(NodeId node) const {
  if (node == nowhere) return {};
  return std::string_view(*bytes_).substr(nodes_[node].begin,
                                          nodes_[node].end - nodes_[node].begin);
}

std::size_t Syntax::line(NodeId node) const {
  if (node == nowhere) return 0;
  const auto behind =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), nodes_[node].begin);
  return static_cast<std::size_t>(behind - line_starts_.begin());
}

}  // namespace recipe::code::python
