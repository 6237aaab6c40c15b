#ifdef CAIRN_WITH_PCL

#include <pcl/segmentation/min_cut_segmentation.h>

#include <algorithm>

#include "Calls.hpp"

int32_t cairnPCLMinimumCut(
    const CairnPCLCloud *cloud, const float *seeds, int64_t seedCount, float radius, float sigma,
    float sourceWeight, int32_t neighbors, uint8_t *isObject, char *message) {
  return cairn::call(message, [&] {
    std::fill(isObject, isObject + cloud->count, 0);
    pcl::PointCloud<pcl::PointXYZ>::Ptr objects(new pcl::PointCloud<pcl::PointXYZ>);
    for (int64_t index = 0; index < seedCount; ++index) {
      objects->push_back(cairn::position(seeds, index));
    }
    // A new one each time: PCL 1.13.0 may crash where one cuts again with other parameters (#5636).
    pcl::MinCutSegmentation<pcl::PointXYZ> cut;
    cut.setInputCloud(cairn::points(*cloud));
    cut.setForegroundPoints(objects);
    cut.setRadius(radius);
    cut.setSigma(sigma);
    cut.setSourceWeight(sourceWeight);
    cut.setNumberOfNeighbours(neighbors);
    std::vector<pcl::PointIndices> sides;
    cut.extract(sides);
    // The background is the first, the object the second.
    if (sides.size() < 2) return;
    for (const auto index : sides[1].indices) isObject[index] = 1;
  });
}

#endif
