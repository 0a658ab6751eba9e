#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace recipe::code::python {

/// What a node is; `other` are the many that nobody asks about.
enum class Kind : std::uint16_t {
  other,
#define KIND(kind, name) kind,
#define FIELD(field, name)
#include "code/python/kinds.def"
#undef KIND
#undef FIELD
};

/// What a node is to its parent.
enum class Field : std::uint16_t {
  none,
#define KIND(kind, name)
#define FIELD(field, name) field,
#include "code/python/kinds.def"
#undef KIND
#undef FIELD
};

/// Index of a node; a parent has a lower one than its children, and text order is index order.
using NodeId = std::uint32_t;
inline constexpr NodeId nowhere = 0xffffffff;

/// The syntax tree of a file as a flat table, without comments and punctuation. It never fails:
/// what is no Python is nodes of kind `error`.
class Syntax {
 public:
  explicit Syntax(std::shared_ptr<const std::string> bytes);

  std::size_t size() const { return nodes_.size(); }
  Kind kind(NodeId node) const { return nodes_[node].kind; }
  bool is(NodeId node, Kind kind) const { return node != nowhere && nodes_[node].kind == kind; }
  Field field(NodeId node) const { return nodes_[node].field; }
  NodeId parent(NodeId node) const { return nodes_[node].parent; }
  NodeId first(NodeId node) const { return nodes_[node].first; }
  NodeId next(NodeId node) const { return nodes_[node].next; }
  /// The first child that is this to its parent, else `nowhere`; also of `nowhere`.
  NodeId child(NodeId node, Field field) const;
  /// Behind the last node below `node`.
  NodeId end(NodeId node) const { return nodes_[node].last + 1; }
  std::vector<NodeId> children(NodeId node) const;
  /// The nearest node of this kind above, else `nowhere`.
  NodeId above(NodeId node, Kind kind) const;
  std::string_view text(NodeId node) const;
  std::size_t line(NodeId node) const;  ///< from 1
  const std::string& bytes() const { return *bytes_; }

  /// Pieces that are no Python as far as the grammar knows, the outermost only, in order.
  const std::vector<NodeId>& broken() const { return broken_; }
  /// So much is no Python, or more than the parser stands, that the rest says little.
  bool mostly_broken() const;

 private:
  struct Node {
    Kind kind = Kind::other;
    Field field = Field::none;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    NodeId parent = nowhere;
    NodeId first = nowhere;
    NodeId next = nowhere;
    NodeId last = 0;  ///< the last node below, or itself
  };
  bool parse(std::string_view text, std::uint32_t offset, NodeId& last);
  void flatten(void* cursor, std::uint32_t offset, NodeId& last);
  NodeId append(Node node, NodeId parent, NodeId& last_child);

  std::shared_ptr<const std::string> bytes_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<NodeId> broken_;
};

}  // namespace recipe::code::python
