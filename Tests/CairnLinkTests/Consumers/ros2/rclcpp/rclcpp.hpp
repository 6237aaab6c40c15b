// What a component needs of rclcpp, declared as ROS 2 Humble declares it, for machines without ROS 2.
//
// Topics are kept in the process: a test delivers messages and looks at those published.
#ifndef RCLCPP_STAND_IN_HPP
#define RCLCPP_STAND_IN_HPP

#include <cstddef>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace rclcpp {

class QoS {
public:
  explicit QoS(std::size_t depth) : depth_(depth) {}
  QoS &keep_last(std::size_t depth) {
    depth_ = depth;
    return *this;
  }
  std::size_t depth() const { return depth_; }

private:
  std::size_t depth_;
};

class SensorDataQoS : public QoS {
public:
  SensorDataQoS() : QoS(5) {}
};

class NodeOptions {};

class Logger {};

/// What was published on each topic, and who listens: of one type of message.
template <class M>
struct Topics {
  std::map<std::string, std::vector<M>> published;
  std::map<std::string, std::function<void(const M &)>> subscribed;

  static Topics &shared() {
    static Topics topics;
    return topics;
  }
};

template <class M>
class Publisher {
public:
  using SharedPtr = std::shared_ptr<Publisher>;
  explicit Publisher(std::string topic) : topic_(std::move(topic)) {}
  void publish(const M &message) { Topics<M>::shared().published[topic_].push_back(message); }

private:
  std::string topic_;
};

template <class M>
class Subscription {
public:
  using SharedPtr = std::shared_ptr<Subscription>;
};

class Node {
public:
  Node(std::string name, const NodeOptions &) : name_(std::move(name)) {}
  virtual ~Node() = default;
  const char *get_name() const { return name_.c_str(); }
  Logger get_logger() const { return {}; }

  template <class M>
  typename Publisher<M>::SharedPtr create_publisher(const std::string &topic, const QoS &) {
    return std::make_shared<Publisher<M>>(topic);
  }

  template <class M, class Callback>
  typename Subscription<M>::SharedPtr
  create_subscription(const std::string &topic, const QoS &, Callback &&callback) {
    Topics<M>::shared().subscribed[topic] = std::forward<Callback>(callback);
    return std::make_shared<Subscription<M>>();
  }

private:
  std::string name_;
};

/// How often something was warned of.
inline int &warnings() {
  static int count = 0;
  return count;
}

}  // namespace rclcpp

#define RCLCPP_WARN(logger, ...)                                                  \
  do {                                                                            \
    static_cast<void>(logger);                                                    \
    rclcpp::warnings()++;                                                         \
    std::fprintf(stderr, __VA_ARGS__);                                            \
    std::fprintf(stderr, "\n");                                                   \
  } while (0)

#endif
