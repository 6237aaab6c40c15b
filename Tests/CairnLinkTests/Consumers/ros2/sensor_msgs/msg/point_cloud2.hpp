// The message as ROS 2 generates it: no `seq` in the header, members with defaults.
#ifndef POINT_CLOUD2_STAND_IN_HPP
#define POINT_CLOUD2_STAND_IN_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace builtin_interfaces::msg {
struct Time {
  std::int32_t sec = 0;
  std::uint32_t nanosec = 0;
};
}  // namespace builtin_interfaces::msg

namespace std_msgs::msg {
struct Header {
  builtin_interfaces::msg::Time stamp;
  std::string frame_id;
};
}  // namespace std_msgs::msg

namespace sensor_msgs::msg {
struct PointField {
  static constexpr std::uint8_t UINT32 = 6;
  std::string name;
  std::uint32_t offset = 0;
  std::uint8_t datatype = 0;
  std::uint32_t count = 0;
};

struct PointCloud2 {
  std_msgs::msg::Header header;
  std::uint32_t height = 0, width = 0;
  std::vector<PointField> fields;
  bool is_bigendian = false;
  std::uint32_t point_step = 0, row_step = 0;
  std::vector<std::uint8_t> data;
  bool is_dense = false;
};
}  // namespace sensor_msgs::msg

#endif
