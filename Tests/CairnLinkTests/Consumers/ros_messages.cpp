#include "checks.hpp"
#include "message.hpp"

#include <cairn/pointcloud2.hpp>

#include <sensor_msgs/PointCloud2.h>

int main() {
  std::vector<cairn::Vector> points;
  for (int i = 0; i < 6; i++) points.push_back({double(i), i * 0.5, 1});
  const auto message = message_of<sensor_msgs::PointCloud2>(points, 3, true, false, 7);
  const cairn::Cloud cloud = cairn::make_cloud(message);
  CHECK(cloud.positions() == points);
  const std::vector<std::uint32_t> labels = {1, 2, 3, 4, 5, 0xFEDCBA98};
  const sensor_msgs::PointCloud2 out = cairn::labelled(message, labels);
  CHECK(out.header.frame_id == "camera");
  CHECK(out.fields.back().datatype == sensor_msgs::PointField::UINT32);
  CHECK(cairn::make_cloud(out).field<std::uint32_t>("label") == labels);
}
