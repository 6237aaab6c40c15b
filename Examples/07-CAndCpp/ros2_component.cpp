// A ROS 2 component: labels every object of each cloud on `points`, publishes them on `labelled`.
//
// A template for nodes of yours: CMakeLists.txt builds it where ROS 2 is. All work is in
// cairn/pointcloud2.hpp, which the tests of Cairn try against messages of any layout.
#include <cairn/pointcloud2.hpp>

#include <rclcpp/rclcpp.hpp>
#include <rclcpp_components/register_node_macro.hpp>
#include <sensor_msgs/msg/point_cloud2.hpp>

namespace cairn_ros {

class Labeller : public rclcpp::Node {
public:
  explicit Labeller(const rclcpp::NodeOptions &options) : Node("labeller", options) {
    publisher_ = create_publisher<sensor_msgs::msg::PointCloud2>("labelled", rclcpp::SensorDataQoS());
    subscription_ = create_subscription<sensor_msgs::msg::PointCloud2>(
        "points", rclcpp::SensorDataQoS().keep_last(1),
        [this](const sensor_msgs::msg::PointCloud2 &message) { label(message); });
  }

private:
  void label(const sensor_msgs::msg::PointCloud2 &message) {
    try {
      const cairn::Embedding embedding = predictor_.encode(cairn::make_cloud(message));
      publisher_->publish(cairn::labelled(message, embedding.everything().labels));
    } catch (const cairn::Error &error) {
      RCLCPP_WARN(get_logger(), "%s", error.what());
    }
  }

  cairn::Predictor predictor_;
  rclcpp::Publisher<sensor_msgs::msg::PointCloud2>::SharedPtr publisher_;
  rclcpp::Subscription<sensor_msgs::msg::PointCloud2>::SharedPtr subscription_;
};

}  // namespace cairn_ros

RCLCPP_COMPONENTS_REGISTER_NODE(cairn_ros::Labeller)
