#ifdef CAIRN_WITH_PCL

#include <pcl/search/kdtree.h>
#include <pcl/segmentation/extract_clusters.h>

#include "Calls.hpp"

int32_t cairnPCLClusters(
    const CairnPCLCloud *cloud, float distance, int32_t first, int32_t *groups, char *message) {
  return cairn::call(message, [&] {
    const auto points = cairn::points(*cloud);
    pcl::IndicesPtr rest(new pcl::Indices);
    for (int64_t index = 0; index < cloud->count; ++index) {
      if (groups[index] < 0) rest->push_back(index);
    }
    if (rest->empty()) return;
    pcl::search::KdTree<pcl::PointXYZ>::Ptr tree(new pcl::search::KdTree<pcl::PointXYZ>);
    pcl::EuclideanClusterExtraction<pcl::PointXYZ> search;
    search.setInputCloud(points);
    search.setIndices(rest);
    search.setSearchMethod(tree);
    search.setClusterTolerance(distance);
    search.setMinClusterSize(1);
    std::vector<pcl::PointIndices> clusters;
    search.extract(clusters);
    cairn::number(clusters, first, groups);
  });
}

#endif
