#include "code/python/syntax.h"

#include <tree_sitter/api.h>

#include <algorithm>
#include <map>

#include "code/python/pieces.h"

extern "C" const TSLanguage* tree_sitter_python();

namespace recipe::code::python {
namespace {

/// A piece takes some milliseconds; this is for what makes the parser's error recovery wander.
constexpr std::uint64_t most_microseconds = 1'000'000;
constexpr int most_timeouts = 3;
constexpr std::size_t most_nodes = 3'000'000;

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
  const std::string text = without_comments(*bytes_);
  nodes_.reserve(std::min(text.size() / 6 + 1, most_nodes));
  nodes_.push_back({Kind::module, Field::none, 0, static_cast<std::uint32_t>(text.size())});
  NodeId last = nowhere;
  int timeouts = 0;
  for (const Piece& piece : pieces_of(text)) {
    const bool refused =
        !piece.parsable || timeouts >= most_timeouts || nodes_.size() >= most_nodes;
    if (refused || !parse(std::string_view(text).substr(piece.begin, piece.end - piece.begin),
                          piece.begin, last)) {
      if (!refused) ++timeouts;
      append({Kind::error, Field::none, piece.begin, piece.end}, 0, last);
      broken_.push_back(last);
    }
  }
  nodes_[0].last = static_cast<NodeId>(nodes_.size() - 1);
}

NodeId Syntax::append(Node node, NodeId parent, NodeId& last_child) {
  const auto id = static_cast<NodeId>(nodes_.size());
  node.last = id;
  node.parent = parent;
  (last_child == nowhere ? nodes_[parent].first : nodes_[last_child].next) = id;
  last_child = id;
  nodes_.push_back(node);
  return id;
}

bool Syntax::parse(std::string_view text, std::uint32_t offset, NodeId& last) {
  const std::unique_ptr<TSParser, FreeParser> parser(ts_parser_new());
  if (!ts_parser_set_language(parser.get(), tree_sitter_python())) return false;
  ts_parser_set_timeout_micros(parser.get(), most_microseconds);
  const std::unique_ptr<TSTree, FreeTree> tree(ts_parser_parse_string(
      parser.get(), nullptr, text.data(), static_cast<std::uint32_t>(text.size())));
  if (tree == nullptr) return false;
  TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree.get()));
  flatten(&cursor, offset, last);
  ts_tree_cursor_delete(&cursor);
  return true;
}

void Syntax::flatten(void* at, std::uint32_t offset, NodeId& last) {
  auto* cursor = static_cast<TSTreeCursor*>(at);
  struct Open {
    NodeId node;  ///< the nearest node above that is kept
    NodeId last_child;
  };
  // The root of a piece is the file's module, unless all of it is an error.
  std::vector<Open> open = {{0, last}};
  const bool module = kind_of(ts_tree_cursor_current_node(cursor)) == Kind::module;
  if (module && !ts_tree_cursor_goto_first_child(cursor)) return;
  bool down = true;
  while (true) {
    if (down) {
      const TSNode node = ts_tree_cursor_current_node(cursor);
      const TSFieldId number = ts_tree_cursor_current_field_id(cursor);
      const Field field = number < names().fields.size() ? names().fields[number] : Field::none;
      const Kind kind = kind_of(node);
      if (ts_node_is_named(node) || field == Field::operation) {
        const NodeId id = append(
            {kind, field, offset + ts_node_start_byte(node), offset + ts_node_end_byte(node)},
            open.back().node, open.back().last_child);
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
    if (open.size() == 1 || !ts_tree_cursor_goto_parent(cursor)) break;
    nodes_[open.back().node].last = static_cast<NodeId>(nodes_.size() - 1);
    open.pop_back();
    down = false;
  }
  last = open.front().last_child;
}

bool Syntax::mostly_broken() const {
  std::size_t bytes = 0;
  for (const NodeId node : broken_) bytes += nodes_[node].end - nodes_[node].begin;
  return bytes * 4 > bytes_->size();
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
