#include "checks.hpp"

#include <cairn/pcl.hpp>

#include <cmath>

int main(int, char **argv) {
  const cairn::Cloud file = cairn::Cloud::read(argv[1]);
  const auto positions = file.positions();
  const auto colors = file.colors();
  pcl::PointCloud<pcl::PointXYZRGB> cloud;
  for (std::size_t i = 0; i < positions.size(); i++) {
    pcl::PointXYZRGB point;
    point.x = float(positions[i][0]);
    point.y = float(positions[i][1]);
    point.z = float(positions[i][2]);
    point.r = colors[i][0];
    point.g = colors[i][1];
    point.b = colors[i][2];
    cloud.push_back(point);
  }
  cloud.points[5].x = cloud.points[5].y = cloud.points[5].z = NAN;
  cloud.header.frame_id = "camera";
  cloud.header.stamp = 77;
  cloud.sensor_origin_ = Eigen::Vector4f(1, 2, 3, 0);
  cloud.is_dense = false;
  // Organised as far as that goes.
  const std::size_t width = 100, height = cloud.size() / width;
  cloud.points.resize(width * height);
  cloud.width = std::uint32_t(width);
  cloud.height = std::uint32_t(height);

  const cairn::Cloud made = cairn::make_cloud(cloud);
  CHECK(made.grid() == std::make_pair(width, height));
  CHECK(std::isnan(made.positions()[5][0]) && made.positions()[6] == positions[6]);
  CHECK(made.colors()[9] == colors[9]);
  // Of the 32 bytes of a point, no more than x, y, z and the colour are copied.
  std::uint64_t columns = 0;
  CHECK(cairn_cloud_field_count(made.get(), &columns) == CAIRN_OK && columns == 4);

  cairn::PredictorOptions options;
  options.method = "graph";
  const cairn::Embedding embedding = cairn::Predictor(options).encode(made);
  const auto candidates = embedding.segment({cairn::positive(cloud.points[200])});
  const pcl::PointIndices indices = cairn::point_indices(candidates[0].mask, cloud.header);
  CHECK(indices.header.frame_id == "camera");
  CHECK(indices.indices.size() == candidates[0].selected_count && !indices.indices.empty());
  for (int index : indices.indices) CHECK(candidates[0].mask[std::size_t(index)] == 1 && index != 5);

  std::vector<std::uint32_t> labels(cloud.size());
  for (std::size_t i = 0; i < labels.size(); i++) labels[i] = std::uint32_t(i);
  const pcl::PointCloud<pcl::PointXYZRGBL> out = cairn::labelled(cloud, labels);
  CHECK(out.header.stamp == 77 && out.width == cloud.width && out.height == cloud.height);
  CHECK(!out.is_dense && std::isnan(out.points[5].x) && out.points[5].label == 5);
  CHECK(out.points[9].label == 9 && out.points[9].rgba == cloud.points[9].rgba);
  CHECK(out.sensor_origin_ == cloud.sensor_origin_);
  labels.pop_back();
  CHECK(status_of([&] { cairn::labelled(cloud, labels); }) == CAIRN_BAD_ARGUMENT);

  pcl::PointCloud<pcl::PointNormal> plain(4, 1);
  for (std::size_t i = 0; i < 4; i++) {
    plain.points[i].x = float(i);
    plain.points[i].normal_z = float(i);
  }
  CHECK(cairn::make_cloud(plain).field<float>("normal_z")[3] == 3);
  const pcl::PointCloud<pcl::PointXYZL> named =
      cairn::labelled(plain, std::vector<std::uint32_t>{1, 2, 3, 4});
  CHECK(named.points[3].label == 4 && named.points[3].x == 3);
  CHECK(cairn::make_cloud(pcl::PointCloud<pcl::PointXYZI>()).size() == 0);
}
