// PCL's own readers take files of the dialect "pcl" as PointXYZRGBL, with the labels that were written.
// What PCL has to say about them fails the test: see CMakeLists.txt.
#include "checks.hpp"

#include <pcl/io/pcd_io.h>
#include <pcl/io/ply_io.h>
#include <pcl/point_types.h>

#include <string>

int main(int, char **argv) {
  const cairn::Cloud cloud = cairn::Cloud::read(argv[1]);
  const auto positions = cloud.positions();
  const auto colors = cloud.colors();
  std::vector<std::uint32_t> labels(cloud.size());
  for (std::size_t i = 0; i < labels.size(); i++) labels[i] = std::uint32_t(i * 2654435761u);
  for (const char *extension : {".pcd", ".ply"})
    for (const char *encoding : {"ascii", "binary", "binary-compressed"}) {
      const std::string path = std::string("labelled-") + encoding + extension;
      const bool is_pcd = path.back() == 'd';
      if (!is_pcd && encoding == std::string("binary-compressed")) continue;
      cairn::WriteOptions options;
      options.dialect = "pcl";
      options.encoding = encoding;
      options.overwrite = true;
      cloud.write(path, labels, options);
      pcl::PointCloud<pcl::PointXYZRGBL> read;
      CHECK((is_pcd ? pcl::io::loadPCDFile(path, read) : pcl::io::loadPLYFile(path, read)) == 0);
      CHECK(read.size() == cloud.size());
      for (std::size_t i = 0; i < labels.size(); i++) {
        const pcl::PointXYZRGBL &point = read[i];
        CHECK(point.label == labels[i]);
        CHECK(point.x == float(positions[i][0]) && point.z == float(positions[i][2]));
        CHECK(point.r == colors[i][0] && point.g == colors[i][1] && point.b == colors[i][2]);
      }
      std::printf("%s is read\n", path.c_str());
    }
}
