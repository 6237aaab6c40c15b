// Registers a component as ROS 2 does, by a macro at file scope.
#ifndef REGISTER_NODE_MACRO_STAND_IN_HPP
#define REGISTER_NODE_MACRO_STAND_IN_HPP

#include <rclcpp/rclcpp.hpp>

#define RCLCPP_COMPONENTS_REGISTER_NODE(Component)                                \
  std::shared_ptr<rclcpp::Node> registered_node(const rclcpp::NodeOptions &options) { \
    return std::make_shared<Component>(options);                                  \
  }

#endif
