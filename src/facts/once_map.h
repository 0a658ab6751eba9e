#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace recipe::facts {

/// Values that are made when they are first asked for, each once, and then stay where they are.
/// Several threads may ask; making one does not hold up those who want another.
template <class T>
class OnceMap {
 public:
  template <class Make>
  const T& get(std::string_view key, const Make& make) {
    Slot& slot = slot_of(key);
    std::call_once(slot.made, [&] { slot.value = make(); });
    return slot.value;
  }

 private:
  struct Slot {
    std::once_flag made;
    T value{};
  };

  Slot& slot_of(std::string_view key) {
    const std::lock_guard<std::mutex> alone(mutex_);
    const auto at = slots_.find(key);
    if (at != slots_.end()) return *at->second;
    return *slots_.emplace(std::string(key), std::make_unique<Slot>()).first->second;
  }

  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<Slot>, std::less<>> slots_;
};

}  // namespace recipe::facts
