// The component of the examples, as it is, with stand-ins for the headers of ROS 2.
#include "checks.hpp"
#include "message.hpp"

#include <ros2_component.cpp>

#include <set>

int main(int, char **arguments) {
  using Cloud2 = sensor_msgs::msg::PointCloud2;
  auto &topics = rclcpp::Topics<Cloud2>::shared();
  const std::shared_ptr<rclcpp::Node> node = registered_node(rclcpp::NodeOptions());
  CHECK(std::string(node->get_name()) == "labeller");
  CHECK(topics.subscribed.count("points") == 1);

  const std::vector<cairn::Vector> points = cairn::Cloud::read(arguments[1]).positions();
  Cloud2 message = message_of<Cloud2>(points, std::uint32_t(points.size()), false, false, 0);
  message.header.stamp.sec = 77;
  topics.subscribed["points"](message);
  CHECK(topics.published["labelled"].size() == 1);
  const Cloud2 &labelled = topics.published["labelled"].front();
  CHECK(labelled.header.frame_id == "camera" && labelled.header.stamp.sec == 77);
  const std::vector<std::uint32_t> labels =
      cairn::make_cloud(labelled).field<std::uint32_t>("label");
  CHECK(labels.size() == points.size());
  CHECK(std::set<std::uint32_t>(labels.begin(), labels.end()).size() > 3);

  // A message that cannot be read is told of, and the node lives on.
  message.fields.clear();
  topics.subscribed["points"](message);
  CHECK(rclcpp::warnings() == 1 && topics.published["labelled"].size() == 1);
}
